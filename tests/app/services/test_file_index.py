"""The index of a spreadsheet, without any database."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from app.clock import Period
from app.errors import Invalid
from app.services.file_index import RowsWanted, index_as_texts, index_of_file
from tests.factories.sheets import a_file, sheets

HEADER_U = ",".join(f"U{number}" for number in range(1, 10))
# Elements 8 and 9 differ, so that the order decides where the lowest stands.
ORDERED = a_file(*["4,4,4,4,4,4,4,2,4"] * 3, header=HEADER_U)


@pytest.fixture
def real_file():
    """Reads a real file; fails where the folder is missing."""
    from tests.conftest import REFERENCE_DATA

    return lambda name: (Path(REFERENCE_DATA) / name).read_bytes()


def test_named_columns_need_no_order() -> None:
    result = index_of_file(a_file(*sheets(3)), "lembar.csv")

    assert (result.n, result.n_complete, result.index) == (3, 3, 100)
    assert [element.key for element in result.elements][-2:] == ["pengaduan", "sarana"]


@pytest.mark.parametrize(("order", "lowest"), [("list", "pengaduan"), ("form", "sarana")])
def test_numbered_columns_mean_what_the_order_says(order: str, lowest: str) -> None:
    result = index_of_file(ORDERED, "lembar.csv", order=order)

    assert [element.key for element in result.elements if element.mean == 2] == [lowest]


def test_numbered_columns_without_an_order_are_refused() -> None:
    with pytest.raises(Invalid, match=r"order|urutan"):
        index_of_file(ORDERED, "lembar.csv")


def test_gaps_are_missing_answers() -> None:
    result = index_of_file(a_file("2026-03-02,L1,4,,4,4,4,4,4,4,4", *sheets(1)), "lembar.csv")

    assert (result.n, result.n_complete) == (2, 1)
    assert (result.element("prosedur").n, result.element("biaya").n) == (1, 2)


def test_every_bad_cell_is_named_by_row_and_column() -> None:
    rows = ("2026-03-02,L1,4,4,4,4,4,4,4,4,5", *sheets(1), "2026-03-02,L1,4,x,4,4,4,4,4,4,4")

    with pytest.raises(Invalid) as refused:
        index_of_file(a_file(*rows), "lembar.csv")

    places = [(fault.row, fault.column, fault.value) for fault in refused.value.faults]
    assert places == [(2, "K", "5"), (4, "D", "x")]


def test_only_rows_of_the_period_are_read() -> None:
    rows = [*sheets(2, day="2026-03-31"), *sheets(3, day="2026-04-01")]
    wanted = RowsWanted("tanggal", Period.parse("2026-Q1"))

    assert index_of_file(a_file(*rows), "lembar.csv", wanted=wanted).n == 2


def test_a_fault_within_the_period_keeps_its_row_of_the_file() -> None:
    bad = "2026-04-01,L1,4,4,4,4,4,4,4,4,9"
    wanted = RowsWanted("tanggal", Period.parse("2026-Q2"))

    with pytest.raises(Invalid) as refused:
        index_of_file(a_file(*sheets(5), bad), "lembar.csv", wanted=wanted)

    assert [fault.row for fault in refused.value.faults] == [7]


@pytest.mark.parametrize(
    ("column", "day", "words"),
    [("hari", "2026-03-02", "Kolom 'hari' tidak ada"), ("tanggal", "2/3/2026", "tanggal")],
)
def test_a_period_needs_dates_that_can_be_read(column: str, day: str, words: str) -> None:
    with pytest.raises(Invalid, match=words):
        index_of_file(
            a_file(*sheets(1, day=day)),
            "lembar.csv",
            wanted=RowsWanted(column, Period.parse("2026")),
        )


def test_texts_are_rounded_half_up_and_the_result_is_not() -> None:
    rows = ["2026-03-02,L1,4,3,4,4,4,4,4,4,4"] * 2 + ["2026-03-02,L1,3,4,4,4,4,4,4,4,4"]
    result = index_of_file(a_file(*rows), "lembar.csv")
    texts = index_as_texts(result)

    assert texts["index"] == "97.22"
    assert texts["elements"]["prosedur"]["mean"] == "3.333"
    assert result.index.denominator > 1
    assert (texts["grade"], texts["performance"], texts["custom"]) == ("A", "Sangat Baik", "exact")


def test_an_index_that_is_undefined_says_why() -> None:
    texts = index_as_texts(index_of_file(a_file("2026-03-02,L1,4,,4,4,4,4,4,4,4"), "lembar.csv"))

    assert (texts["index"], texts["interval_95"]) == (None, None)
    assert texts["reason"]


@pytest.mark.reference_data
@pytest.mark.parametrize(
    ("name", "exact"),
    [
        ("jepara_mpp_2021_2022.csv", "96.1901166"),
        ("gianyar_skck_2020.csv", "85.8485351"),
        ("sekadau_2019_s1_partial.csv", "78.7414966"),
    ],
)
def test_real_sheets_give_the_known_index(name: str, exact: str, real_file) -> None:
    index = index_of_file(real_file(name), name).index

    value = Decimal(index.numerator) / Decimal(index.denominator)
    assert value.quantize(Decimal("0.0000001")) == Decimal(exact)
