"""The sampling variance of an index is that of the sheets, and never 0."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.intervals import PSEUDO_ANSWERS, index_interval
from analytics.mean_index import ni_variance
from analytics.sampling_variance import index_variance

ROWS = st.lists(st.lists(st.integers(1, 4), min_size=9, max_size=9), min_size=2, max_size=40)


def test_variance_is_that_of_sheets_and_pseudo_sheets_counted_plainly(tally_of, rule):
    rows = np.array([[4] * 9, [3] * 9, [4, 4, 4, 4, 3, 3, 2, 4, 4], [2, 3, 4, 3, 4, 3, 4, 3, 3]])
    sheets = (rows.mean(axis=1) - 1) / 3
    added = PSEUDO_ANSWERS / 9
    held = np.concatenate([sheets, [0.0, 1.0]])
    weights = np.array([1.0] * 4 + [added / 2] * 2)
    mean = weights @ held / weights.sum()
    spread = weights @ (held - mean) ** 2 / (weights.sum() - 1)
    expected = 75**2 * spread / 4
    assert float(index_variance(tally_of(rows), rule)) == pytest.approx(expected, rel=1e-12)


def test_equal_sheets_have_a_variance_above_zero_that_shrinks_with_their_number(tally_of, rule):
    found = [index_variance(tally_of([[4] * 9] * n), rule) for n in (2, 5, 35, 400)]
    assert all(variance > 0 for variance in found)
    assert found == sorted(found, reverse=True)


@pytest.mark.parametrize("name", ["jepara", "gianyar", "sekadau"])
def test_real_files_keep_the_plain_variance_to_within_three_hundredths(real, rule, name):
    tally = real(name).tally
    plain = 25**2 * ni_variance(tally, rule)
    assert float(index_variance(tally, rule)) == pytest.approx(float(plain), rel=0.03)


@given(ROWS)
def test_variance_is_positive_and_exact(tally_of, rule, rows):
    found = index_variance(tally_of(rows), rule)
    assert isinstance(found, Fraction)
    assert found > 0


def test_it_agrees_with_the_width_of_the_headline_interval_where_sheets_are_many(real, rule):
    tally = real("jepara").tally
    interval = index_interval(tally, rule)
    half = 1.96 * float(index_variance(tally, rule)) ** 0.5
    assert (interval.high - interval.low) / 2 == pytest.approx(half, rel=0.01)


def test_an_element_with_one_answer_has_no_variance(tally_of, rule):
    assert index_variance(tally_of([[4] * 9]), rule) is None
    assert index_variance(tally_of([[4] * 9, [3] * 8 + [0]]), rule) is None


def test_another_questionnaire_is_refused(tally_of, pulse_rule):
    with pytest.raises(ValueError, match="expected those of the rule"):
        index_variance(tally_of([[4] * 9] * 5), pulse_rule)
