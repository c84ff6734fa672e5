"""Stored vectors: the layout is fixed, adds up, and says when a number does not fit."""

from __future__ import annotations

import numpy as np
import pytest

from analytics.inputs import Tally
from analytics.tally_vectors import LARGEST, unpack, vector_length

ITEMS = ("waktu", "biaya")
TALLY = Tally.from_ratings([[4, 3], [2, 0], [1, 1]], ITEMS, 1, 4)
# n, complete, straight; counts of waktu and biaya; pair n; pair sums; product.
STORED = [3, 2, 1, 1, 1, 0, 1, 1, 0, 1, 0, 2, 5, 4, 13]


def test_layout_is_the_one_that_databases_hold() -> None:
    assert TALLY.to_vector().tolist() == STORED


def test_stored_vector_gives_the_tally_back() -> None:
    assert Tally.from_vector(ITEMS, 1, 4, np.array(STORED, dtype=np.int32)) == TALLY


@pytest.mark.parametrize(("m", "s", "length"), [(9, 4, 183), (1, 4, 7), (5, 6, 73)])
def test_length_follows_from_items_and_points(m: int, s: int, length: int) -> None:
    assert vector_length(m, s) == length


@pytest.mark.parametrize(("m", "s"), [(0, 4), (9, 1)])
def test_length_of_nothing_is_refused(m: int, s: int) -> None:
    with pytest.raises(ValueError, match="expected"):
        vector_length(m, s)


@pytest.mark.parametrize("vector", [[1, 2], np.zeros(15), [[1] * 15]])
def test_what_is_no_vector_of_these_items_is_refused(vector: object) -> None:
    with pytest.raises(ValueError, match="expected 15 whole numbers"):
        unpack(vector, 2, 1, 4)  # type: ignore[arg-type]


def test_count_beyond_32_bits_is_refused_rather_than_wrapped() -> None:
    n = LARGEST + 1
    one = np.array([[n]])
    tally = Tally(("waktu",), 1, 4, n, n, n, np.array([[0, 0, 0, n]]), one, 4 * one, 16 * one)
    with pytest.raises(ValueError, match="does not fit"):
        tally.to_vector()
