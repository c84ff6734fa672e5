"""Before and after: two lines as R fits them, and a refusal where there is too little."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.intervention import mean_difference, segmented_regression
from analytics.period_points import Needed, Point

CASES = {"months": 12, "gaps": 11}


def points_of(rows, case):
    """The points of a reference case."""
    kept = [row for row in rows if row["case"] == case]
    return [Point(int(row["time"]), float(row["value"]), int(row["n"])) for row in kept]


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("lag", range(4))
def test_two_lines_and_the_step_are_those_of_r(reference_rows, case, lag) -> None:
    found = segmented_regression(
        points_of(reference_rows("segmented_points.csv"), case), CASES[case], lag=lag
    )
    rows = {
        (row["model"], row["term"]): row
        for row in reference_rows("segmented_effects.csv")
        if (row["case"], int(row["lag"])) == (case, lag)
    }
    effects = {
        ("segmented", "since"): found.slope_before,
        ("segmented", "after"): found.level_change,
        ("segmented", "since:after"): found.slope_change,
        ("step", "after"): found.before_after,
    }
    for key, effect in effects.items():
        assert effect.estimate == pytest.approx(float(rows[key]["estimate"]), abs=1e-8)
        assert effect.standard_error == pytest.approx(float(rows[key]["error"]), abs=1e-8)
        assert effect.interval.low < float(rows[key]["low"])
        assert effect.interval.high > float(rows[key]["high"])


def exact(month: int) -> float:
    """Level 80 and slope 0.5, and from month 10 on a jump of 3 and a slope of 0.2."""
    return 80 + 0.5 * month + (3 - 0.3 * (month - 10) if month >= 10 else 0)


def test_lines_without_noise_are_found_again() -> None:
    found = segmented_regression([Point(m, exact(m), 20 + m) for m in range(22)], 10)

    assert found.slope_before.estimate == pytest.approx(0.5)
    assert found.level_change.estimate == pytest.approx(3)
    assert found.slope_change.estimate == pytest.approx(-0.3)
    assert found.lag == 2


def test_the_order_of_the_points_does_not_matter() -> None:
    points = [Point(m, exact(m) + (m * 7 % 5) / 10, 20) for m in range(22)]

    assert segmented_regression(points, 10) == segmented_regression(points[::-1], 10)


def test_a_point_with_many_answers_weighs_more() -> None:
    few = [Point(m, 80.0 + (m % 2) + 6 * (m == 15), 10) for m in range(16)]
    many = [*few[:15], Point(15, few[15].value, 1000)]

    steps = [segmented_regression(points, 8).before_after.estimate for points in (few, many)]
    assert steps[1] > steps[0]


def test_too_little_is_refused_with_what_is_missing() -> None:
    found = segmented_regression([Point(m, 80.0 + m, 4) for m in range(10)], 6)

    assert found.reason == "too_little_baseline"
    assert found.needed == Needed(2, 4, 11, 19)
    assert (found.before_after, found.level_change, found.lag) == (None, None, None)


def test_nothing_at_all_is_refused_as_well() -> None:
    assert segmented_regression([], 6).needed == Needed(8, 8, 35, 35)


def test_equal_points_say_nothing() -> None:
    found = segmented_regression([Point(m, 100.0, 20) for m in range(16)], 8)

    assert (found.reason, found.before_after) == ("no_variation", None)


def test_a_lag_beyond_the_series_is_refused() -> None:
    with pytest.raises(ValueError, match="expected 0 to 15"):
        segmented_regression([Point(m, exact(m), 20) for m in range(16)], 8, lag=16)


def test_minutes_are_compared_as_r_does(reference_rows) -> None:
    rows = reference_rows("segmented_minutes.csv")
    sides = [[float(r["minutes"]) for r in rows if r["side"] == s] for s in ("before", "after")]
    expected = {r["name"]: float(r["value"]) for r in reference_rows("segmented_others.csv")}

    effect = mean_difference(*sides)

    assert effect.estimate == pytest.approx(expected["welch_estimate"], abs=1e-8)
    assert effect.interval.low == pytest.approx(expected["welch_low"], abs=1e-8)
    assert effect.interval.high == pytest.approx(expected["welch_high"], abs=1e-8)


@pytest.mark.parametrize(
    ("before", "after"),
    [([], []), ([1], [1, 2]), ([1, 2], [1]), ([3, 3, 3], [4, 4]), ([0, 5e-324], [0, 0])],
)
def test_minutes_that_show_no_spread_have_no_difference(before, after) -> None:
    assert mean_difference(before, after) is None


def test_one_side_may_be_all_equal() -> None:
    effect = mean_difference([3, 3, 3], [4, 5, 6])

    assert effect.estimate == 2
    assert effect.interval.low < 2


@pytest.mark.parametrize(
    ("values", "level"),
    [
        ([1, float("nan")], 0.95),
        ([1, float("inf")], 0.95),
        ([1, 1e200], 0.95),
        (["5", "x"], 0.95),
        ([1, None], 0.95),
        ([1, 2], 1),
    ],
)
def test_minutes_that_are_none_are_refused(values, level) -> None:
    with pytest.raises(ValueError, match=r"expected (finite numbers only|a level between 0 and 1)"):
        mean_difference(values, [1, 2, 3], level=level)


@given(
    st.lists(st.floats(25, 100), min_size=16, max_size=24),
    st.floats(-20, 20),
    st.floats(0.5, 4),
)
def test_shift_leaves_effects_and_scale_stretches_them(values, shift, scale) -> None:
    points = [Point(m, value, 10) for m, value in enumerate(values)]
    moved = [Point(p.time, scale * p.value + shift, p.n) for p in points]
    found, again = segmented_regression(points, 8), segmented_regression(moved, 8)

    if found.reason or again.reason:
        return
    for name in ("before_after", "level_change", "slope_change"):
        ours, theirs = getattr(found, name), getattr(again, name)
        assert theirs.estimate == pytest.approx(scale * ours.estimate, abs=1e-6)
        assert theirs.standard_error == pytest.approx(scale * ours.standard_error, abs=1e-5)


@given(st.lists(st.floats(0, 60), min_size=2, max_size=20))
def test_a_side_against_itself_differs_by_nothing(values) -> None:
    effect = mean_difference(values, values)

    if effect is not None:
        assert effect.estimate == 0
        assert np.isclose(effect.interval.low, -effect.interval.high)
