"""Groups side by side: small ones are drawn in, bands replace ranks, edges have reasons."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.comparison import compare, compare_indices
from analytics.group_indices import group_index
from analytics.index import satisfaction_index
from analytics.intervals import index_interval

SIZES = st.lists(st.integers(2, 30), min_size=2, max_size=8)


@pytest.fixture
def groups_of(tally_of):
    """Makes a tally of each group from the number of sheets with fours and with twos."""
    return lambda **groups: {
        key: tally_of([[4] * 9] * high + [[2] * 9] * low) for key, (high, low) in groups.items()
    }


def test_raw_index_and_interval_are_the_headline_ones(groups_of, rule):
    tallies = groups_of(A=(30, 10), B=(20, 20), C=(35, 1), D=(9, 3))
    for group in compare(tallies, rule).groups:
        tally = tallies[group.raw.key]
        assert group.raw.index == satisfaction_index(tally, rule).index
        assert group.raw.interval == index_interval(tally, rule)
        assert group.raw.n == tally.n


def test_a_small_group_is_drawn_further_to_the_mean_than_a_large_one(groups_of, rule):
    found = compare(groups_of(small=(5, 0), large=(200, 0), B=(60, 40), C=(40, 60)), rule)
    small, large, *_ = found.groups
    assert small.shrunken < large.shrunken < 100
    assert small.kept_0_1 < large.kept_0_1


def test_probability_of_lying_above_the_others_follows_the_index(groups_of, rule):
    found = compare(groups_of(A=(95, 5), B=(70, 30), C=(50, 50), D=(20, 80)), rule)
    probabilities = [group.probability_above for group in found.groups]
    assert probabilities[0] > 0.99
    assert probabilities[-1] < 0.01
    assert probabilities == sorted(probabilities, reverse=True)


def test_groups_alike_share_a_band_and_others_do_not(groups_of, rule):
    found = compare(groups_of(A=(10, 90), B=(88, 12), C=(90, 10), D=(12, 88)), rule)
    assert found.bands == (("B", "C"), ("A", "D"))


def test_groups_at_the_ceiling_are_neither_certain_nor_lost(groups_of, rule):
    found = compare(groups_of(A=(5, 0), B=(6, 0), C=(90, 30), D=(80, 40)), rule)
    assert found.groups[0].raw.variance > 0
    assert found.groups[0].shrunken < 100
    assert all(group.interval.high <= 100 for group in found.groups)


def test_equal_groups_stand_at_one_mean_in_one_band(groups_of, rule):
    found = compare(groups_of(A=(8, 2), B=(8, 2), C=(8, 2), D=(8, 2)), rule)
    assert found.reason == "no_spread_beyond_chance"
    assert found.bands == (("A", "B", "C", "D"),)
    assert {round(group.shrunken, 9) for group in found.groups} == {90.0}
    assert all(group.probability_above == pytest.approx(0.5) for group in found.groups)


@pytest.mark.parametrize("n_groups", [2, 3])
def test_below_four_groups_the_raw_index_and_interval_stand(groups_of, rule, n_groups):
    tallies = groups_of(A=(30, 10), B=(20, 20), C=(5, 1))
    found = compare({key: tallies[key] for key in list(tallies)[:n_groups]}, rule)
    assert found.reason == "too_few_groups"
    assert found.between_sd is None
    for group in found.groups:
        assert group.shrunken == pytest.approx(float(group.raw.index))
        assert group.interval == group.raw.interval


def test_one_group_alone_is_not_compared(groups_of, rule):
    found = compare(groups_of(A=(30, 10)), rule)
    assert found.groups == ()
    assert found.bands is None
    assert found.reason == "too_few_to_compare"
    assert compare({}, rule).reason == "too_few_to_compare"


def test_a_group_of_one_answer_is_left_out_by_name(groups_of, rule):
    found = compare(groups_of(A=(30, 10), lone=(1, 0), B=(20, 20)), rule)
    assert [group.raw.key for group in found.groups] == ["A", "B"]
    assert found.left_out == ("lone",)


def test_more_groups_than_bands_can_show_have_none(rule, tally_of):
    alike = tally_of([[4] * 9, [3] * 9])
    found = compare({str(place): alike for place in range(151)}, rule)
    assert found.bands is None
    assert len(found.groups) == 151


@settings(max_examples=40)
@given(sizes=SIZES, seed=st.integers(0, 10_000))
def test_order_of_the_groups_does_not_matter(rule, tally_of, sizes, seed):
    random = np.random.default_rng(seed)
    tallies = {
        str(place): tally_of(random.integers(1, 5, size=(n, 9))) for place, n in enumerate(sizes)
    }
    found, turned = compare(tallies, rule), compare(dict(reversed(tallies.items())), rule)
    for group, other in zip(found.groups, reversed(turned.groups), strict=True):
        assert group.raw == other.raw
        assert group.shrunken == pytest.approx(other.shrunken, rel=1e-6)
        assert group.probability_above == pytest.approx(other.probability_above, abs=1e-4)
    assert {frozenset(band) for band in found.bands} == {frozenset(band) for band in turned.bands}


def test_another_questionnaire_is_refused(groups_of, pulse_rule):
    with pytest.raises(ValueError, match="expected those of the rule"):
        compare(groups_of(A=(3, 2), B=(2, 2)), pulse_rule)


def test_a_variance_of_zero_is_refused(groups_of, rule):
    sure = group_index("A", groups_of(A=(3, 2))["A"], rule)
    broken = type(sure)("B", 5, Fraction(90), 0.0, 4, sure.interval)
    with pytest.raises(ValueError, match=r"variance of group 1 is 0\.0"):
        compare_indices([sure, broken], low=25, high=100)


@pytest.mark.parametrize("scale", [(float("nan"), 100), (100, 25), (None, 100)])
def test_a_scale_that_is_none_is_refused(scale) -> None:
    with pytest.raises(ValueError, match="expected"):
        compare_indices([], low=scale[0], high=scale[1])
