"""Rows that are alike in all that is seen of them are one group."""

from __future__ import annotations

import numpy as np
import pytest

from app.services.row_groups import RowGroups

COUNTER, SLOT = np.array([7, 7, 8, 7, 8]), np.array(["am", "pm", "am", "am", "am"])


@pytest.fixture
def groups() -> RowGroups:
    """Three groups: the first and fourth row, the second, and the third and fifth."""
    return RowGroups.by((COUNTER, SLOT))


def test_equal_rows_are_one_group(groups: RowGroups) -> None:
    assert groups.n == 3
    assert groups.of_row[0] == groups.of_row[3]
    assert groups.of_row[2] == groups.of_row[4]
    assert len({*groups.of_row[:3].tolist()}) == 3


def test_numbers_are_added_by_group(groups: RowGroups) -> None:
    of_row = groups.of_row
    sizes, vectors = np.array([1, 2, 4, 8, 16]), np.arange(10).reshape(5, 2)

    assert groups.summed(sizes)[of_row].tolist() == [9, 2, 20, 9, 20]
    assert groups.summed(vectors)[of_row[0]].tolist() == [0 + 6, 1 + 7]


def test_a_mask_covers_the_groups_of_its_rows(groups: RowGroups) -> None:
    first_and_last = np.array([True, False, False, True, False])

    covered = groups.covered([first_and_last, COUNTER == 8, COUNTER == 9])

    assert covered[:, groups.of_row[:3]].tolist() == [
        [True, False, False],
        [False, False, True],
        [False, False, False],
    ]


def test_no_masks_cover_nothing(groups: RowGroups) -> None:
    assert groups.covered([]).shape == (0, 3)
