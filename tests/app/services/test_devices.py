"""Kiosks are enrolled with a link shown once, left by PIN, and revoked at once."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from app.database import db
from app.errors import Conflict, Invalid, NotFound, Revoked, TooSoon
from app.models.audit import AuditEvent
from app.models.devices import KioskDevice
from app.queries.devices import kiosk
from app.services.devices import (
    Enrolled,
    enrol_device,
    hash_of,
    is_right_pin,
    kiosk_link,
    kiosk_qr_svg,
    revoke_device,
)
from app.services.sign_in_delays import FREE_TRIES
from tests.factories.organisation import Office, an_office

PIN, SECRET = "112358", "s" * 40


@pytest.fixture
def office(app, scope, now) -> Office:
    return an_office(scope, now)


@pytest.fixture
def enrolled(office: Office, scope, now) -> Enrolled:
    return enrol_device(scope, now, office.counters[0].id, "Tablet", PIN)


def found(enrolled: Enrolled, moment):
    return kiosk(enrolled.code, hash_of(enrolled.code), moment)


def test_neither_code_nor_pin_is_stored(enrolled: Enrolled) -> None:
    row = repr(tuple(db.session.execute(sa.select(KioskDevice.__table__)).one()))

    assert len(enrolled.code) == 22
    assert enrolled.code not in row
    assert PIN not in row


def test_a_code_opens_the_form_of_its_counter(enrolled: Enrolled, office: Office, now) -> None:
    opened = found(enrolled, now)

    assert opened.point.counter_id == office.counters[0].id
    assert opened.is_by_day
    with pytest.raises(NotFound):
        kiosk("x" * 22, hash_of("x" * 22), now)


@pytest.mark.parametrize(("hours_later", "is_by_day"), [(-3, False), (7, True), (8, False)])
def test_it_is_night_outside_the_local_hours(
    hours_later: int, is_by_day: bool, enrolled: Enrolled, now
) -> None:
    assert found(enrolled, now + timedelta(hours=hours_later)).is_by_day is is_by_day


def test_a_revoked_device_is_refused_at_once(enrolled: Enrolled, scope, now) -> None:
    revoke_device(scope, now, enrolled.device.id)

    with pytest.raises(Revoked):
        found(enrolled, now)
    with pytest.raises(Conflict):
        revoke_device(scope, now, enrolled.device.id)


def test_enrolling_and_revoking_leave_events_without_the_code(
    enrolled: Enrolled, scope, now
) -> None:
    revoke_device(scope, now, enrolled.device.id)
    events = db.session.scalars(sa.select(AuditEvent).where(AuditEvent.verb.like("%_device")))
    told = [(event.verb, repr(event.details)) for event in events]

    assert [verb for verb, _details in told] == ["enrol_device", "revoke_device"]
    assert not any(enrolled.code in details or PIN in details for _verb, details in told)


@pytest.mark.parametrize("pin", ["", "11235", "1123581321345", "abcdef", "111111", "١٢٣٤٥٦"])
def test_a_poor_pin_is_refused(pin: str, office: Office, scope, now) -> None:
    with pytest.raises(Invalid, match="PIN"):
        enrol_device(scope, now, office.counters[0].id, "Tablet", pin)


@pytest.mark.parametrize("hours", [(8, 8), (17, 7), (0, 25)])
def test_hours_that_make_no_day_are_refused(
    hours: tuple[int, int], office: Office, scope, now
) -> None:
    opens, closes = hours
    with pytest.raises(Invalid, match="Jam buka"):
        enrol_device(
            scope, now, office.counters[0].id, "T", PIN, opens_hour=opens, closes_hour=closes
        )


@pytest.mark.parametrize("name", [" ", "x" * 101])
def test_a_poor_name_is_refused(name: str, office: Office, scope, now) -> None:
    with pytest.raises(Invalid):
        enrol_device(scope, now, office.counters[0].id, name, PIN)


def test_guessing_the_pin_soon_has_to_wait(enrolled: Enrolled, now) -> None:
    device = found(enrolled, now)
    for _ in range(FREE_TRIES):
        assert not is_right_pin(SECRET, now, device, "000001")

    with pytest.raises(TooSoon):
        is_right_pin(SECRET, now, device, PIN)
    assert is_right_pin(SECRET, now + timedelta(minutes=2), device, PIN)
    assert is_right_pin(SECRET, now + timedelta(minutes=2), device, PIN)


def test_the_link_is_what_its_qr_code_says(enrolled: Enrolled) -> None:
    assert kiosk_link("https://a.example", enrolled.code) == f"https://a.example/k/{enrolled.code}"
    assert kiosk_qr_svg("https://a.example", enrolled.code).startswith(b"<?xml")
