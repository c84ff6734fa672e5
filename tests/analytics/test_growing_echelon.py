"""What grows in place is what is made anew each time, and can be taken back."""

from __future__ import annotations

import numpy as np
import pytest

from analytics.echelon import Echelon
from analytics.growing_echelon import FIRST_PLACES, GrowingEchelon


def drawn(seed: int, rows: int = 12, groups: int = 9) -> np.ndarray:
    return (np.random.default_rng(seed).random((rows, groups)) < 0.4).astype(np.int64)


@pytest.mark.parametrize("seed", range(6))
def test_it_holds_what_an_echelon_holds(seed: int) -> None:
    growing, known = GrowingEchelon(9), Echelon.empty(9)

    for row in drawn(seed):
        before, known = known, known.taking(row)
        changed = growing.take(row)
        assert (changed is None) == (known is before)
        assert (growing.known.rows == known.rows).all()
        assert (growing.known.pivots == known.pivots).all()
        if changed is not None:
            moved = (known.rows[:-1] != before.rows).any(axis=1)
            assert changed.tolist() == [*moved.tolist(), True]


@pytest.mark.parametrize("seed", range(6))
def test_what_is_taken_back_leaves_nothing_behind(seed: int) -> None:
    first, *others = drawn(seed)
    growing = GrowingEchelon(9)
    growing.take(first)
    growing.settle()
    rows = growing.known.rows.copy()

    for row in others:
        growing.take(row)
    while growing.n_open:
        growing.take_back()

    assert growing.rank == len(rows)
    assert (growing.known.rows == rows).all()


def test_it_grows_beyond_its_first_places() -> None:
    groups = FIRST_PLACES + 3
    growing = GrowingEchelon(groups)

    for row in np.eye(groups, dtype=np.int64):
        growing.take(row)

    assert (growing.known.rows == np.eye(groups)).all()
