"""Released days: summed over counters, within the scope, and only what was let out."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from flask import Flask

from app.access import Actor, Grant, Role, Scope
from app.errors import NotFound
from app.queries.released_days import released_by_day, released_by_day_of_each
from app.services.tallies import rebuild_daily_tallies
from tests.factories.evaluator_systems import release_answers
from tests.factories.organisation import Office, an_office
from tests.factories.responses import stored_rows

FOURS = (4,) * 9
YEAR = date(2026, 1, 1), date(2026, 12, 31)
WHOLE = 183
# Versions that differ in their languages alone are counted as the first of them.
COUNTED_AS = "skm-2017@1"


@pytest.fixture
def office(app: Flask, scope, now) -> Office:
    """An office with two counters."""
    return an_office(scope, now, counters=2)


def sheets_of_days(scope, office: Office, *days: tuple[date, date]) -> list[int]:
    span = days[0] if days else YEAR
    found = released_by_day(scope, office.unit.id, COUNTED_AS, span, WHOLE)
    return found[:, 0].tolist()


def test_days_are_summed_over_counters(office: Office, scope, now) -> None:
    stored_rows(office, [FOURS] * 6, day=date(2026, 6, 1))
    stored_rows(office, [FOURS] * 5, day=date(2026, 6, 1), counter=1)
    stored_rows(office, [FOURS] * 7, day=date(2026, 6, 2))
    release_answers(scope, now)

    assert sheets_of_days(scope, office) == [11, 7]
    assert sheets_of_days(scope, office, (date(2026, 6, 2), date(2026, 6, 30))) == [7]


def test_the_beginning_of_a_vector_is_that_of_the_whole(office: Office, scope, now) -> None:
    stored_rows(office, [FOURS, (1, 2, 3, 4, 4, 3, 2, 1, 4)] * 4)
    release_answers(scope, now)
    asked = (scope, office.unit.id, COUNTED_AS, YEAR)

    assert np.array_equal(released_by_day(*asked, 39), released_by_day(*asked, WHOLE)[:, :39])


def test_what_waits_is_not_among_them(office: Office, scope, now) -> None:
    stored_rows(office, [FOURS] * 3)
    rebuild_daily_tallies(scope, now)

    assert sheets_of_days(scope, office) == []


def test_another_instrument_s_days_are_left_out(office: Office, scope, now) -> None:
    stored_rows(office, [FOURS] * 6)
    release_answers(scope, now)

    assert len(released_by_day(scope, office.unit.id, "other@1", YEAR, WHOLE)) == 0


def test_days_of_a_unit_out_of_reach_are_not_found(office: Office, scope, now) -> None:
    other = an_office(scope, now, code="LAIN", name="Dinas Lain")
    mine = Scope(Actor("person", "saksi"), (Grant(Role.MANAGER, other.unit.path),))

    with pytest.raises(NotFound):
        released_by_day(mine, office.unit.id, COUNTED_AS, YEAR, WHOLE)


def test_each_counter_and_each_service_has_days_of_its_own(app: Flask, scope, now) -> None:
    office = an_office(scope, now, counters=2, services=2)
    first, second = (service.id for service in office.services)
    stored_rows(office, [FOURS] * 6, day=date(2026, 6, 1), service_id=first)
    stored_rows(office, [FOURS] * 7, day=date(2026, 6, 2), service_id=second)
    stored_rows(office, [FOURS] * 5, day=date(2026, 6, 2), counter=1, service_id=second)
    release_answers(scope, now)
    asked = (scope, office.unit.id, COUNTED_AS, YEAR, 39)

    by_counter = released_by_day_of_each(*asked, "counter_id")
    by_service = released_by_day_of_each(*asked, "service_id")

    assert {of: held[:, 0].tolist() for of, held in by_counter.items()} == {
        office.counters[0].id: [6, 7],
        office.counters[1].id: [5],
    }
    assert {of: held[:, 0].tolist() for of, held in by_service.items()} == {
        first: [6],
        second: [12],
    }


def test_days_of_each_counter_of_a_unit_out_of_reach_are_not_found(
    office: Office, scope, now
) -> None:
    other = an_office(scope, now, code="LAIN", name="Dinas Lain")
    mine = Scope(Actor("person", "saksi"), (Grant(Role.MANAGER, other.unit.path),))

    with pytest.raises(NotFound):
        released_by_day_of_each(mine, office.unit.id, COUNTED_AS, YEAR, WHOLE, "counter_id")
