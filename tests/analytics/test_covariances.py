"""Covariances of a tally are those of its raw sheets."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from analytics.covariances import pair_covariances
from analytics.inputs import Tally

complete = st.integers(2, 12).flatmap(
    lambda n: arrays(np.uint8, (n, 9), elements=st.integers(1, 4))
)


@given(rows=complete)
def test_complete_sheets_have_the_covariances_of_numpy(rows, tally_of):
    found = np.array(pair_covariances(tally_of(rows)), dtype=float)
    assert found == pytest.approx(np.cov(rows.astype(float), rowvar=False), abs=1e-12)


@given(rows=complete)
def test_the_order_of_sheets_does_not_matter(rows, tally_of):
    assert pair_covariances(tally_of(rows)) == pair_covariances(tally_of(rows[::-1]))


def test_a_gap_takes_a_sheet_from_its_own_pairs_only():
    tally = Tally.from_ratings([[4, 4], [3, 2], [2, 0]], ("waktu", "biaya"), 1, 4)
    assert pair_covariances(tally) == ((1, 1), (1, 2))


def test_numbers_stay_exact_however_many_sheets_there_are(tally_of):
    tally = tally_of([[4] * 9, [3] * 9, [3] * 9])
    many = Tally.from_vector(tally.items, 1, 4, tally.to_vector().astype(np.int64) * 10**12)
    assert pair_covariances(many)[0][0] == Fraction(2 * 10**12, 3 * (3 * 10**12 - 1))


def test_a_pair_on_a_single_sheet_is_refused_by_name():
    tally = Tally.from_ratings([[4, 4], [3, 0], [0, 2]], ("waktu", "biaya"), 1, 4)
    with pytest.raises(ValueError, match="waktu and biaya were answered together on 1 sheets"):
        pair_covariances(tally)
