"""Reading XLSX files as text, whichever program wrote them."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from app.documents.cells import cell_text
from app.errors import Invalid

# An XLSX is a ZIP: a few kilobytes can unfold to gigabytes.
MAX_UNCOMPRESSED_BYTES = 200_000_000
# Sheets are often formatted to their last column, the 16,384th; nobody fills that many.
MAX_COLUMNS = 200
_LAST_ROW_OF_A_SHEET = 1_048_576


def read_xlsx_rows(content: bytes) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Give each row of the first sheet with its row number, every cell as plain text.

    A formula gives the result it was saved with; one that was saved without is Invalid, since
    its cell would look empty and be taken for a missing answer. A row ends with its last cell that
    is filled, or with the first one beyond MAX_COLUMNS; what stands further right is not looked at.
    """
    try:
        _refuse_what_unfolds_too_far(content)
        _refuse_formulas_without_result(content)
        yield from _sheet_rows(_opened(content))
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


def _refuse_formulas_without_result(content: bytes) -> None:
    """Read the formulas beside their results, where the file has any formula at all."""
    if not _has_formulas(content):
        return
    written, computed = (_opened(content, results=results) for results in (False, True))
    pairs = zip(_rows_of(written), _rows_of(computed), strict=True)
    for formulas, results in pairs:
        for formula, result in zip(formulas, results, strict=True):
            if formula.data_type == "f" and result.value is None:
                raise Invalid(
                    "Sel %(cell)s berisi rumus tanpa hasil tersimpan. Buka berkasnya di aplikasi "
                    "lembar kerja, simpan, lalu coba lagi.",
                    cell=formula.coordinate,
                )


def _has_formulas(content: bytes) -> bool:
    with ZipFile(BytesIO(content)) as archive:
        sheets = [n for n in archive.namelist() if n.startswith("xl/worksheets/")]
        return any(b"<f" in archive.read(name) for name in sheets)


def _first_sheet(workbook: Workbook) -> Any:
    sheet = workbook.worksheets[0]
    # Some programs write a wrong size into the sheet, and rows beyond it would be lost.
    sheet.reset_dimensions()
    return sheet


def _rows_of(workbook: Workbook, *, values_only: bool = False) -> Iterator[tuple[Any, ...]]:
    """The rows of the first sheet, each as wide as the widest that is read."""
    rows = _first_sheet(workbook).iter_rows(max_col=MAX_COLUMNS + 1, values_only=values_only)
    for number, row in enumerate(rows, start=1):
        if number > _LAST_ROW_OF_A_SHEET:
            raise Invalid(
                "Lembar kerja ini menyebut baris di atas %(last)s.", last=_LAST_ROW_OF_A_SHEET
            )
        yield row


def _sheet_rows(workbook: Workbook) -> Iterator[tuple[int, tuple[str, ...]]]:
    for number, values in enumerate(_rows_of(workbook, values_only=True), start=1):
        yield number, tuple(cell_text(value) for value in values[: _filled(values)])


def _filled(values: tuple[Any, ...]) -> int:
    """How many cells there are up to the last one that is filled."""
    if values.count(None) == len(values):  # much faster where rows are left empty
        return 0
    return next(n for n in range(len(values), 0, -1) if values[n - 1] is not None)
