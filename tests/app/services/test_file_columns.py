"""Columns of a file are read cell by cell, and what cannot be read is named by its place."""

from __future__ import annotations

from datetime import date

import pytest

from app.errors import Invalid
from app.services.file_columns import read_columns

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
