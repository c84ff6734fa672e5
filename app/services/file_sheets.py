"""Answer sheets of a spreadsheet, with what else stands in their rows, without any database."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np

from analytics.inputs import Rule, Tally
from app.documents.tables import Table
from app.errors import Invalid
from app.services.file_columns import FileColumns, columns_of, tell_left_out
from app.services.scoring_rules import instrument_of, rule_of
from app.services.sheet_tables import SheetPlaces, only_sheets, read_sheet_table
from survey_forms import catalogue
from survey_forms.instrument import Instrument
from survey_forms.rating_tables import RatingTable, locate_columns, read_ratings

Label = TypeVar("Label", bound=Hashable)


@dataclass(frozen=True)
class FileSheets:
    """The sheets that have a rating (uint8, sheets x elements, gaps 0) and the rows they are of."""

    instrument: Instrument
    ratings: np.ndarray
    columns: FileColumns

    @property
    def rule(self) -> Rule:
        """The scoring rule of the instrument."""
        return rule_of(self.instrument.reference)

    @property
    def tally(self) -> Tally:
        """All sheets together."""
        return self._tally(self.ratings)

    def tallies_by(self, labels: Sequence[Label]) -> dict[Label, Tally]:
        """The sheets of each label, where `labels` has one for every sheet."""
        rows: dict[Label, list[int]] = {}
        for row, label in enumerate(labels):
            rows.setdefault(label, []).append(row)
        return {label: self._tally(self.ratings[held]) for label, held in rows.items()}

    def only(self, chosen: np.ndarray) -> FileSheets:
        """The chosen sheets (boolean mask)."""
        held = np.flatnonzero(chosen)
        table = self.columns.table
        rows = replace(table, rows=[table.rows[place] for place in held])
        return FileSheets(self.instrument, self.ratings[held], FileColumns(rows))

    def _tally(self, ratings: np.ndarray) -> Tally:
        return Tally.from_ratings(ratings, self.instrument.keys, *self.instrument.scale)


def read_sheets(
    content: bytes,
    filename: str,
    required: Sequence[str] = (),
    *,
    order: str | None = None,
    instrument: str = "skm-2017",
) -> FileSheets:
    """The sheets of a CSV or XLSX file that also has these columns; Invalid names each bad cell.

    `order` says what U1..U9 mean. Rows without any rating are left out.
    """
    asked = instrument_of(catalogue.find(instrument).reference)
    table = read_answer_table(content, filename, asked, order, required)
    read = ratings_of(table, asked, order)
    kept = [table.rows[number - 2] for number in read.row_numbers]
    ratings = np.array([[rating or 0 for rating in row] for row in read.ratings], dtype=np.uint8)
    sheets = FileSheets(
        asked,
        ratings.reshape(-1, len(asked.keys)),
        FileColumns(replace(table, rows=kept)),
    )
    return sheets.only(np.asarray(sheets.ratings.any(axis=1)))


def read_answer_table(
    content: bytes,
    filename: str,
    asked: Instrument,
    order: str | None,
    required: Sequence[str] = (),
) -> Table:
    """The sheets of a file as offices keep it; what is not read of it is told in the log."""
    table = columns_of(read_sheet_table(content, filename), required).table
    places = _places(table, asked, order)
    found = only_sheets(table, SheetPlaces(places.values()))
    tell_left_out(found.table, found.left_out)
    return found.table


def ratings_of(table: Table, asked: Instrument, order: str | None) -> RatingTable:
    """The ratings in a table; Invalid names each bad cell by its row in the file."""
    read = read_ratings([cells for _, cells in table.rows], _places(table, asked, order), asked)
    if read.faults:
        # They count from the header on; the file may have rows between that are not in the table.
        faults = [replace(fault, row=table.rows[fault.row - 2][0]) for fault in read.faults]
        raise Invalid("Ada isi yang tidak dapat dibaca.", faults)
    return read


def _places(table: Table, asked: Instrument, order: str | None) -> Mapping[str, int]:
    try:
        return locate_columns(table.columns, asked, order)
    except ValueError as error:
        raise Invalid(str(error)) from error
