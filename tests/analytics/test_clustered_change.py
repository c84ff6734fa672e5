"""Days that differ by themselves are not taken for a change."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from analytics.clustered_change import clustered_change, clustered_element_change
from analytics.inputs import Band, Rule, Tally
from analytics.trend import element_change, index_change

ITEMS = ("waktu", "biaya")
RULE = Rule(
    dict.fromkeys(ITEMS, Fraction(1, 2)), 25, (Band(Decimal(25), "D", "Buruk"),), 1, 4
)  # fmt: skip


def days_of(seed: int, days: int, *, level: float = 0.5) -> list[Tally]:
    """Each day has a mood of its own, which all of its 12 sheets share."""
    drawn = np.random.default_rng(seed)
    moods = np.clip(drawn.normal(level, 0.25, days), 0.02, 0.98)
    ratings = [3 + (drawn.random((12, 2)) < mood).astype(int) for mood in moods]
    return [Tally.from_ratings(rows, ITEMS, 1, 4) for rows in ratings]


def test_moods_of_days_are_called_a_change_in_about_5_of_100_cases() -> None:
    pairs = [(days_of(2 * seed, 25), days_of(2 * seed + 1, 25)) for seed in range(200)]

    clustered = [clustered_change(*pair, RULE).direction.name != "UNCLEAR" for pair in pairs]
    plain = [
        index_change(*map(Tally.merged, pair), RULE).direction.name != "UNCLEAR" for pair in pairs
    ]

    assert np.mean(clustered) <= 0.09
    assert np.mean(plain) > 0.15


def test_a_change_that_all_days_show_is_still_found() -> None:
    found = clustered_change(days_of(1, 40, level=0.2), days_of(2, 40, level=0.8), RULE)

    assert found.direction.value == "kenaikan"


def test_difference_is_that_of_the_sheets_and_limits_are_never_narrower() -> None:
    before, after = days_of(1, 15), days_of(2, 15)
    plain = index_change(Tally.merged(before), Tally.merged(after), RULE)

    found = clustered_change(before, after, RULE)

    assert found.difference == plain.difference
    assert found.interval.low <= plain.interval.low
    assert found.interval.high >= plain.interval.high


def test_an_element_changes_on_the_rating_scale() -> None:
    before, after = days_of(1, 15), days_of(2, 15)
    plain = element_change(Tally.merged(before), Tally.merged(after), "biaya")

    found = clustered_element_change(before, after, "biaya")

    assert found.difference == plain.difference
    assert found.interval.low <= plain.interval.low


@pytest.mark.parametrize("sides", [([], []), (days_of(1, 9), days_of(2, 30))])
def test_too_few_days_say_nothing(sides) -> None:
    assert clustered_change(*sides, RULE) is None
    assert clustered_element_change(*sides, "waktu") is None


def test_equal_sheets_say_nothing() -> None:
    equal = [Tally.from_ratings([[4, 4]] * 3, ITEMS, 1, 4)] * 12

    assert clustered_change(equal, equal, RULE) is None


def test_an_unknown_element_or_level_is_refused() -> None:
    with pytest.raises(ValueError, match="expected one of waktu, biaya"):
        clustered_element_change(days_of(1, 12), days_of(2, 12), "sarana")
    with pytest.raises(ValueError, match="level between 0 and 1"):
        clustered_change(days_of(1, 12), days_of(2, 12), RULE, level=1)
