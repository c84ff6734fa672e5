"""Intervals are those of an independent derivation, and sensible at every edge."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from analytics.inputs import Tally
from analytics.intervals import METHOD, element_interval, index_interval

gappy = st.integers(2, 9).flatmap(lambda n: arrays(np.uint8, (n, 9), elements=st.integers(0, 4)))


@pytest.mark.parametrize("name", ["jepara", "gianyar", "sekadau"])
def test_intervals_are_the_roots_of_the_score_equation(name, real, reference_rows, rule):
    tally = real(name).tally
    rows = [row for row in reference_rows("real_intervals.csv") if row["file"] == name]
    assert [row["what"] for row in rows] == ["index", *tally.items]
    for row in rows:
        if row["what"] == "index":
            found = index_interval(tally, rule)
        else:
            found = element_interval(tally, row["what"])
        expected = (float(row["low"]), float(row["high"]))
        assert (found.low, found.high) == pytest.approx(expected, abs=1e-9)
        assert (found.level, found.method) == (0.95, METHOD)


@given(rows=gappy)
def test_limits_lie_within_the_scale_and_hold_the_estimate(rows, rule, tally_of):
    tally = tally_of(rows)
    interval = index_interval(tally, rule)
    assert (interval is None) == (tally.answered.min() < 2)
    if interval:
        assert 25 <= interval.low < interval.high <= 100
    for key, n, total in zip(tally.items, tally.answered, tally.sums, strict=True):
        each = element_interval(tally, key)
        assert (each is None) == (n < 2)
        if each:
            assert 1 <= each.low <= total / n + 1e-12
            assert total / n - 1e-12 <= each.high <= 4


def test_single_question_has_the_same_interval_as_index_and_as_element(pulse_rule):
    tally = Tally.from_ratings([[4]] * 20 + [[3]] * 15, ("puas",), 1, 4)
    index, element = index_interval(tally, pulse_rule), element_interval(tally, "puas")
    assert (index.low, index.high) == pytest.approx((25 * element.low, 25 * element.high))


def test_one_low_sheet_among_perfect_ones_widens_downwards(rule, tally_of):
    perfect = index_interval(tally_of([[4] * 9] * 35), rule)
    spoilt = index_interval(tally_of([[4] * 9] * 34 + [[1] * 9]), rule)
    assert spoilt.low < perfect.low
    assert perfect.high == 100 > spoilt.high


def test_more_of_the_same_sheets_narrow_the_interval(rule, tally_of):
    rows = [[4] * 9] * 6 + [[3] * 9] * 4
    few, many = (index_interval(tally_of(rows * times), rule) for times in (1, 100))
    assert few.low < many.low < many.high < few.high


def test_unknown_element_and_bad_level_are_refused(rule, tally_of):
    tally = tally_of([[4] * 9] * 3)
    with pytest.raises(ValueError, match="no element 'U4'"):
        element_interval(tally, "U4")
    with pytest.raises(ValueError, match="level between 0 and 1"):
        element_interval(tally, "waktu", level=95)
    with pytest.raises(ValueError, match="level between 0 and 1"):
        index_interval(tally, rule, level=float("nan"))


def test_coverage_of_skewed_answers_holds_at_n_35(rule, tally_of):
    # Most sheets are perfect and a few fall far below: a plain t interval covers 91 % here.
    generator = np.random.default_rng(29)
    population = np.array([[4] * 9] * 85 + [[3] * 9] * 10 + [[2] * 9] * 5, dtype=np.uint8)
    truth = 25 * population.mean()
    drawn = (population[generator.integers(0, 100, 35)] for _ in range(2000))
    intervals = [index_interval(tally_of(rows), rule) for rows in drawn]
    covered = np.mean([each.low <= truth <= each.high for each in intervals])
    assert 0.93 <= covered <= 0.98
