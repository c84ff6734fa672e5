"""Places, digits and faults of paper sheets in words."""

from __future__ import annotations

import pytest

from app.services.typed_sheets import Part, TypedFault, places_of
from app.web.admin.paper_words import (
    fault_in_words,
    lengths_shown,
    place_name,
    unequal_in_words,
    value_shown,
)
from survey_forms import catalogue

PLACES = places_of(catalogue.find("skm-2017@1"), "form")


@pytest.fixture(autouse=True)
def page(app):
    with app.test_request_context():
        yield


def test_an_element_is_named_with_both_its_numbers():
    assert place_name(PLACES[8]).startswith("pertanyaan 9, Penanganan Pengaduan")
    assert place_name(PLACES[8]).endswith("(U8)")


def test_a_question_about_the_respondent_is_named_by_its_label():
    assert PLACES[9].part is Part.RESPONDENT
    assert place_name(PLACES[9]) == "Jenis kelamin"


def test_a_digit_is_shown_with_its_answer():
    assert value_shown(PLACES[3], 4) == "4, Gratis"
    assert value_shown(PLACES[3], None) == "0, tidak dijawab"


def test_faults_say_what_to_type():
    assert lengths_shown(PLACES) == "9 atau 14"
    assert fault_in_words(TypedFault(3, "44"), PLACES) == (
        "Lembar 3 berisi 2 angka. Ketik 9 atau 14 angka."
    )
    assert "Ketik 1 sampai 6, atau 0" in fault_in_words(TypedFault(3, "7", PLACES[10]), PLACES)


def test_unequal_typings_are_told_by_their_numbers_only():
    said = unequal_in_words([(1,), (2,)], [(1,)])
    assert said.startswith("Ketikan pertama 2 lembar, ketikan ini 1 lembar;")
