"""Integers that no set of sheets can give are refused, each with what was expected."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from analytics.inputs import Tally
from analytics.tally_checks import check_items, check_scale, frozen_counts, whole_number

SOUND = Tally.from_ratings([[4, 3], [2, 0], [1, 1]], ("waktu", "biaya"), 1, 4)


@pytest.mark.parametrize("items", [(), ("waktu", "waktu"), ("",), ["waktu"], (1,)])
def test_items_are_distinct_keys(items: object) -> None:
    with pytest.raises(ValueError, match="expected"):
        check_items(items)  # type: ignore[arg-type]


@pytest.mark.parametrize(("low", "high"), [(0, 4), (4, 4), (4, 1), (1, 101)])
def test_scale_rises_from_one_or_more(low: int, high: int) -> None:
    with pytest.raises(ValueError, match="expected"):
        check_scale(low, high)


@pytest.mark.parametrize("value", [-1, 1.5, "3", True, None, float("nan")])
def test_a_count_is_a_whole_number(value: object) -> None:
    with pytest.raises(ValueError, match="expected"):
        whole_number(value, "n")


@pytest.mark.parametrize("values", [[[1.5]], [[-1]], [["a"]], [1, 2], [[float("inf")]]])
def test_counts_are_a_matrix_of_whole_numbers(values: object) -> None:
    with pytest.raises(ValueError, match="expected"):
        frozen_counts(values, "counts")  # type: ignore[arg-type]


def test_counts_cannot_be_changed_afterwards() -> None:
    with pytest.raises(ValueError, match="read-only"):
        SOUND.counts[0, 0] = 9


@pytest.mark.parametrize(
    "changed",
    [
        {"n": 2},
        {"n_complete": 4},
        {"n_straightlined": 3},
        {"counts": SOUND.counts + 1},
        {"pair_n": SOUND.pair_n + np.array([[0, 2], [2, 0]])},
        {"pair_sum": SOUND.pair_sum + np.array([[0, 50], [0, 0]])},
        {"pair_product": SOUND.pair_product + np.array([[0, 1], [0, 0]])},
        {"counts": np.zeros((3, 4), dtype=np.int64)},
    ],
)
def test_integers_that_contradict_each_other_are_refused(changed: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"expected|cannot come"):
        replace(SOUND, **changed)
