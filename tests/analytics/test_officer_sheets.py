"""The sheets of one officer: two elements only, exact, with the interval of the index."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from analytics.index import satisfaction_index
from analytics.inputs import Band, Rule, Tally
from analytics.mean_index import ni_variance
from analytics.officer_sheets import (
    ITEMS,
    OfficerSheets,
    own_interval,
    sheet_variance,
    within_variance,
)

RULE = Rule(dict.fromkeys(ITEMS, Fraction(1, 2)), 1, (Band(Decimal(1), "-", "-"),), 1, 4)
complete = st.integers(2, 30).flatmap(
    lambda n: arrays(np.uint8, (n, 2), elements=st.integers(1, 4))
)


def of(rows, code="P1"):
    return OfficerSheets(code, "A", Tally.from_ratings(np.asarray(rows, np.uint8), ITEMS, 1, 4))


@given(rows=complete)
def test_mean_and_interval_are_those_of_an_index_of_two_elements(rows):
    sheets = of(rows)
    index = satisfaction_index(sheets.tally, RULE)
    found = own_interval(sheets)
    assert sheets.mean == index.index
    expected = (index.interval.low, index.interval.high)
    assert (found.low, found.high) == pytest.approx(expected, abs=1e-12)
    assert found.low < found.high


@given(rows=complete)
def test_without_gaps_the_variance_over_n_is_that_of_the_mean(rows):
    sheets = of(rows)
    assert sheet_variance(sheets.tally) / sheets.n == ni_variance(sheets.tally, RULE)


def test_with_gaps_n_counts_the_sheets_that_answered_both():
    sheets = of([[4, 3], [3, 0], [0, 2], [2, 3]])
    assert (sheets.n, sheets.mean) == (2, Fraction(17, 6))


def test_variances_that_gaps_make_negative_count_as_none():
    assert sheet_variance(of([[4, 1], [1, 4], *[[4, 0]] * 9, *[[0, 4]] * 9]).tally) == 0


def test_within_variance_is_the_mean_square_within_groups():
    rows = [[[4, 4], [3, 3], [4, 3]], [[2, 4], [4, 4]]]
    means = [np.mean(each, axis=1) for each in rows]
    squares = sum(((each - each.mean()) ** 2).sum() for each in means)
    found = within_variance([of(each) for each in rows])
    assert float(found) == pytest.approx(squares / (5 - 2))


def test_other_elements_and_nameless_officers_are_refused():
    tally = Tally.from_ratings([[4, 4]], ("biaya", "sarana"), 1, 4)
    with pytest.raises(ValueError, match=r"ratings of \('biaya'"):
        OfficerSheets("P1", "A", tally)
    with pytest.raises(ValueError, match="expected both"):
        OfficerSheets("", "A", Tally.from_ratings([[4, 4]], ITEMS, 1, 4))


def test_no_officer_and_one_sheet_are_refused():
    with pytest.raises(ValueError, match="no officers"):
        within_variance([])
    with pytest.raises(ValueError, match="on 1 sheets"):
        within_variance([of([[4, 4]])])
