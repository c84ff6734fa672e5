"""Reading stored answers."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

import pytest
from flask import Flask

from app.access import Actor, Grant, Role, Scope
from app.database import transaction
from app.models.responses import ImportedFile
from app.queries import responses
from app.services.responses import key_hash_of
from app.services.tallies import rebuild_daily_tallies
from tests.factories.organisation import Office, an_office
from tests.factories.responses import an_answer, many_answers, stored_rows


@pytest.fixture
def office(app: Flask, scope, now) -> Office:
    """An office with two counters."""
    return an_office(scope, now)


def test_rows_of_the_days_come_as_packed_text(office: Office) -> None:
    for day in (date(2026, 6, 1), date(2026, 6, 2), date(2026, 6, 4)):
        stored_rows(office, [(4, 3, None, 2, 1, 4, 4, 4, 4)], day=day)

    rows = responses.rated_on(date(2026, 6, 1), date(2026, 6, 2))

    assert sorted(row.day for row in rows) == [date(2026, 6, 1), date(2026, 6, 2)]
    assert {row.ratings for row in rows} == {"43-214444"}


def test_bounds_and_count(office: Office) -> None:
    assert (responses.first_and_last_day(), responses.count()) == (None, 0)

    stored_rows(office, [(4,) * 9] * 2, day=date(2026, 6, 4))
    stored_rows(office, [(4,) * 9], day=date(2026, 1, 2))

    assert responses.first_and_last_day() == (date(2026, 1, 2), date(2026, 6, 4))
    assert responses.count() == 3


def test_days_whose_tallies_lag_behind_are_told(office: Office, scope, now) -> None:
    stored_rows(office, [(4,) * 9] * 2, day=date(2026, 6, 4))
    stored_rows(office, [(4,) * 9] * 2, day=date(2026, 6, 5))
    rebuild_daily_tallies(scope, now, date(2026, 6, 4), date(2026, 6, 4))

    assert list(responses.days_out_of_step()) == [date(2026, 6, 5)]


def test_hashes_are_those_of_the_submission_keys(office: Office, now) -> None:
    keys = {"a" * 20, "b" * 20}
    for key in keys:
        an_answer(office.points[0].code, now, submission_key=key)

    assert set(responses.key_hashes()) == {sha256(key.encode()).hexdigest() for key in keys}


def test_rows_alone_in_their_cell_are_counted(office: Office, now) -> None:
    many_answers(office.points[0].code, now, 2)
    an_answer(office.points[0].code, now, block={"usia": "25-34"})

    assert responses.rows_alone_in_their_cell() == (1, 3)


def test_an_imported_file_is_known_by_its_content_within_the_scope(office: Office, now) -> None:
    with transaction() as session:
        for sha in ("a" * 64, "b" * 64):
            session.add(
                ImportedFile(
                    sha256=sha,
                    filename="lembar.csv",
                    unit_id=office.unit.id,
                    imported_at=now,
                    rows=1,
                )
            )

    admin = Scope(Actor("person", "saksi"), (Grant(Role.ADMIN, office.unit.path),))
    stranger = Scope(Actor("person", "bendahara"), (Grant(Role.ADMIN, "/999/"),))
    assert responses.imported_file("a" * 64).rows == 1
    assert responses.imported_file("c" * 64) is None
    assert [file.sha256[0] for file in responses.imported_files(admin)] == ["b", "a"]
    assert responses.imported_files(stranger) == []


def test_the_counters_of_a_unit_are_its_own(office: Office) -> None:
    found = responses.counters_of_unit(office.unit.id)

    assert sorted(counter.code for counter in found) == ["L1", "L2", "tanpa-loket"]


def test_the_answers_of_a_key_are_those_that_were_stored(office: Office, now) -> None:
    point = office.points[0]
    an_answer(point.code, now, (4, 3, None, 2, 1, 4, 4, 4, 4), submission_key="a" * 32)

    stored = responses.answers_of(key_hash_of("a" * 32))

    assert stored._asdict() == {
        "counter_id": point.counter_id,
        "service_id": None,
        "ratings": (4, 3, None, 2, 1, 4, 4, 4, 4),
        "block": {},
    }
    assert responses.answers_of(key_hash_of("b" * 32)) is None


def test_an_answer_is_known_by_the_hash_of_its_key_alone(app, scope, now):
    office = an_office(scope, now)
    an_answer(office.points[0].code, now, submission_key="a" * 32)
    assert responses.is_stored(key_hash_of("a" * 32))
    assert not responses.is_stored(key_hash_of("b" * 32))
