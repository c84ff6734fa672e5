"""Numbers as people read them."""

from __future__ import annotations

from fractions import Fraction

import pytest

from analytics.results import Interval
from app.documents.numbers import (
    decimal_shown,
    interval_shown,
    percent_shown,
    plotted,
    whole_shown,
)


@pytest.mark.parametrize(("language", "shown"), [("id", "76,94"), ("en", "76.94")])
def test_decimals_have_the_sign_of_the_language(language: str, shown: str) -> None:
    assert decimal_shown(Fraction(2770, 36), 2, language) == shown


@pytest.mark.parametrize(("language", "shown"), [("id", "1.234.567"), ("en", "1,234,567")])
def test_thousands_stand_apart(language: str, shown: str) -> None:
    assert whole_shown(1_234_567, language) == shown


def test_a_share_is_shown_per_cent() -> None:
    assert percent_shown(Fraction(1, 3), "id") == "33,3%"


def test_both_limits_of_an_interval_are_shown() -> None:
    assert interval_shown(Interval(95.8, 96.575, 0.95, "x"), 2, "id") == "95,80–96,58"


def test_a_limit_is_rounded_by_the_digits_that_the_api_rounds() -> None:
    # As a binary fraction 95.005 lies just below itself; the API rounds what is printed of it.
    assert interval_shown(Interval(95.005, 96.0, 0.95, "x"), 2, "id") == "95,01–96,00"


def test_no_interval_is_a_dash() -> None:
    assert interval_shown(None, 2, "id") == "–"


def test_a_chart_draws_the_number_that_the_table_shows() -> None:
    assert plotted(Fraction(3835, 1000), 2) == 3.84
