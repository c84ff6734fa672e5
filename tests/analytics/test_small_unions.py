"""A small group that follows from a basis is found, and nothing else is."""

from __future__ import annotations

import numpy as np
import pytest

from analytics.small_unions import PRIME, has_small_union

SIZES = np.array([3, 4, 2, 1])


def found(rows: list[list[int]], pivots: list[int], k: int, **options: object) -> bool:
    held = np.array(rows, dtype=np.int64).reshape(-1, len(SIZES)) % PRIME
    return has_small_union(held, np.array(pivots, dtype=np.int64), SIZES, k, **options)


def test_a_row_that_is_a_small_group_is_found() -> None:
    assert found([[1, 1, 0, 0], [0, 0, 1, 0]], [0, 2], 5)


def test_a_sum_of_rows_that_is_a_small_group_is_found() -> None:
    """Neither row is a group; together they are the first and third, of 5 answers."""
    rows = [[1, -1, 0, 0], [0, 1, 1, 0]]

    assert found(rows, [0, 2], 6)
    assert not found(rows, [0, 2], 5)


def test_a_row_of_other_numbers_than_0_and_1_is_no_group() -> None:
    assert not found([[1, 0, 2, 0]], [0], 10)


def test_a_group_without_a_changed_row_is_not_looked_for() -> None:
    rows, pivots = [[1, 1, 0, 0], [0, 0, 1, 0]], [0, 2]

    assert not found(rows, pivots, 5, changed=[True, False])
    assert found(rows, pivots, 5, changed=[False, True])


def test_a_search_without_steps_says_that_something_may_follow() -> None:
    assert found([[1, 0, 2, 0]], [0], 10, most_steps=0)


def test_of_no_rows_nothing_follows() -> None:
    assert not found([], [], 10)


def test_a_k_below_2_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 2"):
        found([[1, 0, 0, 0]], [0], 1)
