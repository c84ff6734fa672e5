"""CSV files in and out."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from itertools import islice

from app.documents.cells import Cell, cell_text, may_run_as_formula
from app.documents.header_rows import LOOKED_FOR_A_HEADER, IsHeader, header_row
from app.errors import Invalid

_DELIMITERS = (",", ";", "\t")
# Excel writes this above the header, reads it, and neither shows nor counts it.
_NAMED_DELIMITER = re.compile(r"sep=([^\r\n\"])[,;\t]*(?:\r\n|\r|\n|$)", re.IGNORECASE)


def read_csv_rows(
    content: bytes, is_header: IsHeader | None = None
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Give each row with the number a spreadsheet shows beside it, the header as row 1.

    A line break inside quotation marks does not start a new row, and an empty line counts as one.
    A first line such as `sep=;` names the delimiter and is no row. Else it is the one that makes
    the best header: of the first row that `is_header` knows one by, or of the first row at all.
    """
    text, delimiter = _parted(_decoded(content), is_header)
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


def _parted(text: str, is_header: IsHeader | None) -> tuple[str, str]:
    """The text from its header on, and the delimiter: the one that its first line names, if any."""
    named = _NAMED_DELIMITER.match(text)
    if named:
        return text[named.end() :], named[1]
    tops = {delimiter: _top(text, delimiter) for delimiter in _DELIMITERS}
    fits = {d: _fit_below_header(top, is_header) for d, top in tops.items() if is_header}
    if any(fits.values()):
        return text, max(_DELIMITERS, key=lambda delimiter: fits[delimiter] or (0, 0))
    return text, max(_DELIMITERS, key=lambda delimiter: len(next(iter(tops[delimiter]), [])))


def _top(text: str, delimiter: str) -> list[list[str]]:
    """The first rows as far as they can be read."""
    rows = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    try:
        return list(islice(rows, 2 * LOOKED_FOR_A_HEADER))
    except csv.Error:
        return []


def _fit_below_header(
    top: Sequence[Sequence[str]], is_header: IsHeader | None
) -> tuple[int, int] | None:
    """How wide the header is, and how few rows are wider: text has commas; None without one."""
    found = is_header and header_row(top[:LOOKED_FOR_A_HEADER], is_header)
    if not found:
        return None
    place, cells = found
    return len(cells), -sum(len(row) > len(cells) for row in top[place:])
