"""What one cell of a table may hold, as text for people and machines."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import Decimal

Cell = str | int | float | Decimal | date | time | None

# A spreadsheet runs a cell that starts with one of these as a formula (OWASP, CSV injection).
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\0")
_PLAIN_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?", re.ASCII)


def may_run_as_formula(text: str) -> bool:
    """Tell whether a spreadsheet could run this text; a plain number such as -3,5 could not."""
    return text.startswith(_FORMULA_STARTS) and not _PLAIN_NUMBER.fullmatch(text)


def cell_text(value: object) -> str:
    """Give a spreadsheet's value as plain text: 4.0 as "4", True as "true", empty as ""."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return _moment_text(value)
    if isinstance(value, float | Decimal):
        return _number_text(value)
    return value.isoformat() if isinstance(value, date | time) else str(value)


def _moment_text(value: datetime) -> str:
    # A spreadsheet stores each date as a moment; midnight is how it writes "the day alone".
    if value.time() == time.min:
        return value.date().isoformat()
    return value.isoformat(sep=" ", timespec="seconds")


def _number_text(value: float | Decimal) -> str:
    # By way of repr, so that 0.1 stays 0.1; "f" keeps 1e-05 from being written with an exponent.
    text = format(Decimal(repr(value)) if isinstance(value, float) else value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
