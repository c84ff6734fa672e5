"""What the code of a kiosk opens, and the kiosks of a counter."""

from __future__ import annotations

from datetime import date

import pytest

from app.access import Actor, Grant, Permission, Role, Scope
from app.clock import Slot
from app.errors import NotFound, Revoked
from app.queries.devices import device, devices, kiosk, visited_kiosk
from app.services import collection
from app.services.devices import Enrolled, enrol_device, hash_of, revoke_device
from tests.factories.organisation import Office, an_office

EDIT = Permission.EDIT_ORGANISATION
DAY = date(2026, 6, 15)


@pytest.fixture
def office(app, scope, now) -> Office:
    return an_office(scope, now)


@pytest.fixture
def enrolled(office: Office, scope, now) -> Enrolled:
    return enrol_device(scope, now, office.counters[0].id, "Tablet", "112358")


def visited(enrolled: Enrolled, office: Office):
    code = enrolled.code
    return visited_kiosk(code, hash_of(code), office.round.id, DAY, Slot.MORNING)


def test_a_kiosk_without_an_open_round_is_known_but_has_no_point(
    enrolled: Enrolled, office: Office, scope, now
) -> None:
    collection.close_round(scope, now, office.unit.id, office.round.id, date(2026, 6, 1))
    found = kiosk(enrolled.code, hash_of(enrolled.code), now)

    assert found.point is None
    assert found.counter == "Loket 1"


def test_a_visit_is_found_though_its_round_ended(
    enrolled: Enrolled, office: Office, scope, now
) -> None:
    collection.close_round(scope, now, office.unit.id, office.round.id, date(2026, 6, 1))
    point = visited(enrolled, office)

    assert (point.day, point.slot, point.round_id) == (DAY, Slot.MORNING, office.round.id)
    assert point.code == enrolled.code


def test_a_visit_to_a_revoked_kiosk_is_refused(
    enrolled: Enrolled, office: Office, scope, now
) -> None:
    revoke_device(scope, now, enrolled.device.id)

    with pytest.raises(Revoked):
        visited(enrolled, office)


def test_kiosks_in_use_come_first(enrolled: Enrolled, office: Office, scope, now) -> None:
    revoke_device(scope, now, enrolled.device.id)
    enrol_device(scope, now, office.counters[0].id, "Baru", "112358")

    assert [d.name for d in devices(scope, office.counters[0].id)] == ["Baru", "Tablet"]
    assert devices(scope, office.counters[1].id) == []


def test_kiosks_of_others_are_not_found(enrolled: Enrolled, office: Office) -> None:
    stranger = Scope(Actor("person", "x"), (Grant(Role.ADMIN, "/999/"),))

    with pytest.raises(NotFound):
        devices(stranger, office.counters[0].id, EDIT)
    with pytest.raises(NotFound):
        device(stranger, enrolled.device.id, EDIT)
    with pytest.raises(NotFound):
        device(stranger, 999_999, EDIT)
