"""No weight exceeds the stated bound, the sum stays, and the cost is Kish's."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.weight_trimming import effective_n, trimmed_weights

cells = st.lists(st.tuples(st.floats(0.01, 50), st.integers(1, 30)), min_size=1, max_size=8)


def test_trimmed_weights_are_those_of_r_survey(reference_rows, made_sheets, tallies_by):
    rows = reference_rows("survey_weights.csv")
    tallies = tallies_by(made_sheets, "jenis_kelamin", "usia", "layanan")
    sheets = [tallies[row["jenis_kelamin"], row["usia"], row["layanan"]].n for row in rows]
    found = trimmed_weights([float(row["raked"]) for row in rows], sheets, bound=2)
    assert found == pytest.approx([float(row["trimmed"]) for row in rows], rel=1e-8)


@given(cells=cells, bound=st.floats(1.1, 10))
def test_the_sum_stays_and_no_weight_exceeds_the_bound(cells, bound):
    weights, sheets = (np.array(column) for column in zip(*cells, strict=True))
    found = trimmed_weights(weights, sheets, bound=bound)
    mean = (weights * sheets).sum() / sheets.sum()
    assert (found * sheets).sum() == pytest.approx((weights * sheets).sum())
    assert found.max() <= bound * mean * (1 + 1e-12)
    assert effective_n(found, sheets) >= effective_n(weights, sheets) * (1 - 1e-12)


def test_weights_within_the_bound_stay_as_they_are():
    weights = np.array([1.0, 2.0, 3.0])
    assert trimmed_weights(weights, [5, 5, 5]).tolist() == weights.tolist()


@pytest.mark.parametrize("bound", [1, 0.5, -2, float("nan"), float("inf")])
def test_a_bound_that_cannot_hold_the_mean_is_refused(bound):
    with pytest.raises(ValueError, match="expected a finite number above 1"):
        trimmed_weights([1.0, 9.0], [5, 5], bound=bound)


def test_equal_weights_cost_nothing_and_one_sheet_is_one():
    assert effective_n([2.5, 2.5], [30, 10]) == pytest.approx(40)
    assert effective_n([7.0], [1]) == 1


def test_kish_s_rule_by_hand():
    # 30 sheets of weight 1 and 10 of weight 3: 60 squared over 120.
    assert effective_n([1.0, 3.0], [30, 10]) == pytest.approx(30)


def test_impossible_weights_are_refused():
    with pytest.raises(ValueError, match="weights are"):
        effective_n([1.0, -3.0], [30, 10])
    with pytest.raises(ValueError, match="counts are"):
        trimmed_weights([1.0], [0])


def test_very_large_weights_are_as_good_as_small_ones() -> None:
    assert effective_n([1e99, 3e99], [10, 10]) == pytest.approx(16)
    assert effective_n([1e-99, 3e-99], [10, 10]) == pytest.approx(16)
