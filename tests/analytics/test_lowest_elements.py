"""How surely an element is the lowest: exact covariances, and chances that scipy confirms."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import multivariate_t
from scipy.stats import t as student

from analytics.inputs import Rule, Tally
from analytics.lowest_elements import lowest_chances, mean_covariance, widened_covariance
from analytics.mean_index import ni_variance

gappy = arrays(np.uint8, (8, 3), elements=st.integers(0, 4))
complete = arrays(np.uint8, (12, 4), elements=st.integers(1, 4))
NAMES = ("a", "b", "c", "d")


def tally(rows):
    rows = np.asarray(rows, dtype=np.uint8)
    return Tally.from_ratings(rows, NAMES[: rows.shape[1]], 1, 4)


@given(rows=gappy)
def test_weighed_together_the_covariances_are_the_variance_of_ni(rows, rule):
    assume(((rows > 0).sum(axis=0) >= 2).all())
    weights = {"a": Fraction(1, 2), "b": Fraction(1, 3), "c": Fraction(1, 6)}
    seen = tally(rows)
    w = np.array(list(weights.values()), dtype=object)
    assert w @ mean_covariance(seen) @ w == ni_variance(seen, Rule(weights, 25, rule.bands, 1, 4))


@given(rows=complete)
def test_without_gaps_they_are_numpys_covariances_over_n(rows):
    expected = np.cov(rows.astype(float), rowvar=False) / len(rows)
    assert mean_covariance(tally(rows)).astype(float) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("name", ["jepara", "gianyar", "sekadau"])
def test_chances_are_those_of_a_multivariate_t(name, real):
    seen = real(name).tally
    means, spread = seen.sums / seen.answered, widened_covariance(seen)
    found = lowest_chances(seen)[0]
    for place in np.argsort(means)[:4]:
        apart = np.delete(np.eye(9), place, axis=0)
        apart[:, place] = -1
        shape = apart @ spread @ apart.T
        below = multivariate_t(-apart @ means, shape, df=seen.n - 1, seed=1)
        assert found[place] == pytest.approx(below.cdf(np.zeros(8)), abs=0.012)


def test_two_elements_are_told_apart_by_students_t():
    seen = tally([[4, 3], [3, 3], [4, 4], [2, 3], [4, 2], [3, 4]])
    gap = (seen.sums / seen.answered) @ [1, -1]
    error = np.sqrt(np.array([1, -1]) @ widened_covariance(seen) @ [1, -1])
    assert lowest_chances(seen)[0][1] == pytest.approx(student.cdf(gap / error, 5), abs=0.012)


@given(rows=complete)
@settings(deadline=None, max_examples=25)
def test_chances_add_up_to_one_and_to_three(rows):
    lowest, among = lowest_chances(tally(rows))
    assert lowest.sum() == pytest.approx(1)
    assert among.sum() == pytest.approx(3)
    assert (among >= lowest - 1e-12).all()


def test_equal_elements_are_a_tie_and_no_certainty():
    lowest, among = lowest_chances(tally([[4, 4, 4, 4]] * 500))
    assert lowest == pytest.approx([0.25] * 4, abs=0.02)
    assert among == pytest.approx([0.75] * 4, abs=0.02)


def test_a_plainly_lower_element_is_the_lowest():
    lowest, _ = lowest_chances(tally([[4, 4, 2, 4], [4, 3, 2, 4], [3, 4, 1, 4]] * 20))
    assert lowest.tolist() == [0, 0, 1, 0]


def test_the_same_tally_always_gives_the_same_chances():
    rows = [[4, 3, 3, 4], [3, 3, 4, 2], [4, 4, 3, 3]] * 5
    assert np.array_equal(lowest_chances(tally(rows))[1], lowest_chances(tally(rows))[1])


def test_with_three_elements_all_are_among_the_lowest_three():
    assert lowest_chances(tally([[4, 3, 2], [3, 3, 4]]))[1].tolist() == [1, 1, 1]


@pytest.mark.parametrize("rows", [[[4, 3, 4, 4]], [[4, 3, 4, 0], [4, 3, 4, 4]]])
def test_fewer_than_two_answers_are_refused(rows):
    with pytest.raises(ValueError, match="expected at least 2 answers"):
        lowest_chances(tally(rows))


def test_covariances_of_one_sheet_are_refused():
    with pytest.raises(ValueError, match="1 sheets; expected at least 2"):
        mean_covariance(tally([[4, 3, 4, 4]]))


def test_no_lowest_at_all_is_refused():
    with pytest.raises(ValueError, match="at least 1 lowest"):
        lowest_chances(tally([[4, 3, 4, 4]] * 5), among=0)
