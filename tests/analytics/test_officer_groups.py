"""Officers beside their group: shrunk where there are enough, never told apart without cause."""

from fractions import Fraction

import numpy as np
import pytest

from analytics.inputs import Tally
from analytics.officer_groups import group_comparison
from analytics.officer_sheets import ITEMS, OfficerSheets
from analytics.shrinkage import shrink


def of(code, rows):
    return OfficerSheets(code, "A", Tally.from_ratings(np.asarray(rows, np.uint8), ITEMS, 1, 4))


def mixed(fours, threes):
    return [[4, 4]] * fours + [[3, 3]] * threes


FOUR = [of(f"P{n}", mixed(fours, 40 - fours)) for n, fours in enumerate((10, 20, 25, 36))]


def test_nobody_and_one_officer_give_no_comparison():
    assert group_comparison([]).reason == "too_few_answers"
    found = group_comparison(FOUR[:1])
    assert (found.reason, found.officers, found.mean) == ("alone_in_group", (), Fraction(13, 4))


@pytest.mark.parametrize("count", [2, 3])
def test_fewer_than_four_are_compared_but_not_shrunk(count):
    found = group_comparison(FOUR[:count])
    assert found.reason == "too_few_officers"
    assert all(one.shrunken is None for one in found.officers)
    assert all(0 < one.probability_above_0_1 < 1 for one in found.officers)


def test_four_are_drawn_to_their_mean_by_their_reliability():
    found = group_comparison(FOUR)
    variances = [float(found.within_variance) / one.n for one in FOUR]
    expected = shrink([float(one.mean) for one in FOUR], variances)
    for place, one in enumerate(found.officers):
        kept = found.between_variance / (found.between_variance + variances[place])
        assert one.shrunken.reliability_0_1 == pytest.approx(kept)
        assert one.shrunken.value == pytest.approx(expected.means[place])
        assert abs(one.shrunken.value - expected.mean) < abs(
            float(FOUR[place].mean) - expected.mean
        )


def test_the_interval_stays_on_the_scale():
    top = [of(f"P{n}", mixed(40 - low, low)) for n, low in enumerate((0, 0, 1, 9))]
    found = group_comparison(top)
    assert found.officers[0].shrunken.interval.high == 4


def test_officers_alike_are_drawn_together():
    found = group_comparison([of(f"P{n}", mixed(30, 10)) for n in range(5)])
    assert (found.reason, found.between_variance) == ("no_spread_beyond_chance", 0)
    assert {round(one.shrunken.value, 12) for one in found.officers} == {3.75}
    assert all(one.p_value > 0.9 for one in found.officers)


def test_sheets_that_are_all_equal_tell_nobody_apart():
    found = group_comparison([of(f"P{n}", [[4, 4]] * 40) for n in range(5)])
    assert (found.reason, found.within_variance) == ("no_variance", 0)
    assert [one.p_value for one in found.officers] == [1] * 5
    assert {one.probability_above_0_1 for one in found.officers} == {None}


def test_officers_of_equal_sheets_that_differ_are_still_told_apart():
    found = group_comparison([of("P1", [[4, 4]] * 40), of("P2", [[3, 3]] * 40)])
    assert found.reason == "no_variance"
    assert all(one.p_value < 1e-9 for one in found.officers)
    assert [one.is_above for one in found.officers] == [True, False]


def test_the_order_of_officers_does_not_matter():
    found, turned = group_comparison(FOUR), group_comparison(FOUR[::-1])
    assert [one.p_value for one in found.officers] == [one.p_value for one in turned.officers[::-1]]


def test_other_scales_are_refused():
    other = OfficerSheets("P2", "A", Tally.from_ratings([[5, 5], [4, 4]], ITEMS, 1, 5))
    with pytest.raises(ValueError, match="cannot be combined"):
        group_comparison([FOUR[0], other])
