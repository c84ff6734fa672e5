"""What is no finite number is refused in words, wherever it comes from."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.number_checks import finite_number, finite_numbers

NO_NUMBERS = [
    float("nan"), float("inf"), -float("inf"), 1e200, 10**400, "x", None, object(),
    Decimal("NaN"), Decimal("sNaN"), np.float32("nan"),
]  # fmt: skip


@pytest.mark.parametrize("value", [*NO_NUMBERS, True, "5", [], {}])
def test_what_is_no_finite_number_is_refused_by_name(value) -> None:
    with pytest.raises(ValueError, match=r"difference is .*; expected a finite number"):
        finite_number(value, "difference")


@pytest.mark.parametrize("value", [3, 3.0, Fraction(3), Decimal(3), np.int64(3), np.float32(3)])
def test_any_kind_of_number_is_taken(value) -> None:
    assert finite_number(value, "difference") == 3.0


@pytest.mark.parametrize("value", NO_NUMBERS)
def test_one_that_is_none_spoils_a_row(value) -> None:
    with pytest.raises(ValueError, match=r"values: .*; expected finite numbers only"):
        finite_numbers([1, value], "values")


@pytest.mark.parametrize("values", [None, {}, "12", [[1], [1, 2]]])
def test_what_is_no_row_of_numbers_is_refused(values) -> None:
    with pytest.raises(ValueError, match="expected finite numbers only"):
        finite_numbers(values, "values")


@given(st.lists(st.floats(-1e100, 1e100)))
def test_finite_numbers_stay_as_they_are(values) -> None:
    assert finite_numbers(values, "values").tolist() == values
