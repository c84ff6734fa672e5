"""Two quick ways of counting agree with each other and with plain definitions."""

import numpy as np
import pytest

from analytics import counting
from analytics.inputs import Tally

ITEMS = tuple("abcde")


@pytest.fixture
def ratings():
    return np.random.default_rng(3).integers(0, 5, (200_003, 5)).astype(np.uint8)


def test_blocks_add_up_to_plain_sums(ratings):
    n, n_complete, n_straightlined, counts, pair_n, pair_sum, pair_product = counting.count_ratings(
        ratings, 1, 4
    )
    values, marks = ratings.astype(np.int64), (ratings > 0).astype(np.int64)
    assert n == marks.any(axis=1).sum()
    assert n_complete == marks.all(axis=1).sum()
    assert n_straightlined == (marks.all(axis=1) & (np.ptp(values, axis=1) == 0)).sum()
    assert counts.tolist() == [np.bincount(column, minlength=5)[1:].tolist() for column in values.T]
    assert np.array_equal(pair_n, marks.T @ marks)
    assert np.array_equal(pair_sum, values.T @ marks)
    assert np.array_equal(pair_product, values.T @ values)


def test_products_stay_exact_at_the_top_of_the_longest_scale():
    ratings = np.full((5_001, 2), 99, dtype=np.uint8)
    assert Tally.from_ratings(ratings, ("a", "b"), 1, 100).pair_product[0, 1] == 5_001 * 99**2


def test_groups_counted_at_once_equal_groups_counted_alone(ratings):
    some = ratings[:9_000]
    groups = np.random.default_rng(4).integers(0, 40, len(some))
    groups[groups == 7] = 8
    vectors = counting.count_groups(some, groups, 40, 1, 4)
    for group, vector in enumerate(vectors):
        alone = Tally.from_ratings(some[groups == group], ITEMS, 1, 4)
        assert Tally.from_vector(ITEMS, 1, 4, vector) == alone


def test_no_sheets_give_empty_groups():
    vectors = counting.count_groups(np.zeros((0, 2), np.uint8), [], 3, 1, 4)
    assert vectors.shape == (3, 15)
    assert not vectors.any()


@pytest.mark.parametrize(
    ("groups", "message"),
    [([0], "one whole number for each of 2"), ([0.0, 1.0], "whole number"), ([0, 2], "0 to 1")],
)
def test_sheets_without_a_sound_group_are_refused(groups, message):
    with pytest.raises(ValueError, match=message):
        counting.count_groups(np.ones((2, 1), np.uint8), groups, 2, 1, 4)


def test_ratings_of_one_dimension_are_refused():
    with pytest.raises(ValueError, match="expected 2"):
        counting.count_ratings(np.ones(3, np.uint8), 1, 4)
