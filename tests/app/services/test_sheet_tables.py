"""Files as offices keep them are read: real XLSX, in both orders, with titles and sums around."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from openpyxl import Workbook

from app.errors import Invalid
from app.services.import_checks import ImportChoices, check_file
from app.services.sheet_tables import read_sheet_table
from tests.factories.office_files import NAMES, NUMBERED, SHEETS, a_report, workbook
from tests.factories.organisation import an_office

DAY = date(2026, 3, 2)


@pytest.fixture
def checked(app, scope, now):
    office = an_office(scope, now)

    def check(content, **options):
        columns = {"date_column": "Tanggal", "counter_column": "Loket"} | options
        choices = ImportChoices(unit_id=office.unit.id, **columns)
        return check_file(scope, now, content, "rekap.xlsx", choices)

    return check


def ratings(found):
    assert found.faults == ()
    return [sheet.ratings for sheet in found.sheets]


def as_asked(sheet, order):
    """In form order, where a file in list order has complaints before facilities."""
    return sheet if order == "form" else (*sheet[:7], sheet[8], sheet[7])


@pytest.mark.parametrize("order", ["list", "form"])
@pytest.mark.parametrize(
    "heads",
    [
        NUMBERED,
        tuple(f"u.{number}" for number in range(1, 10)),
        tuple(f"Unsur {number}" for number in range(1, 10)),
    ],
)
def test_numbered_columns_are_read_in_the_order_that_is_said(checked, heads, order):
    expected = [as_asked(sheet, order) for sheet in SHEETS]
    assert ratings(checked(a_report(heads), order=order)) == expected


def test_without_the_order_numbered_columns_are_refused_and_the_question_is_asked(checked):
    with pytest.raises(Invalid, match="U8 pengaduan, U9 sarana"):
        checked(a_report())


@pytest.mark.parametrize(
    "heads",
    [
        NAMES,
        tuple(f"U{n} {name}" for n, name in enumerate(NAMES, start=1)),
        tuple(f"{name}\n(U{n})" for n, name in enumerate(NAMES, start=1)),
    ],
)
def test_columns_that_name_their_element_need_no_order(checked, heads):
    assert ratings(checked(a_report(heads))) == [as_asked(sheet, "list") for sheet in SHEETS]


def test_a_name_beside_a_number_is_what_counts(checked):
    swapped = (*NAMES[:7], "U8 Sarana dan Prasarana", "U9 Penanganan Pengaduan")
    assert ratings(checked(a_report(swapped))) == list(SHEETS)


def test_titles_and_sums_are_no_sheets_and_are_named(checked):
    found = checked(a_report(), order="list")
    assert [sheet.row for sheet in found.sheets] == [5, 6]
    assert found.left_out_rows == (7, 8, 9, 10, 11)
    assert found.n_rows == 2


def test_a_sheet_below_the_sums_is_still_read(checked):
    late = (3, DAY, "L1", *SHEETS[0])
    content = a_report(NUMBERED, ("Jumlah", None, None, *[7] * 9), late)
    assert [sheet.row for sheet in checked(content, order="list").sheets] == [5, 6, 8]


def test_a_sheet_without_a_day_above_the_sums_is_a_fault_and_not_left_out(checked):
    found = checked(a_report(NUMBERED, (3, None, "L1", *SHEETS[0])), order="list")
    (fault,) = found.faults
    assert (fault.row, fault.column, fault.message) == (
        (7, "B", "Tanggal kosong. Isi tanggal kunjungan.")
    )


def test_a_cell_that_is_no_rating_is_named_by_its_place_in_the_file(checked):
    bad = (3, DAY, "L1", 4, 4, "baik", 4, 4, 4, 4, 7, 4)
    found = checked(a_report(NUMBERED, bad), order="list")
    assert [(fault.row, fault.column, fault.value) for fault in found.faults] == [
        (7, "F", "baik"),
        (7, "K", "7"),
    ]


def test_heads_over_two_rows_with_counted_columns_are_read(checked):
    content = workbook(
        ("REKAP SKM",),
        ("No", "Tanggal", "Loket", "Nilai Unsur Pelayanan"),
        (None, None, None, *NUMBERED),
        *[tuple(f"({n})" for n in range(1, 13))],
        (1, DAY, "L1", *SHEETS[0]),
        merged=("A2:A3", "B2:B3", "C2:C3", "D2:L2"),
    )
    found = checked(content, order="list")
    assert ratings(found) == [as_asked(SHEETS[0], "list")]
    assert found.left_out_rows == (4,)


def test_names_above_their_numbers_are_read_by_name(checked):
    content = workbook(
        ("Tanggal", "Loket", *NAMES), (None, None, *NUMBERED), (DAY, "L1", *SHEETS[0])
    )
    found = checked(content)
    assert ratings(found) == [as_asked(SHEETS[0], "list")]
    assert found.left_out_rows == (2,)


def test_a_header_that_is_written_again_above_later_sheets_is_left_out(checked):
    header = ("No", "Tanggal", "Loket", *NUMBERED)
    more = (("Jumlah", None, None, *[7] * 9), ("APRIL 2026",), header, (3, DAY, "L1", *SHEETS[0]))
    found = checked(a_report(NUMBERED, header, (3, DAY, "L1", *SHEETS[0]), *more), order="list")
    assert len(ratings(found)) == 4
    assert {7, 9, 10, 11} <= set(found.left_out_rows)


def test_a_worksheet_of_means_in_front_of_the_sheets_is_passed_over():
    book = Workbook()
    means, sheets = book.active, book.create_sheet("Data")
    means.title = "Rekap"
    for row in (("Uraian", *NUMBERED), ("Loket 1", *[3.25] * 9), ("NRR", *[3] * 9)):
        means.append(row)
    for row in (("Tanggal", *NUMBERED), (DAY, *SHEETS[0])):
        sheets.append(row)
    written = BytesIO()
    book.save(written)
    table = read_sheet_table(written.getvalue(), "x.xlsx")
    assert (table.sheets, table.columns[0]) == (("Data", "Rekap"), "Tanggal")


def test_a_table_that_begins_in_row_1_is_read_as_before():
    table = read_sheet_table(workbook(("kolom", "lain"), (1, 2)), "x.xlsx")
    assert (table.columns, table.rows) == (("kolom", "lain"), [(2, ("1", "2"))])


def test_an_element_that_is_missing_is_named(checked):
    with pytest.raises(Invalid, match="Sarana dan Prasarana"):
        checked(a_report((*NAMES[:8], "Fasilitas")))
