"""Everyday writing is brought to plain words and stems without losing what it says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.indonesian import SHORT_FORMS, STOPWORDS, normalise, stem_of, stems_and_words


def stems(text: str) -> list[str]:
    """The stems of a comment, without the words they come from."""
    return [stem for stem, _ in stems_and_words(text)]


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("Lamaaaa bgt!!!", "lama sangat"),
        ("tdk ramah", "tidak ramah"),
        ("GAK JELAS", "tidak jelas"),
        ("ibu2 ptgs2nya", "ibu petugas"),
        ("ramah-ramah", "ramah"),
        ("nunggunya krn antrian", "tunggu karena antre"),
        ("maaf, saat menunggu", "maaf saat tunggu"),
        ("123 !!", ""),
    ],
)
def test_short_forms_are_written_out(typed: str, plain: str) -> None:
    assert normalise(typed) == plain


@pytest.mark.parametrize("word", ["tidak", "kurang", "lama", "belum", "lebih"])
def test_words_that_turn_the_meaning_are_no_stop_words(word: str) -> None:
    assert word not in STOPWORDS
    assert stems(word) == [word]


@pytest.mark.parametrize(
    "words",
    [
        ("pelayanan", "layanan", "melayani", "dilayani"),
        ("antrean", "antri", "mengantre", "ngantri"),
        ("menunggu", "nunggu", "ditunggu", "tunggu"),
        ("penjelasan", "menjelaskan", "jelas"),
        ("dipercepat", "cepat", "kecepatan", "cpt"),
        ("petugas", "petugasnya", "ptgs"),
        ("selesai", "penyelesaian", "beres"),
    ],
)
def test_words_of_one_family_have_one_stem(words: tuple[str, ...]) -> None:
    assert len({stem_of(normalise(word)) for word in words}) == 1


def test_stems_know_the_words_they_come_from() -> None:
    assert stems_and_words("toiletnya kotor") == [("toilet", "toiletnya"), ("kotor", "kotor")]


def test_no_short_form_leads_to_another() -> None:
    chained = {full for full in SHORT_FORMS.values() if SHORT_FORMS.get(full, full) != full}
    assert chained == set()


@given(st.text())
def test_writing_out_twice_changes_nothing_more(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@pytest.mark.parametrize("function", [normalise, stems, stems_and_words, stem_of])
def test_anything_but_text_is_refused(function) -> None:
    with pytest.raises(ValueError, match="expected str"):
        function(None)
