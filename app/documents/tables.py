"""Tables of text that people hand in, and the ways to hand one out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, islice

from openpyxl.utils import get_column_letter

from app.documents.csv_files import read_csv_rows, write_csv
from app.documents.header_rows import LOOKED_FOR_A_HEADER, IsHeader, IsRow, header_row
from app.documents.xlsx_files import (
    MAX_COLUMNS,
    UnsavedFormula,
    read_xlsx_rows,
    sheets_with_header,
)
from app.errors import Invalid

__all__ = ["MAX_COLUMNS", "MAX_ROWS", "Table", "read_headed_table", "read_table", "write_csv"]

MAX_ROWS = 200_000
# Letters of a cell that a refusal repeats.
MOST_TOLD = 40

_ZIP = b"PK\x03\x04"
_PDF = b"%PDF-"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

NumberedRow = tuple[int, tuple[str, ...]]


@dataclass(frozen=True)
class Table:
    """A header and its rows; each row carries the number that a spreadsheet shows beside it.

    `sheets` are the names of the spreadsheet's sheets that such a table was found on; the first of
    them is the one that was read. What to do about a fault differs between a workbook and a CSV.
    """

    columns: tuple[str, ...]
    rows: list[NumberedRow]
    sheets: tuple[str, ...] = ()
    is_workbook: bool = False

    @property
    def filled(self) -> list[NumberedRow]:
        """The rows that hold anything."""
        return [(number, cells) for number, cells in self.rows if any(map(str.strip, cells))]

    def fitted(self) -> Table:
        """With rows as wide as the header; Invalid names what stands beyond, and open formulas."""
        rows = [(number, _fitted(number, cells, self)) for number, cells in self.rows]
        return replace(self, rows=rows)


def read_table(content: bytes, filename: str) -> Table:
    """Read a CSV or XLSX; every fault is an Invalid that says in Indonesian what to do.

    The header is the first row. Shorter rows are filled up with empty cells. Empty rows at the end
    are dropped, those between others are kept. Cells are given as they are, header names without
    blanks around them.
    """
    rows = _numbered_rows(content, filename)
    table = _table(_with_content(_plain_text(_narrow(rows))))
    return replace(table, is_workbook=_is_xlsx(content, filename)).fitted()


def read_headed_table(
    content: bytes, filename: str, is_header: IsHeader, is_row: IsRow | None = None
) -> Table:
    """Read a table whose header is the first row that `is_header` knows one by, on any sheet.

    The first row that holds anything heads it where none is known. A cell that is left empty in the
    header is headed by the one above, as where heads are merged over two rows. Rows keep what
    stands right of the header until `fitted` refuses it: below a table it may belong to no row.
    Of several such sheets the first with a row that `is_row` knows is read.
    """
    _refuse_unreadable(content)
    is_workbook = _is_xlsx(content, filename)
    sheets = sheets_with_header(content, is_header, is_row) if is_workbook else ()
    rows = _numbered_rows(content, filename, is_header, *sheets[:1])
    table = _table(_from_header(_with_content(_plain_text(_narrow(rows))), is_header))
    return replace(table, sheets=sheets, is_workbook=is_workbook)


def _table(rows: Iterator[NumberedRow]) -> Table:
    columns = _header(rows)
    return Table(columns, list(rows))


def _numbered_rows(
    content: bytes, filename: str, is_header: IsHeader | None = None, sheet: str | None = None
) -> Iterator[NumberedRow]:
    """Open the file for what it is; its name only decides when the content does not."""
    _refuse_unreadable(content)
    if _is_xlsx(content, filename):
        return read_xlsx_rows(content, sheet)
    return read_csv_rows(content, is_header)


def _refuse_unreadable(content: bytes) -> None:
    # A copy that failed leaves nothing but zeros.
    if not content.strip(b"\0 \t\r\n"):
        raise Invalid("Berkas ini kosong. Pilih berkas yang berisi data, lalu kirim ulang.")
    if content.startswith(_PDF):
        raise Invalid(
            "Berkas ini PDF, bukan tabel. Buka tabelnya di aplikasi lembar kerja, simpan sebagai "
            ".xlsx atau .csv, lalu kirim ulang."
        )
    if content.startswith(_OLE):
        raise Invalid(
            "Berkas ini berformat Excel lama (.xls) atau terkunci kata sandi. Simpan sebagai .xlsx "
            "tanpa kata sandi, lalu kirim ulang."
        )


def _is_xlsx(content: bytes, filename: str) -> bool:
    return content.startswith(_ZIP) or filename.lower().endswith((".xlsx", ".xlsm"))


def _narrow(rows: Iterable[NumberedRow]) -> Iterator[NumberedRow]:
    """Refuse what stands beyond the greatest width; empty cells there are dropped."""
    for number, cells in rows:
        if any(cell.strip() for cell in cells[MAX_COLUMNS:]):
            raise Invalid(
                "Tabel ini lebih dari %(most)s kolom. Hapus kolom yang tidak dipakai, lalu kirim "
                "ulang.",
                most=MAX_COLUMNS,
            )
        yield number, cells[:MAX_COLUMNS]


def _plain_text(rows: Iterable[NumberedRow]) -> Iterator[NumberedRow]:
    """Refuse NUL characters: no text has them, and PostgreSQL cannot store them."""
    for number, cells in rows:
        if any("\0" in cell for cell in cells):
            raise Invalid(
                "Baris %(row)s berisi karakter yang bukan teks (NUL). Simpan ulang dari aplikasi "
                "lembar kerja sebagai CSV atau XLSX, lalu kirim ulang.",
                row=number,
            )
        yield number, cells


def _with_content(rows: Iterable[NumberedRow]) -> Iterator[NumberedRow]:
    """Drop the empty rows at the end; give those between others without their blanks."""
    expected = 1
    for number, cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        if number > MAX_ROWS + 1:
            raise Invalid(
                "Tabel ini lebih dari %(most)s baris. Bagi menjadi beberapa berkas, lalu kirim "
                "satu per satu.",
                most=MAX_ROWS,
            )
        yield from ((blank, ()) for blank in range(expected, number))
        yield number, cells
        expected = number + 1


def _from_header(rows: Iterator[NumberedRow], is_header: IsHeader) -> Iterator[NumberedRow]:
    """The rows from the header on; from the first filled one where none is known as a header."""
    top = list(islice(rows, LOOKED_FOR_A_HEADER))
    filled = (at for at, (_, cells) in enumerate(top) if any(map(str.strip, cells)))
    place, cells = header_row([held for _, held in top], is_header) or (next(filled, 0), None)
    if cells is not None:
        top[place] = top[place][0], cells
    return chain(top[place:], rows)


def _header(rows: Iterator[NumberedRow]) -> tuple[str, ...]:
    _, cells = next(rows, (1, ()))
    names = [cell.strip() for cell in cells]
    while names and not names[-1]:
        names.pop()
    if not names:
        raise Invalid("Baris 1 harus berisi nama kolom. Tambahkan nama kolom, lalu kirim ulang.")
    _refuse_duplicates(names)
    return tuple(names)


def _refuse_duplicates(names: list[str]) -> None:
    # A column without a name cannot be asked for, so any number of them may stand side by side.
    times = Counter(name.casefold() for name in names if name)
    repeated = [name for name in dict.fromkeys(names) if times[name.casefold()] > 1]
    if repeated:
        raise Invalid(
            "Nama kolom berulang: %(names)s. Beri setiap kolom nama yang berbeda, lalu kirim "
            "ulang.",
            names=", ".join(repeated),
        )


def _fitted(number: int, cells: tuple[str, ...], table: Table) -> tuple[str, ...]:
    width = len(table.columns)
    _refuse_unsaved(number, cells[:width])
    for place, cell in enumerate(cells[width:], start=width + 1):
        if cell.strip():
            told = cell[:MOST_TOLD]
            raise _untitled(number, place, told) if table.is_workbook else _parted(number, told)
    return cells[:width] + ("",) * (width - len(cells))


def _untitled(number: int, place: int, told: str) -> Invalid:
    column = get_column_letter(place)
    return Invalid(
        'Sel %(cell)s berisi "%(told)s", tetapi kolom %(column)s tidak berjudul. Pindahkan atau '
        "hapus isi sel itu, atau beri kolomnya judul di baris judul, lalu kirim ulang.",
        cell=f"{column}{number}",
        told=told,
        column=column,
    )


def _parted(number: int, told: str) -> Invalid:
    return Invalid(
        'Baris %(row)s berisi lebih banyak sel daripada judul kolom ("%(cell)s"). '
        "Periksa pemisah kolom dan tanda kutip di baris itu, lalu kirim ulang.",
        row=number,
        cell=told,
    )


def _refuse_unsaved(number: int, cells: tuple[str, ...]) -> None:
    for place, cell in enumerate(cells, start=1):
        if isinstance(cell, UnsavedFormula):
            raise Invalid(
                "Sel %(cell)s berisi rumus tanpa hasil tersimpan. Buka berkasnya di aplikasi "
                "lembar kerja, simpan, lalu coba lagi.",
                cell=f"{get_column_letter(place)}{number}",
            )
