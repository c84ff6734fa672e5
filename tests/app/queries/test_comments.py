"""Queries on comments give what is released, in the order of random keys."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask

from app.queries import comments
from tests.factories.comments import JUNE, numbered, release, stored_comments
from tests.factories.organisation import Office, an_office


@pytest.fixture
def office(app: Flask, scope, now) -> Office:
    return an_office(scope, now)


def test_waiting_comments_stop_waiting_when_released(office: Office) -> None:
    ids = stored_comments(office, numbered(5))
    assert {bytes(row.id) for row in comments.waiting()} == set(ids)
    release()
    assert comments.waiting() == []


def test_released_comments_come_in_the_order_of_their_keys(office: Office, scope) -> None:
    ids = stored_comments(office, numbered(30))
    release()
    rows = comments.released(scope, office.unit.id, JUNE, date(2026, 6, 30))
    assert [bytes(row.id) for row in rows] == sorted(ids)


def test_comments_of_units_below_are_read_with_their_unit(office: Office, scope, now) -> None:
    from app.services import organisation

    below = organisation.create_unit(
        scope, now, office.agency.id, "BAWAH", "Unit bawah", parent_id=office.unit.id
    )
    counter = organisation.create_counter(scope, now, below.id, "L9", "Loket 9")
    stored_comments(Office(office.agency, below, [counter], [], office.round, []), numbered(5))
    release()
    rows = comments.released(scope, office.unit.id, JUNE, JUNE)
    assert {(row.unit, row.counter) for row in rows} == {("Unit bawah", "Loket 9")}


def test_months_are_told_of_these_units_only(office: Office, scope, now) -> None:
    other = an_office(scope, now, agency=office.agency, code="LAIN", name="Dinas Lain")
    stored_comments(office, numbered(5))
    stored_comments(other, numbered(5))
    release()
    assert comments.months_with_released([office.unit.id]) == {(office.unit.id, JUNE)}


def test_old_months_come_the_oldest_first(office: Office) -> None:
    for month in (date(2025, 3, 1), date(2024, 1, 1), JUNE):
        stored_comments(office, numbered(1), month=month)
    assert comments.months_before(JUNE) == [date(2024, 1, 1), date(2025, 3, 1)]
