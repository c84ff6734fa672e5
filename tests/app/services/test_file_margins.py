"""Margins of a file: every fault by row, and what does not fit the sheets in words."""

from __future__ import annotations

import pytest

from app.errors import Invalid
from app.services.file_margins import check_sheets, read_margins

HEADER = "variabel,kategori,jumlah"


def margins(*rows: str) -> bytes:
    return "\n".join([HEADER, *rows]).encode()


def test_people_are_read_by_variable_and_category() -> None:
    found = read_margins(margins("jk,L,480", "jk,P,520", "usia,17-30,1000"), "margin.csv")

    assert found == {"jk": {"L": 480, "P": 520}, "usia": {"17-30": 1000}}


@pytest.mark.parametrize("row", ["jk,L,520", "jk,,520", ",P,520"])
def test_a_category_twice_or_nameless_is_named_by_row(row: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_margins(margins("jk,L,480", row), "margin.csv")
    assert [fault.row for fault in refused.value.faults] == [3]


@pytest.mark.parametrize("people", ["0", "-5", "banyak", "nan", "inf"])
def test_impossible_numbers_of_people_are_named_by_row(people: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_margins(margins("jk,L,480", f"jk,P,{people}"), "margin.csv")
    assert [(fault.row, fault.column) for fault in refused.value.faults] == [(3, "jumlah")]


def test_variables_of_different_totals_are_refused() -> None:
    with pytest.raises(Invalid, match="jk 480, usia 500"):
        read_margins(margins("jk,L,480", "usia,17-30,500"), "margin.csv")


def test_a_category_without_sheets_and_one_without_people_are_refused() -> None:
    with pytest.raises(Invalid, match="Tidak ada lembar dengan jk: P"):
        check_sheets({"jk": ["L"]}, {"jk": {"L": 480, "P": 520}})
    with pytest.raises(Invalid, match=r"Kolom jk berisi kategori .*: X"):
        check_sheets({"jk": ["L", "X"]}, {"jk": {"L": 480}})
    check_sheets({"jk": ["L", "L"]}, {"jk": {"L": 480}})


def test_an_empty_table_and_a_missing_column_are_refused() -> None:
    with pytest.raises(Invalid, match="tidak berisi baris"):
        read_margins(margins(), "margin.csv")
    with pytest.raises(Invalid, match="jumlah"):
        read_margins(b"variabel,kategori\njk,L\n", "margin.csv")


def test_titles_and_the_sums_of_each_variable_are_no_categories() -> None:
    content = (
        b"Penduduk menurut jenis kelamin, 2026;;\n\nVariable;Category;Jumlah Orang\n(1);(2);(3)\n"
        b"jk;L;510\njk;P;490\njk;Jumlah;1000\nSumber: BPS;;\n"
    )

    assert read_margins(content, "a.csv") == {"jk": {"L": 510.0, "P": 490.0}}


@pytest.mark.parametrize("written", ["1.234", "1,234", "12.345", "1.234.567"])
def test_thousands_that_may_be_decimals_are_refused(written: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_margins(f"variabel;kategori;jumlah\njk;L;{written}\n".encode(), "a.csv")

    (fault,) = refused.value.faults
    assert (fault.row, fault.value, "12345" in fault.message) == (2, written, True)
