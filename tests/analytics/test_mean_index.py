"""NI and its variance from a tally are those of the raw sheets, to the last digit."""

from fractions import Fraction
from statistics import variance

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from analytics.inputs import Rule, Tally
from analytics.mean_index import ni, ni_variance

complete = st.integers(2, 10).flatmap(
    lambda n: arrays(np.uint8, (n, 9), elements=st.integers(1, 4))
)
gappy = arrays(np.uint8, (8, 3), elements=st.integers(0, 4))


@pytest.mark.parametrize("name", ["jepara", "gianyar", "sekadau"])
def test_real_tallies_give_ni_and_variance_of_the_raw_sheets(name, real, rule):
    kept = real(name)
    assert (ni(kept.tally, rule), ni_variance(kept.tally, rule)) == (kept.ni, kept.ni_variance)


@given(rows=complete)
def test_without_gaps_it_is_the_variance_of_sheet_scores_over_n(rows, rule, tally_of):
    scores = [Fraction(int(row.sum()), 9) for row in rows]
    assert ni_variance(tally_of(rows), rule) == variance(scores) / len(rows)


@given(rows=gappy)
def test_with_gaps_it_is_the_square_of_the_linearised_sheets(rows, rule):
    assume(((rows > 0).sum(axis=0) >= 2).all())
    weights = {"a": Fraction(1, 2), "b": Fraction(1, 3), "c": Fraction(1, 6)}
    tally = Tally.from_ratings(rows, tuple(weights), 1, 4)
    marks = rows > 0
    residuals = np.where(marks, rows - rows.sum(axis=0) / marks.sum(axis=0), 0)
    shares = (residuals * [float(w) for w in weights.values()] / marks.sum(axis=0)).sum(axis=1)
    expected = tally.n / (tally.n - 1) * (shares**2).sum()
    found = ni_variance(tally, Rule(weights, 25, rule.bands, 1, 4))
    assert float(found) == pytest.approx(expected, rel=1e-12, abs=1e-15)


def test_equal_sheets_have_exactly_no_variance(rule, tally_of):
    assert ni_variance(tally_of([[3] * 9] * 1000), rule) == 0


@pytest.mark.parametrize(("measure", "rows"), [(ni, []), (ni_variance, [[4] * 9])])
def test_too_few_answers_are_refused(measure, rows, rule, tally_of):
    with pytest.raises(ValueError, match=r"persyaratan has \d answers; expected at least"):
        measure(tally_of(np.array(rows).reshape(-1, 9)), rule)
