"""Each whole is parted as finely as betrays nothing, the first of them first."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.safe_partitions import finest_safe
from tests.factories.attack import small_unions_that_follow

K = 5
# Four cells apart, two of them together, all together.
CHOICES = [[[0], [1], [2], [3]], [[0, 1], [2], [3]], [[0, 1, 2, 3]]]


def leaks(sizes: np.ndarray, sums: list[np.ndarray]) -> list[tuple[str, ...]]:
    """What follows from the sums, for somebody who shares no code with what is tested."""
    names = {str(number): int(size) for number, size in enumerate(sizes)}
    totals = [[str(group) for group in np.flatnonzero(each)] for each in sums]
    return small_unions_that_follow(names, totals, K)


def a_table(seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Answers of three wholes in four cells and two months: what is seen, and the cells."""
    drawn = np.random.default_rng(seed)
    sizes = drawn.integers(0, 8, 24)
    whole, cell, month = (index.ravel() for index in np.indices((3, 4, 2)))
    seen = [np.ones(24, bool), *(whole == one for one in range(3))]
    cells = [
        (whole == one) & (cell == other) & (month == 0) for one in range(3) for other in range(4)
    ]
    return sizes, np.array([each for each in seen if sizes[each].sum() >= K]), np.array(cells)


def numbered(choice: list[list[int]], whole: int) -> list[list[int]]:
    """A choice by the numbers of one whole's cells."""
    return [[4 * whole + cell for cell in joined] for joined in choice]


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_nothing_new_follows_and_each_is_as_fine_as_may_be(seed: int) -> None:
    sizes, seen, cells = a_table(seed)
    choices = [[numbered(choice, whole) for choice in CHOICES] for whole in range(3)]

    chosen = finest_safe(sizes, seen, cells, choices, K)

    shown = list(seen)
    known = set(leaks(sizes, shown))
    for whole, number in zip(range(3), chosen, strict=True):
        sums = [
            [cells[joined].any(axis=0) for joined in numbered(choice, whole)] for choice in CHOICES
        ]
        betrays = [bool(set(leaks(sizes, [*shown, *each])) - known) for each in sums]
        assert number == (betrays.index(False) if False in betrays else None)
        shown += [] if number is None else sums[number]


@pytest.mark.parametrize("least", range(1, 6))
def test_who_has_the_few_does_not_show(least: int) -> None:
    """Six answers of one kind lie at two wholes: both stay whole, whoever has how many."""
    cells = np.eye(4, dtype=bool)
    seen = np.array([[1, 1, 1, 1], [1, 0, 1, 0], [1, 1, 0, 0]], dtype=bool)
    sizes = [least, 6 - least, 20, 20]
    apart = {number: [[number], [number + 2]] for number in (0, 1)}
    choices = [
        [*([apart[number]] if sizes[number] >= K else []), [[number, number + 2]]]
        for number in (0, 1)
    ]

    chosen = finest_safe(sizes, seen, cells, choices, K)

    assert [len(choices[number][place]) for number, place in enumerate(chosen)] == [1, 1]


@pytest.mark.parametrize(
    ("sizes", "seen", "cells", "choices", "k", "said"),
    [
        ([-1], [[1]], [[1]], [], K, "none below 0"),
        ([1.5], [[1]], [[1]], [], K, "whole numbers"),
        ([1], [[1, 0]], [[1]], [], K, r"expected \(views, 1\)"),
        ([1], [[1]], [[1, 0]], [], K, r"expected \(views, 1\)"),
        ([1], [[1]], [[1]], [], 1, "at least 2"),
        ([1], [[1]], [[1]], [[[[1]]]], K, "cell 1; expected 0 to 0"),
        ([1], [[1]], [[1]], [[[["a"]]]], K, "a cell is 'a'"),
        ([1], [[1]], [[1]], [[[0]]], K, "0; expected several"),
    ],
)
def test_what_is_wrong_is_said(sizes, seen, cells, choices, k, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        finest_safe(sizes, seen, cells, choices, k)
