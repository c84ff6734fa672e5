"""Two periods of one subject: exact means, the word, and no number where one is withheld."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from analytics.cluster_sums import ClusterSums
from analytics.inputs import Tally
from analytics.trend import Direction
from app.clock import Period
from app.services.period_change import OTHER_INSTRUMENT, period_change, result_of
from app.services.score_subjects import UNIT, Subject
from app.services.shown_tallies import ShownTally, Withheld
from survey_forms import catalogue

SKM = catalogue.find("skm-2017")
HERE = Subject(UNIT, 1, "Dinas")


def seen(ratings, period: str = "2026-02", instrument: str = SKM.reference) -> ShownTally:
    """What may be seen of equal sheets."""
    tally = Tally.from_ratings(np.array(ratings, dtype=np.uint8), SKM.keys, 1, 4)
    vector = tally.to_vector().astype(np.int64)
    return ShownTally(HERE, Period.parse(period), instrument, vector, None, None)


def hidden(period: str = "2026-01") -> ShownTally:
    return ShownTally(HERE, Period.parse(period), SKM.reference, None, Withheld.TOO_FEW, None)


def test_index_and_elements_are_compared() -> None:
    change = period_change(seen([[3] * 9] * 40, "2026-01"), seen([[4] * 9] * 40))

    assert (change.index.difference, change.index.direction) == (25, Direction.RISE)
    assert [e.key for e in change.elements] == list(SKM.list_order)
    first = change.elements[0]
    assert (first.before, first.after, first.change.difference) == (3, 4, Fraction(1))
    assert (change.before.n, change.after.n) == (40, 40)


def test_a_withheld_period_leaves_everything_undefined() -> None:
    change = period_change(hidden(), seen([[4] * 9] * 40))

    assert (change.index.reason, change.withheld_before) == ("withheld", Withheld.TOO_FEW)
    assert {e.change.reason for e in change.elements} == {"withheld"}
    assert {e.before for e in change.elements} == {None}
    assert change.elements[0].after == 4


def test_nothing_of_a_withheld_period_is_told() -> None:
    change = period_change(seen([[4] * 9] * 40, "2026-01"), hidden("2026-02"))

    assert change.after is None
    assert {e.after for e in change.elements} == {None}
    assert {e.change.difference for e in change.elements} == {None}


def test_different_questionnaires_are_not_compared() -> None:
    pulse = catalogue.find("pulse-1")
    tally = Tally.from_ratings(np.full((40, len(pulse.keys)), 4), pulse.keys, *pulse.scale)
    vector = tally.to_vector().astype(np.int64)
    before = ShownTally(HERE, Period.parse("2026-01"), pulse.reference, vector, None, None)

    change = period_change(before, seen([[4] * 9] * 40))

    assert (change.index.difference, change.index.reason) == (None, OTHER_INSTRUMENT)
    assert {e.change.reason for e in change.elements} == {OTHER_INSTRUMENT}
    assert {e.before for e in change.elements} == {None}


def test_a_result_is_there_only_where_it_may_be_seen() -> None:
    assert result_of(hidden()) is None
    assert result_of(seen([[4] * 9] * 5)).index == 100


def test_days_that_are_alike_make_a_change_less_sure() -> None:
    good, poor = [4] * 9, [3] * 9
    before = [[good] * 20 if day % 2 else [poor] * 20 for day in range(12)]
    after = [[good] * 20 if day % 3 else [poor] * 20 for day in range(12)]

    def side(days, period: str):
        shown = seen([sheet for day in days for sheet in day], period)
        tallies = [Tally.from_ratings(np.array(d, np.uint8), SKM.keys, 1, 4) for d in days]
        return shown, ClusterSums.of_tallies(tallies)

    (first, first_days), (second, second_days) = side(before, "2026-01"), side(after, "2026-02")
    alone = period_change(first, second)
    clustered = period_change(first, second, (first_days, second_days))

    assert clustered.index.difference == alone.index.difference
    assert (alone.allows_for_days, clustered.allows_for_days) == (False, True)
    assert clustered.index.interval.low < alone.index.interval.low
    assert (alone.index.direction, clustered.index.direction) == (Direction.RISE, Direction.UNCLEAR)
    assert {e.change.direction for e in clustered.elements} == {Direction.UNCLEAR}
    assert period_change(first, second, (first_days, None)).index == alone.index
