"""One table in the ways that offices hand it in: as CSV of several programs, and as XLSX."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from datetime import date
from io import BytesIO, StringIO
from typing import Any

from openpyxl import Workbook

Row = Sequence[Any]


def as_csv(rows: Sequence[Row], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    """The rows as a program set to Indonesian writes them: with decimal commas."""
    text = StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows([[_text(cell) for cell in row] for row in rows])
    return text.getvalue().encode(encoding)


def as_xlsx(rows: Sequence[Row], *, cover: bool = False) -> bytes:
    """The rows one column and two rows further in, with a sheet about the survey before it."""
    book = Workbook()
    sheet = book.active
    if cover:
        sheet.append(["Survei Kepuasan Masyarakat"])
        sheet = book.create_sheet("Rekap")
    for place, row in enumerate(rows, start=3):
        for at, cell in enumerate(row, start=2):
            sheet.cell(place, at, cell)
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def in_an_office(head: Row, rows: Sequence[Row], total: Row = ()) -> list[Row]:
    """Titles, the header, counted columns, the rows with a gap between, a sum and a signature."""
    counted = [f"({place})" for place in range(1, len(head) + 1)]
    above: list[Row] = [["REKAPITULASI, Semester I, 2026"], ["Unit: Dinas Kependudukan"], []]
    below: list[Row] = [total, [], ["", "", "Semarang, 30 Juni 2026"], ["", "", "Kepala Dinas,"]]
    return [*above, head, counted, rows[0], [], *rows[1:], *below]


def ways(head: Row, rows: Sequence[Row], total: Row = ()) -> Iterator[tuple[str, str, bytes]]:
    """How it was handed in, its file's name, and its bytes."""
    office = in_an_office(head, rows, total)
    for name, delimiter in (("semicolons", ";"), ("commas", ","), ("tabs", "\t")):
        yield name, "a.csv", as_csv(office, delimiter)
    for encoding in ("utf-16", "utf-8-sig", "cp1252"):
        yield encoding, "a.csv", as_csv(office, ";", encoding)
    yield "days in words", "a.csv", as_csv([[_in_words(c) for c in row] for row in office], ";")
    yield "days first", "a.csv", as_csv([[_day_first(c) for c in row] for row in office], ";")
    yield "a workbook", "a.xlsx", as_xlsx(office)
    yield "a cover before it", "a.xlsx", as_xlsx(office, cover=True)


def _text(cell: Any) -> Any:
    return str(cell).replace(".", ",") if isinstance(cell, float) else cell


def _in_words(cell: Any) -> Any:
    months = ("Januari", "Februari", "Maret", "April", "Mei", "Juni")
    return f"{cell.day} {months[cell.month - 1]} {cell.year}" if isinstance(cell, date) else cell


def _day_first(cell: Any) -> Any:
    return f"{cell:%d/%m/%Y}" if isinstance(cell, date) else cell
