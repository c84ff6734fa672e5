"""Texts of the API's documentation: marked where they are written, translated where shown."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext

_PROSE = frozenset({"description", "summary"})


def N_(text: str) -> str:
    """The text itself; the name, which gettext's tools look for, marks it for the catalogue."""
    return text


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
