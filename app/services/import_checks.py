"""Checking a file of answers on paper, cell by cell, before anything of it is stored."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from app.access import Permission, Scope
from app.clock import Period, local_day_and_slot
from app.documents.tables import Table, write_csv
from app.errors import N_, Invalid
from app.queries import collection, organisation, publications, responses
from app.services.earlier_imports import EarlierImport, find_earlier, running_sums
from app.services.import_cells import Names
from app.services.import_sheets import (
    ImportChoices,
    Sheet,
    SheetColumns,
    SheetReader,
    locate_sheet_columns,
)
from app.services.sheet_tables import SheetPlaces, only_sheets, read_sheet_table
from survey_forms import catalogue
from survey_forms.instrument import Instrument
from survey_forms.rating_tables import Fault

__all__ = [
    "CLOSED_PERIODS",
    "UNREAD_COLUMNS",
    "CheckedFile",
    "ImportChoices",
    "check_file",
    "faults_csv",
]

IMPORT = Permission.IMPORT_ANSWERS
FAULT_HEADINGS = (N_("baris"), N_("kolom"), N_("isi"), N_("penjelasan"))
# What to know of a file before it is stored; neither stands in its way.
UNREAD_COLUMNS = N_("Kolom yang tidak dibaca: %(columns)s.")
CLOSED_PERIODS = N_(
    "Sebagian tanggal ini termasuk periode yang sudah ditutup (%(periods)s). Nilai final itu tidak "
    "berubah; lembar ini baru ikut dihitung bila periodenya ditutup lagi sebagai versi baru."
)


@dataclass(frozen=True)
class CheckedFile:
    """A file as it was read: what can be stored of it, and every fault by row and column.

    `sums` are those by which its sheets are known again.
    """

    filename: str
    sha256: str
    unit_id: int
    instrument: Instrument
    table: Table
    sheets: tuple[Sheet, ...]
    sums: tuple[int, ...]
    faults: tuple[Fault, ...]
    left_out_rows: tuple[int, ...]
    unread_columns: tuple[str, ...]
    closed_periods: tuple[Period, ...]
    imported_before: EarlierImport | None

    @property
    def n_rows(self) -> int:
        """How many rows hold anything and may be sheets."""
        return len(self.table.filled)

    @property
    def n_with_gaps(self) -> int:
        """How many sheets leave at least one element unanswered."""
        return sum(None in sheet.ratings for sheet in self.sheets)

    @property
    def n_by_counter(self) -> Mapping[int, int]:
        """How many sheets each counter has."""
        return Counter(sheet.counter_id for sheet in self.sheets)

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and the last day, or None without sheets."""
        days = [sheet.day for sheet in self.sheets]
        return (min(days), max(days)) if days else None


def check_file(
    scope: Scope, now: datetime, content: bytes, filename: str, choices: ImportChoices
) -> CheckedFile:
    """Read every row of a file; Invalid when its columns are not those that were named."""
    unit = organisation.unit(scope, choices.unit_id, IMPORT)
    table = read_sheet_table(content, filename)
    asked = _instrument(choices.instrument)
    columns = locate_sheet_columns(table, choices, asked)
    reader = _reader(scope, now, choices, columns, asked)
    places = SheetPlaces(columns.ratings.values(), columns.day, columns.comment)
    found = only_sheets(table, places)
    sheets = tuple(reader.sheets(found.table))
    digest, sums = hashlib.sha256(content).hexdigest(), running_sums(sheets, asked)
    return CheckedFile(
        filename=filename,
        sha256=digest,
        unit_id=unit.id,
        instrument=asked,
        table=found.table,
        sheets=sheets,
        sums=sums,
        faults=tuple(sorted(reader.faults, key=lambda fault: fault.row)),
        left_out_rows=found.left_out,
        unread_columns=_unread(table, columns),
        closed_periods=_closed(scope, unit.id, sheets),
        imported_before=find_earlier(unit.id, digest, sums),
    )


def faults_csv(faults: tuple[Fault, ...], gettext: Callable[..., str]) -> bytes:
    """Every fault as a table to work through beside the file, in the language of `gettext`."""
    rows = [(fault.row, fault.column, fault.value, fault.translated(gettext)) for fault in faults]
    headings = [gettext(heading) for heading in FAULT_HEADINGS]
    return write_csv(headings, rows, for_spreadsheets=True)


def _reader(
    scope: Scope, now: datetime, choices: ImportChoices, columns: SheetColumns, asked: Instrument
) -> SheetReader:
    unit_id = choices.unit_id
    zone = organisation.agency_of_unit(scope, unit_id, IMPORT).zone
    counters = responses.counters_of_unit(unit_id)
    services = [s for s in organisation.services(scope, unit_id, IMPORT) if s.unit_id == unit_id]
    unit_counter = next(counter for counter in counters if counter.stands_for_unit)
    return SheetReader(
        language=choices.language,
        columns=columns,
        instrument=asked,
        date_format=choices.date_format,
        today=local_day_and_slot(now, zone)[0],
        rounds=collection.rounds(scope, unit_id, IMPORT),
        counters=Names([(c.id, c.code, c.name) for c in counters]),
        services=Names([(s.id, s.code, s.name) for s in services]),
        blank_counter_id=unit_counter.id if choices.blank_counter_is_unit else None,
    )


def _unread(table: Table, columns: SheetColumns) -> tuple[str, ...]:
    headings = enumerate(table.columns)
    return tuple(name for at, name in headings if name.strip() and at not in columns.read)


def _closed(scope: Scope, unit_id: int, sheets: tuple[Sheet, ...]) -> tuple[Period, ...]:
    """The closed periods, of the unit or of those above it, that a sheet's day lies in."""
    days = {sheet.day for sheet in sheets}
    closed = publications.closed_periods(scope, unit_id, IMPORT)
    return tuple(p for p in closed if any(p.first_day <= day <= p.last_day for day in days))


def _instrument(name: str) -> Instrument:
    try:
        return catalogue.find(name)
    except ValueError as fault:
        raise Invalid("Kuesioner '%(name)s' tidak dikenal.", name=name) from fault
