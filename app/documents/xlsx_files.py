"""Reading XLSX files as text, whichever program wrote them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO
from itertools import islice
from typing import Any
from zipfile import ZipFile

from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from app.documents.cells import cell_text
from app.documents.header_rows import LOOKED_FOR_A_HEADER, IsHeader, IsRow, header_row
from app.errors import Invalid

# An XLSX is a ZIP: a few kilobytes can unfold to gigabytes.
MAX_UNCOMPRESSED_BYTES = 200_000_000
# Sheets are often formatted to their last column, the 16,384th; nobody fills that many.
MAX_COLUMNS = 200
_LAST_ROW_OF_A_SHEET = 1_048_576


class UnsavedFormula(str):
    """The text of a formula that was saved without its result, as programs that write files do."""

    __slots__ = ()


def read_xlsx_rows(
    content: bytes, sheet: str | None = None
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Give each row of the first sheet, or of a named one, every cell as plain text.

    Each has its row number. A formula gives the result it was saved with, else an `UnsavedFormula`:
    its cell must not look empty and be taken for a missing answer. A row ends with its last cell
    that is filled, or with the first one beyond MAX_COLUMNS; what stands further right is not
    looked at.
    """
    with _readable():
        _refuse_what_unfolds_too_far(content)
        yield from _sheet_rows(content, sheet)


def sheets_with_header(
    content: bytes, is_header: IsHeader, is_row: IsRow | None = None
) -> tuple[str, ...]:
    """The names of the sheets that are shown and have such a header near their top.

    Those that have a row which `is_row` knows near below it come first.
    """
    with _readable():
        _refuse_what_unfolds_too_far(content)
        shown = (s for s in _opened(content).worksheets if s.sheet_state == "visible")
        headed = {sheet.title: _headed(sheet, is_header) for sheet in shown}
    found = {name: rows for name, rows in headed.items() if rows}
    return tuple(sorted(found, key=lambda name: not _has_row(found[name], is_row)))


@contextmanager
def _readable() -> Iterator[None]:
    """Say of a damaged file what to do about it."""
    try:
        yield
    except Invalid:
        raise
    except Exception as fault:
        # A damaged file fails in zipfile, the XML parser or openpyxl, each with its own errors;
        # whichever it is, the person can do the same thing about it.
        raise Invalid(
            "Berkas XLSX ini rusak atau bukan lembar kerja. Buka di aplikasi lembar kerja, simpan "
            "ulang sebagai .xlsx, lalu kirim ulang."
        ) from fault


def _refuse_what_unfolds_too_far(content: bytes) -> None:
    with ZipFile(BytesIO(content)) as archive:
        # Python never unfolds more of a member than the size it declares, so the sum is a bound.
        unfolded = sum(member.file_size for member in archive.infolist())
    if unfolded > MAX_UNCOMPRESSED_BYTES:
        raise Invalid(
            "Berkas XLSX ini terlalu besar: isinya lebih dari %(most)s MB. Bagi menjadi beberapa "
            "berkas, lalu kirim satu per satu.",
            most=MAX_UNCOMPRESSED_BYTES // 10**6,
        )


def _opened(content: bytes, *, results: bool = True) -> Workbook:
    return load_workbook(BytesIO(content), read_only=True, data_only=results)


def _headed(sheet: Any, is_header: IsHeader) -> list[tuple[str, ...]]:
    """The header near the top of a sheet and the rows near below it; nothing without one."""
    top = [_texts(row) for row in islice(_rows_of(sheet), 2 * LOOKED_FOR_A_HEADER)]
    found = header_row(top[:LOOKED_FOR_A_HEADER], is_header)
    return [found[1], *top[found[0] + 1 :]] if found else []


def _has_row(headed: list[tuple[str, ...]], is_row: IsRow | None) -> bool:
    header, *rows = headed
    return is_row is None or any(is_row(header, cells) for cells in rows)


def _sheet_of(workbook: Workbook, name: str | None) -> Any:
    return workbook.worksheets[0] if name is None else workbook[name]


def _has_formulas(content: bytes) -> bool:
    with ZipFile(BytesIO(content)) as archive:
        sheets = [n for n in archive.namelist() if n.startswith("xl/worksheets/")]
        return any(b"<f" in archive.read(name) for name in sheets)


def _rows_of(sheet: Any, *, values_only: bool = True) -> Iterator[tuple[Any, ...]]:
    """The rows of a sheet, as values or as cells, each as wide as the widest that is read."""
    # Some programs write a wrong size into the sheet, and rows beyond it would be lost.
    sheet.reset_dimensions()
    rows = sheet.iter_rows(max_col=MAX_COLUMNS + 1, values_only=values_only)
    for number, row in enumerate(rows, start=1):
        if number > _LAST_ROW_OF_A_SHEET:
            raise Invalid(
                "Lembar kerja ini menyebut baris di atas %(last)s.", last=_LAST_ROW_OF_A_SHEET
            )
        yield row


def _sheet_rows(content: bytes, name: str | None) -> Iterator[tuple[int, tuple[str, ...]]]:
    rows: Iterable[tuple[Any, ...]] = _rows_of(_sheet_of(_opened(content), name))
    if _has_formulas(content):
        both = (_sheet_of(_opened(content, results=known), name) for known in (True, False))
        rows = map(_with_formulas, *(_rows_of(sheet, values_only=False) for sheet in both))
    for number, values in enumerate(rows, start=1):
        yield number, _texts(values)


def _with_formulas(results: tuple[Any, ...], written: tuple[Any, ...]) -> tuple[Any, ...]:
    """The results of a row's cells, and the formula where none was saved."""
    return tuple(map(_with_formula, results, written))


def _with_formula(result: Any, written: Any) -> Any:
    # An empty text is a result as well, and is marked as a text ("str") without a value.
    if result.value is not None or written.data_type != "f" or result.data_type == "str":
        return result.value
    return UnsavedFormula(written.value)


def _texts(values: tuple[Any, ...]) -> tuple[str, ...]:
    """A row's cells up to the last one that is filled."""
    return tuple(
        value if isinstance(value, UnsavedFormula) else cell_text(value)
        for value in values[: _filled(values)]
    )


def _filled(values: tuple[Any, ...]) -> int:
    """How many cells there are up to the last one that is filled."""
    if values.count(None) == len(values):  # much faster where rows are left empty
        return 0
    return next(n for n in range(len(values), 0, -1) if values[n - 1] is not None)
