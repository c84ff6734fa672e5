"""The sample size is the printed table's."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.results import Interval
from analytics.sample_size import index_margin, krejcie_morgan, margin_reached


def test_every_row_of_the_printed_table_is_the_formula_rounded(reference_rows):
    rows = reference_rows("krejcie_morgan_1970.csv")
    printed = {int(row["population"]): int(row["sample"]) for row in rows}
    assert len(printed) == 90
    assert {population: krejcie_morgan(population) for population in printed} == printed


def test_population_without_bound_needs_384():
    assert krejcie_morgan(None) == krejcie_morgan(10**12) == 384


@given(st.integers(1, 10**7))
def test_sample_never_exceeds_the_population_and_never_falls(population):
    assert 1 <= krejcie_morgan(population) <= min(population, 384)
    assert krejcie_morgan(population) <= krejcie_morgan(population + 1)


@pytest.mark.parametrize("population", [0, -5, 12.0, "500", True, float("nan")])
def test_impossible_population_is_refused(population):
    with pytest.raises(ValueError, match="population is"):
        krejcie_morgan(population)


def test_the_margin_of_a_printed_row_is_five_points(reference_rows):
    for row in reference_rows("krejcie_morgan_1970.csv"):
        people, sample = int(row["population"]), int(row["sample"])
        # The table is rounded to whole sheets, so 0.05 lies between the margins of its neighbours.
        if sample < people:
            assert margin_reached(sample + 1, people) < 0.05 < margin_reached(sample - 1, people)


def test_the_margin_without_bound_is_that_of_a_share_of_one_half():
    assert margin_reached(100, None) == pytest.approx((3.841 * 0.25 / 100) ** 0.5)
    assert margin_reached(100, 10**12) == pytest.approx(margin_reached(100, None))


def test_nothing_is_unknown_where_everybody_answered():
    assert margin_reached(1, 1) == margin_reached(500, 500) == 0


@given(st.integers(1, 500), st.integers(0, 5000))
def test_the_margin_falls_with_every_sheet_and_rises_with_the_people(n, more):
    people = n + more + 1
    assert margin_reached(n + 1, people) < margin_reached(n, people)
    assert margin_reached(n, people) <= margin_reached(n, people + 1) <= margin_reached(n, None)


@pytest.mark.parametrize("n", [0, -5, 12.0, "500", True, float("nan")])
def test_a_margin_of_no_sheets_is_refused(n):
    with pytest.raises(ValueError, match="n is"):
        margin_reached(n, 1000)


@pytest.mark.parametrize("population", [0, -1, 9, 20.0])
def test_fewer_people_than_sheets_are_refused(population):
    with pytest.raises(ValueError, match="population is"):
        margin_reached(10, population)


def test_the_margin_of_an_index_is_its_farther_limit():
    uneven = Interval(93.5, 97.0, 0.95, "score")
    assert index_margin(Fraction(96), uneven) == 2.5
    assert index_margin(Fraction(100), Interval(98.0, 100.0, 0.95, "score")) == 2


def test_an_index_outside_its_interval_is_refused():
    with pytest.raises(ValueError, match="expected its own interval"):
        index_margin(Fraction(99), Interval(93.5, 97.0, 0.95, "score"))


@pytest.mark.parametrize("limits", [(float("nan"), 97.0), (93.0, float("inf"))])
def test_a_margin_to_limits_that_are_no_numbers_is_refused(limits):
    with pytest.raises(ValueError, match="expected its own interval"):
        index_margin(Fraction(96), Interval(*limits, 0.95, ""))
