"""Numbers are rounded half-up, exactly, and printed with a point."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.results import decimal_text, round_half_up


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (Decimal("3.835"), 2, "3.84"),
        (Decimal("2.675"), 2, "2.68"),
        (Fraction(1, 2), 0, "1"),
        (Fraction(5, 2), 0, "3"),
        (Fraction(-1, 2), 0, "-1"),
        (Fraction(-1, 1000), 2, "0.00"),
        (Fraction(3319, 900), 3, "3.688"),
        (0, 2, "0.00"),
        (100, 2, "100.00"),
        (Decimal("0.0000001"), 8, "0.00000010"),
        (Fraction(10**40 + 1, 2), 0, "5" + "0" * 38 + "1"),
    ],
)
def test_halves_go_up(value, places, text):
    assert decimal_text(value, places) == text


@given(st.fractions(), st.integers(0, 12))
def test_rounded_value_is_at_most_half_a_unit_away(value, places):
    rounded = Fraction(round_half_up(value, places))
    assert abs(rounded - value) <= Fraction(1, 2 * 10**places)


@pytest.mark.parametrize(
    ("value", "places", "message"),
    [
        (3.835, 2, "float; expected Fraction"),
        (True, 2, "bool; expected Fraction"),
        (Decimal("NaN"), 2, "finite"),
        (Decimal("Infinity"), 2, "finite"),
        (Fraction(1), -1, "places is -1"),
        (Fraction(1), 1.0, "places is 1.0"),
    ],
)
def test_what_cannot_be_rounded_exactly_is_refused(value, places, message):
    with pytest.raises(ValueError, match=message):
        round_half_up(value, places)
