"""Kiosk devices: what the code of one opens, and those of a counter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from app.access import Permission, Scope, unscoped
from app.clock import Slot, local_hour
from app.database import db
from app.errors import NotFound, Revoked
from app.models.devices import KioskDevice
from app.queries import organisation
from app.queries.collection import (
    AROUND_TODAY,
    OF_A_VISIT,
    OpenPoint,
    days_around,
    opened_point,
    point_open_at,
    with_round,
)

_OWN = (
    KioskDevice.id.label("device_id"),
    KioskDevice.pin_hash,
    KioskDevice.opens_hour,
    KioskDevice.closes_hour,
)
_OF_THE_CODE = KioskDevice.code_hash == sa.bindparam("code_hash")
_KIOSK = with_round(KioskDevice, AROUND_TODAY).add_columns(*_OWN).where(_OF_THE_CODE)
_KIOSK_OF_VISIT = with_round(KioskDevice, OF_A_VISIT).add_columns(*_OWN).where(_OF_THE_CODE)


@dataclass(frozen=True)
class Kiosk:
    """An enrolled device; `point` is None while no round is open at its counter."""

    device_id: int
    pin_hash: str
    opens_hour: int
    closes_hour: int
    zone: str
    agency: str
    unit: str
    counter: str
    is_by_day: bool
    point: OpenPoint | None


@unscoped("whoever stands at the device has no account; its code is the right to answer")
def kiosk(code: str, code_hash: bytes, now: datetime) -> Kiosk:
    """The device of a code; NotFound or Revoked otherwise."""
    rows = _rows(_KIOSK, {"code_hash": code_hash, **days_around(now)})
    first = rows[0]
    return Kiosk(
        device_id=first.device_id,
        pin_hash=first.pin_hash,
        opens_hour=first.opens_hour,
        closes_hour=first.closes_hour,
        zone=first.zone,
        agency=first.agency,
        unit=first.unit,
        counter=first.counter,
        is_by_day=first.opens_hour <= local_hour(now, first.zone) < first.closes_hour,
        point=point_open_at(rows, code, now),
    )


@unscoped("whoever stands at the device has no account; its code is the right to answer")
def visited_kiosk(code: str, code_hash: bytes, round_id: int, day: date, slot: Slot) -> OpenPoint:
    """The point of a device on the day that its form was opened, though its round ended since."""
    row = _rows(_KIOSK_OF_VISIT, {"code_hash": code_hash, "round_id": round_id})[0]
    return opened_point(row, code, day, slot)


def devices(
    scope: Scope, counter_id: int, permission: Permission = organisation.SEE
) -> Sequence[KioskDevice]:
    """The devices of a counter, those in use first."""
    place = organisation.counter(scope, counter_id, permission)
    chosen = sa.select(KioskDevice).where(KioskDevice.counter_id == place.id)
    in_use_first = chosen.order_by(KioskDevice.revoked_on.is_not(None), KioskDevice.id.desc())
    return db.session.scalars(in_use_first).all()


def device(scope: Scope, device_id: int, permission: Permission) -> KioskDevice:
    """One device at a counter within the scope, or NotFound."""
    held = db.session.get(KioskDevice, device_id)
    if held is None:
        raise NotFound("Perangkat ini tidak ada.")
    organisation.counter(scope, held.counter_id, permission)
    return held


def _rows(statement: Any, given: dict[str, Any]) -> Sequence[sa.Row[Any]]:
    with db.engine.connect() as connection:
        rows = connection.execute(statement, given).all()
    if not rows:
        raise NotFound("Perangkat ini tidak dikenal. Mintalah pengelola untuk mendaftarkannya.")
    if rows[0].revoked_on is not None:
        raise Revoked("Perangkat ini sudah dicabut. Mintalah pengelola untuk mendaftarkannya lagi.")
    return rows
