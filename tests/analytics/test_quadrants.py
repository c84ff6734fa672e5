"""Importance against performance: four corners, and a middle that is not clear."""

from fractions import Fraction

import pytest

from analytics.importance import ElementShare, ImportanceResult
from analytics.priorities import Need
from analytics.quadrants import importance_line, quadrants
from analytics.results import Interval

TARGET = Fraction(7, 2)


def need(key, mean, standing):
    value = Fraction(mean)
    limits = Interval(float(value) - 0.1, float(value) + 0.1, 0.95, "test")
    return Need(key, 50, value, TARGET, value - TARGET, limits, standing, 0.5, 0.5)


def share(key, value, reach=0.02):
    return ElementShare(key, value, Interval(value - reach, value + reach, 0.95, "test"))


def importance_of(*shares):
    known = [one.share_0_1 for one in shares if one.share_0_1 is not None]
    return ImportanceResult(200, sum(known), shares, None)


@pytest.mark.parametrize(
    ("mean", "standing", "value", "quadrant"),
    [
        (3, "below", 0.5, "fix_first"),
        (4, "reached", 0.5, "keep_up"),
        (3, "below", 0.1, "low_priority"),
        (4, "reached", 0.1, "beyond_need"),
        (TARGET, "unclear", 0.5, "unclear"),
    ],
)
def test_an_element_stands_in_its_corner(mean, standing, value, quadrant):
    others = share("biaya", 0.6 - value)
    placed = quadrants(
        [need("waktu", mean, standing)], importance_of(share("waktu", value), others)
    )
    assert [one.quadrant for one in placed] == [quadrant]


def test_importance_that_reaches_over_the_line_is_unclear():
    result = importance_of(share("waktu", 0.35, reach=0.1), share("biaya", 0.25))
    (placed,) = quadrants([need("waktu", 3, "below")], result)
    assert placed.quadrant == "unclear"


def test_the_line_is_the_even_share_of_those_that_have_one():
    constant = ElementShare("produk", None, None, "constant")
    result = importance_of(share("waktu", 0.4), share("biaya", 0.2), constant)
    assert importance_line(result) == pytest.approx(0.3)
    assert quadrants([need("produk", 4, "reached")], result) == ()


def test_without_importance_nothing_is_placed():
    nothing = ImportanceResult(3, None, (), "too_few_answers")
    assert importance_line(nothing) is None
    assert quadrants([need("waktu", 3, "below")], nothing) == ()


def test_an_element_that_importance_does_not_know_is_left_out():
    assert quadrants([need("sarana", 3, "below")], importance_of(share("waktu", 0.4))) == ()
