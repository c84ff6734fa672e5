"""Shrunken groups agree with metafor, keep the order of sense, and say why nothing was shrunk."""

from itertools import groupby

import numpy as np
import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from analytics.between_variance import paule_mandel, restricted_likelihood
from analytics.shrinkage import shrink
from analytics.shrinkage_posterior import moments_given

METHODS = {"PM": paule_mandel, "REML": restricted_likelihood}
NUMBERS = ("estimate", "variance", "mean", "mean_sd", "shrunken", "shrunken_sd")
GROUPS = st.lists(st.tuples(st.floats(25, 100), st.floats(0.01, 200)), min_size=4, max_size=30).map(
    lambda pairs: np.array(pairs).T
)


def test_shrunken_groups_are_those_of_metafor(reference_rows):
    sets = groupby(reference_rows("shrinkage.csv"), key=lambda row: (row["set"], row["method"]))
    for (name, method), rows in sets:
        held = list(rows)
        table = {key: np.array([float(row[key]) for row in held]) for key in NUMBERS}
        y, v = table["estimate"], table["variance"]
        found = shrink(y, v, between=METHODS[method])
        given = moments_given(y, v, np.array([found.between]))
        near = {"rel": 1e-8, "abs": 1e-8}
        assert found.mean == pytest.approx(table["mean"][0], **near), name
        assert np.sqrt(given.mean_variance[0]) == pytest.approx(table["mean_sd"][0], **near), name
        assert found.means == pytest.approx(table["shrunken"], **near), name
        assert np.sqrt(given.variances[0]) == pytest.approx(table["shrunken_sd"], **near), name


@drawn(GROUPS)
def test_a_shrunken_group_lies_between_its_own_estimate_and_the_mean(groups):
    y, v = groups
    found = shrink(y, v)
    low, high = np.minimum(y, found.mean), np.maximum(y, found.mean)
    assert np.all((found.means >= low - 1e-9) & (found.means <= high + 1e-9))
    assert np.all((found.kept >= 0) & (found.kept <= 1))


@drawn(GROUPS)
def test_doubt_is_never_below_that_given_the_spread_nor_above_that_of_the_raw_estimate(groups):
    y, v = groups
    found = shrink(y, v)
    assert np.all(found.sds <= np.sqrt(v) * (1 + 1e-9))
    assert np.all(found.sds > 0)
    assert np.all(np.isfinite([*found.lows, *found.highs, *found.probabilities_above]))


@drawn(GROUPS, st.floats(-50, 50), st.floats(0.1, 10))
def test_another_scale_of_measurement_changes_nothing_else(groups, shift, factor):
    y, v = groups
    found, moved = shrink(y, v), shrink(shift + factor * y, factor**2 * v)
    assert moved.means == pytest.approx(shift + factor * found.means, rel=1e-6, abs=1e-6)
    assert moved.sds == pytest.approx(factor * found.sds, rel=1e-4)
    assert moved.probabilities_above == pytest.approx(found.probabilities_above, abs=1e-4)


def test_few_answers_are_drawn_further_than_many():
    found = shrink([95.0, 95.0, 80.0, 81.0, 83.0], [20.0, 1.0, 1.0, 1.0, 1.0])
    assert found.means[0] < found.means[1]
    assert found.kept[0] < found.kept[1]


def test_groups_that_chance_explains_all_stand_at_the_mean():
    found = shrink([84.0, 85.0, 86.0, 85.0], [9.0] * 4)
    assert found.reason == "no_spread_beyond_chance"
    assert found.means == pytest.approx([85.0] * 4)
    assert found.probabilities_above == pytest.approx([0.5] * 4)
    assert np.all(found.sds > 0)


def test_equal_groups_stand_where_they_are():
    found = shrink([90.0] * 5, [1.0, 2.0, 3.0, 4.0, 5.0])
    assert found.between == 0
    assert found.means == pytest.approx([90.0] * 5)


@pytest.mark.parametrize("k", [2, 3])
def test_below_four_groups_nothing_is_shrunk_and_the_reason_is_given(k):
    y, v = np.array([70.0, 90.0, 80.0])[:k], np.array([4.0, 1.0, 2.0])[:k]
    found = shrink(y, v)
    assert found.reason == "too_few_groups"
    assert found.between is None
    assert found.mean is None
    assert found.means == pytest.approx(y)
    assert found.sds == pytest.approx(np.sqrt(v))


def test_two_groups_are_each_compared_with_the_other():
    found = shrink([70.0, 90.0], [8.0, 17.0])
    assert found.deviations == pytest.approx([-20, 20])
    assert found.deviation_sds == pytest.approx([5, 5])


def test_probability_above_is_measured_against_the_others_alone():
    found = shrink([70.0, 80.0, 90.0], [1.0, 1.0, 1.0])
    assert found.deviations == pytest.approx([-15, 0, 15])
    assert found.probabilities_above == pytest.approx([0, 0.5, 1], abs=1e-6)


def test_higher_level_is_wider():
    groups = [80.0, 85.0, 90.0, 95.0], [2.0] * 4
    narrow, wide = shrink(*groups, level=0.8), shrink(*groups, level=0.99)
    assert np.all(wide.highs - wide.lows > narrow.highs - narrow.lows)


@pytest.mark.parametrize("between", [0.05, 0.5, 4.0])
def test_intervals_hold_the_true_values_as_often_as_they_say(between):
    random = np.random.default_rng(20)
    held = []
    for _ in range(400):
        v = np.exp(random.uniform(-1, 1, 12))
        true = 80 + random.normal(size=12) * np.sqrt(between)
        found = shrink(true + random.normal(size=12) * np.sqrt(v), v)
        held.append((found.lows <= true) & (true <= found.highs))
    assert np.mean(held) > 0.94


def test_one_group_is_refused():
    with pytest.raises(ValueError, match="1 groups; expected at least 2"):
        shrink([80.0], [1.0])


@pytest.mark.parametrize("level", [0, 1, 95])
def test_an_impossible_level_is_refused(level):
    with pytest.raises(ValueError, match="a level between 0 and 1"):
        shrink([80.0, 81.0], [1.0, 1.0], level=level)
