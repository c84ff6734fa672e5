"""CSV as spreadsheets write it, and CSV that spreadsheets may open without harm."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.csv_files import read_csv_rows, write_csv
from app.errors import Invalid

# Carriage returns and the formula starts are tested by name; surrogates are not text.
ORDINARY_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"))


def rows(content: bytes) -> list[tuple[int, tuple[str, ...]]]:
    return list(read_csv_rows(content))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_text_is_read_in_the_encodings_spreadsheets_write(encoding):
    content = "loket,catatan\nKTP,“résumé” café €\n".encode(encoding)
    assert rows(content) == [(1, ("loket", "catatan")), (2, ("KTP", "“résumé” café €"))]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_delimiter_is_recognised_from_the_header(delimiter):
    content = delimiter.join(["tanggal", "loket", "waktu"]) + "\r\n" + delimiter * 2
    assert rows(content.encode()) == [(1, ("tanggal", "loket", "waktu")), (2, ("", "", ""))]


@pytest.mark.parametrize(
    ("first", "delimiter"),
    [("sep=;", ";"), ("SEP=,", ","), ("sep=\t", "\t"), ("sep=|", "|"), ("sep=;;;", ";")],
)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_a_first_line_that_names_the_delimiter_is_no_row(first, delimiter, encoding):
    lines = [first, delimiter.join(["loket", "a,b;c" if delimiter == "|" else "waktu"]), ""]
    content = "\r\n".join([*lines, delimiter.join(["KTP", "4"])]).encode(encoding)
    assert rows(content)[0] == (1, ("loket", "a,b;c" if delimiter == "|" else "waktu"))
    assert rows(content)[-1] == (3, ("KTP", "4"))


@pytest.mark.parametrize("header", ["sep", "sep=", "separuh=;", "x;sep=;"])
def test_a_header_that_only_looks_like_it_is_a_header(header):
    assert rows(f"{header}\n4\n".encode())[0][0] == 1
    assert rows(f"{header}\n4\n".encode())[0][1][0] == header.split(";")[0]


def test_a_delimiter_inside_quotation_marks_is_not_counted():
    assert rows(b'"a,b,c,d";waktu\n1;2\n')[0] == (1, ("a,b,c,d", "waktu"))


def test_a_single_column_needs_no_delimiter():
    assert rows(b"waktu\n4\n") == [(1, ("waktu",)), (2, ("4",))]


def test_row_numbers_are_those_of_the_spreadsheet_not_of_the_lines():
    content = b'loket,catatan\nA,"baris satu\nbaris dua"\n\nB,x\n'
    assert [number for number, _ in rows(content)] == [1, 2, 3, 4]
    assert rows(content)[1] == (2, ("A", "baris satu\nbaris dua"))
    assert rows(content)[3] == (4, ("B", "x"))


def test_an_unclosed_quotation_mark_is_refused_instead_of_swallowing_rows():
    with pytest.raises(Invalid, match=r"^Baris 3 .*tanda kutip"):
        rows(b'loket,waktu\nA,4\n"B,4\nC,4\n')


def test_a_cell_beyond_all_measure_is_refused():
    with pytest.raises(Invalid, match=r"^Baris 2 .*terlalu panjang"):
        rows(b"a,b\n" + b"x" * 200_000 + b",1\n")


def test_bytes_that_are_no_text_are_refused():
    with pytest.raises(Invalid, match="CSV UTF-8"):
        rows(b"a,b\n\x81\x8d\xff,1\n")


@pytest.mark.parametrize("for_spreadsheets", [False, True])
def test_cells_that_could_run_get_an_apostrophe(for_spreadsheets):
    hostile = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\tx", "\rx"]
    content = write_csv(
        ["catatan"], [[cell] for cell in hostile], for_spreadsheets=for_spreadsheets
    )
    assert [cells[0] for _, cells in rows(content)[1:]] == [f"'{cell}" for cell in hostile]


def test_column_names_that_could_run_get_an_apostrophe():
    assert write_csv(["=1+1", "b"], []) == b"'=1+1,b\r\n"


def test_plain_numbers_are_left_as_they_are():
    assert write_csv(["a", "b"], [["-3,5", -0.25]]) == b'a,b\r\n"-3,5",-0.25\r\n'


def test_machines_get_commas_and_no_mark():
    assert write_csv(["a", "b"], [["é", 1]]) == "a,b\r\né,1\r\n".encode()


def test_people_get_a_mark_and_semicolons():
    assert write_csv(["a", "b"], [["é", None]], for_spreadsheets=True) == (
        b"\xef\xbb\xbf" + "a;b\r\né;\r\n".encode()
    )


@given(st.lists(st.tuples(ORDINARY_TEXT, ORDINARY_TEXT), max_size=5), st.booleans())
def test_what_is_written_reads_back(table, for_spreadsheets):
    content = write_csv(["loket", "catatan"], table, for_spreadsheets=for_spreadsheets)
    read = [tuple(cell.removeprefix("'") for cell in cells) for _, cells in rows(content)[1:]]
    assert read == [tuple(cell.removeprefix("'") for cell in row) for row in table]


def heads_minutes(cells) -> bool:
    return "menit" in cells


@pytest.mark.parametrize("title", ["Laporan, Maret 2026, Semarang, Jawa Tengah", "Laporan"])
def test_the_delimiter_is_that_of_the_header_below_a_title(title):
    content = f"{title}\n\ntanggal;menit\n2026-03-02;12,5\n".encode()

    assert list(read_csv_rows(content, heads_minutes))[2:] == [
        (3, ("tanggal", "menit")),
        (4, ("2026-03-02", "12,5")),
    ]


def test_commas_in_texts_of_a_single_column_part_nothing():
    content = b"menit\nlama, sekali\ncepat\n"

    assert [cells for _, cells in read_csv_rows(content, heads_minutes)] == [
        ("menit",),
        ("lama, sekali",),
        ("cepat",),
    ]
