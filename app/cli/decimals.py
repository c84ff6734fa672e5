"""Numbers in what commands print for people; JSON and CSV keep the decimal point."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import get_locale

from app.documents.numbers import with_own_sign

NONE_SHOWN = "-"
BETWEEN = " - "


def worded(number: str | None) -> str:
    """A number that is a text already, with the decimal sign of the language spoken."""
    if number is None:
        return NONE_SHOWN
    locale = get_locale()
    return with_own_sign(number, locale.language if locale else "id")


def span(limits: Iterable[str]) -> str:
    """Both limits of an interval."""
    return BETWEEN.join(worded(limit) for limit in limits)
