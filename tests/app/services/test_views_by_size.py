"""What has no history is told by size, and a close lets the unit's totals count everything."""

from __future__ import annotations

import pytest

from app.clock import Period, PeriodKind
from app.models.tallies import Told
from app.services.released_parts import SETTLED, read_history
from app.services.views_by_size import told_at_close, told_by_size
from tests.app.services.test_release_views import a_part, counted_by

JUNE = Period.parse("2026-06")


@pytest.mark.parametrize(("first", "second", "told"), [(6, 2, 0), (6, 7, 13), (4, 4, 0)])
def test_counters_are_told_apart_where_no_few_are_left(first: int, second: int, told: int) -> None:
    after = told_by_size([a_part(first), a_part(second, counter_id=2)])

    assert counted_by(Told.COUNTER, after) == told
    assert {part.steps for part in after} == {SETTLED}


@pytest.mark.parametrize(("verified", "other", "told"), [(5, 5, 10), (9, 4, 0), (9, 0, 9)])
def test_verified_answers_are_told_apart_when_both_kinds_are_many(
    verified: int, other: int, told: int
) -> None:
    parts = [a_part(verified, is_verified=True), *([a_part(other)] * bool(other))]

    assert counted_by(Told.COUNTER_VERIFIED, told_by_size(parts)) == told


def test_only_views_of_the_lengths_asked_for_are_told() -> None:
    (part,) = told_by_size([a_part(9)], [PeriodKind.MONTH])

    assert counted_by(Told.UNIT, [part]) == 9
    assert counted_by(Told.UNIT, [part], PeriodKind.YEAR) == 0


def test_a_close_counts_the_rest_in_the_totals_of_the_unit() -> None:
    after = told_at_close([a_part(3)], JUNE, "c")

    told = {length: counted_by(Told.UNIT, after, length) for length in PeriodKind}
    assert set(told.values()) == {3}
    assert counted_by(Told.COUNTER, after) == 0
    assert [sorted(read_history(part.steps)) for part in after] == [["c"]]


def test_a_close_of_a_quarter_leaves_its_months_as_they_are() -> None:
    after = told_at_close([a_part(3)], Period.parse("2026-Q2"), "c")

    assert counted_by(Told.UNIT, after, PeriodKind.MONTH) == 0
    assert counted_by(Told.UNIT, after, PeriodKind.QUARTER) == 3


def test_a_close_tells_by_size_what_lost_its_history_in_it() -> None:
    year = Told.UNIT.over(PeriodKind.YEAR)
    settled = [a_part(n, counter_id=n)._replace(told=year) for n in (6, 8)]

    inside = told_at_close(settled, JUNE, "c")
    beside = told_at_close(settled, Period.parse("2026-07"), "c")

    assert counted_by(Told.COUNTER, inside) == 14
    assert counted_by(Told.COUNTER, inside, PeriodKind.QUARTER) == 0
    assert [part.told for part in beside] == [year, year]


def test_a_close_leaves_what_has_a_history_to_its_steps() -> None:
    year = Told.UNIT.over(PeriodKind.YEAR)
    waiting = a_part(6)._replace(told=year, steps=f"a:{year:x}")
    settled = a_part(4, counter_id=2)._replace(told=year)

    after = told_at_close([waiting, settled], JUNE, "c")

    assert counted_by(Told.UNIT, after) == 10
    assert counted_by(Told.COUNTER, after) == 0
    assert sorted(part.steps for part in after) == ["", "a:8 c:7"]
