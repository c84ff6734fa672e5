"""Sheets of a file: read once, with their rows' other columns beside them."""

from __future__ import annotations

import logging

import numpy as np
import pytest

from app.errors import Invalid
from app.services.file_sheets import read_sheets
from tests.factories.office_files import NUMBERED, SHEETS, workbook
from tests.factories.sheets import KEYS, a_file, sheets

GAPS = "2026-03-03,L2,,,,,,,,,"
HEADER_U = ",".join(f"U{number}" for number in range(1, 10))


def test_rows_without_a_rating_are_left_out_with_their_other_columns() -> None:
    found = read_sheets(a_file(*sheets(2), GAPS, *sheets(1, loket="L3")), "lembar.csv", ["loket"])

    assert found.columns.texts("loket") == ["L1", "L1", "L3"]
    assert (found.ratings.shape, found.tally.n) == ((3, 9), 3)


def test_tallies_of_labels_add_up_to_the_whole() -> None:
    found = read_sheets(a_file(*sheets(2), *sheets(3, loket="L2")), "lembar.csv")

    apart = found.tallies_by(found.columns.texts("loket"))

    assert {label: tally.n for label, tally in apart.items()} == {"L1": 2, "L2": 3}
    assert apart["L1"] + apart["L2"] == found.tally


def test_chosen_sheets_keep_their_rows() -> None:
    found = read_sheets(a_file(*sheets(1), *sheets(1, loket="L2")), "lembar.csv")

    assert found.only(np.array([False, True])).columns.texts("loket") == ["L2"]
    assert found.only(np.array([False, False])).tally.n == 0


@pytest.mark.parametrize(("order", "lowest"), [("list", "pengaduan"), ("form", "sarana")])
def test_numbered_columns_mean_what_the_order_says(order: str, lowest: str) -> None:
    content = a_file("4,4,4,4,4,4,4,2,4", header=HEADER_U)
    tally = read_sheets(content, "lembar.csv", order=order).tally

    assert [key for key, total in zip(tally.items, tally.sums, strict=True) if total == 2] == [
        lowest
    ]


def test_a_bad_cell_is_named_by_its_row_in_the_file() -> None:
    with pytest.raises(Invalid) as refused:
        read_sheets(a_file(*sheets(1), "", "2026-03-02,L1,4,9,4,4,4,4,4,4,4"), "lembar.csv")

    assert [(fault.row, fault.value) for fault in refused.value.faults] == [(4, "9")]


def test_a_missing_column_is_named() -> None:
    with pytest.raises(Invalid, match="usia"):
        read_sheets(a_file(*sheets(1)), "lembar.csv", ["usia"])
    header = "tanggal,loket," + KEYS.replace(",sarana", "")
    with pytest.raises(Invalid, match=r"(?i)sarana"):
        read_sheets(a_file("2026-03-02,L1,4,4,4,4,4,4,4,4", header=header), "lembar.csv")


def an_appendix(*below: tuple[object, ...]) -> bytes:
    """The usual appendix "per responden dan per unsur", and what stands below its sheets."""
    return workbook(
        ("PENGOLAHAN DATA SURVEI KEPUASAN MASYARAKAT PER RESPONDEN DAN PER UNSUR PELAYANAN",),
        ("UNIT PELAYANAN", None, ": KECAMATAN"),
        (),
        ("NOMOR URUT RESPONDEN", "NILAI UNSUR PELAYANAN"),
        (None, *NUMBERED),
        tuple(range(1, 11)),
        *[(number, *ratings) for number, ratings in enumerate(SHEETS, start=1)],
        *below,
        merged=("A1:J1", "A4:A5", "B4:J4"),
    )


SUMS = (
    ("Σ Nilai /Unsur", *[f"=SUM({letter}7:{letter}8)" for letter in "BCDEFGHIJ"]),
    ("NRR / Unsur", *[3.5] * 7, 2, 3),
    ("NRR tertbg/unsur", *[0.389] * 9, "*) 3,27"),
    (None, "IKM Unit Pelayanan", *[None] * 8, "**) 81,75"),
    ("Keterangan:",),
    ("- U1 s.d. U9", ": Unsur-Unsur Pelayanan"),
)


def test_an_appendix_is_read_as_offices_keep_it(caplog) -> None:
    found = read_sheets(an_appendix(*SUMS), "lembar.xlsx", order="list")

    assert found.ratings.tolist() == [[*sheet[:7], sheet[8], sheet[7]] for sheet in SHEETS]
    assert "jumlah, atau nilai rata-rata): 6, 9, 10, 11, 12, 13, 14." in caplog.text


def test_sheets_below_sums_are_read_and_an_unfinished_one_is_told(caplog) -> None:
    late, unfinished = (3, *[2] * 9), (4, *[2] * 8)
    found = read_sheets(an_appendix(*SUMS[:2], late, unfinished), "lembar.xlsx", order="list")

    assert found.ratings.tolist()[2:] == [[2] * 9]
    assert caplog.text.rstrip().endswith(": 6, 9, 10, 12.")


def test_a_respondent_named_like_a_sum_is_a_sheet(caplog) -> None:
    content = a_file("1,Total Energi," + "4," * 8 + "4", header="no,instansi," + KEYS)

    assert read_sheets(content, "lembar.csv").tally.n == 1
    assert not caplog.records


def test_a_formula_that_was_not_saved_is_refused_in_a_sheet_alone() -> None:
    with pytest.raises(Invalid, match="Sel B9 berisi rumus"):
        read_sheets(an_appendix((3, "=1+1", *[4] * 8)), "lembar.xlsx", order="list")


def test_a_file_without_titles_and_sums_says_nothing(caplog) -> None:
    with caplog.at_level(logging.INFO):
        read_sheets(a_file(*sheets(2)), "lembar.csv")
    assert not caplog.records
