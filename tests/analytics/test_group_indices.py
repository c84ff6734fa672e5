"""One group before it is compared, and how days make it less sure."""

from fractions import Fraction

import pytest

from analytics.day_effects import DayEffect
from analytics.group_indices import GroupIndex, group_index, with_days
from analytics.results import Interval

HELD = Interval(80.0, 90.0, 0.95, "")


def a_group(key: str = "A", **other) -> GroupIndex:
    return GroupIndex(key, 40, Fraction(85), 4.0, 39, HELD, **other)


def test_one_answer_to_an_element_is_nothing_to_compare_by(rule, tally_of) -> None:
    assert group_index("A", tally_of([[4] * 9]), rule) is None
    assert group_index("A", tally_of([[4] * 9, [3] * 9]), rule).day_factor is None


def test_days_raise_the_variance_and_never_the_degrees() -> None:
    (fewer, more) = with_days([a_group(), a_group("B")], [DayEffect(2.5, 11), DayEffect(1, 99)])

    assert (fewer.variance, fewer.degrees, fewer.day_factor) == (10.0, 11, 2.5)
    (least,) = with_days([a_group()], [DayEffect(2.5, 11, least=16.0)])
    assert (least.variance, least.day_factor) == (16.0, 4.0)
    assert (more.variance, more.degrees, more.day_factor) == (4.0, 39, 1)
    assert (fewer.interval, fewer.index) == (HELD, 85)


def test_without_effects_sheets_count_as_independent() -> None:
    assert with_days([a_group()], None) == [a_group()]


def test_every_group_needs_an_effect() -> None:
    with pytest.raises(ValueError, match="one for each"):
        with_days([a_group(), a_group("B")], [DayEffect(2.0, 9)])


def test_another_figure_of_the_group_is_made_as_unsure() -> None:
    (known,) = with_days([a_group()], [DayEffect(3.0, 12)])

    assert a_group().like(known).variance == 12.0
    assert a_group().like(a_group()) == a_group()
