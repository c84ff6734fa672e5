"""XLSX through real files, which openpyxl writes and other programs change."""

from __future__ import annotations

import zipfile
from datetime import date, datetime
from io import BytesIO

import openpyxl
import pytest

from app.documents import xlsx_files
from app.documents.xlsx_files import UnsavedFormula, read_xlsx_rows
from app.errors import Invalid
from tests.factories.office_files import workbook


def changed(content: bytes, member: str, old: bytes, new: bytes) -> bytes:
    """Replace a piece of one member of the archive, as another program would have written it."""
    result = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(result, "w") as target:
        for name in source.namelist():
            text = source.read(name)
            if name == member:
                assert old in text
                text = text.replace(old, new)
            target.writestr(name, text)
    return result.getvalue()


def rows(content: bytes) -> list[tuple[int, tuple[str, ...]]]:
    return list(read_xlsx_rows(content))


def test_numbers_dates_and_text_become_plain_text():
    content = workbook(
        ("tanggal", "loket", "waktu", "biaya"),
        (date(2021, 1, 4), "KTP", 4, 3.0),
        (datetime.fromisoformat("2021-01-04 09:30"), None, 3.25, "  teks "),
    )
    assert rows(content) == [
        (1, ("tanggal", "loket", "waktu", "biaya")),
        (2, ("2021-01-04", "KTP", "4", "3")),
        (3, ("2021-01-04 09:30:00", "", "3.25", "  teks ")),
    ]


def test_a_formula_that_was_never_computed_is_given_as_such_and_not_as_an_empty_cell():
    ((_, (cell, _)),) = rows(workbook(("=1+3", 2)))
    assert (type(cell), cell) == (UnsavedFormula, "=1+3")


def test_a_formula_whose_result_is_an_empty_text_gives_an_empty_cell():
    content = changed(
        workbook(('=IF(B1>2,"","x")', 4)), "xl/worksheets/sheet1.xml", b'r="A1"', b'r="A1" t="str"'
    )
    assert rows(content) == [(1, ("", "4"))]


def test_a_formula_gives_the_result_it_was_saved_with():
    content = changed(
        workbook(("waktu",), ("=1+3",)), "xl/worksheets/sheet1.xml", b"<v />", b"<v>4</v>"
    )
    assert rows(content)[1] == (2, ("4",))


def test_only_the_first_sheet_is_read():
    book = openpyxl.Workbook()
    book.active.append(("pertama",))
    book.create_sheet("kedua").append(("lain",))
    content = BytesIO()
    book.save(content)
    assert rows(content.getvalue()) == [(1, ("pertama",))]


def test_rows_beyond_a_wrongly_declared_size_are_read():
    content = changed(
        workbook(("waktu",), (4,), (3,)), "xl/worksheets/sheet1.xml", b'ref="A1:A3"', b'ref="A1"'
    )
    assert [cells for _, cells in rows(content)] == [("waktu",), ("4",), ("3",)]


def test_a_row_number_beyond_any_sheet_is_refused_and_not_counted_up_to():
    content = changed(
        workbook(("waktu",), (4,)),
        "xl/worksheets/sheet1.xml",
        b'<row r="2"',
        b'<row r="99999999999"',
    )
    with pytest.raises(Invalid, match="di atas 1048576"):
        list(read_xlsx_rows(content))


@pytest.mark.parametrize(
    "content",
    [b"PK\x03\x04 not a zip", b"plain text", workbook(("a",))[:-200]],
    ids=["no zip", "text", "cut off"],
)
def test_a_damaged_file_is_refused(content):
    with pytest.raises(Invalid, match="rusak atau bukan lembar kerja"):
        rows(content)


def test_another_kind_of_zip_is_refused():
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("content.xml", "<office/>")
    with pytest.raises(Invalid, match="rusak atau bukan lembar kerja"):
        rows(content.getvalue())


def test_a_file_that_unfolds_to_too_much_is_refused_before_it_is_unfolded():
    content = BytesIO(workbook(("a",), (1,)))
    with zipfile.ZipFile(content, "a", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        zeros = bytes(1_000_000)
        with archive.open("xl/bomb.bin", "w") as member:
            for _ in range(xlsx_files.MAX_UNCOMPRESSED_BYTES // len(zeros)):
                member.write(zeros)
    assert len(content.getvalue()) < 500_000
    with pytest.raises(Invalid, match="lebih dari 200 MB"):
        rows(content.getvalue())
