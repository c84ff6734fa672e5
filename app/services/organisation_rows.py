"""Adding rows of the organisation inside the caller's transaction, which also records the event."""

from __future__ import annotations

from typing import TypeVar

import sqlalchemy as sa

from app.access import unaudited
from app.clock import ZONES
from app.database import db
from app.errors import Conflict, Invalid
from app.models.organisation import Agency, Counter, ServiceType, Unit

UNIT_COUNTER_NAME = "Tanpa loket"
UNIT_COUNTER_CODE = "tanpa-loket"
MAX_CODE_LENGTH = 40
MAX_NAME_LENGTH = 200
_Row = TypeVar("_Row", Agency, Unit, Counter, ServiceType)
_part_of_a_write = unaudited("part of its caller's write, which records the event")


def required_name(text: str, label: str = "Nama") -> str:
    """The text without outer spaces; Invalid when nothing is left or it is too long."""
    return _required(text, label, MAX_NAME_LENGTH)


def required_code(text: str, label: str = "Kode") -> str:
    """The code without outer spaces; Invalid when nothing is left or it is too long."""
    return _required(text, label, MAX_CODE_LENGTH)


@_part_of_a_write
def add_agency(
    name: str, *, zone: str = "WIB", is_demo: bool = False, is_simulation: bool = False
) -> Agency:
    """A new agency; Conflict when one has the name already."""
    if zone not in ZONES:
        raise Invalid(f"Zona waktu {zone!r} tidak dikenal; pilih WIB, WITA, atau WIT.")
    made = Agency(name=required_name(name), zone=zone, is_demo=is_demo, is_simulation=is_simulation)
    return _added(made, "Instansi dengan nama ini sudah ada.")


@_part_of_a_write
def add_unit(top: Agency | Unit, code: str, name: str) -> Unit:
    """A new unit under an agency or another unit, with its counter "tanpa loket"."""
    is_under_unit = isinstance(top, Unit)
    made = Unit(
        agency_id=top.agency_id if is_under_unit else top.id,
        parent_id=top.id if is_under_unit else None,
        code=required_code(code),
        name=required_name(name),
    )
    _added(made, f"Kode unit {made.code!r} sudah dipakai di instansi ini.")
    made.path = f"{top.path}{made.id}/"
    db.session.add(
        Counter(
            unit_id=made.id, code=UNIT_COUNTER_CODE, name=UNIT_COUNTER_NAME, stands_for_unit=True
        )
    )
    return made


@_part_of_a_write
def add_counter(unit: Unit, code: str, name: str) -> Counter:
    """A new counter (loket) of a unit."""
    made = Counter(unit_id=unit.id, code=required_code(code), name=required_name(name))
    return _added(made, f"Kode loket {made.code!r} sudah dipakai di unit ini.")


@_part_of_a_write
def add_service(unit: Unit, code: str, name: str) -> ServiceType:
    """A new service type of a unit; forms that are kept ready become stale with it."""
    made = ServiceType(unit_id=unit.id, code=required_code(code), name=required_name(name))
    unit.revision += 1
    return _added(made, f"Kode layanan {made.code!r} sudah dipakai di unit ini.")


def _required(text: str, label: str, longest: int) -> str:
    trimmed = " ".join(text.split())
    if not trimmed:
        raise Invalid(f"{label} wajib diisi.")
    if not trimmed.isprintable():
        raise Invalid(f"{label} berisi karakter yang tidak terlihat; ketik ulang.")
    if len(trimmed) > longest:
        raise Invalid(f"{label} terlalu panjang (paling banyak {longest} huruf): {trimmed[:40]}…")
    return trimmed


def _added(made: _Row, clash: str) -> _Row:
    """Insert now, so that the id is there; a clash with a name or code is a Conflict."""
    db.session.add(made)
    try:
        db.session.flush()
    except sa.exc.IntegrityError as error:
        raise Conflict(clash) from error
    return made
