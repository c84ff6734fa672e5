"""Pairs are told apart as R does it, and bands hold exactly those that are not."""

from itertools import combinations, groupby

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import false_discovery_control

from analytics.separation import bands, separated_pairs, welch_p_values


@st.composite
def some_pairs(draw):
    """A symmetric array that says which of up to nine groups are separated."""
    k = draw(st.integers(1, 9))
    apart = np.zeros((k, k), dtype=bool)
    for first, second in combinations(range(k), 2):
        apart[first, second] = apart[second, first] = draw(st.booleans())
    return apart


def reference_sets(rows):
    """Of each reference set: its keys, estimates, variances, degrees, letters, and its rows."""
    for _, held in groupby(rows, key=lambda row: row["set"]):
        pairs = list(held)
        known = {}
        for row in pairs:
            for end in ("first", "second"):
                numbers = [float(row[f"{name}_{end}"]) for name in ("mean", "variance", "n")]
                known[row[end]] = (*numbers, row[f"letters_{end}"])
        yield known, pairs


def test_p_values_are_those_of_welch_in_r(reference_rows):
    for known, pairs in reference_sets(reference_rows("separation.csv")):
        keys = sorted(known)
        y, v, n = np.array([known[key][:3] for key in keys]).T
        found = welch_p_values(y, v, n - 1)
        for row in pairs:
            place = keys.index(row["first"]), keys.index(row["second"])
            assert found[place] == pytest.approx(float(row["p"]), rel=1e-8, abs=1e-12)


def test_adjusted_p_values_are_those_of_r(reference_rows):
    for _, pairs in reference_sets(reference_rows("separation.csv")):
        found = false_discovery_control([float(row["p"]) for row in pairs])
        expected = [float(row["adjusted"]) for row in pairs]
        assert found == pytest.approx(expected, rel=1e-8, abs=1e-12)


def test_bands_are_the_compact_letters_of_multcompview(reference_rows):
    for known, _ in reference_sets(reference_rows("separation.csv")):
        keys = sorted(known)
        y, v, n = np.array([known[key][:3] for key in keys]).T
        found = bands(separated_pairs(welch_p_values(y, v, n - 1)))
        letters = sorted(set("".join(known[key][3] for key in keys)))
        expected = {
            frozenset(place for place, key in enumerate(keys) if letter in known[key][3])
            for letter in letters
        }
        assert set(found) == expected


@given(some_pairs())
def test_two_groups_share_a_band_exactly_when_they_are_not_separated(apart):
    found = bands(apart)
    for first, second in combinations(range(len(apart)), 2):
        shared = any({first, second} <= band for band in found)
        assert shared is not bool(apart[first, second])


@given(some_pairs())
def test_no_band_lies_within_another_and_every_group_is_in_one(apart):
    found = bands(apart)
    assert not any(one < other for one in found for other in found)
    assert len(set(found)) == len(found)
    assert set().union(*found) == set(range(len(apart)))


@given(some_pairs(), st.integers(0, 99))
def test_bands_do_not_hang_on_the_order_of_the_groups(apart, seed):
    order = np.random.default_rng(seed).permutation(len(apart))
    turned = bands(apart[np.ix_(order, order)])
    assert {frozenset(order[at] for at in band) for band in turned} == set(bands(apart))


def test_equal_groups_are_one_band():
    p = welch_p_values([85.0] * 4, [2.0] * 4, [9] * 4)
    assert np.all(p == 1)
    assert bands(separated_pairs(p)) == (frozenset({0, 1, 2, 3}),)


def test_groups_far_apart_are_a_band_each():
    p = welch_p_values([30.0, 60.0, 90.0], [1.0] * 3, [50] * 3)
    assert set(bands(separated_pairs(p))) == {frozenset({place}) for place in range(3)}


def test_many_pairs_ask_for_more_than_one_pair_alone():
    p = np.full((20, 20), 0.9)
    p[0, 1] = p[1, 0] = 0.04
    assert not separated_pairs(p).any()
    assert separated_pairs(p[:2, :2]).any()


def test_nothing_to_compare_gives_no_bands():
    assert bands(np.zeros((0, 0), dtype=bool)) == ()
    assert bands(separated_pairs(np.ones((1, 1)))) == (frozenset({0}),)


@pytest.mark.parametrize("degrees", [[1], [1, 0], [1, -2], [1, np.inf]])
def test_impossible_degrees_are_refused(degrees):
    with pytest.raises(ValueError, match="expected 2 finite numbers above 0"):
        welch_p_values([80.0, 90.0], [1.0, 1.0], degrees)


def test_too_many_groups_and_crooked_arrays_are_refused():
    with pytest.raises(ValueError, match="151 groups; expected at most 150"):
        bands(np.zeros((151, 151), dtype=bool))
    with pytest.raises(ValueError, match="expected square and symmetric"):
        bands(np.array([[False, True], [False, False]]))
    with pytest.raises(ValueError, match="expected square and symmetric"):
        bands(np.zeros((2, 3), dtype=bool))
