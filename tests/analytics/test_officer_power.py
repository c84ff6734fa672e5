"""Power and sheets needed are R's, and behave as they must."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.officer_power import n_for_difference, power_of_difference


def test_power_is_that_of_r_to_the_last_digit_that_counts(reference_rows):
    rows = reference_rows("officer_power.csv")
    assert len(rows) == 90
    for row in rows:
        found = power_of_difference(
            int(row["n"]),
            float(row["variance"]),
            float(row["difference"]),
            comparisons=int(row["comparisons"]),
        )
        assert found == pytest.approx(float(row["power"]), abs=1e-8)


def test_the_sheets_needed_are_those_r_finds_by_counting_up(reference_rows):
    for row in reference_rows("officer_power.csv"):
        found = n_for_difference(
            float(row["variance"]), float(row["difference"]), comparisons=int(row["comparisons"])
        )
        assert found == int(row["n_for_80"])


@settings(max_examples=40)
@given(
    variance=st.floats(0.01, 2.25),
    difference=st.floats(0.05, 3),
    power=st.floats(0.5, 0.99),
    comparisons=st.integers(1, 2000),
)
def test_one_sheet_less_is_too_few(variance, difference, power, comparisons):
    n = n_for_difference(variance, difference, power=power, comparisons=comparisons)
    assert power_of_difference(n, variance, difference, comparisons=comparisons) >= power
    if n > 2:
        assert power_of_difference(n - 1, variance, difference, comparisons=comparisons) < power


def test_the_direction_of_the_difference_does_not_matter():
    assert power_of_difference(35, 0.2, -0.3) == power_of_difference(35, 0.2, 0.3)


def test_more_officers_need_more_sheets_of_each():
    assert n_for_difference(0.2) < n_for_difference(0.2, comparisons=10)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"n": 1}, "n is 1"),
        ({"within_variance": 0}, "within_variance is 0"),
        ({"within_variance": math.nan}, "within_variance is nan"),
        ({"difference": 0}, "difference is 0"),
        ({"difference": math.inf}, "difference is inf"),
        ({"level": 5}, "level is 5"),
        ({"comparisons": 0}, "comparisons is 0"),
    ],
)
def test_impossible_numbers_are_refused(given, said):
    with pytest.raises(ValueError, match=said):
        power_of_difference(**{"n": 35, "within_variance": 0.2} | given)


def test_an_impossible_power_or_endless_sheets_are_refused():
    with pytest.raises(ValueError, match="power is 1"):
        n_for_difference(0.2, power=1)
    with pytest.raises(ValueError, match="more than 10000000 sheets"):
        n_for_difference(1.0, 1e-6)


@pytest.mark.parametrize("wrong", [float("nan"), float("inf"), 2.5, "3", None])
def test_what_is_no_number_of_sheets_or_officers_is_refused(wrong) -> None:
    with pytest.raises(ValueError, match=r"n is .*; expected a whole number"):
        power_of_difference(wrong, 0.25)
    with pytest.raises(ValueError, match=r"comparisons is .*; expected a whole number"):
        n_for_difference(0.25, comparisons=wrong)
