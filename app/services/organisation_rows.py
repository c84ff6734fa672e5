"""Adding rows of the organisation inside the caller's transaction, which also records the event."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import sqlalchemy as sa

from app.access import unaudited
from app.clock import ZONES
from app.database import db
from app.errors import N_, Conflict, Invalid
from app.models.organisation import Agency, Counter, ServiceType, Unit

UNIT_COUNTER_NAME = "Tanpa loket"
UNIT_COUNTER_CODE = "tanpa-loket"
MAX_CODE_LENGTH = 40
MAX_NAME_LENGTH = 200
_Row = TypeVar("_Row", Agency, Unit, Counter, ServiceType)
_part_of_a_write = unaudited("part of its caller's write, which records the event")


@dataclass(frozen=True)
class _Kind:
    """A kind of text: how long it may be, and what is said of one that cannot be used."""

    longest: int
    missing: str
    unreadable: str
    too_long: str


_NAME = _Kind(
    MAX_NAME_LENGTH,
    N_("Nama wajib diisi."),
    N_("Nama berisi karakter yang tidak terlihat; ketik ulang."),
    N_("Nama terlalu panjang (paling banyak %(most)s huruf): %(start)s…"),
)
_CODE = _Kind(
    MAX_CODE_LENGTH,
    N_("Kode wajib diisi."),
    N_("Kode berisi karakter yang tidak terlihat; ketik ulang."),
    N_("Kode terlalu panjang (paling banyak %(most)s huruf): %(start)s…"),
)


def required_name(text: str) -> str:
    """The text without outer spaces; Invalid when nothing is left or it is too long."""
    return _required(text, _NAME)


def required_code(text: str) -> str:
    """The code without outer spaces; Invalid when nothing is left or it is too long."""
    return _required(text, _CODE)


@_part_of_a_write
def add_agency(
    name: str, *, zone: str = "WIB", is_demo: bool = False, is_simulation: bool = False
) -> Agency:
    """A new agency; Conflict when one has the name already."""
    if zone not in ZONES:
        raise Invalid("Zona waktu '%(zone)s' tidak dikenal; pilih WIB, WITA, atau WIT.", zone=zone)
    made = Agency(name=required_name(name), zone=zone, is_demo=is_demo, is_simulation=is_simulation)
    return _added(made, Conflict("Instansi dengan nama ini sudah ada."))


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
    _added(made, Conflict("Kode unit '%(code)s' sudah dipakai di instansi ini.", code=made.code))
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
    clash = Conflict("Kode loket '%(code)s' sudah dipakai di unit ini.", code=made.code)
    return _added(made, clash)


@_part_of_a_write
def add_service(unit: Unit, code: str, name: str) -> ServiceType:
    """A new service type of a unit; forms that are kept ready become stale with it."""
    made = ServiceType(unit_id=unit.id, code=required_code(code), name=required_name(name))
    unit.revision += 1
    clash = Conflict("Kode layanan '%(code)s' sudah dipakai di unit ini.", code=made.code)
    return _added(made, clash)


def _required(text: str, kind: _Kind) -> str:
    trimmed = " ".join(text.split())
    if not trimmed:
        raise Invalid(kind.missing)
    if not trimmed.isprintable():
        raise Invalid(kind.unreadable)
    if len(trimmed) > kind.longest:
        raise Invalid(kind.too_long, most=kind.longest, start=trimmed[:40])
    return trimmed


def _added(made: _Row, clash: Conflict) -> _Row:
    """Insert now, so that the id is there; a name or code that is taken raises the clash."""
    db.session.add(made)
    try:
        db.session.flush()
    except sa.exc.IntegrityError as error:
        raise clash from error
    return made
