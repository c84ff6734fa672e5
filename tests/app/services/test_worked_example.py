"""The example of the page about the method, checked by hand."""

from __future__ import annotations

from fractions import Fraction

from app.services.worked_example import SHEETS, worked_example


def test_the_index_is_what_the_sheets_give_by_hand() -> None:
    total = sum(int(rating) for sheet in SHEETS for rating in sheet)

    assert worked_example().result.index == Fraction(25 * total, 9 * len(SHEETS))


def test_elements_stand_in_list_order() -> None:
    keys = [element.key for element in worked_example().result.elements]

    assert keys[-2:] == ["pengaduan", "sarana"]


def test_printing_the_weight_as_0_11_changes_the_grade() -> None:
    example = worked_example()

    assert example.result.grade == "B"
    assert example.reconciliation["0.11"].grade == "C"
