"""Laney's limits: those of R, wide for few answers, narrow for many."""

from __future__ import annotations

from itertools import groupby

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.control_charts import NO_VARIATION, TOO_FEW_POINTS
from analytics.laney_limits import laney_chart, pooled_variance, sizes_vary

POINTS = st.lists(st.tuples(st.floats(30, 95), st.integers(10, 500)), min_size=6, max_size=24)


def test_limits_are_those_of_r(reference_rows) -> None:
    rows = reference_rows("control_charts.csv")
    for _, held in groupby(rows, key=lambda row: row["series"]):
        series = list(held)
        chart = laney_chart(
            [float(row["value"]) for row in series],
            [int(row["n"]) for row in series],
            float(series[0]["variance"]),
        )
        assert chart.mean == pytest.approx(float(series[0]["laney_mean"]), abs=1e-8)
        assert chart.sigma_z == pytest.approx(float(series[0]["sigma_z"]), abs=1e-8)
        for ours, name in ((chart.low, "laney_low"), (chart.high, "laney_high")):
            assert ours == pytest.approx([float(row[name]) for row in series], abs=1e-8)


def test_a_hand_worked_chart() -> None:
    # Mean 75 / 450; z = -1.25988 and 0.89087 in turn, so every moving range is 2.15075.
    chart = laney_chart([0.1, 0.2] * 3, [50, 100] * 3, 0.14)

    assert chart.mean == pytest.approx(1 / 6)
    assert chart.sigma_z == pytest.approx(2.150753 / 1.128, abs=1e-6)
    assert chart.outside == ()


def test_points_with_few_answers_have_wider_limits() -> None:
    chart = laney_chart([80, 82, 81, 84, 79, 83], [20, 400, 30, 300, 25, 350], 120)
    widths = np.array(chart.high) - np.array(chart.low)

    assert list(np.argsort(widths)) == [1, 5, 3, 2, 4, 0]


def test_a_large_point_may_be_outside_where_a_small_one_is_not() -> None:
    sizes = [400] * 12
    values = [80.0, 80.4] * 6
    small = laney_chart([*values, 74], [*sizes, 10], 120)
    large = laney_chart([*values, 74], [*sizes, 400], 120)

    assert (small.outside, large.outside) == ((), (12,))


@pytest.mark.parametrize("k", range(6))
def test_few_points_have_no_limits(k: int) -> None:
    assert laney_chart([80] * k, [20] * k, 100).reason == TOO_FEW_POINTS


def test_without_variation_there_are_no_limits() -> None:
    assert laney_chart([80, 81] * 3, [20] * 6, 0).reason == NO_VARIATION
    assert laney_chart([80] * 6, [20] * 6, 100).reason == NO_VARIATION


@pytest.mark.parametrize(
    ("values", "sizes", "variance"),
    [
        ([80] * 6, [20] * 5, 1),
        ([float("nan")] * 6, [20] * 6, 1),
        ([80] * 6, [0] * 6, 1),
        ([80] * 6, [20] * 6, -1),
        ([80] * 6, [20] * 6, float("inf")),
    ],
)
def test_impossible_numbers_are_refused(values, sizes, variance) -> None:
    with pytest.raises(ValueError, match="expected"):
        laney_chart(values, sizes, variance)


def test_sizes_vary_when_the_largest_is_more_than_twice_the_smallest() -> None:
    assert [sizes_vary(sizes) for sizes in ([20, 40], [20, 41], [20], [])] == [
        False,
        True,
        False,
        False,
    ]
    with pytest.raises(ValueError, match="at least 1"):
        sizes_vary([0, 3])


def test_pooled_variance_is_that_within_groups() -> None:
    groups = [np.array([1.0, 2, 4]), np.array([3.0, 3, 3, 3]), np.array([1.0, 4])]
    within = sum(((group - group.mean()) ** 2).sum() for group in groups)
    variances = [group.var(ddof=1) / len(group) for group in groups]

    pooled = pooled_variance(variances, [len(group) for group in groups])

    assert pooled == pytest.approx(within / (9 - 3))


@pytest.mark.parametrize(("variances", "sizes"), [([], []), ([1.0], [1]), ([-1.0], [9])])
def test_pooled_variance_needs_points_of_two_answers(variances, sizes) -> None:
    with pytest.raises(ValueError, match="expected"):
        pooled_variance(variances, sizes)


@given(POINTS, st.floats(-20, 20), st.floats(0.5, 4))
def test_shift_and_scale_move_the_limits(points, shift, scale) -> None:
    values, sizes = [value for value, _ in points], [n for _, n in points]
    chart = laney_chart(values, sizes, 100)
    moved = laney_chart([scale * v + shift for v in values], sizes, 100 * scale**2)

    if chart.reason or moved.reason:
        return
    assert moved.high == pytest.approx([scale * high + shift for high in chart.high], abs=1e-6)


@given(POINTS, st.floats(1, 400))
def test_the_variance_of_answers_cancels_out(points, variance) -> None:
    values, sizes = [value for value, _ in points], [n for _, n in points]

    first, second = laney_chart(values, sizes, variance), laney_chart(values, sizes, 2 * variance)

    assert first.high == pytest.approx(second.high)
