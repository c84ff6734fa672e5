"""Texts of the API's documentation: marked where they are written, translated where shown."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext

from app.errors import N_

__all__ = ["N_", "translated"]

_PROSE = frozenset({"description", "detail", "summary", "title"})


def translated(node: Any) -> Any:
    """A copy of the document whose descriptions and summaries are in the request's language."""
    if isinstance(node, dict):
        return {
            key: gettext(value)
            if key in _PROSE and isinstance(value, str) and value
            else translated(value)
            for key, value in node.items()
        }
    return [translated(item) for item in node] if isinstance(node, list) else node
