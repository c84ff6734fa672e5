"""XLSX through real files: openpyxl writes what we read, and reads what we write."""

from __future__ import annotations

import zipfile
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest

from app.documents import xlsx_files
from app.documents.xlsx_files import read_xlsx_rows, write_xlsx
from app.errors import Invalid


def workbook(*rows: tuple[object, ...]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


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


def test_a_formula_that_was_never_computed_is_refused_by_its_cell():
    with pytest.raises(Invalid, match="Sel A2 berisi rumus"):
        rows(workbook(("waktu", "biaya"), ("=1+3", 2)))


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


def test_what_is_written_is_read_by_a_spreadsheet_library():
    content = write_xlsx(
        ["loket", "n", "indeks", "tanggal"],
        [["KTP", 35, Decimal("92.25"), date(2021, 1, 4)], ["SIM", 0, None, None]],
        "Hasil",
    )
    sheet = openpyxl.load_workbook(BytesIO(content)).active
    assert sheet.title == "Hasil"
    assert [list(row) for row in sheet.iter_rows(values_only=True)] == [
        ["loket", "n", "indeks", "tanggal"],
        ["KTP", 35, 92.25, datetime.fromisoformat("2021-01-04")],
        ["SIM", 0, None, None],
    ]
    assert sheet["A1"].font.bold
    assert sheet["D2"].number_format == "yyyy-mm-dd"


@pytest.mark.parametrize("hostile", ["=1+1", "{=1+1}", "+1+1", "-1+1", "@SUM(A1)", "\tx"])
def test_text_is_never_written_as_a_formula(hostile):
    cell = openpyxl.load_workbook(BytesIO(write_xlsx(["catatan"], [[hostile]], "S"))).active["A2"]
    assert (cell.data_type, cell.value) == ("s", hostile)


def test_text_that_could_run_stays_text_when_someone_edits_the_cell():
    content = write_xlsx(["catatan", "indeks"], [["=1+1", -1], ["biasa", "-1"]], "S")
    sheet = openpyxl.load_workbook(BytesIO(content)).active
    assert [[cell.quotePrefix for cell in row] for row in sheet["A2:B3"]] == [
        [True, False],
        [False, False],
    ]


def test_addresses_are_not_made_into_links():
    content = write_xlsx(["alamat"], [["https://skm.example.go.id"]], "S")
    assert openpyxl.load_workbook(BytesIO(content)).active["A2"].hyperlink is None


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Unit [A]: 1/2?", "Unit  A   1 2"),
        ("x" * 40, "x" * 31),
        ("'dikutip'", "dikutip"),
        ("", "Lembar1"),
        ("***", "Lembar1"),
    ],
)
def test_sheet_names_keep_to_the_rules_of_spreadsheets(name, kept):
    assert openpyxl.load_workbook(BytesIO(write_xlsx(["a"], [], name))).sheetnames == [kept]


def test_a_cell_that_does_not_fit_is_refused_instead_of_cut():
    with pytest.raises(ValueError, match="Row 2, column 1 does not fit"):
        write_xlsx(["a"], [["x" * 32_768]], "S")


def test_what_is_written_reads_back_as_rows():
    content = write_xlsx(["loket", "waktu"], [["=KTP", 4], ["", 3.5]], "S")
    assert rows(content) == [(1, ("loket", "waktu")), (2, ("=KTP", "4")), (3, ("", "3.5"))]
