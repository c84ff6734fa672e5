"""Classes are told only where nobody small follows, whatever score there is beside them."""

from __future__ import annotations

from itertools import chain, combinations

import numpy as np
import pytest
from numpy.linalg import matrix_rank

from analytics.class_counts import safe_classes

BOTH = [[True, False], [False, True]]
EVERYBODY = [[True, True]]


def told(cells: list[int], surely: list[int], classes: object = BOTH, k: int = 5) -> list[bool]:
    return safe_classes(cells, surely, classes, EVERYBODY, k).tolist()


def test_classes_that_share_a_cell_are_told() -> None:
    assert told([0, 0], [5, 5]) == [True, True]


def test_a_class_with_a_cell_to_itself_is_not_told() -> None:
    assert told([0, 1], [30, 30]) == [False, False]


def test_fewer_than_k_in_shared_cells_are_too_few() -> None:
    assert told([0, 0], [30, 4]) == [False, False]
    assert told([0, 0], [30, 4], k=4) == [True, True]


def test_who_may_lie_elsewhere_does_not_help() -> None:
    assert told([0, 0], [30, 0]) == [False, False]


def test_beside_a_class_that_cannot_be_held_nothing_more_is_told() -> None:
    cells, surely = [0, 0, 1], [9, 9, 9]
    everybody, alone, shared = [[True] * 3], [[True, False, True]], [[True, False, False]]

    assert safe_classes(cells, surely, shared, everybody, 5).tolist() == [True]
    assert safe_classes(cells, surely, shared, everybody, 5, before=alone).tolist() == [False]


def test_a_class_that_is_the_total_itself_tells_nothing_new() -> None:
    assert told([0, 0], [0, 0], EVERYBODY) == [True]


def test_the_most_important_classes_come_first() -> None:
    """Two cells with pairs for one question only; whichever is asked first is told."""
    cells, surely = [0, 0], [9, 9]
    twice = [[True, False], [True, False]]
    shown = safe_classes(cells, surely, twice, EVERYBODY, 5, priorities=[[1]])

    assert shown.tolist() == [False, True]


def test_no_class_is_told_of_nobody() -> None:
    assert safe_classes([], [], np.zeros((0, 0)), np.zeros((0, 0)), 5).tolist() == []


@pytest.mark.parametrize(
    ("cells", "surely", "classes", "k"),
    [
        ([0], [1, 2], BOTH, 5),
        ([0, 0], [1, -2], BOTH, 5),
        ([0, 0], [1.5, 2.5], BOTH, 5),
        ([0, 0], [1, 2], [[True]], 5),
        ([0, 0], [1, 2], BOTH, 1),
    ],
)
def test_what_does_not_fit_is_refused(cells, surely, classes, k) -> None:
    with pytest.raises(ValueError, match="expected"):
        safe_classes(cells, surely, classes, EVERYBODY, k)


@pytest.mark.parametrize("seed", range(12))
def test_nobody_small_follows_from_told_classes_and_every_cell(seed: int) -> None:
    """Every group of one or two people is tried against classes, cells and cells of the waiting.

    A third of the people may lie in a second cell of their place, and do or do not by chance.
    """
    drawn = np.random.default_rng(seed)
    place = np.repeat([0, 1, 2], 6)
    sex, age = drawn.integers(0, 2, 18), drawn.integers(0, 3, 18)
    waits = drawn.random(18) < 0.15 * (seed % 2)
    blocks, at = np.unique(np.column_stack([place, sex, age]), axis=0, return_inverse=True)
    sizes = np.bincount(at.ravel())
    unsure = np.array([waits[place == p].sum() for p in range(3)])[blocks[:, 0]]
    classes = np.array([blocks[:, 1] == 0, blocks[:, 1] == 1, *(blocks[:, 2] == a for a in (0, 1))])
    shown = safe_classes(
        blocks[:, 0], np.maximum(0, sizes - unsure), classes, np.ones((1, len(sizes))), 3
    )
    of_person = classes[:, at.ravel()][shown]
    cells = np.array([(place == p) & (waits == w) for p in range(3) for w in (False, True)])
    alone = matrix_rank(cells)
    everything = np.vstack([cells, of_person]).astype(int)
    rank = matrix_rank(everything)

    for few in chain(combinations(range(18), 1), combinations(range(18), 2)):
        group = np.isin(np.arange(18), few)
        follows = matrix_rank(np.vstack([everything, group])) == rank
        assert not follows or matrix_rank(np.vstack([cells, group])) == alone
