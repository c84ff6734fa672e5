"""The fields of a citizen's form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_forms.fields import COMMENT_MAX_LENGTH, clean_comment
from survey_forms.form_builder import build_form


def _faults(instrument, sent, name, language="id"):
    form = build_form(instrument, language)(sent)
    form.validate()
    return list(form[name].errors)


def test_rating_is_the_chosen_value(skm, send):
    form = build_form(skm, "id")(send(skm, waktu="4"))
    assert form.waktu.data == 4


@pytest.mark.parametrize("language", ["id", "en"])
def test_missing_rating_says_what_to_do(skm, send, language):
    sent = send(skm)
    del sent["waktu"]
    expected = {
        "id": "Pilih satu jawaban untuk Waktu Penyelesaian.",
        "en": "Choose one answer for Time to Complete.",
    }
    assert _faults(skm, sent, "waktu", language) == [expected[language]]


@pytest.mark.parametrize("value", ["0", "5", "a", "4.0", " 4", "٣", "1" * 5000, "\x00", "4\n"])
def test_unknown_rating_is_one_clear_fault(skm, send, value):
    assert _faults(skm, send(skm, waktu=value), "waktu") == [
        "Jawaban untuk Waktu Penyelesaian tidak dikenal. Pilih satu dari jawaban yang tersedia."
    ]


def test_rating_sent_twice_is_a_fault(skm, send):
    sent = send(skm)
    sent.setlist("waktu", ["1", "4"])
    assert "tidak dikenal" in _faults(skm, sent, "waktu")[0]


@pytest.mark.parametrize("code", ["99", "26-35 ", "' OR 1=1"])
def test_unknown_code_of_the_block_is_a_fault(skm, send, code):
    assert "Jawaban untuk Usia tidak dikenal." in _faults(skm, send(skm, usia=code), "usia")[0]


def test_code_of_the_block_sent_twice_is_a_fault(skm, send):
    sent = send(skm)
    sent.setlist("usia", ["17-25", "26-35"])
    assert "tidak dikenal" in _faults(skm, sent, "usia")[0]


def test_block_may_be_left_out_altogether(skm, send):
    sent = send(skm)
    for field in skm.block:
        del sent[field.key]
    assert build_form(skm, "id")(sent).validate()


def test_comment_at_the_limit_is_taken(skm, send):
    assert _faults(skm, send(skm, comment="x" * COMMENT_MAX_LENGTH), "comment") == []


def test_comment_over_the_limit_is_kept_and_counted(skm, send):
    form = build_form(skm, "id")(send(skm, comment="é" * 1234))
    assert not form.validate()
    assert form.comment.errors == [
        "Saran Saudara 1.234 karakter, paling banyak 1.000. Ringkas dahulu, lalu kirim lagi."
    ]
    assert form.comment.data == "é" * 1234


def test_line_breaks_of_any_browser_count_once(skm, send):
    comment = "x" * 499 + "\r\n" + "y" * 500
    assert _faults(skm, send(skm, comment=comment), "comment") == []


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  baik  ", "baik"),
        ("satu\r\ndua\rtiga\u2028empat", "satu\ndua\ntiga\nempat"),
        ("a\x00b\x1b[31mc\x7fd\x85e", "ab[31mcd\ne"),
        ("kolom\tdua", "kolom dua"),
        ("rusak\ud800", "rusak"),
        ("bagus 👍🏽 \u200f\u0645\u0631\u200f", "bagus 👍🏽 \u200f\u0645\u0631\u200f"),
        ("\x00 \x00", ""),
    ],
)
def test_comment_is_cleaned_without_losing_what_was_meant(typed, kept):
    assert clean_comment(typed) == kept


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_any_comment_can_be_stored_and_is_clean_at_once(text):
    cleaned = clean_comment(text)
    cleaned.encode("utf-8")
    assert clean_comment(cleaned) == cleaned
    assert not any(ord(mark) < 32 and mark != "\n" for mark in cleaned)
