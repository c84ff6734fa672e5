"""Tables are read alike from every kind of file, and every fault says what to do."""

from __future__ import annotations

import time
from io import BytesIO

import openpyxl
import pytest

from app.documents import tables
from app.documents.tables import read_headed_table, read_table, write_csv
from app.errors import Invalid
from tests.factories.office_files import workbook

COLUMNS = ("loket", "waktu", "catatan")
ROWS = [("KTP", "4", "baik"), ("SIM", "", "baris satu\nbaris dua"), ("Pajak", "3", "")]


def csv_of(*lines: str) -> bytes:
    return "\n".join(lines).encode()


def refusal(content: bytes, filename: str = "berkas.csv") -> str:
    with pytest.raises(Invalid) as caught:
        read_table(content, filename)
    return caught.value.message


@pytest.mark.parametrize(
    ("filename", "content"),
    [
        ("a.csv", write_csv(COLUMNS, ROWS)),
        ("a.csv", write_csv(COLUMNS, ROWS, for_spreadsheets=True)),
        ("a.xlsx", workbook(COLUMNS, *ROWS)),
    ],
    ids=["csv", "csv for people", "xlsx"],
)
def test_the_same_table_comes_out_of_every_kind_of_file(filename, content):
    table = read_table(content, filename)
    assert table.columns == COLUMNS
    assert table.rows == list(enumerate(ROWS, start=2))


def test_content_decides_when_the_name_is_wrong():
    assert read_table(workbook(COLUMNS, *ROWS), "unduhan.csv").columns == COLUMNS


def test_shorter_rows_are_filled_up():
    assert read_table(csv_of("a,b,c", "1", "1,2"), "x.csv").rows == [
        (2, ("1", "", "")),
        (3, ("1", "2", "")),
    ]


def test_empty_rows_at_the_end_are_dropped_and_those_between_are_kept():
    table = read_table(csv_of("a,b", "1,2", ",", "", "3,4", " , ", "", ""), "x.csv")
    assert table.rows == [(2, ("1", "2")), (3, ("", "")), (4, ("", "")), (5, ("3", "4"))]


def test_row_numbers_of_a_sheet_with_gaps_are_those_on_the_screen():
    book = openpyxl.Workbook()
    for place, value in {"A1": "waktu", "A2": 4, "A6": 3, "C9": " "}.items():
        book.active[place] = value
    content = BytesIO()
    book.save(content)
    table = read_table(content.getvalue(), "x.xlsx")
    assert [(number, cells) for number, cells in table.rows if cells != ("",)] == [
        (2, ("4",)),
        (6, ("3",)),
    ]
    assert table.rows[-1][0] == 6


def test_empty_columns_at_the_end_are_dropped():
    table = read_table(csv_of("a, b ,,", "1,2,,"), "x.csv")
    assert table.columns == ("a", "b")
    assert table.rows == [(2, ("1", "2"))]


def test_a_header_alone_is_a_table_without_rows():
    assert read_table(b"a,b\r\n", "x.csv").rows == []


@pytest.mark.parametrize("content", [b"", b" \r\n\n", b"\t", b"\0" * 4096])
def test_an_empty_file_is_refused(content):
    assert "kosong" in refusal(content)


@pytest.mark.parametrize("content", [b"\n1,2\n", b",,\n1,2,3\n", workbook()])
def test_a_missing_header_is_refused(content):
    assert "Baris 1 harus berisi nama kolom" in refusal(content)


def test_the_old_excel_format_is_refused_with_the_way_out():
    message = refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "lama.xls")
    assert "Simpan sebagai .xlsx" in message


def test_a_pdf_is_no_table_whatever_its_name():
    assert "PDF, bukan tabel" in refusal(b"%PDF-1.4 judul", "lembar.csv")


def test_text_named_xlsx_is_refused():
    assert "rusak atau bukan lembar kerja" in refusal(b"a,b\n1,2\n", "x.xlsx")


def test_repeated_column_names_are_refused_by_name():
    message = refusal(csv_of("Waktu,loket,waktu", "1,2,3"))
    assert "Waktu, waktu" in message
    assert "loket" not in message


def test_columns_without_a_name_may_repeat():
    assert read_table(csv_of("a,,,b", "1,,x,2"), "x.csv").columns == ("a", "", "", "b")


def test_a_row_longer_than_the_header_is_refused_by_its_number():
    message = refusal(csv_of("a,b", "1,2", '3,"baris\nbaru"', "5,6,7"))
    assert message.startswith("Baris 4 ")
    assert '"7"' in message


def test_empty_cells_beyond_the_header_do_no_harm():
    assert read_table(csv_of("a,b", "1,2,,"), "x.csv").rows == [(2, ("1", "2"))]


def test_nul_characters_are_refused_by_row():
    assert refusal(b"a,b\n1,2\n3,x\x00y\n").startswith("Baris 3 ")


def test_a_picture_is_refused():
    assert refusal(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "gambar.csv")


def test_a_table_of_the_greatest_length_is_read_and_one_row_more_is_refused():
    greatest = b"a\n" + b"1\n" * tables.MAX_ROWS
    assert len(read_table(greatest, "x.csv").rows) == tables.MAX_ROWS
    assert "lebih dari 200000 baris" in refusal(greatest + b"1\n")


def test_empty_rows_do_not_count_towards_the_greatest_length():
    assert read_table(b"a\n1\n" + b"\n" * (tables.MAX_ROWS + 5), "x.csv").rows == [(2, ("1",))]


def wide(columns: int) -> list[str]:
    return [f"k{number}" for number in range(columns)]


@pytest.mark.parametrize(
    "write", [write_csv, lambda names, rows: workbook(names, *rows)], ids=["csv", "xlsx"]
)
def test_the_widest_table_is_read_and_one_column_more_is_refused(write):
    most = tables.MAX_COLUMNS
    assert len(read_table(write(wide(most), [["1"] * most]), "x").columns) == most
    message = refusal(write(wide(most + 1), [["1"]]))
    assert message.startswith("Tabel ini lebih dari 200 kolom. Hapus kolom")


@pytest.mark.parametrize(
    "write", [write_csv, lambda names, rows: workbook(names, *rows)], ids=["csv", "xlsx"]
)
def test_a_row_far_wider_than_its_header_is_refused(write):
    assert "lebih dari 200 kolom" in refusal(write(["a"], [["1", *[""] * 199, "x"]]))


def test_empty_cells_far_to_the_right_do_no_harm():
    assert read_table(csv_of("a" + "," * 16_383, "1" + "," * 16_383), "x.csv").rows == [(2, ("1",))]


def test_a_sheet_formatted_to_its_last_column_is_read_as_far_as_it_is_filled():
    book = openpyxl.Workbook()
    book.active.append(["a"])
    for number in range(2, 1002):
        book.active.append([number])
        book.active.cell(number, 16_384).number_format = "0.00"
    content = BytesIO()
    book.save(content)
    started = time.perf_counter()

    table = read_table(content.getvalue(), "x.xlsx")

    assert (table.columns, len(table.rows)) == (("a",), 1000)
    assert time.perf_counter() - started < 1


def is_header(cells) -> bool:
    return "loket" in cells


def test_a_header_below_titles_is_found_and_rows_keep_their_numbers():
    content = csv_of("REKAP", "", "loket,waktu", "KTP,4")
    table = read_headed_table(content, "x.csv", is_header)
    assert (table.columns, table.rows) == (("loket", "waktu"), [(4, ("KTP", "4"))])


def test_a_cell_left_empty_in_the_header_is_headed_from_above():
    table = read_headed_table(
        csv_of("tanggal,unsur,", ",loket,waktu", "1,KTP,4"), "x.csv", is_header
    )
    assert table.columns == ("tanggal", "loket", "waktu")


def test_a_title_right_above_heads_no_column():
    table = read_headed_table(csv_of("REKAP,,", ",loket,waktu", "1,KTP,4"), "x.csv", is_header)
    assert table.columns == ("", "loket", "waktu")


@pytest.mark.parametrize("titles", [0, 40])
def test_without_a_header_near_the_top_the_first_row_is_it(titles):
    content = csv_of("a,b", *["1,2"] * titles, "loket,waktu" if titles else "3,4")
    assert read_headed_table(content, "x.csv", is_header).columns == ("a", "b")


def book_of(*sheets: tuple[str, str, list[list[object]]]) -> bytes:
    """A workbook of sheets, each by its name, its state and its rows."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, state, rows in sheets:
        sheet = book.create_sheet(name)
        sheet.sheet_state = state
        for row in rows:
            sheet.append(row)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def test_the_first_shown_sheet_with_a_header_is_read_and_others_are_named():
    sheets = [["loket", "waktu"], ["KTP", 4]]
    content = book_of(
        ("Sampul", "visible", [["LAPORAN"]]),
        ("Lama", "hidden", sheets),
        ("Januari", "visible", sheets),
        ("Februari", "visible", [["Rekap"], *sheets]),
    )
    table = read_headed_table(content, "x.xlsx", is_header)
    assert (table.rows, table.sheets) == ([(2, ("KTP", "4"))], ("Januari", "Februari"))


def test_what_stands_right_of_the_header_is_refused_once_the_rows_are_fitted():
    table = read_headed_table(csv_of("loket,waktu", "KTP,4", "IKM,,83"), "x.csv", is_header)
    assert table.rows[1] == (3, ("IKM", "", "83"))
    with pytest.raises(Invalid, match=r'Baris 3 berisi lebih banyak sel .*"83"'):
        table.fitted()


NOTE = [["loket", "waktu"], ["KTP", 4], ["KTP", 3, *[None] * 25, "catatan: lembar ini basah"]]


def test_a_note_beside_the_table_of_a_workbook_is_told_by_its_cell():
    table = read_headed_table(book_of(("Data", "visible", NOTE)), "x.xlsx", is_header)
    with pytest.raises(Invalid) as refused:
        table.fitted()

    told = str(refused.value)
    assert told.startswith('Sel AB3 berisi "catatan: lembar ini basah", tetapi kolom AB tidak')
    assert "hapus" in told
    assert "pemisah kolom" not in told


def test_a_workbook_without_a_known_header_is_told_so_too():
    with pytest.raises(Invalid, match="Sel AB3 berisi"):
        read_table(book_of(("Data", "visible", NOTE)), "x.xlsx")


def test_a_note_that_has_a_heading_of_its_own_is_read():
    titled = [[*NOTE[0], *[None] * 25, "catatan"], *NOTE[1:]]
    table = read_table(book_of(("Data", "visible", titled)), "x.xlsx")
    assert table.rows[1][1][-1] == "catatan: lembar ini basah"


def test_a_formula_without_a_result_is_refused_by_its_cell():
    content = workbook(("waktu", "biaya"), (4, 4), (4, "=1+3"))
    assert refusal(content).startswith("Sel B3 berisi rumus tanpa hasil tersimpan.")
