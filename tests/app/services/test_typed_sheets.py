"""Digits say what stands on the sheet, in the order that was named; nothing is guessed."""

from __future__ import annotations

import pytest

from app.services.typed_sheets import (
    Part,
    differences,
    first_parting,
    lengths,
    places_of,
    read_typing,
    settled,
)
from survey_forms import catalogue

SKM = catalogue.find("skm-2017@1")
FORM, LIST = places_of(SKM, "form"), places_of(SKM, "list")


def read(text, places=FORM):
    typing = read_typing(text, places)
    assert typing.faults == ()
    return [{p.key: v for p, v in zip(places, sheet, strict=True)} for sheet in typing.sheets]


def test_the_two_orders_part_at_the_last_two_elements():
    (by_form,), (by_list,) = read("444444412"), read("444444412", LIST)
    assert (by_form["sarana"], by_form["pengaduan"]) == (1, 2)
    assert (by_list["sarana"], by_list["pengaduan"]) == (2, 1)
    assert by_form["persyaratan"] == by_list["persyaratan"] == 4


@pytest.mark.parametrize("places", [FORM, LIST])
def test_each_place_carries_both_its_numbers(places):
    known = {place.key: (place.number, place.code) for place in places if place.code}
    assert known["sarana"] == (8, "U9")
    assert known["pengaduan"] == (9, "U8")
    assert known["perilaku"] == (7, "U7")


def test_another_order_is_refused():
    with pytest.raises(ValueError, match="form"):
        places_of(SKM, "")


def test_one_line_is_one_sheet_and_gaps_are_typed():
    sheets = read("444 444 444\r\n\n0-3,4 1;2 3.4 1\n")
    assert len(sheets) == 2
    assert [sheets[1][key] for key in SKM.keys] == [None, None, 3, 4, 1, 2, 3, 4, 1]


def test_the_respondents_digits_may_follow_or_be_left_out():
    assert lengths(FORM) == (9, 14)
    without, with_them = read("444444444\n44444444416092")
    assert [with_them[field.key] for field in SKM.block] == [1, 6, None, 9, 2]
    assert all(without[field.key] is None for field in SKM.block)


def test_an_overall_question_is_the_digit_after_the_elements():
    asked = catalogue.find("skm-2017@4")
    places = places_of(asked, "list")
    assert places[9].part is Part.OVERALL
    (sheet,) = read("4444444443", places)
    assert asked.overall
    assert sheet[asked.overall.key] == 3


@pytest.mark.parametrize("line", ["44444444", "4444444444", "444444444123456"])
def test_a_line_of_another_length_is_a_fault_of_its_sheet(line):
    (fault,) = read_typing(f"444444444\n{line}", FORM).faults
    assert (fault.sheet, fault.typed, fault.place) == (2, line, None)


@pytest.mark.parametrize("digit", ["5", "9", "x", "²", "٣"])
def test_what_is_no_answer_is_a_fault_of_its_question(digit):
    (fault,) = read_typing(f"4444444{digit}4", FORM).faults
    assert (fault.sheet, fault.typed) == (1, digit)
    assert fault.place
    assert fault.place.key == "sarana"


def test_differences_name_sheet_and_question():
    first = read_typing("444444444\n444444431", FORM).sheets
    second = read_typing("444444444\n444444421", FORM).sheets
    (found,) = differences(FORM, first, second)
    assert (found.sheet, found.place.key, found.first, found.second) == (2, "sarana", 3, 2)
    assert found.name == "lembar-2-sarana"
    assert differences(FORM, first, first) == []


def test_a_respondent_typed_once_only_is_a_difference():
    first = read_typing("444444444", FORM).sheets
    second = read_typing("44444444410000", FORM).sheets
    assert [found.place.key for found in differences(FORM, first, second)] == ["jenis_kelamin"]


@pytest.mark.parametrize(
    ("second", "parts_at"), [("bcd", 1), ("a", 2), ("acd", 2), ("abc", 4), ("abcde", 5)]
)
def test_where_typings_of_unequal_number_part(second, parts_at):
    first, other = ([(ord(letter),) for letter in letters] for letters in ("abcd", second))
    assert first_parting(first, other) == parts_at


def test_what_was_settled_takes_the_place_of_what_was_typed():
    sheets = read_typing("444444444\n444444421", FORM).sheets
    done = settled(FORM, sheets, {(2, "sarana"): None})
    assert done[0] == sheets[0]
    assert done[1] == (*sheets[1][:7], None, *sheets[1][8:])
