"""What a public code opens, and the rounds and codes of a unit."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, date, datetime

import pytest
from flask import Flask

from app.access import Actor, Grant, Permission, Role, Scope
from app.clock import Slot
from app.errors import Closed, NotFound, Revoked
from app.queries import collection
from app.services import collection as changes
from app.services import organisation
from tests.factories.organisation import Office, an_office


@pytest.fixture
def office(app: Flask, scope, now) -> Office:
    """An office with two counters and a round over 2026."""
    return an_office(scope, now)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_a_code_opens_its_counter(office: Office, now) -> None:
    point = collection.open_collection_point(office.points[1].code, now)

    assert asdict(point) == {
        "code": office.points[1].code,
        "counter_id": office.counters[1].id,
        "counter": "Loket 2",
        "unit_id": office.unit.id,
        "unit": "Dinas Kependudukan",
        "agency": "Kabupaten DISDUK",
        "revision": office.unit.revision,
        "round_id": office.round.id,
        "instrument": "skm-2017@3",
        "day": date(2026, 6, 15),
        "slot": Slot.MORNING,
        "follow_up_instrument": None,
        "closes_on": date(2026, 12, 31),
    }


def test_an_unknown_code_is_not_found(office: Office, now) -> None:
    with pytest.raises(NotFound):
        collection.open_collection_point("00000000", now)


def test_a_revoked_code_says_so_even_when_the_round_is_over(office: Office, scope, now) -> None:
    changes.revoke_points(scope, now, office.counters[0].id)

    for moment in (now, utc("2030-01-01")):
        with pytest.raises(Revoked):
            collection.open_collection_point(office.points[0].code, moment)
    assert collection.open_collection_point(office.points[1].code, now)


@pytest.mark.parametrize(
    ("zone", "first", "last"),
    [
        ("WIB", "2025-12-31 17:00", "2026-12-31 16:59"),
        ("WITA", "2025-12-31 16:00", "2026-12-31 15:59"),
        ("WIT", "2025-12-31 15:00", "2026-12-31 14:59"),
    ],
)
def test_a_round_is_open_from_its_first_to_its_last_local_day(
    zone: str, first: str, last: str, app: Flask, scope, now
) -> None:
    agency = organisation.create_agency(scope, now, "Kabupaten", zone=zone)
    code = an_office(scope, now, agency=agency).points[0].code

    assert collection.open_collection_point(code, utc(first)).day == date(2026, 1, 1)
    assert collection.open_collection_point(code, utc(last)).day == date(2026, 12, 31)
    for moment in (utc("2025-12-31 14:59"), utc("2026-12-31 17:00")):
        with pytest.raises(Closed):
            collection.open_collection_point(code, moment)


def test_of_two_rounds_the_one_of_the_day_is_open(office: Office, scope, now) -> None:
    later = changes.open_round(
        scope, now, office.unit.id, "SKM 2027", date(2027, 1, 1), date(2027, 12, 31)
    )

    code = office.points[0].code
    assert collection.open_collection_point(code, now).round_id == office.round.id
    assert collection.open_collection_point(code, utc("2027-03-01")).round_id == later.id
    assert collection.open_collection_point(code, utc("2026-12-31 20:00")).round_id == later.id


def test_a_unit_without_a_round_is_closed(app: Flask, scope, now) -> None:
    office = an_office(scope, now)
    unit = organisation.create_unit(scope, now, office.agency.id, "BARU", "Unit baru")
    place = organisation.create_counter(scope, now, unit.id, "L1", "Loket")
    point = changes.issue_point(scope, now, place.id)

    with pytest.raises(Closed):
        collection.open_collection_point(point.code, now)


def test_rounds_and_points_stand_newest_first(office: Office, scope, now) -> None:
    changes.open_round(scope, now, office.unit.id, "SKM 2027", date(2027, 1, 1), date(2027, 12, 31))
    new = changes.issue_point(scope, now, office.counters[0].id)

    assert [r.name for r in collection.rounds(scope, office.unit.id)] == ["SKM 2027", "SKM 2026"]
    assert [p.code for p in collection.points(scope, office.counters[0].id)] == [
        new.code,
        office.points[0].code,
    ]


def test_codes_in_force_leave_out_the_revoked(office: Office, scope, now) -> None:
    new = changes.issue_point(scope, now, office.counters[0].id)
    changes.revoke_points(scope, now, office.counters[1].id)

    assert collection.codes_in_force(scope, office.unit.id) == {office.counters[0].id: new.code}


def test_a_round_of_another_unit_is_not_found(office: Office, scope, now) -> None:
    other = an_office(scope, now, agency=office.agency, code="DINKES")

    with pytest.raises(NotFound):
        collection.round_of_unit(scope, office.unit.id, other.round.id)


@pytest.mark.parametrize(
    ("first", "last", "served"),
    [
        (date(2026, 6, 1), date(2026, 6, 30), 1200),
        (date(2025, 1, 1), date(2025, 12, 31), None),
        (date(2026, 12, 31), date(2027, 1, 31), 1200),
    ],
)
def test_people_served_are_those_of_the_rounds_in_the_days(
    first: date, last: date, served: int | None, office: Office, scope
) -> None:
    assert collection.population_served(scope, office.unit.id, first, last) == served


def test_people_served_are_unknown_when_no_round_says(app: Flask, scope, now) -> None:
    office = an_office(scope, now, population_served=None)

    days = date(2026, 1, 1), date(2026, 12, 31)
    assert collection.population_served(scope, office.unit.id, *days) is None


def test_another_unit_s_rounds_and_codes_are_not_found(office: Office, scope, now) -> None:
    other = an_office(scope, now, agency=office.agency, code="DINKES")
    mine = Scope(Actor("person", "saksi"), (Grant(Role.ADMIN, office.unit.path),))
    days = date(2026, 1, 1), date(2026, 12, 31)

    for look, arguments in (
        (collection.rounds, (other.unit.id,)),
        (collection.round_of_unit, (other.unit.id, other.round.id)),
        (collection.population_served, (other.unit.id, *days)),
        (collection.points, (other.counters[0].id,)),
        (collection.codes_in_force, (other.unit.id,)),
    ):
        with pytest.raises(NotFound):
            look(mine, *arguments)


def test_what_is_ready_to_answer_is_told_within_reach(office: Office, scope, now) -> None:
    other = an_office(scope, now, agency=office.agency, code="DINKES")
    mine = Scope(Actor("person", "saksi"), (Grant(Role.ADMIN, office.unit.path),))
    edit = Permission.EDIT_ORGANISATION

    assert collection.units_with_open_round(mine, now.date(), edit) == {office.unit.id}
    assert collection.units_with_open_round(mine, date(2030, 1, 1), edit) == set()
    assert collection.counters_with_code(mine, edit) == {c.id for c in office.counters}
    assert {c.id for c in other.counters} <= collection.counters_with_code(scope, edit)
