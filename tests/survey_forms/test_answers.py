"""Answers as values, and as the text that is stored."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_forms.answers import pack_ratings, read_answers, stored_ratings, unpack_ratings
from survey_forms.catalogue import find
from survey_forms.form_builder import build_form

RATINGS = st.lists(st.none() | st.integers(min_value=0, max_value=9), max_size=20).map(tuple)


def test_ratings_are_packed_one_character_each():
    assert pack_ratings((4, 3, 4, 4, None, 4, 4, 3, 4)) == "4344-4434"
    assert unpack_ratings("4344-4434") == (4, 3, 4, 4, None, 4, 4, 3, 4)


@given(RATINGS)
def test_packed_ratings_are_unpacked_unchanged(ratings):
    packed = pack_ratings(ratings)
    assert unpack_ratings(packed) == ratings
    assert len(packed) == len(ratings)


@pytest.mark.parametrize("rating", [10, -1, "4", 3.5])
def test_rating_that_is_no_digit_is_not_packed(rating):
    with pytest.raises(ValueError, match="Expected ratings of one digit or None, found"):
        pack_ratings((4, rating))


@pytest.mark.parametrize("text", ["4 4", "43a", "4٣", "4_4"])
def test_text_with_other_characters_is_not_unpacked(text):
    with pytest.raises(ValueError, match="Expected digits and '-', found"):
        unpack_ratings(text)


def _answers(instrument, sent, services=()):
    form = build_form(instrument, "id", services)(sent)
    assert form.validate(), form.errors
    return read_answers(form, instrument)


def test_ratings_are_read_in_form_order(skm, send):
    answers = _answers(skm, send(skm, sarana="1", pengaduan="2"))
    assert answers.ratings == (3, 3, 3, 3, 3, 3, 3, 1, 2)


def test_hidden_values_are_read_as_sent(skm, send):
    answers = _answers(skm, send(skm))
    assert (answers.submission_key, answers.receipt_seed) == ("k" * 22, "s" * 22)


def test_what_was_not_stated_is_absent(skm, send):
    sent = send(skm, usia="26-35", disabilitas="ya")
    del sent["pekerjaan"]
    assert _answers(skm, sent).block == {"usia": "26-35", "disabilitas": "ya"}


def test_reasons_for_low_ratings_stand_before_the_comment(skm, send):
    sent = send(skm, waktu="1", biaya="2", comment="Semoga membaik.")
    sent |= {"reason_biaya": "tidak ada\r\n tarif", "reason_waktu": "antre dua jam"}
    assert _answers(skm, sent).comment == (
        "Waktu Penyelesaian: antre dua jam\nBiaya/Tarif: tidak ada tarif\nSemoga membaik."
    )


def test_a_reason_alone_is_a_comment_and_is_headed_in_the_first_language(send):
    skm = find("skm-2017@3")
    form = build_form(skm, "jv")(send(skm, waktu="2", reason_waktu="antri dangu"))
    assert form.validate()
    assert read_answers(form, skm).comment == "Waktu Penyelesaian: antri dangu"


def test_a_reason_beside_a_rating_that_is_not_low_is_left_out(skm, send):
    assert _answers(skm, send(skm, waktu="3", reason_waktu="antre")).comment is None


@pytest.mark.parametrize("comment", ["", "  \r\n\t "])
def test_blank_comment_is_no_comment(skm, send, comment):
    assert _answers(skm, send(skm, comment=comment)).comment is None


def test_comment_is_read_clean(skm, send):
    assert _answers(skm, send(skm, comment=" baik\r\nsekali ")).comment == "baik\nsekali"


SERVICES = (("ktp", "KTP"), ("kk", "Kartu Keluarga"))


@pytest.mark.parametrize(("chosen", "expected"), [("kk", "kk"), ("", None)])
def test_service_is_read_where_it_is_asked(skm, send, chosen, expected):
    assert _answers(skm, send(skm, service=chosen), SERVICES).service == expected


def test_service_is_absent_where_it_is_not_asked(skm, send):
    assert _answers(skm, send(skm, service="kk"), SERVICES[:1]).service is None


def test_pulse_is_read_by_the_same_code(pulse, send):
    answers = _answers(pulse, send(pulse, pelayanan="4", comment="tidak ditanya"))
    assert answers.ratings == (4,)
    assert answers.block == {}
    assert answers.comment is None


@pytest.mark.parametrize(("sent", "mark"), [("3", "3"), (None, "-")])
def test_the_overall_answer_is_one_character_after_the_ratings(send, sent, mark):
    skm = find("skm-2017@2")
    answers = _answers(skm, send(skm, **({"keseluruhan": sent} if sent else {})))
    assert answers.ratings == (3,) * 9
    assert pack_ratings(answers.stored) == "333333333" + mark


def test_where_no_overall_question_is_asked_the_ratings_are_stored_as_they_are(skm, send):
    answers = _answers(skm, send(skm, keseluruhan="4"))
    assert answers.stored == answers.ratings == (3,) * 9


@pytest.mark.parametrize(("version", "length"), [(1, 9), (2, 10)])
def test_ratings_from_elsewhere_are_stored_as_long_as_those_of_the_form(version, length):
    stored = stored_ratings((4,) * 9, find(f"skm-2017@{version}"))
    assert len(stored) == length
    assert stored[9:] in ((), (None,))


def test_an_overall_answer_from_elsewhere_is_stored_where_it_is_asked():
    assert stored_ratings((4,) * 9, find("skm-2017@4"), overall=3) == (*(4,) * 9, 3)
    assert stored_ratings((4,) * 9, find("skm-2017@1"), overall=3) == (4,) * 9
