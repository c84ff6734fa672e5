"""The reliability of a spreadsheet, as numbers and as texts."""

from __future__ import annotations

from fractions import Fraction

import pytest

from app.errors import Invalid
from app.services.file_reliability import reliability_as_texts, reliability_of_file
from tests.factories.sheets import KEYS, a_file, sheets

GAPPY = ["2026-03-02,L1,4,3,4,3,,4,3,4,4"] * 3 + ["2026-03-02,L1,3,3,2,3,3,3,3,3,2"] * 3

FEW = ["2026-03-02,L1,4,4,4,4,4,4,4,4,4"] * 6 + [
    "2026-03-02,L1,4,4,4,4,4,4,4,3,4",
    "2026-03-02,L1,4,3,4,4,4,4,4,4,4",
]


def test_the_texts_are_those_of_the_numbers() -> None:
    found = reliability_of_file(a_file(*GAPPY, *sheets(4)), "lembar.csv")
    shown = reliability_as_texts(found)

    assert (shown["n"], shown["n_complete"], shown["n_fewest"]) == (10, 7, 7)
    assert shown["straightlined_share"] == "0.5714"
    assert Fraction(shown["alpha"]) == round(found.alpha, 3)
    assert list(shown["elements"]) == KEYS.split(",")
    assert shown["elements"]["produk"]["n"] == 7


def test_what_is_undefined_is_null_with_its_reason() -> None:
    shown = reliability_as_texts(reliability_of_file(a_file(*sheets(9)), "lembar.csv"))

    assert (shown["alpha"], shown["interval_95"], shown["reason"]) == (None, None, "no_variance")
    assert shown["elements"]["waktu"]["item_total_correlation"] is None


def test_an_interval_that_says_nothing_is_null_with_its_reason() -> None:
    shown = reliability_as_texts(reliability_of_file(a_file(*FEW), "lembar.csv"))

    assert shown["alpha"] is not None
    assert (shown["interval_95"], shown["interval_undefined"]) == (None, "too_wide")


def test_numbered_columns_need_an_order() -> None:
    header = "U1,U2,U3,U4,U5,U6,U7,U8,U9"
    content = a_file("4,4,4,4,4,4,4,3,1", "3,3,3,3,3,3,3,3,4", header=header)

    with pytest.raises(Invalid):
        reliability_of_file(content, "lembar.csv")
    by_list, by_form = (
        reliability_of_file(content, "lembar.csv", order=order) for order in ("list", "form")
    )
    assert by_list.items[7].item_total_correlation == by_form.items[8].item_total_correlation


def test_a_rating_off_the_scale_is_named() -> None:
    with pytest.raises(Invalid) as refused:
        reliability_of_file(a_file("2026-03-02,L1,5,4,4,4,4,4,4,4,4"), "lembar.csv")
    assert [(fault.row, fault.value) for fault in refused.value.faults] == [(2, "5")]
