"""CSV files in and out."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

from app.documents.cells import Cell, cell_text, may_run_as_formula
from app.errors import Invalid

_DELIMITERS = (",", ";", "\t")
# Excel writes this above the header, reads it, and neither shows nor counts it.
_NAMED_DELIMITER = re.compile(r"sep=([^\r\n\"])[,;\t]*(?:\r\n|\r|\n|$)", re.IGNORECASE)


def read_csv_rows(content: bytes) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Give each row with the number a spreadsheet shows beside it, the header as row 1.

    A line break inside quotation marks does not start a new row, and an empty line counts as one.
    A first line such as `sep=;` names the delimiter and is no row.
    """
    text, delimiter = _parted(_decoded(content))
    rows = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    try:
        for number, cells in enumerate(rows, start=1):
            yield number, tuple(cells)
    except csv.Error as fault:
        raise Invalid(
            "Baris %(row)s tidak dapat dibaca: tanda kutip tidak lengkap atau sel terlalu "
            "panjang. Perbaiki baris itu, lalu kirim ulang berkasnya.",
            row=number + 1,
        ) from fault


def write_csv(
    columns: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    *,
    for_spreadsheets: bool = False,
) -> bytes:
    """Give a table as CSV in UTF-8; text that a spreadsheet could run gets an apostrophe before it.

    Machines get commas and no byte order mark. For people the file opens by a double click: with
    the mark, and with semicolons, which is what a spreadsheet set to Indonesian expects.
    """
    text = StringIO(newline="")
    writer = csv.writer(text, delimiter=";" if for_spreadsheets else ",")
    writer.writerow([_guarded(name) for name in columns])
    writer.writerows([_guarded(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig" if for_spreadsheets else "utf-8")


def _guarded(cell: Cell) -> str:
    text = cell_text(cell)
    return f"'{text}" if may_run_as_formula(text) else text


def _decoded(content: bytes) -> str:
    # Excel writes UTF-8 with a mark, "Unicode text" as UTF-16, and its plain CSV as cp1252.
    is_utf16 = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    encodings = ["utf-16"] if is_utf16 else ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Invalid(
        "Berkas ini bukan teks CSV yang dapat dibaca. Simpan ulang dari aplikasi lembar kerja "
        'sebagai "CSV UTF-8" atau .xlsx, lalu kirim ulang.'
    )


def _parted(text: str) -> tuple[str, str]:
    """The text from its header on, and the delimiter: the one that its first line names, if any."""
    named = _NAMED_DELIMITER.match(text)
    return (text[named.end() :], named[1]) if named else (text, _delimiter(text))


def _delimiter(text: str) -> str:
    """Choose the delimiter that parts the header into the most columns; a comma if none does."""

    def columns(delimiter: str) -> int:
        return len(next(csv.reader(StringIO(text, newline=""), delimiter=delimiter), []))

    try:
        return max(_DELIMITERS, key=columns)
    except csv.Error:
        return ","
