"""Columns of a file that a computation needs, checked cell by cell before anything is computed."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

import numpy as np

from app.documents.tables import Table, read_table
from app.errors import Invalid
from survey_forms.rating_tables import Fault

Value = TypeVar("Value")


@dataclass(frozen=True)
class FileColumns:
    """A table whose cells are asked for by column; a bad cell is an Invalid naming its place."""

    table: Table

    def __len__(self) -> int:
        """The number of rows below the header."""
        return len(self.table.rows)

    def has(self, name: str) -> bool:
        """Whether the file has such a column, in capitals or not."""
        return self._place(name) is not None

    def texts(self, name: str) -> list[str]:
        """The cells of a column without blanks around them."""
        place = self._place(name)
        if place is None:
            raise KeyError(name)
        return [cells[place].strip() for _, cells in self.table.rows]

    def wholes(self, name: str, low: int, high: int) -> np.ndarray:
        """The cells as whole numbers from low to high (int64)."""
        expected = f"Tulis bilangan bulat dari {low} sampai {high}."
        return np.array(self._read(name, lambda text: _whole(text, low, high), expected), np.int64)

    def numbers(self, name: str) -> np.ndarray:
        """The cells as finite numbers (float64); a decimal comma is read as well."""
        return np.array(self._read(name, _number, "Tulis sebuah angka, misalnya 12,5."), float)

    def days(self, name: str) -> list[date]:
        """The cells as days, written yyyy-mm-dd."""
        expected = "Tulis tanggal sebagai tahun-bulan-hari (2026-03-31)."
        return self._read(name, date.fromisoformat, expected)

    def _place(self, name: str) -> int | None:
        """Where a column stands; no two of a table differ in capitals alone."""
        spelt = [column.casefold() for column in self.table.columns]
        return spelt.index(name.casefold()) if name.casefold() in spelt else None

    def _read(self, name: str, read: Callable[[str], Value], expected: str) -> list[Value]:
        values, faults = [], []
        for (row, _), text in zip(self.table.rows, self.texts(name), strict=True):
            try:
                values.append(read(text))
            except ValueError:
                faults.append(Fault(row, name, text, expected))
        if faults:
            raise Invalid("Ada isi yang tidak dapat dibaca.", faults)
        return values


def read_columns(content: bytes, filename: str, required: Sequence[str]) -> FileColumns:
    """Read a CSV or XLSX file that must have these columns, and at least one row."""
    return columns_of(read_table(content, filename), required)


def columns_of(table: Table, required: Sequence[str]) -> FileColumns:
    """The columns of a table that must have these, and at least one row."""
    columns = FileColumns(table)
    missing = [name for name in required if not columns.has(name)]
    if missing:
        raise Invalid(
            "Kolom ini tidak ada di berkas: %(names)s. Kolom yang ada: %(known)s.",
            names=", ".join(missing),
            known=", ".join(filter(None, table.columns)),
        )
    if not table.filled:
        raise Invalid("Berkas ini tidak berisi baris data. Isi sedikitnya satu baris.")
    return columns


def _whole(text: str, low: int, high: int) -> int:
    value = int(text)
    if not low <= value <= high:
        raise ValueError
    return value


def _number(text: str) -> float:
    value = float(text.replace(",", "."))
    if not math.isfinite(value):
        raise ValueError
    return value
