"""Sheets of a file: read once, with their rows' other columns beside them."""

from __future__ import annotations

import numpy as np
import pytest

from app.errors import Invalid
from app.services.file_sheets import read_sheets
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
