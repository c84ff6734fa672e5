"""Kiosk devices: enrolled with a link that is shown once, left by PIN, revoked at once."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime

from app.access import Permission, Scope, unaudited
from app.clock import local_day_and_slot
from app.database import transaction
from app.documents.qr import qr_svg
from app.errors import Conflict, Invalid
from app.models.devices import KioskDevice
from app.queries import devices, organisation
from app.queries.devices import Kiosk
from app.services import sign_in_delays
from app.services.audit import record_event
from app.services.organisation_rows import required_name
from app.services.passwords import hash_password, is_right

EDIT = Permission.EDIT_ORGANISATION
USUAL_OPENS, USUAL_CLOSES = 7, 17
GREATEST_NAME = 100
LEAST_PIN, GREATEST_PIN = 6, 12


@dataclass(frozen=True)
class Enrolled:
    """A device with its code in clear, to be shown once and kept nowhere."""

    device: KioskDevice
    code: str


def enrol_device(
    scope: Scope,
    now: datetime,
    counter_id: int,
    name: str,
    pin: str,
    *,
    opens_hour: int = USUAL_OPENS,
    closes_hour: int = USUAL_CLOSES,
) -> Enrolled:
    """A new device at a counter, whose code holds 128 random bits."""
    place = organisation.counter(scope, counter_id, EDIT)
    zone = organisation.agency_of_unit(scope, place.unit_id, EDIT).zone
    label = _acceptable_name(name)
    _require_acceptable(pin, opens_hour, closes_hour)
    code = secrets.token_urlsafe(16)
    with transaction() as session:
        made = KioskDevice(
            counter_id=place.id,
            name=label,
            code_hash=hash_of(code),
            pin_hash=hash_password(pin),
            opens_hour=opens_hour,
            closes_hour=closes_hour,
            enrolled_on=local_day_and_slot(now, zone)[0],
        )
        session.add(made)
        session.flush()
        record_event(scope, now, "enrol_device", f"device {made.id}", counter=place.id, name=label)
    return Enrolled(made, code)


def revoke_device(scope: Scope, now: datetime, device_id: int) -> KioskDevice:
    """End a device: its next request is refused."""
    held = devices.device(scope, device_id, EDIT)
    if held.revoked_on is not None:
        raise Conflict("Perangkat ini sudah dicabut sebelumnya.")
    unit_id = organisation.counter(scope, held.counter_id, EDIT).unit_id
    zone = organisation.agency_of_unit(scope, unit_id, EDIT).zone
    with transaction():
        held.revoked_on = local_day_and_slot(now, zone)[0]
        record_event(scope, now, "revoke_device", f"device {held.id}", name=held.name)
    return held


@unaudited("whoever stands at the device is nobody known, and leaving it changes nothing")
def is_right_pin(secret: str, now: datetime, kiosk: Kiosk, pin: str) -> bool:
    """Whether staff may leave a kiosk with this PIN; TooSoon after several wrong ones."""
    subject = sign_in_delays.name_subject(secret, f"kiosk/{kiosk.device_id}")
    turn = sign_in_delays.take_turn(now, subject)
    if not is_right(kiosk.pin_hash, pin):
        return False
    with transaction():
        sign_in_delays.give_back(turn)
    return True


def hash_of(code: str) -> bytes:
    """What is stored of a code; 128 random bits need no slow hash."""
    return hashlib.sha256(code.encode(errors="replace")).digest()


def kiosk_link(base_url: str, code: str) -> str:
    """The address that a device is enrolled by opening."""
    return f"{base_url}/k/{code}"


def kiosk_qr_svg(base_url: str, code: str) -> bytes:
    """The QR code of that address, for the device's own camera."""
    return qr_svg(kiosk_link(base_url, code))


def _acceptable_name(name: str) -> str:
    label = required_name(name)
    if len(label) > GREATEST_NAME:
        raise Invalid("Nama perangkat paling banyak %(most)s karakter.", most=GREATEST_NAME)
    return label


def _require_acceptable(pin: str, opens_hour: int, closes_hour: int) -> None:
    """Invalid unless the PIN is digits that are not all alike, and the hours make a day."""
    is_pin = pin.isascii() and pin.isdecimal() and LEAST_PIN <= len(pin) <= GREATEST_PIN
    if not is_pin or len(set(pin)) < 3:
        raise Invalid(
            "PIN terdiri atas %(least)s sampai %(most)s angka, paling sedikit tiga yang berbeda.",
            least=LEAST_PIN,
            most=GREATEST_PIN,
        )
    if not 0 <= opens_hour < closes_hour <= 24:
        raise Invalid("Jam buka harus sebelum jam tutup, antara 0 dan 24.")
