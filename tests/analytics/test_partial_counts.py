"""No few answers to one element follow from views whose groups are all large."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.disclosure import safe_views
from analytics.partial_counts import PartialCount

K = 5
# A unit of three counters, and each counter.
UNIT_AND_COUNTERS = [[1, 1, 1], [1, 0, 0], [0, 1, 0], [0, 0, 1]]

small_tables = st.integers(0, 2**32 - 1).map(
    lambda seed: (drawn := np.random.default_rng(seed), drawn.poisson(drawn.choice([2, 4, 8]), 9))
)


def betrays(views: np.ndarray, counts: np.ndarray, least: int) -> bool:
    """Whether a union of cells follows that has 1 to least - 1: every one of them is tried."""
    held = counts > 0
    unions = np.array(list(product([0, 1], repeat=int(held.sum()))))
    few = unions[(unions @ counts[held] < least) & unions.any(axis=1)]
    seen = views[:, held].astype(float)
    onto_views = np.linalg.pinv(seen) @ seen
    return bool((np.abs(few @ onto_views - few).max(axis=1, initial=0) < 1e-8).any())


@settings(max_examples=60, deadline=None)
@given(small_tables)
def test_just_what_would_give_few_answers_to_an_element_away_is_left_out(
    drawn_table: tuple[np.random.Generator, np.ndarray],
) -> None:
    drawn, sizes = drawn_table
    views = np.vstack([np.ones(9, bool), drawn.random((9, 9)) < 0.5])
    answered = drawn.binomial(sizes, 0.7)
    alike = answered + 1000 * (answered - drawn.binomial(answered, 0.8))

    shown = safe_views(
        sizes,
        views,
        K,
        parts=[answered, alike],
        least=[K, 1000],
        priorities=[[number] for number in range(len(views))],
    )

    admitted = np.zeros((0, len(sizes)), bool)
    for view, is_shown in zip(views, shown, strict=True):
        if view @ sizes >= K:
            together = np.vstack([admitted, view])
            rules = ((sizes, K), (answered, K), (alike, 1000))
            assert is_shown != any(betrays(together, *rule) for rule in rules)
            admitted = together if is_shown else admitted


def test_a_rest_with_few_answers_to_an_element_hides_its_neighbour() -> None:
    sizes, answered = [30, 10, 10], [[30, 2, 2]]

    assert safe_views(sizes, UNIT_AND_COUNTERS, K).all()
    found = safe_views(sizes, UNIT_AND_COUNTERS, K, parts=answered)
    assert found.tolist() == [True, False, False, False]


def test_nobody_having_answered_an_element_betrays_nobody() -> None:
    assert safe_views([30, 10, 10], UNIT_AND_COUNTERS, K, parts=[[30, 0, 0]]).all()


def test_what_tells_no_more_than_the_sizes_is_known_at_once() -> None:
    sizes = np.array([30, 3, 10])

    assert not PartialCount(sizes, K).may_betray(sizes, K)
    assert not PartialCount(np.array([30, 2, 10]), K).may_betray(sizes, K)
    assert PartialCount(np.array([30, 3, 4]), K).may_betray(sizes, K)


@pytest.mark.parametrize(
    ("parts", "least"),
    [
        ([[1, 2]], None),
        ([1, 2, 3], None),
        ([[1, 2, -3]], None),
        ([[1, 2, 3]], [1]),
        ([[1] * 3], []),
    ],
)
def test_parts_that_do_not_fit_are_refused(parts: list[list[int]], least: list[int] | None) -> None:
    with pytest.raises(ValueError, match="expected"):
        safe_views([9, 9, 9], UNIT_AND_COUNTERS, K, parts=parts, least=least)
