"""Marks find every small union of groups that follows from sums, and no other."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.marked_unions import PRIME, has_marked_union

K = 5


def marks_of(groups: int, *cancelling: tuple[int, ...]) -> np.ndarray:
    """Random marks, but that those of each of these unions add up to 0."""
    marks = np.random.default_rng(groups).integers(1, PRIME, (2, groups))
    for *others, last in cancelling:
        marks[:, last] = -marks[:, others].sum(axis=1) % PRIME
    return marks


@settings(max_examples=80, deadline=None)
@given(st.lists(st.integers(1, 5), min_size=4, max_size=9), st.integers(1, 4), st.data())
def test_one_planted_union_is_found_exactly_if_it_is_small(
    sizes: list[int], width: int, data: st.DataObject
) -> None:
    union = data.draw(st.sampled_from(list(combinations(range(len(sizes)), width))))

    found = has_marked_union(marks_of(len(sizes), union), np.array(sizes), K)

    assert found == (sum(sizes[group] for group in union) < K)


@pytest.mark.parametrize("width", [1, 2, 3, 4])
def test_a_union_that_followed_before_is_passed_over(width: int) -> None:
    sizes, union = np.ones(6, int), tuple(range(width))
    known, wider = marks_of(6, union), marks_of(6, union, (4, 5))

    assert has_marked_union(known, sizes, K)
    assert not has_marked_union(known, sizes, K, before=known)
    assert has_marked_union(wider, sizes, K, before=known)


def test_two_pairs_with_a_group_in_common_are_no_union() -> None:
    marks = marks_of(3)
    marks[:, 2] = (-2 * marks[:, 0] - marks[:, 1]) % PRIME

    assert not has_marked_union(marks, np.ones(3, int), K)


@pytest.mark.parametrize("k", [1, 6])
def test_a_k_that_it_cannot_search_for_is_refused(k: int) -> None:
    with pytest.raises(ValueError, match="2 to 5"):
        has_marked_union(marks_of(2), np.ones(2, int), k)


def test_marks_of_other_groups_are_refused() -> None:
    with pytest.raises(ValueError, match="two for each size"):
        has_marked_union(marks_of(2), np.ones(3, int), K)
