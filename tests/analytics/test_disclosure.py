"""No small group follows from views that are shown together."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.disclosure import safe_views
from tests.factories.eavesdropper import small_groups_that_follow

K = 5


def a_table(counts: np.ndarray) -> tuple[list[int], np.ndarray]:
    """Sizes of the cells (counter, service, month), and all views over them, the unit's first."""
    shape = counts.shape
    cells = np.indices(shape).reshape(3, -1)
    times = [np.ones(cells.shape[1], bool), *(cells[2] == month for month in range(shape[2]))]
    views = [within for within in times]
    views += [within & (cells[0] == counter) for within in times for counter in range(shape[0])]
    views += [within & (cells[1] == service) for within in times for service in range(shape[1])]
    return counts.ravel().tolist(), np.array(views)


def leaks(sizes: list[int], views: np.ndarray, k: int = K) -> list[tuple[str, ...]]:
    """What follows from the views, for somebody who shares no code with what is tested."""
    names = {str(number): size for number, size in enumerate(sizes)}
    totals = [[str(cell) for cell in np.flatnonzero(view)] for view in views]
    return small_groups_that_follow(names, totals, k)


tables = st.integers(0, 2**32 - 1).map(
    lambda seed: (
        drawn := np.random.default_rng(seed),
        drawn.poisson(drawn.choice([0.7, 2, 5]), drawn.integers(1, 4, 3)) * (drawn.random() < 0.9),
    )[1]
)


@pytest.mark.parametrize("k", [K, 10])
@settings(max_examples=40, deadline=None)
@given(tables)
def test_nothing_small_follows_from_what_is_shown(k: int, counts: np.ndarray) -> None:
    sizes, views = a_table(counts)

    shown = safe_views(sizes, views, k)

    assert leaks(sizes, views[shown & (views @ np.array(sizes) > 0)], k) == []


small_tables = st.integers(0, 2**32 - 1).map(
    lambda seed: (drawn := np.random.default_rng(seed)).poisson(
        drawn.choice([1, 3, 6]), (drawn.integers(1, 4), 2, 2)
    )
)


def small_unions_that_follow(sizes: np.ndarray, views: np.ndarray, k: int) -> bool:
    """Whether any union of cells with fewer than k answers follows: every one of them is tried."""
    held = sizes > 0
    unions = np.array(list(product([0, 1], repeat=int(held.sum()))))
    few = unions[(unions @ sizes[held] < k) & unions.any(axis=1)]
    seen = views[:, held].astype(float)
    onto_views = np.linalg.pinv(seen) @ seen
    return bool((np.abs(few @ onto_views - few).max(axis=1, initial=0) < 1e-8).any())


@pytest.mark.parametrize("k", [5, 10])
@settings(max_examples=40, deadline=None)
@given(small_tables)
def test_just_what_would_give_a_union_of_any_width_away_is_left_out(
    k: int, counts: np.ndarray
) -> None:
    listed, views = a_table(counts)
    sizes = np.array(listed)

    shown = safe_views(sizes, views, k, priorities=[[number] for number in range(len(views))])

    admitted = np.zeros((0, len(sizes)), bool)
    for view, is_shown in zip(views, shown, strict=True):
        if view @ sizes >= k:
            together = np.vstack([admitted, view])
            assert is_shown != small_unions_that_follow(sizes, together, k)
            admitted = together if is_shown else admitted


@pytest.mark.parametrize("k", [5, 10])
def test_a_search_that_is_cut_short_shows_less(k: int) -> None:
    counts = np.random.default_rng(7).poisson(2, (3, 3, 3))
    sizes, views = a_table(counts)

    exact = safe_views(sizes, views, k)
    hasty = safe_views(sizes, views, k, most_steps=1)

    assert (exact | ~hasty).all()
    assert hasty.sum() < exact.sum()
    assert leaks(sizes, views[hasty & (views @ np.array(sizes) > 0)], k) == []


def test_planted_view_of_everything_is_seen_to_leak() -> None:
    sizes, views = a_table(np.array([[[9, 1]], [[8, 9]]]))

    assert leaks(sizes, views) != []


@settings(max_examples=40, deadline=None)
@given(tables)
def test_where_every_group_is_large_everything_is_shown(counts: np.ndarray) -> None:
    sizes, views = a_table(counts + K)

    assert safe_views(sizes, views, K).all()


def test_a_small_group_hides_its_only_neighbour_too() -> None:
    assert safe_views([20, 3], [[1, 1], [1, 0], [0, 1]], K).tolist() == [True, False, False]


def test_two_small_groups_hide_each_other() -> None:
    views = [[1, 1, 1], [1, 0, 0], [0, 1, 0], [0, 0, 1]]

    assert safe_views([20, 3, 2], views, K).tolist() == [True, True, False, False]


def test_a_group_within_another_kind_of_group_is_seen_through() -> None:
    """All 7 answers of a service came at a counter of 10: the rest of the counter is 3."""
    views = [[1, 1, 1], [1, 1, 0], [1, 0, 0]]

    assert safe_views([7, 3, 30], views, K).tolist() == [True, True, False]


def test_what_comes_first_is_shown_first() -> None:
    views = [[1, 1], [1, 0]]

    assert safe_views([20, 3], views, K, priorities=[[1], [0]]).tolist() == [False, True]


def test_views_that_are_named_nowhere_are_not_shown() -> None:
    assert safe_views([20, 30], [[1, 1], [1, 0]], K, priorities=[[0]]).tolist() == [True, False]


def test_a_forbidden_group_does_not_follow_either() -> None:
    views = [[1, 1, 1], [1, 1, 0], [1, 0, 0]]

    shown = safe_views([20, 30, 40], views, K, forbidden=[[0, 0, 1]])

    assert shown.tolist() == [True, False, True]


def test_a_view_of_nothing_may_be_shown() -> None:
    assert safe_views([0, 9], [[1, 0], [0, 1]], K).tolist() == [True, True]
    assert safe_views([], np.zeros((1, 0)), K).tolist() == [True]


@pytest.mark.parametrize("k", [5, 10])
def test_unions_of_single_answers_are_protected(k: int) -> None:
    sizes = [1] * (k - 1) + [9, 9]
    everything, but_small = [1] * len(sizes), [0] * (k - 1) + [1, 1]

    assert safe_views(sizes, [everything, but_small], k).tolist() == [True, False]


@pytest.mark.parametrize(
    ("sizes", "views", "k", "words"),
    [
        ([1, -1], [[1, 0]], 5, "none below 0"),
        ([1.5], [[1]], 5, "whole numbers"),
        ([[1]], [[1]], 5, "a row"),
        ([1, 2], [[1]], 5, "expected"),
        ([1], [[1]], 1, "at least 2"),
    ],
)
def test_bad_input_is_refused(sizes, views, k: int, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        safe_views(sizes, views, k)
