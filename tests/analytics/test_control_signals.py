"""Each rule finds its own pattern, names its points, and stays silent one step short of it."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.control_charts import LIMIT_FACTOR, OUTER_FROM
from analytics.control_signals import SignalKind, signals_of

LIMITS = {"mean": 0, "low": -3, "high": 3, "outer_low": -2, "outer_high": 2}
TENTHS = st.integers(-35, 35).map(lambda tenths: Fraction(tenths, 10))


def told(values, kind: SignalKind):
    """Side and points of the signals of one rule."""
    return [(s.side.value, s.points) for s in signals_of(values, **LIMITS) if s.kind is kind]


def test_signals_are_those_of_abspc(reference_rows) -> None:
    rows = reference_rows("control_signals.csv")

    for row in rows:
        values = [Fraction(cell) for cell in row["values"].split()]
        mean = sum(values) / len(values)
        ranges = [abs(b - a) for a, b in pairwise(values)]
        reach = LIMIT_FACTOR * sum(ranges) / len(ranges)
        third = OUTER_FROM * reach
        found = signals_of(
            values,
            mean=mean,
            low=mean - reach,
            high=mean + reach,
            outer_low=mean - third,
            outer_high=mean + third,
        )
        for kind in SignalKind:
            ours = sorted({p for s in found if s.kind is kind for p in s.points})
            assert ours == [int(place) for place in row[kind.value].split()]
    seen = {kind: sum(bool(row[kind.value]) for row in rows) for kind in SignalKind}
    assert min(seen.values()) >= 10


def test_a_point_beyond_a_limit_is_outside_and_one_on_it_is_not() -> None:
    assert told([0, Fraction("3.01"), 3, -3, -4], SignalKind.OUTSIDE) == [
        ("up", (1,)),
        ("down", (4,)),
    ]


def test_seven_on_one_side_are_a_signal_and_six_are_not() -> None:
    seven = [-1, 1, 1, 2, 1, 1, 2, 1, -1]

    assert told(seven, SignalKind.ONE_SIDE) == [("up", (1, 2, 3, 4, 5, 6, 7))]
    assert told(seven[:7], SignalKind.ONE_SIDE) == []


def test_a_point_on_the_mean_ends_a_run_on_one_side() -> None:
    assert told([-1, -1, -1, 0, -1, -1, -1, -1], SignalKind.ONE_SIDE) == []


def test_a_longer_run_is_one_signal() -> None:
    assert told([-1, -2] * 5, SignalKind.ONE_SIDE) == [("down", tuple(range(10)))]


def test_seven_rising_or_falling_are_a_signal_and_six_are_not() -> None:
    rising = [Fraction(place, 4) - 1 for place in range(7)]

    assert told(rising, SignalKind.TREND) == [("up", (0, 1, 2, 3, 4, 5, 6))]
    assert told(rising[::-1], SignalKind.TREND) == [("down", (0, 1, 2, 3, 4, 5, 6))]
    assert told(rising[:6], SignalKind.TREND) == []


def test_two_equal_neighbours_end_a_trend() -> None:
    values = [Fraction(value, 4) for value in (-4, -3, -2, -2, -1, 0, 1)]

    assert told(values, SignalKind.TREND) == []


def test_a_turning_point_belongs_to_both_trends() -> None:
    rising = [Fraction(place, 4) for place in range(7)]

    assert [points for _, points in told(rising + rising[-2::-1], SignalKind.TREND)] == [
        tuple(range(7)),
        tuple(range(6, 13)),
    ]


def test_two_of_three_in_an_outer_third_are_a_signal_that_names_them() -> None:
    high = Fraction("2.5")

    assert told([0, high, 1, high, 0], SignalKind.OUTER_THIRD) == [("up", (1, 3))]
    assert told([-1, -high, -high], SignalKind.OUTER_THIRD) == [("down", (1, 2))]
    assert told([0, high, 1, 1, high], SignalKind.OUTER_THIRD) == []


def test_the_outer_third_begins_beyond_its_bound_and_ends_at_the_limit() -> None:
    assert told([1, 2, 2], SignalKind.OUTER_THIRD) == []
    assert told([1, 3, 3], SignalKind.OUTER_THIRD) == [("up", (1, 2))]
    assert told([1, 4, Fraction("2.5")], SignalKind.OUTER_THIRD) == []


def test_the_third_point_must_lie_on_the_same_side() -> None:
    high = Fraction("2.5")

    assert told([high, -1, high], SignalKind.OUTER_THIRD) == []
    assert told([high, -high, 1], SignalKind.OUTER_THIRD) == []


def test_windows_that_share_a_point_are_one_signal() -> None:
    high = Fraction("2.5")

    assert told([high, high, 1, high, 1, 1, high, high, 1], SignalKind.OUTER_THIRD) == [
        ("up", (0, 1, 3)),
        ("up", (6, 7)),
    ]


def test_places_count_from_the_first_of_the_chart() -> None:
    assert [s.points for s in signals_of([9], **LIMITS, first=12)] == [(12,)]


def test_nothing_has_no_signals() -> None:
    assert signals_of([], **LIMITS) == []


def test_limits_out_of_order_are_refused() -> None:
    with pytest.raises(ValueError, match="not in order"):
        signals_of([1], **LIMITS | {"mean": 4})


@given(st.lists(TENTHS, max_size=30))
def test_a_signal_names_rising_places_of_the_series(values) -> None:
    for signal in signals_of(values, **LIMITS):
        assert list(signal.points) == sorted(set(signal.points))
        assert 0 <= signal.points[0] <= signal.points[-1] < len(values)


@given(st.lists(TENTHS, min_size=3, max_size=30))
def test_a_point_moved_in_to_the_mean_is_in_no_signal_of_level(values) -> None:
    for signal in signals_of(values, **LIMITS):
        if signal.kind is SignalKind.TREND:
            continue
        moved = list(values)
        moved[signal.points[0]] = Fraction(0)
        named = {p for s in signals_of(moved, **LIMITS) if s.kind is signal.kind for p in s.points}
        assert signal.points[0] not in named


@given(st.lists(TENTHS, min_size=7, max_size=30))
def test_a_trend_disappears_where_a_neighbour_is_made_equal(values) -> None:
    for signal in signals_of(values, **LIMITS):
        if signal.kind is not SignalKind.TREND or len(signal.points) > 7:
            continue
        moved = list(values)
        moved[signal.points[1]] = moved[signal.points[0]]
        found = [s.points for s in signals_of(moved, **LIMITS) if s.kind is SignalKind.TREND]
        assert signal.points not in found


@given(st.lists(st.integers(-19, 19).map(lambda tenths: Fraction(tenths, 10)), max_size=6))
def test_six_points_within_two_thirds_never_signal(values) -> None:
    assert signals_of(values, **LIMITS) == []
