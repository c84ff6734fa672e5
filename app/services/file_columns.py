"""Columns of a file that a computation needs, checked cell by cell before anything is computed."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

import numpy as np

from app.documents.tables import Table, read_headed_table
from app.errors import N_, Invalid
from app.services.column_names import places_of
from app.services.sheet_tables import OTHER_TABLES, heads_below, names_a_sum, notes_on
from app.services.written_days import Days
from survey_forms.rating_tables import Fault

Value = TypeVar("Value")
# Whether a cell holds what its column is for.
Holds = Callable[[str], bool]

UNREADABLE = N_("Ada isi yang tidak dapat dibaca.")
LEFT_OUT_OF_A_TABLE = N_(
    "Baris yang tidak dibaca karena bukan isi tabel (nomor kolom, jumlah, rata-rata, atau "
    "catatan): %(rows)s."
)
# One comma or point is the decimal sign. Spreadsheets write no exponents into plain cells.
_NUMBER = re.compile(r"[+-]?\d{1,15}(?:[.,]\d{1,40})?", re.ASCII)
# 1.234 is a thousand to one reader, and one and a bit to another.
THOUSANDS = re.compile(r"\d{1,3}(?:[.,]\d{3})+", re.ASCII)
# Three digits behind the sign could be thousands; "20.0" is how a spreadsheet writes 20.
_WHOLE = re.compile(r"(\d{1,15})(?:[.,]0{1,2})?", re.ASCII)
_TRUTHS = {
    **dict.fromkeys(("ya", "y", "yes", "true", "benar", "1"), True),
    **dict.fromkeys(("tidak", "t", "no", "n", "false", "salah", "0"), False),
}
# Who runs a command reads its warnings beside the numbers.
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class FileColumns:
    """A table whose cells are asked for by column; a bad cell is an Invalid naming its place."""

    table: Table

    def __len__(self) -> int:
        """The number of rows below the header."""
        return len(self.table.rows)

    def has(self, name: str) -> bool:
        """Whether the file has such a column, under this name or another that means the same."""
        return bool(places_of(self.table.columns, name))

    def place(self, name: str) -> int:
        """Where a column stands; Invalid where none or several may be meant."""
        found = places_of(self.table.columns, name)
        if not found:
            raise _missing([name], self.table)
        if len(found) > 1:
            raise Invalid(
                "Lebih dari satu kolom dapat berarti %(name)s: %(found)s. Beri judul %(name)s pada "
                "satu kolom saja.",
                name=name,
                found=", ".join(self.table.columns[place] for place in found),
            )
        return found[0]

    def texts(self, name: str) -> list[str]:
        """The cells of a column without blanks around them."""
        place = self.place(name)
        return [cells[place].strip() for _, cells in self.table.rows]

    def wholes(self, name: str, low: int, high: int) -> np.ndarray:
        """The cells as whole numbers from low to high (int64)."""
        expected = f"Tulis bilangan bulat dari {low} sampai {high}."
        return np.array(self.read(name, lambda text: _whole(text, low, high), expected), np.int64)

    def numbers(self, name: str) -> np.ndarray:
        """The cells as finite numbers (float64), with a decimal comma or point, never both."""
        self._refuse_two_signs(name)
        expected = "Tulis sebuah angka tanpa pemisah ribuan, misalnya 12,5."
        return np.array(self.read(name, number_in, expected), float)

    def days(self, name: str) -> list[date]:
        """The cells as days, whose order of day and month the column must show."""
        problem = N_("Ada tanggal yang tidak dapat dibaca.")
        return self.read(name, Days(self.texts(name)).read, problem=problem)

    def truths(self, name: str, expected: str) -> np.ndarray:
        """The cells as truths (bool): ya or tidak, yes or no, or as spreadsheets write them."""
        return np.array(self.read(name, lambda text: _TRUTHS[text.lower()], expected), bool)

    def read(
        self,
        name: str,
        read: Callable[[str], Value],
        expected: str | None = None,
        *,
        problem: str = UNREADABLE,
    ) -> list[Value]:
        """The cells as `read` gives them; where it cannot, `expected` or its own words say why."""
        values, faults = [], []
        for (row, _), text in zip(self.table.rows, self.texts(name), strict=True):
            try:
                values.append(read(text))
            except (KeyError, ValueError) as why:
                faults.append(Fault(row, name, text, expected or str(why)))
        if faults:
            raise Invalid(problem, faults)
        return values

    def _refuse_two_signs(self, name: str) -> None:
        """Where both signs are used, one of them may part thousands."""
        rows = [row for row, _ in self.table.rows]
        cells = list(zip(rows, self.texts(name), strict=True))
        by_sign = {sign: [cell for cell in cells if sign in cell[1]] for sign in ".,"}
        expected = "Kolom ini memakai titik dan koma. Pakai satu tanda desimal, tanpa ribuan."
        for held in by_sign.values() if all(by_sign.values()) else ():
            if all(THOUSANDS.fullmatch(text) for _, text in held):
                raise Invalid(UNREADABLE, [Fault(row, name, text, expected) for row, text in held])


def read_columns(
    content: bytes,
    filename: str,
    required: Sequence[str],
    holds: Mapping[str, Holds] | None = None,
) -> FileColumns:
    """Read a CSV or XLSX file that must have these columns, and at least one row.

    `holds` says of columns what their cells may hold; the first of them is what a row is known by.
    Titles, counted columns, sums and notes are no rows; they are told in the log.
    """
    table = columns_of(_headed(content, filename, required), required).table
    left_out = set(_no_rows(FileColumns(table), required, holds or {}))
    tell_left_out_of_a_table(table, sorted(left_out))
    rows = [(number, cells) for number, cells in table.filled if number not in left_out]
    return columns_of(replace(table, rows=rows).fitted(), required)


def columns_of(table: Table, required: Sequence[str]) -> FileColumns:
    """The columns of a table that must have these, and at least one row."""
    columns = FileColumns(table)
    missing = [name for name in required if not columns.has(name)]
    if missing:
        raise _missing(missing, table)
    if not table.filled:
        raise Invalid("Berkas ini tidak berisi baris data. Isi sedikitnya satu baris.")
    return columns


def tell_left_out(table: Table, left_out: Sequence[int]) -> None:
    """Say in the log what of a file of sheets is not read."""
    for text, values in notes_on(table, left_out):
        _log.warning(text, values)


def tell_left_out_of_a_table(table: Table, left_out: Sequence[int]) -> None:
    """Say in the log what of a file of another table is not read."""
    for text, values in notes_on(table, left_out, LEFT_OUT_OF_A_TABLE, OTHER_TABLES):
        _log.warning(text, values)


def number_in(text: str) -> float:
    """The finite number that a cell holds; a ValueError where it holds none."""
    if not _NUMBER.fullmatch(text):
        raise ValueError(text)
    return float(text.replace(",", "."))


def holds_number(text: str) -> bool:
    """Whether a cell holds a number."""
    return _NUMBER.fullmatch(text) is not None


def _headed(content: bytes, filename: str, required: Sequence[str]) -> Table:
    """The table below the row that names all these columns, else below one that names any."""

    def named(cells: Sequence[str]) -> list[bool]:
        return [bool(places_of(cells, name)) for name in required]

    table = read_headed_table(content, filename, lambda cells: all(named(cells)))
    if all(named(table.columns)):
        return table
    return read_headed_table(content, filename, lambda cells: any(named(cells)))


def _no_rows(
    columns: FileColumns, required: Sequence[str], holds: Mapping[str, Holds]
) -> Iterator[int]:
    """The rows that are none of the table's: counted columns, sums, and notes below the rows."""
    tests = {columns.place(name): test for name, test in holds.items()}
    heads = set(heads_below(columns.table, lambda cells: _heads(cells, required)))
    rows = columns.table.filled
    read = {number: _held(cells, tests) for number, cells in rows}
    last = max((number for number, held in read.items() if any(held)), default=0)
    is_below = False
    for number, cells in rows:
        if number in heads and not all(read[number]):
            yield number
        elif tests and not read[number][0]:
            is_below = is_below or _is_sum(cells, tests)
            if is_below or number > last:
                yield number


def _heads(cells: Sequence[str], required: Sequence[str]) -> bool:
    return bool(required) and all(places_of(cells, name) for name in required)


def _held(cells: Sequence[str], tests: Mapping[int, Holds]) -> list[bool]:
    return [at < len(cells) and test(cells[at].strip()) for at, test in tests.items()]


def _is_sum(cells: Sequence[str], tests: Collection[int]) -> bool:
    """Whether a cell says so that stands before what the table holds, or within it."""
    return any(names_a_sum(cell) for cell in cells[: max(tests) + 1])


def _missing(names: Sequence[str], table: Table) -> Invalid:
    return Invalid(
        "Kolom ini tidak ada di berkas: %(names)s. Kolom yang ada: %(known)s.",
        names=", ".join(names),
        known=", ".join(filter(None, table.columns)),
    )


def _whole(text: str, low: int, high: int) -> int:
    match = _WHOLE.fullmatch(text)
    if not match or not low <= int(match[1]) <= high:
        raise ValueError(text)
    return int(match[1])
