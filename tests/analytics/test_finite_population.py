"""Among few people an index is surer, and only as a description of just those people."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.finite_population import (
    finite_ni_variance,
    finite_population_interval,
    unanswered_share,
)
from analytics.intervals import index_interval
from analytics.mean_index import ni_variance

SHEETS = [[4] * 9] * 20 + [[3] * 9] * 10 + [[2, 4, 3, 4, 3, 4, 3, 4, 3]] * 5


def width(interval):
    return interval.high - interval.low


def test_variance_is_that_of_r_survey_with_fpc(real, rule, reference_rows):
    rows = [row for row in reference_rows("survey_designs.csv") if row["design"] == "finite"]
    tally = real("gianyar").tally
    found = {
        row["population"]: finite_ni_variance(tally, rule, int(row["population"])) for row in rows
    }
    expected = {row["population"]: float(row["variance"]) for row in rows}
    assert {n: float(value) for n, value in found.items()} == pytest.approx(expected, rel=1e-9)
    assert len(rows) == 3


def test_interval_narrows_as_the_people_become_few(rule, tally_of):
    tally = tally_of(SHEETS)
    populations = (36, 50, 100, 1000, 10**9)
    widths = [width(finite_population_interval(tally, rule, people)) for people in populations]
    assert widths == sorted(widths)
    assert widths[-1] == pytest.approx(width(index_interval(tally, rule)), abs=1e-6)


def test_interval_has_no_width_where_everybody_answered(rule, tally_of):
    tally = tally_of(SHEETS)
    interval = finite_population_interval(tally, rule, 35)
    index = 25 * sum(map(sum, SHEETS)) / (9 * 35)
    assert (interval.low, interval.high) == pytest.approx((index, index))
    assert finite_ni_variance(tally, rule, 35) == 0


def test_gaps_leave_something_unknown_even_where_everybody_sent_a_sheet(rule, tally_of):
    tally = tally_of([*SHEETS[:-1], [2, 4, 3, 4, 3, 4, 3, 4, 0]])
    assert unanswered_share(tally, 35) == Fraction(1, 35)
    assert width(finite_population_interval(tally, rule, 35)) > 0


def test_equal_sheets_of_some_of_the_people_are_not_certain(rule, tally_of):
    interval = finite_population_interval(tally_of([[4] * 9] * 10), rule, 11)
    assert interval.low < interval.high == 100


@pytest.mark.parametrize("population", [34, 0, -1, 35.5, "100", None, float("nan")])
def test_fewer_people_than_sheets_and_no_number_are_refused(population, rule, tally_of):
    tally = tally_of(SHEETS)
    for compute in (finite_population_interval, finite_ni_variance):
        with pytest.raises(ValueError, match="population is"):
            compute(tally, rule, population)


def test_no_sheet_and_one_sheet_have_no_interval(rule, tally_of):
    assert finite_population_interval(tally_of([[4] * 9]), rule, 5) is None
    assert finite_population_interval(tally_of([[0] * 9]), rule, 5) is None
    with pytest.raises(ValueError, match="population is 0"):
        finite_population_interval(tally_of([[0] * 9]), rule, 0)


@given(
    rows=st.lists(st.lists(st.integers(1, 4), min_size=9, max_size=9), min_size=2, max_size=12),
    more=st.integers(0, 40),
)
def test_it_is_never_wider_than_the_headline_nor_moves_the_index(rows, more, rule, tally_of):
    tally = tally_of(rows)
    finite, headline = (
        finite_population_interval(tally, rule, len(rows) + more),
        index_interval(tally, rule),
    )
    assert headline.low - 1e-9 <= finite.low <= finite.high <= headline.high + 1e-9
    assert finite_ni_variance(tally, rule, len(rows) + more) <= ni_variance(tally, rule)
