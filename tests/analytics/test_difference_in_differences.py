"""Here against there: the gap as R fits it, equal to two-way fixed effects."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.difference_in_differences import difference_in_differences
from analytics.period_points import Needed, Point

CASES = {"months": 12, "gaps": 11}


def pair_of(rows, case):
    """The points of a reference case, and those of its comparison."""
    kept = [row for row in rows if row["case"] == case]
    here = [Point(int(r["time"]), float(r["value"]), int(r["n"])) for r in kept]
    there = [Point(int(r["time"]), float(r["other"]), int(r["m"])) for r in kept]
    return here, there


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("lag", range(4))
def test_the_difference_is_that_of_r(reference_rows, case, lag) -> None:
    here, there = pair_of(reference_rows("segmented_points.csv"), case)
    (row,) = (
        row
        for row in reference_rows("segmented_effects.csv")
        if (row["case"], row["model"], row["term"]) == (case, "gap", "after")
        and int(row["lag"]) == lag
    )

    effect = difference_in_differences(here, there, CASES[case], lag=lag).difference

    assert effect.estimate == pytest.approx(float(row["estimate"]), abs=1e-8)
    assert effect.standard_error == pytest.approx(float(row["error"]), abs=1e-8)
    assert effect.interval.low < float(row["low"])


@pytest.mark.parametrize("case", CASES)
def test_the_gap_s_own_slope_is_that_of_r_at_the_lag_of_its_length(reference_rows, case) -> None:
    here, there = pair_of(reference_rows("segmented_points.csv"), case)
    row = next(
        row
        for row in reference_rows("segmented_effects.csv")
        if (row["case"], row["model"], row["term"]) == (case, "gap_slope", "since")
        and int(row["lag"]) == 2
    )

    effect = difference_in_differences(here, there, CASES[case]).gap_slope

    assert effect.estimate == pytest.approx(float(row["estimate"]), abs=1e-8)
    assert effect.standard_error == pytest.approx(float(row["error"]), abs=1e-8)


def test_with_equal_weights_it_is_two_way_fixed_effects(reference_rows) -> None:
    here, there = pair_of(reference_rows("segmented_points.csv"), "months")
    equal = [[Point(p.time, p.value, 20) for p in side] for side in (here, there)]
    (expected,) = (
        float(row["value"])
        for row in reference_rows("segmented_others.csv")
        if row["name"] == "two_way"
    )

    found = difference_in_differences(*equal, 12)

    assert found.difference.estimate == pytest.approx(expected, abs=1e-8)


def wave(month: int) -> float:
    return (month * 7 % 5) / 10


def test_what_both_places_share_falls_away() -> None:
    here = [Point(m, 80 + wave(m) + 5 * (m >= 8), 10) for m in range(16)]
    there = [Point(m, 70 + 2 * wave(m) + 5 * (m >= 8), 10) for m in range(16)]

    found = difference_in_differences(here, there, 8)

    assert found.difference.interval.low < 0 < found.difference.interval.high
    assert abs(found.difference.estimate) < 0.2


def test_only_months_that_both_have_are_used() -> None:
    here = [Point(m, 80 + wave(m), 10) for m in range(16)]
    there = [Point(m, 70 + wave(2 * m), 10) for m in range(2, 18)]

    found = difference_in_differences(here, there, 8)

    assert (found.reason, found.needed) == ("too_little_baseline", Needed(2, 0, 0, 0))


def test_answers_are_those_of_the_smaller_side() -> None:
    here = [Point(m, 80 + wave(m), 100) for m in range(16)]
    there = [Point(m, 70 + wave(2 * m), 4) for m in range(16)]

    assert difference_in_differences(here, there, 8).needed == Needed(0, 0, 3, 3)


def test_without_comparison_everything_is_missing() -> None:
    here = [Point(m, 80 + wave(m), 100) for m in range(16)]

    assert difference_in_differences(here, [], 8).needed == Needed(8, 8, 35, 35)


def test_a_gap_that_never_moves_says_nothing() -> None:
    here = [Point(m, 80 + m, 100) for m in range(16)]
    there = [Point(m, 70 + m, 100) for m in range(16)]

    assert difference_in_differences(here, there, 8).reason == "no_variation"


@pytest.mark.parametrize("apart", [0.2, 1.3, 3.27])
def test_a_gap_that_moves_by_the_rounding_of_floats_only_says_nothing(apart) -> None:
    values = [round(60 + 7.31 * month % 35, 2) for month in range(24)]
    here = [Point(month, round(value + apart, 2), 40) for month, value in enumerate(values)]
    there = [Point(month, value, 40) for month, value in enumerate(values)]

    assert len({p.value - c.value for p, c in zip(here, there, strict=True)}) > 1
    assert difference_in_differences(here, there, 12).reason == "no_variation"


def test_a_gap_that_moves_a_little_is_still_fitted() -> None:
    here = [Point(month, 80 + 1e-6 * (month % 3), 40) for month in range(24)]
    there = [Point(month, 79.5, 40) for month in range(24)]

    assert difference_in_differences(here, there, 12).reason is None


def test_a_month_twice_is_refused() -> None:
    here = [Point(m, 80 + wave(m), 100) for m in range(16)]

    with pytest.raises(ValueError, match="share a time"):
        difference_in_differences(here, [*here, here[0]], 8)


@given(
    st.lists(
        st.tuples(st.floats(25, 100), st.floats(25, 100), st.integers(5, 99), st.integers(5, 99)),
        min_size=16,
        max_size=24,
    )
)
def test_seen_from_the_other_side_the_sign_turns(rows) -> None:
    here = [Point(m, value, n) for m, (value, _, n, _) in enumerate(rows)]
    there = [Point(m, value, n) for m, (_, value, _, n) in enumerate(rows)]
    found = difference_in_differences(here, there, 8)
    turned = difference_in_differences(there, here, 8)

    assert found.reason == turned.reason
    if found.reason is None:
        assert turned.difference.estimate == pytest.approx(-found.difference.estimate, abs=1e-9)
