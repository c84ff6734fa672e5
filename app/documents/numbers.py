"""Numbers as people read them: a decimal comma in Indonesian, a decimal point in English."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from analytics.results import Interval, decimal_text, round_half_up

COMMA_LANGUAGES = frozenset({"id", "jv", "su"})
INTERVAL_DASH = "–"
MINUS = "−"


def decimal_shown(value: Fraction | Decimal | int, places: int, language: str) -> str:
    """A number rounded half-up, with the language's own decimal sign and a true minus."""
    return with_own_sign(decimal_text(value, places).replace("-", MINUS), language)


def with_own_sign(number: str, language: str) -> str:
    """A number written with a decimal point, such as "92.25", with the language's own sign."""
    return number.replace(".", ",") if language in COMMA_LANGUAGES else number


def whole_shown(n: int, language: str) -> str:
    """A count with its thousands apart: 2.380 in Indonesian, 2,380 in English."""
    text = f"{n:,}"
    return text.replace(",", ".") if language in COMMA_LANGUAGES else text


def percent_shown(share_0_1: Fraction, language: str) -> str:
    """A share as per cent with one decimal."""
    return f"{decimal_shown(100 * share_0_1, 1, language)}%"


def interval_shown(interval: Interval | None, places: int, language: str) -> str:
    """Both limits of an interval; a dash alone where there is none."""
    if interval is None:
        return INTERVAL_DASH
    # By way of repr, as the API does: the digits that it prints are those rounded.
    limits = (Decimal(repr(interval.low)), Decimal(repr(interval.high)))
    return INTERVAL_DASH.join(decimal_shown(limit, places, language) for limit in limits)


def plotted(value: Fraction | float, places: int) -> float:
    """The number that a chart draws: rounded as the table beside it, so that both agree."""
    return float(round_half_up(Fraction(value), places))
