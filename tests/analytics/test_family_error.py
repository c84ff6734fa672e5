"""Holm's adjustment is R's, and holds the error of the family."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.family_error import holm

p_values = st.lists(st.floats(0, 1), max_size=20)


@pytest.mark.parametrize("family", ["1", "2", "3", "4"])
def test_families_are_adjusted_as_r_adjusts_them(family, reference_rows):
    rows = [row for row in reference_rows("family_error.csv") if row["family"] == family]
    found = holm([float(row["p_value"]) for row in rows])
    assert found == pytest.approx([float(row["adjusted"]) for row in rows], abs=1e-8)


@given(given=p_values)
def test_none_gets_smaller_and_the_order_of_evidence_stays(given):
    found, before = holm(given), np.array(given)
    assert np.all((found >= before) & (found <= 1))
    assert np.all(np.diff(found[np.argsort(before, kind="stable")]) >= 0)


@given(given=p_values, seed=st.integers(0, 9))
def test_the_order_in_which_they_are_given_does_not_matter(given, seed):
    places = np.random.default_rng(seed).permutation(len(given))
    assert holm([given[place] for place in places]).tolist() == holm(given)[places].tolist()


def test_nothing_to_compare_gives_nothing():
    assert holm([]).tolist() == []


def test_no_difference_anywhere_is_seldom_called_one():
    draws = np.random.default_rng(12).random((4000, 30))
    assert np.mean([holm(family).min() <= 0.05 for family in draws]) <= 0.06


@pytest.mark.parametrize("given", [[-0.1], [1.1], [float("nan")], [[0.1, 0.2]]])
def test_what_is_no_probability_is_refused(given):
    with pytest.raises(ValueError, match="expected a list of numbers from 0 to 1"):
        holm(given)
