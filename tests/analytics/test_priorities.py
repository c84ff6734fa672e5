"""Needs: where an element stands against a target, and which one is likely the lowest."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from analytics.index import satisfaction_index
from analytics.inputs import Tally
from analytics.intervals import element_interval
from analytics.priorities import likely_lowest, needs_matrix, needs_of

A_BOUND = Fraction("88.31") / 25
complete = arrays(np.uint8, (12, 9), elements=st.integers(1, 4))


@pytest.mark.parametrize(
    ("name", "below"),
    [
        ("jepara", set()),
        ("gianyar", {"persyaratan", "waktu", "biaya", "produk", "kompetensi", "perilaku"}),
    ],
)
def test_real_elements_below_a_very_good_are_found(name, below, real, rule):
    needs = needs_of(real(name).tally, rule, A_BOUND)
    assert {need.key for need in needs if need.standing == "below"} == below


def test_the_lowest_of_gianyar_is_its_fee(real, rule):
    needs = needs_of(real("gianyar").tally, rule, A_BOUND)
    assert [need.key for need in likely_lowest(needs)] == ["biaya"]


def test_the_lowest_of_sekadau_is_one_of_three(real, rule):
    needs = needs_of(real("sekadau").tally, rule, A_BOUND)
    likely = likely_lowest(needs)
    assert [need.key for need in likely] == ["persyaratan", "prosedur", "pengaduan"]
    assert sum(need.lowest_0_1 for need in likely) >= 0.95


@given(rows=complete)
@settings(deadline=None, max_examples=20)
def test_means_and_intervals_are_those_of_the_index(rows, rule, tally_of):
    tally = tally_of(rows)
    elements = satisfaction_index(tally, rule).elements
    needs = needs_of(tally, rule, A_BOUND)
    assert [(n.mean, n.interval) for n in needs] == [(e.mean, e.interval) for e in elements]


@pytest.mark.parametrize("target", [A_BOUND, None])
def test_the_interval_of_a_gap_is_that_of_the_need_less_the_target(target, real, rule):
    for need in needs_of(real("gianyar").tally, rule, target):
        within, target_value = need.gap_interval, float(need.target)
        assert within.low < float(need.gap) < within.high
        assert within.low == pytest.approx(need.interval.low - target_value, abs=1e-12)
        assert within.high == pytest.approx(need.interval.high - target_value, abs=1e-12)
        assert (need.standing == "below") == (within.high < 0)


@given(rows=complete)
@settings(deadline=None, max_examples=20)
def test_gaps_to_the_own_mean_add_up_to_nothing(rows, rule, tally_of):
    assert sum(need.gap for need in needs_of(tally_of(rows), rule)) == 0


def test_the_own_mean_tells_apart_what_moves_together(rule, tally_of):
    # Every second sheet is one point lower at "biaya", whatever its level.
    rows = [
        [level] * 3 + [level - lower] + [level] * 5 for level in (2, 3, 4) for lower in (0, 1)
    ] * 4
    (biaya,) = [need for need in needs_of(tally_of(rows), rule) if need.key == "biaya"]
    overlapping = element_interval(tally_of(rows), "biaya").high
    assert biaya.standing == "below"
    assert overlapping > element_interval(tally_of(rows), "waktu").low


def test_an_interval_over_the_target_is_unclear(rule, tally_of):
    needs = needs_of(tally_of([[4] * 9, [3] * 9, [4] * 9]), rule, A_BOUND)
    assert {need.standing for need in needs} == {"unclear"}


def test_straight_fours_reach_the_target_only_with_enough_answers(rule, tally_of):
    few, many = (needs_of(tally_of([[4] * 9] * n), rule, A_BOUND) for n in (5, 60))
    assert {need.standing for need in few} == {"unclear"}
    assert {need.standing for need in many} == {"reached"}


def test_a_withheld_subject_stays_withheld(rule, tally_of):
    seen = needs_matrix({"Loket 1": tally_of([[4] * 9] * 9), "Loket 2": None}, rule, A_BOUND)
    assert list(seen) == ["Loket 1", "Loket 2"]
    assert seen["Loket 2"] is None
    assert len(seen["Loket 1"]) == 9


@pytest.mark.parametrize("rows", [[], [[4] * 9], [[4] * 9, [4] * 8 + [0]]])
def test_fewer_than_two_answers_of_an_element_give_no_needs(rows, rule, tally_of):
    assert needs_of(tally_of(np.array(rows).reshape(-1, 9)), rule, A_BOUND) is None


def test_one_element_alone_is_the_lowest(pulse_rule):
    tally = Tally.from_ratings([[4], [3]] * 5, ("puas",), 1, 4)
    (need,) = needs_of(tally, pulse_rule)
    assert (need.lowest_0_1, need.among_lowest_0_1, need.standing) == (1, 1, "reached")


@pytest.mark.parametrize("target", [Fraction(0), Fraction(5), Fraction(8831, 100)])
def test_a_target_off_the_scale_is_refused(target, rule, tally_of):
    with pytest.raises(ValueError, match="expected a mean from 1 to 4"):
        needs_of(tally_of([[4] * 9] * 9), rule, target)


def test_an_impossible_level_is_refused(rule, tally_of):
    with pytest.raises(ValueError, match="level between 0 and 1"):
        needs_of(tally_of([[4] * 9] * 9), rule, A_BOUND, level=95)
    with pytest.raises(ValueError, match="level between 0 and 1"):
        likely_lowest([], level=95)


def test_another_questionnaire_is_refused(pulse_rule, tally_of):
    with pytest.raises(ValueError, match="items"):
        needs_of(tally_of([[4] * 9] * 9), pulse_rule, A_BOUND)
