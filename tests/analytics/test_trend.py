"""Changes between periods: Newcombe's limits, sense near the ceiling, words from the numbers."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.inputs import Tally
from analytics.intervals import index_interval
from analytics.results import Interval
from analytics.trend import (
    TOO_FEW_ANSWERS,
    WITHHELD,
    Direction,
    Estimate,
    difference_limits,
    direction_of,
    element_change,
    index_change,
)

ROWS = st.lists(st.lists(st.integers(1, 4), min_size=9, max_size=9), min_size=2, max_size=12)


def test_limits_are_newcombe_s(reference_rows) -> None:
    rows = reference_rows("newcombe_differences.csv")
    assert len(rows) == 8
    for row in rows:
        numbers = {name: float(row[name]) for name in row if name != "program"}
        one = Estimate(numbers["x"] / numbers["n"], numbers["low"], numbers["high"])
        other = Estimate(numbers["y"] / numbers["m"], numbers["other_low"], numbers["other_high"])
        low, high = difference_limits(other, one)
        assert low == pytest.approx(numbers["difference_low"], abs=1e-8)
        assert high == pytest.approx(numbers["difference_high"], abs=1e-8)


def test_the_change_is_exact(tally_of_sum, rule) -> None:
    # Sums of 9n answers: NI 3.5 and 3.75.
    before, after = tally_of_sum(40, 1260), tally_of_sum(40, 1350)

    change = index_change(before, after, rule)

    assert change.difference == Fraction(25, 4)
    assert change.interval.low < 6.25 < change.interval.high


def test_a_large_change_of_many_is_a_rise_and_back_again_a_fall(tally_of_sum, rule) -> None:
    before, after = tally_of_sum(200, 5400), tally_of_sum(200, 6300)

    assert index_change(before, after, rule).direction is Direction.RISE
    assert index_change(after, before, rule).direction is Direction.FALL
    assert index_change(before, before, rule).direction is Direction.UNCLEAR


def test_the_same_change_of_few_cannot_be_told(tally_of, rule) -> None:
    few = [[4] * 9, [3] * 9, [2] * 9, [4] * 9, [3] * 9]
    fewer_low = [[4] * 9, [3] * 9, [3] * 9, [4] * 9, [3] * 9]

    change = index_change(tally_of(few), tally_of(fewer_low), rule)

    assert change.difference > 0
    assert change.direction is Direction.UNCLEAR


def test_straight_fours_twice_are_not_certain(tally_of, rule) -> None:
    fours = tally_of([[4] * 9] * 30)

    change = index_change(fours, fours, rule)

    assert change.difference == 0
    assert change.interval.low < 0 < change.interval.high


def test_limits_near_the_ceiling_stay_within_what_is_possible(tally_of, rule) -> None:
    before, after = tally_of([[4] * 9] * 10 + [[3] * 9]), tally_of([[4] * 9] * 11)

    change = index_change(before, after, rule)

    lowest = index_interval(before, rule).low
    assert change.interval.high <= 100 - lowest
    # The later period cannot have risen beyond 100, so the way up is the earlier one's alone.
    assert change.interval.high == pytest.approx(100 - lowest)


def test_a_withheld_period_leaves_the_change_undefined(tally_of, rule) -> None:
    seen = tally_of([[4] * 9] * 9)

    for pair in ((None, seen), (seen, None), (None, None)):
        assert index_change(*pair, rule).reason == WITHHELD
        assert element_change(*pair, "waktu").reason == WITHHELD


def test_one_answer_has_no_interval_and_no_change(tally_of, rule) -> None:
    one, more = tally_of([[4] * 9]), tally_of([[3] * 9] * 9)

    change = index_change(one, more, rule)

    assert (change.difference, change.direction, change.reason) == (None, None, TOO_FEW_ANSWERS)
    assert element_change(more, one, "waktu").reason == TOO_FEW_ANSWERS


def test_no_answers_are_as_one() -> None:
    nothing = Tally.empty(("waktu",), 1, 4)

    assert element_change(nothing, nothing, "waktu").reason == TOO_FEW_ANSWERS


def test_an_element_changes_on_the_scale_of_ratings(tally_of) -> None:
    low, high = [2] * 9, [2, 2, 4, 2, 2, 2, 2, 2, 2]
    change = element_change(tally_of([low] * 30), tally_of([high] * 30), "waktu")

    assert (change.difference, change.direction) == (2, Direction.RISE)
    assert element_change(tally_of([low] * 30), tally_of([high] * 30), "biaya").difference == 0


def test_an_unknown_element_is_refused(tally_of) -> None:
    tally = tally_of([[4] * 9] * 9)

    with pytest.raises(ValueError, match="no element 'senyum'"):
        element_change(tally, tally, "senyum")


@pytest.mark.parametrize(
    ("limits", "direction"),
    [
        ((0.01, 2), Direction.RISE),
        ((0, 2), Direction.UNCLEAR),
        ((-1, 0), Direction.UNCLEAR),
        ((-2, -0.01), Direction.FALL),
    ],
)
def test_the_word_follows_from_the_limits(limits, direction) -> None:
    assert direction_of(Interval(*limits, 0.95, "")) is direction


@pytest.mark.parametrize("limits", [(2, 1), (float("nan"), 1), (0, float("inf"))])
def test_limits_that_are_none_are_refused(limits) -> None:
    with pytest.raises(ValueError, match="in order"):
        direction_of(Interval(*limits, 0.95, ""))


@pytest.mark.parametrize("estimate", [Estimate(3, 1, 2), Estimate(float("nan"), 1, 2)])
def test_an_estimate_outside_its_limits_is_refused(estimate) -> None:
    with pytest.raises(ValueError, match="within its limits"):
        difference_limits(estimate, Estimate(1, 0, 2))


@given(ROWS, ROWS)
def test_there_and_back_are_mirrored(tally_of, rule, first, second) -> None:
    there = index_change(tally_of(first), tally_of(second), rule)
    back = index_change(tally_of(second), tally_of(first), rule)

    assert back.difference == -there.difference
    assert back.interval.low == pytest.approx(-there.interval.high, abs=1e-9)


@given(ROWS, ROWS)
def test_the_change_lies_within_its_limits(tally_of, rule, first, second) -> None:
    change = index_change(tally_of(first), tally_of(second), rule)

    assert change.interval.low <= float(change.difference) <= change.interval.high
    assert change.interval.low < change.interval.high
