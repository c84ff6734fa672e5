"""What a file of units adds to what stands already; nothing that stands is renamed or moved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter

from app.access import EVERYWHERE, Permission, Scope
from app.documents.tables import Table
from app.errors import N_
from app.models.organisation import Counter, ServiceType
from app.queries import organisation
from app.services.organisation_rows import UNIT_COUNTER_CODE
from app.services.unit_table import UnitRow, read_unit_rows, row_faults
from survey_forms.rating_tables import Fault

EDIT = Permission.EDIT_ORGANISATION
# Kind, agency, and the codes down to the thing, as in ("counter", "Kota A", "DISDUK", "L1").
Key = tuple[str, ...]
_KINDS = ("agency", "unit", "counter", "service")
# In the place of a row number: stored before this file.
STANDING = 0
# Known to stand at the top; a blank is never a code.
NO_PARENT = " "


@dataclass(frozen=True)
class NewThing:
    """Something the file names that does not stand yet; `more` is its zone or its parent's code."""

    key: Key
    name: str
    more: str = ""


@dataclass(frozen=True)
class UnitPlan:
    """What is to be made, parents before children, and every fault of the file."""

    new: tuple[NewThing, ...]
    faults: tuple[Fault, ...]

    def of_kind(self, kind: str) -> tuple[NewThing, ...]:
        """The new things of a kind: agency, unit, counter or service."""
        return tuple(thing for thing in self.new if thing.key[0] == kind)


@dataclass
class _Ledger:
    """What is known of each thing, and from where; what differs later is a fault."""

    known: dict[tuple[Key, str], tuple[str, int]] = field(default_factory=dict)
    keys: dict[Key, None] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def stand(self, key: Key, **attributes: str) -> None:
        """Enter what the database holds."""
        self.keys[key] = None
        for attribute, value in attributes.items():
            self.known[key, attribute] = (value, STANDING)

    def state(self, row: UnitRow, key: Key, attribute: str, column: str) -> None:
        """Enter what a row says; an empty cell says nothing."""
        self.keys.setdefault(key)
        value = row[column]
        if not value:
            return
        before, source = self.known.setdefault((key, attribute), (value, row.number))
        if before != value:
            text = _difference(before, source)
            self.faults.append(row.fault(column, text, known=before, row=source))

    def value(self, key: Key, attribute: str) -> str:
        """What is known, or an empty text."""
        return self.known.get((key, attribute), ("", STANDING))[0]


def plan_units(scope: Scope, table: Table) -> UnitPlan:
    """Check every row of a file of units against the others and against what stands."""
    rows = read_unit_rows(table)
    ledger = _standing(scope)
    standing = set(ledger.keys)
    for row in rows:
        faults = list(row_faults(row))
        ledger.faults += faults
        if not faults:
            _enter(ledger, row)
    ledger.faults += _unreachable_agencies(scope, rows, standing)
    ledger.faults += _unknown_parents(rows, standing)
    units = _parents_first(ledger, rows)
    new = [_new_thing(ledger, key) for key in _by_kind(ledger.keys, units) if key not in standing]
    return UnitPlan(tuple(new), tuple(sorted(ledger.faults, key=lambda f: (f.row, f.column))))


def _standing(scope: Scope) -> _Ledger:
    ledger = _Ledger()
    names = {agency.id: agency.name for agency in organisation.agencies(scope, EDIT)}
    for agency in organisation.agencies(scope, EDIT):
        ledger.stand(("agency", agency.name), name=agency.name, more=agency.zone)
    units = {unit.id: unit for unit in organisation.units(scope, EDIT) if unit.agency_id in names}
    for unit in units.values():
        parent = units[unit.parent_id].code if unit.parent_id else NO_PARENT
        ledger.stand(("unit", names[unit.agency_id], unit.code), name=unit.name, more=parent)
    places: list[tuple[str, Counter | ServiceType]] = [
        *(("counter", place) for place in organisation.counters_in_reach(scope, EDIT)),
        *(("service", place) for place in organisation.services_in_reach(scope, EDIT)),
    ]
    for kind, place in places:
        if place.unit_id in units:
            unit = units[place.unit_id]
            ledger.stand((kind, names[unit.agency_id], unit.code, place.code), name=place.name)
    return ledger


def _enter(ledger: _Ledger, row: UnitRow) -> None:
    agency, unit = row["instansi"], row["unit_kode"]
    ledger.state(row, ("agency", agency), "name", "instansi")
    ledger.state(row, ("agency", agency), "more", "zona")
    ledger.state(row, ("unit", agency, unit), "name", "unit_nama")
    ledger.state(row, ("unit", agency, unit), "more", "induk_kode")
    if row["loket_kode"] == UNIT_COUNTER_CODE:
        text = N_("Kode '%(code)s' dipakai sistem; pilih kode lain.")
        ledger.faults.append(row.fault("loket_kode", text, code=UNIT_COUNTER_CODE))
    elif row["loket_kode"]:
        ledger.state(row, ("counter", agency, unit, row["loket_kode"]), "name", "loket_nama")
    if row["layanan_kode"]:
        ledger.state(row, ("service", agency, unit, row["layanan_kode"]), "name", "layanan_nama")


def _difference(before: str, source: int) -> str:
    if source != STANDING:
        return N_('Isinya lain daripada di baris %(row)s: "%(known)s". Samakan keduanya.')
    if before == NO_PARENT:
        return N_(
            "Yang sudah tersimpan tanpa induk. Kosongkan, atau ubah lebih dulu di halaman admin."
        )
    return N_(
        'Yang sudah tersimpan: "%(known)s". Samakan di berkas ini, atau ubah lebih dulu di '
        "halaman admin."
    )


def _unreachable_agencies(
    scope: Scope, rows: Sequence[UnitRow], standing: set[Key]
) -> Iterator[Fault]:
    if scope.may(EDIT, EVERYWHERE):
        return
    for row in rows:
        if row["instansi"] and ("agency", row["instansi"]) not in standing:
            message = N_("Instansi ini tidak ada, atau bukan wewenang Anda. Periksa tulisannya.")
            yield row.fault("instansi", message)


def _unknown_parents(rows: Sequence[UnitRow], standing: set[Key]) -> Iterator[Fault]:
    named = standing | {("unit", row["instansi"], row["unit_kode"]) for row in rows}
    for row in rows:
        if row["induk_kode"] and ("unit", row["instansi"], row["induk_kode"]) not in named:
            message = N_("Unit induk ini tidak ada di berkas dan belum tersimpan di instansi ini.")
            yield row.fault("induk_kode", message)


def _parents_first(ledger: _Ledger, rows: Sequence[UnitRow]) -> list[Key]:
    """The units so that each comes after its parent; a circle of parents is a fault."""
    units = [key for key in ledger.keys if key[0] == "unit"]
    parents = {key: {(*key[:2], ledger.value(key, "more"))} for key in units}
    try:
        return [key for key in TopologicalSorter(parents).static_order() if key in ledger.keys]
    except CycleError as circle:
        codes = [key[-1] for key in circle.args[1]]
        row = next(row for row in rows if row["unit_kode"] in codes and row["induk_kode"] in codes)
        text = N_("Induk berputar: %(codes)s. Perbaiki salah satunya.")
        ledger.faults.append(row.fault("induk_kode", text, codes=" → ".join(codes)))
        return units


def _by_kind(keys: Iterable[Key], units: list[Key]) -> list[Key]:
    apart = {kind: [key for key in keys if key[0] == kind] for kind in _KINDS}
    return [*apart["agency"], *units, *apart["counter"], *apart["service"]]


def _new_thing(ledger: _Ledger, key: Key) -> NewThing:
    return NewThing(key, ledger.value(key, "name"), ledger.value(key, "more"))
