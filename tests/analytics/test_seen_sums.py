"""Sums that are seen one after the other betray no small group."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.disclosure import safe_views
from analytics.seen_sums import FEWEST, VECTORS, SeenSums

K = 5


def drawn_sums(seed: int, groups: int, sums: int) -> tuple[np.ndarray, np.ndarray]:
    """Sizes of some groups, most of them small, and random sums over them."""
    drawn = np.random.default_rng(seed)
    sizes = drawn.choice([1, 1, 2, 3, 7], groups)
    return sizes, drawn.random((sums, groups)) < drawn.choice([0.2, 0.4, 0.7])


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(1, 12), st.integers(1, 12))
def test_admits_what_the_audit_by_elimination_shows(seed: int, groups: int, sums: int) -> None:
    sizes, views = drawn_sums(seed, groups, sums)
    known = SeenSums.of(sizes, K, np.zeros((0, groups), bool))
    admitted = []

    for view in views:
        after = known.admitting([view]) if sizes[view].sum() >= K else None
        admitted.append(after is not None or not view.any())
        known = after or known

    apart = [[number] for number in range(sums)]
    assert admitted == safe_views(sizes, views, K, priorities=apart).tolist()


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_what_followed_before_is_no_reason_to_refuse(seed: int) -> None:
    """Whatever is known already, a further sum is refused exactly if it gives away more."""
    sizes, views = drawn_sums(seed, 7, 6)
    seen, more = views[:4], views[4:]

    def unions(sums: np.ndarray) -> set[tuple[int, ...]]:
        rank = np.linalg.matrix_rank(sums.astype(float)) if len(sums) else 0
        small = (u for width in range(1, 5) for u in combinations(range(7), width))
        return {
            union
            for union in small
            if sizes[list(union)].sum() < K
            and np.linalg.matrix_rank(np.vstack([sums, np.isin(range(7), union)])) == rank
        }

    is_admitted = SeenSums.of(sizes, K, seen).admitting(more) is not None

    assert is_admitted == (unions(views) == unions(seen))


def test_more_sums_than_random_vectors_are_followed_all_the_same() -> None:
    groups = 2 * VECTORS
    known = SeenSums.of(np.full(groups, 3), K, np.zeros((0, groups), bool))

    for number in range(0, groups, 2):
        known = known.admitting([np.isin(range(groups), [number, number + 1])]) or known

    assert len(known.seen) == groups // 2
    assert len(known.free) >= FEWEST
    assert known.admitting([np.arange(groups) < 3]) is None
    assert known.admitting([np.arange(groups) < 4]) is known


@pytest.mark.parametrize(
    ("sizes", "k", "seen", "said"),
    [
        ([3, 0], 5, [[1, 1]], "at least 1"),
        ([3, 4], 6, [[1, 1]], "2 to 5"),
        ([3, 4], 5, [[1, 1, 1]], r"\(sums, 2\)"),
        ([3, 4.5], 5, [[1, 1]], "whole numbers"),
    ],
)
def test_what_is_no_sum_of_answers_is_refused(
    sizes: list[float], k: int, seen: list[list[int]], said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        SeenSums.of(sizes, k, seen)


@given(st.integers(0, 2**32 - 1))
def test_as_much_follows_about_some_groups_as_ranks_say(seed: int) -> None:
    drawn = np.random.default_rng(seed)
    sums = drawn.random((drawn.integers(1, 9), 8)) < 0.5
    sets = drawn.random((4, 8)) < 0.5

    found = SeenSums.of([9] * 8, K, sums).n_within(sets)

    rank = np.linalg.matrix_rank
    assert found == [rank(sums) - (rank(sums[:, ~one]) if (~one).any() else 0) for one in sets]


def test_more_vectors_are_drawn_than_groups_are_asked_of() -> None:
    groups = 200
    known = SeenSums.of([9] * groups, K, np.eye(groups, dtype=bool)[:3])

    assert known.n_within(np.ones((1, groups), bool)) == [3]


@given(st.integers(0, 2**32 - 1))
def test_a_small_part_follows_exactly_where_some_union_has_it(seed: int) -> None:
    """Every union is tried whose indicator lies in the space of the sums."""
    drawn = np.random.default_rng(seed)
    sums = drawn.random((drawn.integers(1, 7), 7)) < 0.5
    part = drawn.choice([0, 2, 3, 8], 7, p=[0.2, 0.2, 0.2, 0.4])
    nothing = SeenSums.of([9] * 7, K, np.zeros((0, 7), bool))

    found = nothing.knowing(sums).tells_small_part(part, nothing)

    free_of_it = np.eye(7)[part == 0]
    rank = np.linalg.matrix_rank(np.vstack([sums, free_of_it]))
    small = [
        union
        for union in np.ndindex(*[2] * 7)
        if 0 < np.dot(union, part) < K
        and np.linalg.matrix_rank(np.vstack([sums, free_of_it, union])) == rank
    ]
    assert found == bool(small)


def test_parts_of_other_groups_are_refused() -> None:
    known = SeenSums.of([9, 9], K, [[1, 1]])

    with pytest.raises(ValueError, match="expected 2 whole numbers"):
        known.tells_small_part([1], known)
    with pytest.raises(ValueError, match="none below 0"):
        known.tells_small_part([1, -1], known)
    with pytest.raises(ValueError, match="expected truths"):
        known.n_within([[1, 0, 1]])
