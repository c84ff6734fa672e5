"""Tallies as arrays, and what the jobs ask of them."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
import sqlalchemy as sa
from flask import Flask

from app.access import Actor, Grant, Role, Scope
from app.clock import Period, PeriodKind
from app.database import db
from app.errors import NotFound
from app.models.tallies import MonthlyTally, Told
from app.queries import tallies
from app.services.releases import count_and_release, release
from app.services.tallies import rebuild_daily_tallies
from tests.factories.organisation import Office, an_office
from tests.factories.responses import many_answers, stored_rows

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
YEAR, JUNE = Period.parse("2026"), Period.parse("2026-06")


@pytest.fixture
def office(app: Flask, scope, now) -> Office:
    """An office with three counters and a service."""
    return an_office(scope, now, counters=3, services=1)


def test_released_cells_come_as_parallel_columns(office: Office, scope, now) -> None:
    stored_rows(office, [(4,) * 9] * 6, day=date(2026, 5, 31), is_verified=True)
    stored_rows(office, [(3,) * 9] * 7, day=date(2026, 6, 1), service_id=office.services[0].id)
    rebuild_daily_tallies(scope, now)
    release(scope, now)

    found = tallies.released(scope, office.unit.id, YEAR)["skm-2017@1"]

    order = np.argsort(found.month)
    assert found.vectors[order][:, 0].tolist() == [6, 7]
    assert found.is_verified[order].tolist() == [True, False]
    assert found.service_id[order].tolist() == [0, office.services[0].id]
    assert found.told_to(Told.COUNTER, PeriodKind.MONTH).tolist() == [True, True]
    assert (set(found.slot), set(found.channel)) == ({"morning"}, {"static_qr", "ticket"})
    assert date.fromordinal(int(found.month.min())) == date(2026, 5, 1)
    assert found.summed(found.is_verified)[0] == 6
    assert found.vectors.dtype == np.int64


def test_only_the_asked_months_are_read(office: Office, scope, now) -> None:
    stored_rows(office, [(4,) * 9] * 6, day=date(2026, 5, 31))
    rebuild_daily_tallies(scope, now)
    release(scope, now)

    assert tallies.released(scope, office.unit.id, JUNE) == {}
    assert tallies.first_month_with_answers(scope, office.unit.id) == date(2026, 5, 1)
    assert tallies.last_month_with_answers(scope, office.unit.id) == date(2026, 5, 1)


def test_months_without_answers_are_not_listed(office: Office, scope, now) -> None:
    for month in (6, 3):
        stored_rows(office, [(4,) * 9] * 6, day=date(2026, month, 1))
    rebuild_daily_tallies(scope, now)
    release(scope, now)

    found = tallies.months_with_answers(scope, office.unit.id)
    assert found == [date(2026, 3, 1), date(2026, 6, 1)]


def test_without_answers_no_month_has_any(office: Office, scope) -> None:
    assert tallies.last_month_with_answers(scope, office.unit.id) is None
    assert tallies.months_with_answers(scope, office.unit.id) == []


def test_another_unit_s_tallies_are_not_found(office: Office) -> None:
    stranger = Scope(Actor("person", "saksi"), (Grant(Role.MANAGER, "/999/"),))

    for look in (
        tallies.last_month_with_answers,
        tallies.first_month_with_answers,
        tallies.months_with_answers,
    ):
        with pytest.raises(NotFound):
            look(stranger, office.unit.id)
    with pytest.raises(NotFound):
        tallies.released(stranger, office.unit.id, YEAR)


def test_what_waits_is_told_until_it_is_released(office: Office, scope, now) -> None:
    many_answers(office.points[0].code, now, 6)
    many_answers(office.points[1].code, now, 2)
    rebuild_daily_tallies(scope, now)
    first, second = office.counters[0].id, office.counters[1].id
    assert {row.counter_id: row.n for row in tallies.waiting_rows()} == {first: 6, second: 2}

    count_and_release(scope, now)

    assert [row.counter_id for row in tallies.waiting_rows()] == [second]
    assert tallies.waiting_rows([first], FIRST, LAST) == []
    assert tallies.waiting_rows([second], LAST, LAST) == []


def test_months_are_named_where_days_and_released_sums_disagree(office: Office, scope, now) -> None:
    many_answers(office.points[0].code, now, 6)
    count_and_release(scope, now)
    assert tallies.months_out_of_step() == set()

    db.session.execute(sa.update(MonthlyTally).values(n=7))

    assert tallies.months_out_of_step() == {(office.counters[0].id, JUNE.first_day)}


def test_a_unit_s_mark_changes_with_its_released_state(office: Office, scope, now) -> None:
    assert tallies.stamps([office.unit.id]) == {}
    many_answers(office.points[0].code, now, 5)
    count_and_release(scope, now)
    first = tallies.stamps([office.unit.id])

    count_and_release(scope, now)
    assert tallies.stamps([office.unit.id]) == first

    many_answers(office.points[0].code, now, 5)
    count_and_release(scope, now)
    assert tallies.stamps([office.unit.id]) != first


def test_keys_are_those_of_the_days(office: Office, scope, now) -> None:
    stored_rows(office, [(4,) * 9] * 6, day=date(2026, 5, 31))
    stored_rows(office, [(4,) * 9] * 2, day=date(2026, 6, 1))
    rebuild_daily_tallies(scope, now)

    ((key, (n, vector)),) = tallies.keys_between(FIRST, date(2026, 5, 31)).items()
    assert (key[0], n) == (date(2026, 5, 31), 6)
    assert np.frombuffer(vector, "<i4")[0] == 6
