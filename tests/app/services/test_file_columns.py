"""Columns of a file are read cell by cell, and what cannot be read is named by its place."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from openpyxl import Workbook

from app.errors import Invalid
from app.services.file_columns import holds_number, read_columns
from app.services.written_days import looks_like_a_day

SHEET = 'tanggal,n,menit\n2026-03-01, 4 ,"12,5"\n2026-03-02,2,9\n'


def columns(text: str = SHEET, required: tuple[str, ...] = ("tanggal",)):
    return read_columns(text.encode(), "berkas.csv", required)


def test_cells_are_read_by_what_they_hold() -> None:
    held = columns()

    assert len(held) == 2
    assert held.texts("n") == ["4", "2"]
    assert held.wholes("n", 1, 4).tolist() == [4, 2]
    assert held.numbers("menit").tolist() == [12.5, 9.0]
    assert held.days("tanggal") == [date(2026, 3, 1), date(2026, 3, 2)]
    assert (held.has("n"), held.has("loket")) == (True, False)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("n\n5\n", lambda held: held.wholes("n", 1, 4)),
        ("n\n1.5\n", lambda held: held.wholes("n", 1, 4)),
        ("n\nnan\n", lambda held: held.numbers("n")),
        ("n\ninf\n", lambda held: held.numbers("n")),
        ("n\n03-02-2026\n", lambda held: held.days("n")),
    ],
)
def test_a_cell_that_cannot_be_read_is_named(text: str, read) -> None:
    with pytest.raises(Invalid) as refused:
        read(columns(text, ("n",)))

    (fault,) = refused.value.faults
    assert (fault.row, fault.column) == (2, "n")


def test_a_missing_column_is_named_beside_those_there_are() -> None:
    with pytest.raises(Invalid, match="Kolom ini tidak ada") as refused:
        columns(required=("loket",))
    assert "menit" in str(refused.value)


def test_a_file_without_rows_is_refused() -> None:
    with pytest.raises(Invalid, match="sedikitnya satu baris"):
        columns("tanggal\n")


def test_capitals_of_a_heading_make_no_difference() -> None:
    held = columns("Tanggal,VERIFIED\n2026-03-01,ya\n")

    assert held.has("verified")
    assert (held.texts("verified"), held.days("tanggal")) == (["ya"], [date(2026, 3, 1)])


def test_two_headings_that_differ_in_capitals_are_refused() -> None:
    with pytest.raises(Invalid, match="Nama kolom berulang"):
        columns("Tanggal,tanggal\n2026-03-01,2026-03-01\n")


def refused(text: str, name: str, read) -> list[tuple[int, str]]:
    with pytest.raises(Invalid) as said:
        read(columns(text, (name,)))
    return [(fault.row, fault.message) for fault in said.value.faults]


def test_a_number_is_none_in_other_writing() -> None:
    for wrong in ("1e3", "1_000", "1.234,5", "12 menit", "0x1", "\u0661", ""):
        ((row, message),) = refused(f'a,n\nx,"{wrong}"\n', "n", lambda held: held.numbers("n"))
        assert (row, "12,5" in message) == (2, True)


def test_a_sign_that_may_part_thousands_is_not_guessed() -> None:
    text = "n;a\n1.234;x\n12,5;x\n"

    assert [row for row, _ in refused(text, "n", lambda held: held.numbers("n"))] == [2]
    assert columns("n;a\n1.234;x\n12.5;x\n", ("n",)).numbers("n").tolist() == [1.234, 12.5]


def test_a_whole_number_may_have_a_decimal_of_nothing_but_no_thousands() -> None:
    assert columns("n;a\n20,0;x\n", ("n",)).wholes("n", 1, 99).tolist() == [20]
    assert refused("n;a\n1.000;x\n", "n", lambda held: held.wholes("n", 1, 9999))


def test_truths_are_read_as_spreadsheets_write_them() -> None:
    held = columns("b\nYa\nTRUE\nno\n0\n", ("b",))

    assert held.truths("b", "ya atau tidak").tolist() == [True, True, False, False]
    assert refused("b\nmungkin\n", "b", lambda held: held.truths("b", "ya")) == [(2, "ya")]


def test_several_columns_that_may_be_meant_are_refused_by_name() -> None:
    with pytest.raises(
        Invalid, match="Lebih dari satu kolom dapat berarti komentar: saran, kritik"
    ):
        columns("saran,kritik\na,b\n", ("komentar",)).texts("komentar")


def test_a_header_that_lacks_a_column_is_the_one_that_is_named() -> None:
    with pytest.raises(Invalid, match=r"tidak ada di berkas: n\. Kolom yang"):
        columns("REKAP 2026\n\nperiode,nilai\n2026-03,80\n", ("periode", "nilai", "n"))


HOLDS = {"tanggal": looks_like_a_day, "menit": holds_number}


def kept(*rows: str) -> list[int]:
    content = "\n".join(["No;tanggal;menit", *rows, ""]).encode()
    return [row for row, _ in read_columns(content, "a.csv", tuple(HOLDS), HOLDS).table.rows]


def test_counted_columns_sums_and_notes_are_left_out_and_told(caplog) -> None:
    rows = ["(1);(2);(3)", "1;2026-03-02;12,5", "", "2;2026-03-03;9", "Rata-rata;;10,75"]

    assert kept(*rows, ";;Semarang, 31 Maret 2026", ";;Kepala Dinas,") == [3, 5]
    assert "bukan isi tabel (nomor kolom, jumlah, rata-rata, atau catatan): 2, 6, 7, 8" in (
        caplog.text
    )


def test_notes_without_sums_are_left_out_only_below_the_last_row() -> None:
    assert kept("1;2026-03-02;12,5", "Catatan: sementara;;") == [2]
    assert kept("1;;", "1;2026-03-02;12,5") == [2, 3]


def test_a_row_below_the_sums_and_a_bad_cell_stay() -> None:
    assert kept("1;2026-03-02;12,5", "Jumlah;;12,5", "2;2026-03-03;x") == [2, 4]
    assert kept("1;2026-03-02;12,5", "2;kemarin;3") == [2, 3]


def test_numbers_that_count_up_are_a_row_where_all_of_them_are_held() -> None:
    held = {"petugas": str.isdigit, "loket": bool, "nilai": holds_number}
    content = b"petugas,loket,nilai\n1,2,3\n"

    assert len(read_columns(content, "a.csv", tuple(held), held)) == 1


def test_another_worksheet_with_the_same_columns_is_told(caplog) -> None:
    book = Workbook()
    for title in ("Maret", "April"):
        sheet = book.create_sheet(title)
        sheet.append(["Tanggal", "Menit"])
        sheet.append([date(2026, 3, 2), 12.5])
    written = BytesIO()
    book.save(written)
    held = read_columns(written.getvalue(), "a.xlsx", tuple(HOLDS), HOLDS)

    assert held.days("tanggal") == [date(2026, 3, 2)]
    assert 'lembar kerja "Maret"; kolom yang sama juga ada di: April' in caplog.text
