"""Points on either side of a change: how many are there, and how many more it takes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.period_points import (
    Needed,
    Point,
    check_points,
    columns,
    still_needed,
    why_not,
)


def months(k: int, *, n: int = 10, value: float = 3.5) -> list[Point]:
    return [Point(month, value + 0.1 * (month % 2), n) for month in range(k)]


def test_eight_points_and_thirty_five_answers_on_either_side_are_enough() -> None:
    needed = still_needed(months(16, n=5), 8)

    assert needed == Needed(0, 0, 0, 0)
    assert needed.is_nothing


def test_what_is_missing_is_counted_on_each_side() -> None:
    assert still_needed(months(12, n=4), 7) == Needed(1, 3, 35 - 28, 35 - 20)


def test_a_point_at_the_change_lies_after_it() -> None:
    assert still_needed(months(16), 8).is_nothing
    assert still_needed(months(16), 9) == Needed(0, 1, 0, 0)


def test_no_points_need_everything() -> None:
    assert still_needed([], 8) == Needed(8, 8, 35, 35)
    assert not still_needed([], 8).is_nothing


def test_too_little_is_the_first_reason() -> None:
    points = months(10, value=4)

    assert why_not(still_needed(points, 8), points, 8) == "too_little_baseline"


def test_points_all_equal_on_each_side_show_no_variation() -> None:
    points = [Point(month, 3.0 if month < 8 else 4.0, 10) for month in range(16)]

    assert why_not(still_needed(points, 8), points, 8) == "no_variation"
    assert why_not(still_needed(months(16), 8), months(16), 8) is None


@pytest.mark.parametrize(
    ("points", "said"),
    [
        ([Point(0, 3.5, 0)], "at least 1 answer"),
        ([Point(0, 3.5, -4)], "at least 1 answer"),
        ([Point(0, float("nan"), 5)], "no finite value"),
        ([Point(0, 3.5, 5), Point(0, 3.6, 5)], "share a time"),
    ],
)
def test_points_that_cannot_be_are_refused(points, said) -> None:
    with pytest.raises(ValueError, match=said):
        check_points(points)
    with pytest.raises(ValueError, match=said):
        still_needed(points, 1)


def test_columns_of_nothing_are_refused() -> None:
    with pytest.raises(ValueError, match="no point"):
        columns([])


@given(st.lists(st.integers(1, 50), max_size=30), st.integers(0, 30))
def test_the_order_of_points_does_not_matter(sizes, change) -> None:
    points = [Point(month, 3.5, n) for month, n in enumerate(sizes)]

    assert still_needed(points, change) == still_needed(points[::-1], change)


@pytest.mark.parametrize("wrong", [Point(0, 3.5, float("nan")), Point(0, "3", 9), Point(0, 3.5, 0)])
def test_points_without_a_number_are_refused(wrong) -> None:
    with pytest.raises(ValueError, match="expected at least 1 answer"):
        check_points([wrong])
