"""Turning the rows of a file into answer sheets, and naming each cell that stands in the way."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.documents.tables import Table
from app.errors import Invalid
from app.models.collection import SurveyRound
from app.services.import_cells import Names, needs_an_order, read_day
from app.services.written_days import DateFormat
from survey_forms import catalogue
from survey_forms.answers import Ratings
from survey_forms.instrument import Instrument
from survey_forms.rating_headers import column_letters
from survey_forms.rating_tables import Fault, locate_columns, read_ratings

MAX_COMMENT_LENGTH = 1000


@dataclass(frozen=True)
class ImportChoices:
    """What a person says about a file: whose it is, and which column holds what.

    `language` is the one in which faults of the elements' columns and ratings are told.
    """

    unit_id: int
    date_column: str
    counter_column: str | None = None
    service_column: str | None = None
    comment_column: str | None = None
    order: str | None = None
    date_format: DateFormat = DateFormat.ISO
    instrument: str = "skm-2017"
    blank_counter_is_unit: bool = False
    language: str = "id"


@dataclass(frozen=True)
class Sheet:
    """One answer sheet that can be stored."""

    row: int
    day: date
    round_id: int
    counter_id: int
    service_id: int | None
    ratings: Ratings
    comment: str = ""
    overall: int | None = None
    block: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class SheetColumns:
    """Where each thing stands in a row; None for what the file does not have."""

    ratings: Mapping[str, int]
    day: int
    counter: int | None
    service: int | None
    comment: int | None

    @property
    def read(self) -> frozenset[int]:
        """The positions of every column that is read."""
        others = (self.day, self.counter, self.service, self.comment)
        return frozenset(self.ratings.values()) | {at for at in others if at is not None}


def locate_sheet_columns(
    table: Table, choices: ImportChoices, instrument: Instrument
) -> SheetColumns:
    """The columns that were named, found in the header; Invalid when one is not there."""
    try:
        ratings = locate_columns(
            table.columns, instrument, choices.order, language=choices.language
        )
    except ValueError as fault:
        raise Invalid(str(fault)) from fault
    return SheetColumns(
        ratings=ratings,
        day=_position(table, choices.date_column),
        counter=_optional_position(table, choices.counter_column),
        service=_optional_position(table, choices.service_column),
        comment=_optional_position(table, choices.comment_column),
    )


def _position(table: Table, name: str) -> int:
    for position, heading in enumerate(table.columns):
        if heading and heading.casefold() == name.strip().casefold():
            return position
    known = ", ".join(heading for heading in table.columns if heading)
    raise Invalid(
        "Kolom '%(name)s' tidak ada di berkas. Kolom yang ada: %(known)s.", name=name, known=known
    )


def _optional_position(table: Table, name: str | None) -> int | None:
    return _position(table, name) if name else None


@dataclass
class SheetReader:
    """Reads sheets against the places and rounds of one unit; collects every fault on the way."""

    columns: SheetColumns
    instrument: Instrument
    date_format: DateFormat
    today: date
    rounds: Sequence[SurveyRound]
    counters: Names
    services: Names
    blank_counter_id: int | None
    language: str = "id"
    faults: list[Fault] = field(default_factory=list)

    def sheets(self, table: Table) -> Iterator[Sheet]:
        """Every sheet without a fault, in the order of the file."""
        rows = [cells for _, cells in table.rows]
        rated = read_ratings(
            rows,
            self.columns.ratings,
            self.instrument,
            first_row=table.rows[0][0] if table.rows else 0,
            language=self.language,
        )
        ratings_of = dict(zip(rated.row_numbers, rated.ratings, strict=True))
        self.faults += rated.faults
        self._ask_for_the_order(table)
        for number, cells in table.rows:
            if any(cell.strip() for cell in cells):
                sheet = self._sheet(number, cells, ratings_of.get(number))
                if sheet:
                    yield sheet

    def _ask_for_the_order(self, table: Table) -> None:
        """One fault, instead of one a row, where dates need an order and none was named."""
        at = self.columns.day
        unclear = [
            (number, cells[at].strip())
            for number, cells in table.rows
            if self._needs_an_order(cells[at].strip())
        ]
        if unclear:
            number, cell = unclear[0]
            problem = Invalid(
                "Tanggal yang tidak ditulis tahun-bulan-hari, seperti 2026-03-31: %(n)s. Sebutkan "
                "susunannya: hari/bulan/tahun (dmy) atau bulan/hari/tahun (mdy).",
                n=len(unclear),
            )
            self._fault(number, at, cell, problem)

    def _fault(self, number: int, at: int | None, cell: str, problem: Invalid) -> None:
        letters = "-" if at is None else column_letters(at)
        self.faults.append(Fault(number, letters, cell, problem.text, problem.values))

    def _needs_an_order(self, cell: str) -> bool:
        return self.date_format is DateFormat.ISO and needs_an_order(cell)

    def _sheet(self, number: int, cells: Sequence[str], ratings: Ratings | None) -> Sheet | None:
        """The sheet of a row, or None; `ratings` is None when they had a fault."""
        faults_before = len(self.faults)

        def read(at: int | None, reading: Callable[[str], Any]) -> Any:
            cell = "" if at is None else cells[at].strip()
            try:
                return reading(cell)
            except Invalid as problem:
                self._fault(number, at, cell, problem)
                return None

        day = read(self.columns.day, self._day)
        round_id = read(self.columns.day, lambda _: self._round_on(day))
        counter_id = read(self.columns.counter, self._counter)
        service_id = read(self.columns.service, self._service)
        comment = read(self.columns.comment, _comment)
        if len(self.faults) > faults_before or ratings is None or day is None:
            return None
        return Sheet(number, day, round_id, counter_id, service_id, ratings, comment)

    def _day(self, cell: str) -> date | None:
        """The day; None where the one question about the order stands for all such cells."""
        if self._needs_an_order(cell):
            return None
        return read_day(cell, self.date_format, self.today)

    def _round_on(self, day: date | None) -> int | None:
        if day is None:
            return None
        opened = round_on(self.rounds, day)
        if catalogue.find(opened.instrument).counted_as != self.instrument.counted_as:
            raise Invalid(
                "Putaran '%(name)s' memakai kuesioner %(asked)s, bukan %(chosen)s.",
                name=opened.name,
                asked=opened.instrument,
                chosen=self.instrument.reference,
            )
        return opened.id

    def _counter(self, cell: str) -> int:
        if cell:
            return self.counters.find(cell)
        if self.blank_counter_id is not None:
            return self.blank_counter_id
        raise Invalid(
            "Loket kosong. Isi loketnya, atau pilih agar lembar tanpa loket dicatat pada unit."
        )

    def _service(self, cell: str) -> int | None:
        return self.services.find(cell) if cell else None


def round_on(rounds: Sequence[SurveyRound], day: date) -> SurveyRound:
    """The round that was open on a day; Invalid says what to do where none was."""
    for opened in rounds:
        if opened.opens_on <= day <= opened.closes_on:
            return opened
    raise Invalid(
        "Tidak ada putaran survei yang buka pada tanggal ini. Buka putaran untuk tanggal ini di "
        "halaman unit, lalu periksa lagi."
    )


def _comment(cell: str) -> str:
    if len(cell) > MAX_COMMENT_LENGTH:
        raise Invalid(
            "Saran lebih dari %(most)s huruf. Ringkas, lalu periksa lagi.", most=MAX_COMMENT_LENGTH
        )
    return cell
