"""The sum of n sheets drawn from a group: exact where it can be, never too narrow by design."""

import itertools
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from analytics.inputs import Tally
from analytics.sheet_sums import sum_shares, tails, whole_tails

PAIR = ("kompetensi", "perilaku")
pairs = st.integers(2, 30).flatmap(lambda n: arrays(np.uint8, (n, 2), elements=st.integers(1, 4)))


def counted(rows):
    return Tally.from_ratings(np.asarray(rows, dtype=np.uint8), PAIR, 1, 4)


@given(rows=pairs)
def test_the_mean_of_the_shares_is_that_of_the_group(rows):
    shares = sum_shares(counted(rows))
    assert shares.sum() == pytest.approx(1)
    assert np.all(shares >= 0)
    assert shares @ np.arange(2, 9) == pytest.approx(rows.sum(axis=1).mean())


@given(rows=pairs)
def test_the_variance_is_never_below_the_group_s(rows):
    shares, sums = sum_shares(counted(rows)), np.arange(7)
    variance = shares @ sums**2 - (shares @ sums) ** 2
    assert variance >= rows.sum(axis=1).var() - 1e-9


def test_ratings_that_always_go_together_keep_their_shares():
    assert sum_shares(counted([[4, 4]] * 3 + [[3, 3]])).tolist() == [0, 0, 0, 0, 0.25, 0, 0.75]


def test_independent_ratings_keep_their_shares():
    rows = list(itertools.product([3, 4], [3, 4])) * 5
    assert sum_shares(counted(rows)) == pytest.approx([0, 0, 0, 0, 0.25, 0.5, 0.25], abs=0.02)


def test_one_element_that_never_varies_leaves_the_other():
    assert sum_shares(counted([[4, 4], [4, 2]])).tolist() == [0, 0, 0, 0, 0.5, 0, 0.5]


@pytest.mark.parametrize("n", [1, 2, 5])
def test_tails_are_those_of_every_possible_draw(n):
    shares = [Fraction(1, 10), Fraction(0), Fraction(3, 10), Fraction(6, 10)]
    for total in range(3 * n + 1):
        low = high = Fraction(0)
        for drawn in itertools.product(range(4), repeat=n):
            chance = np.prod([shares[value] for value in drawn])
            low += chance * (sum(drawn) <= total)
            high += chance * (sum(drawn) >= total)
        found = tails(np.array(shares, dtype=float), n, Fraction(total))
        assert found == pytest.approx((float(low), float(high)), abs=1e-12)


def test_a_total_between_two_sums_counts_those_beyond_it_only():
    low, high = tails(np.array([0.5, 0.5]), 2, Fraction(3, 2))
    assert (low, high) == pytest.approx((0.75, 0.25))


def test_the_rarest_sum_of_many_sheets_is_never_below_0():
    low, high = tails(np.array([0.02, 0, 0.1, 0, 0.2, 0.18, 0.5]), 400, Fraction(0))
    assert 0 <= low < 1e-12
    assert high == pytest.approx(1)


def test_what_cannot_be_is_refused():
    shares = np.array([0.5, 0.5])
    for n, total in ((0, 0), (3, 4), (3, -1)):
        with pytest.raises(ValueError, match="expected n >= 1, total 0 to"):
            tails(shares, n, Fraction(total))
    with pytest.raises(ValueError, match="1 elements; expected 2"):
        sum_shares(Tally.from_ratings([[4], [3]], ("waktu",), 1, 4))
    with pytest.raises(ValueError, match="answered together on 1 sheets"):
        sum_shares(counted([[4, 4], [3, 0]]))


@pytest.mark.parametrize("shares", [[float("nan"), 0.5], [0.7, 0.7], [1.5, -0.5], ["x", "y"]])
def test_shares_that_are_none_are_refused(shares) -> None:
    with pytest.raises(ValueError, match=r"shares.*; expected|shares are"):
        tails(np.array(shares), 3, Fraction(1))


def test_every_whole_sum_has_the_tails_it_has_alone() -> None:
    shares = np.array([0.1, 0.2, 0.3, 0.4])

    at_most, at_least = whole_tails(shares, 7)

    for total in (0, 5, 13, 21):
        assert (at_most[total], at_least[total]) == tails(shares, 7, Fraction(total))
    assert at_most[-1] == pytest.approx(1)
    assert at_least[0] == pytest.approx(1)
