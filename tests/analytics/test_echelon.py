"""The reduced form of a row space says what follows about some groups, and about no others."""

from __future__ import annotations

import numpy as np
import pytest

from analytics.echelon import PRIME, Echelon, rank_of, without_columns


def drawn(seed: int, rows: int = 6, groups: int = 9) -> np.ndarray:
    return (np.random.default_rng(seed).random((rows, groups)) < 0.4).astype(np.int64)


@pytest.mark.parametrize("seed", range(6))
def test_each_pivot_is_alone_in_its_column_and_the_space_is_the_same(seed: int) -> None:
    rows = drawn(seed)

    found = Echelon.of(rows)

    assert (found.rows[:, found.pivots] == np.eye(len(found.pivots))).all()
    assert len(found.pivots) == np.linalg.matrix_rank(rows)
    assert all(found.taking(row) is found for row in rows)


@pytest.mark.parametrize("seed", range(12))
def test_what_lies_within_some_groups_is_found_whole(seed: int) -> None:
    rows, groups = drawn(seed), np.arange(9) < 5
    known = Echelon.of(rows)

    every = np.ones(9, bool)
    inside = known.within(groups, every[: len(known.pivots)], every)[0].rows

    assert not inside[:, ~groups].any()
    assert all(known.taking(row) is known for row in inside)
    rank = np.linalg.matrix_rank
    assert len(Echelon.of(inside).pivots) == rank(rows) - rank(rows[:, ~groups])


def test_rows_that_share_nothing_with_those_asked_for_are_left_out() -> None:
    known = Echelon.of(np.array([[1, 1, 0, 0], [0, 0, 1, 1]]))

    every = np.ones(4, bool)
    inside, is_new = known.within(every, np.array([False, True]), every)

    assert inside.rows.tolist() == [[0, 0, 1, 1]]
    assert is_new.tolist() == [True]


def test_a_row_is_cleared_at_the_pivot_of_another() -> None:
    rows = np.array([[3, 1], [0, 1]])

    cleared = Echelon.without(rows, np.array([1, 1]), np.intp(0))

    assert cleared.tolist() == [[0, PRIME - 2], [0, 1]]


@pytest.mark.parametrize("seed", range(6))
def test_rank_is_that_of_the_fractions(seed: int) -> None:
    rows = drawn(seed, 8, 7)

    assert rank_of(rows) == np.linalg.matrix_rank(rows)
    assert rank_of(np.vstack([rows, rows.sum(axis=0)])) == rank_of(rows)


@pytest.mark.parametrize("seed", range(6))
def test_what_is_left_without_columns_is_0_there(seed: int) -> None:
    rows = drawn(seed, 8, 7)

    left = without_columns(rows, 3)

    assert len(left) == len(rows) - rank_of(rows[:, :3])
    known = Echelon.of(rows)
    assert all(known.taking(np.append([0, 0, 0], row)) is known for row in left)


@pytest.mark.parametrize(
    ("matrix", "columns", "said"),
    [
        (np.zeros(3, np.int64), 1, "two dimensions"),
        (np.zeros((2, 2)), 1, "whole numbers"),
        (np.zeros((2, 2), np.int64), 3, "at most 2"),
    ],
)
def test_what_is_no_such_matrix_is_said(matrix: np.ndarray, columns: int, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        without_columns(matrix, columns)
