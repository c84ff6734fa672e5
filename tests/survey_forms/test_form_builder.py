"""The form class of an instrument."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from survey_forms.answers import read_answers
from survey_forms.catalogue import all_instruments, find
from survey_forms.fields import RatingField
from survey_forms.form_builder import build_form
from survey_forms.loading import load_instrument

SERVICES = (("ktp", "KTP"), ("kk", "Kartu Keluarga"))
BOTH_LANGUAGES = pytest.mark.parametrize("language", ["id", "en"])
VERSIONS = pytest.mark.parametrize(
    ("instrument", "language"),
    [(one, language) for one in all_instruments() for language in one.languages],
    ids=lambda one: getattr(one, "reference", one),
)


def _everything_said(form):
    """All that a person can read on the page of this form, faults and errors included."""
    yield from form.form_errors
    for field in form:
        yield from (field.label.text, field.description, getattr(field, "element_name", ""))
        yield from field.errors
        yield field()


def test_fields_stand_in_the_order_of_the_page(skm):
    names = [field.name for field in build_form(skm, "id", SERVICES)()]
    hidden = ["submission_key", "receipt_seed", "opened", "website"]
    shown = [name for name in names if name not in hidden]
    block = [field.key for field in skm.block]
    assert shown == ["service", *skm.keys, "comment", *block]
    assert sorted(names) == sorted([*shown, *hidden])


@BOTH_LANGUAGES
def test_question_name_and_answers_are_those_of_the_language(skm, language):
    field = build_form(skm, language)().biaya
    item = skm.item("biaya")
    assert field.label.text == item.questions[language]
    assert field.element_name == item.names[language]
    assert [option.label.text for option in field] == [c.labels[language] for c in item.choices]
    assert [option.data for option in field] == [1, 2, 3, 4]


@VERSIONS
def test_nothing_is_preselected(instrument, language):
    html = "".join(field() for field in build_form(instrument, language, SERVICES)())
    assert 'type="radio"' in html
    assert "checked" not in html
    assert "selected" not in html


def test_choice_is_still_chosen_when_the_form_comes_back(skm, send):
    form = build_form(skm, "id")(send(skm, waktu="2", usia="26-35"))
    assert re.findall(r'<input checked [^>]*value="(\d)"', form.waktu()) == ["2"]
    assert '<option selected value="26-35">' in form.usia()


@BOTH_LANGUAGES
def test_each_block_field_begins_with_not_stated(skm, language):
    form = build_form(skm, language)()
    first = {"id": "Tidak ingin menyebutkan", "en": "Prefer not to say"}[language]
    for field in skm.block:
        choice = form[field.key].iter_choices()[0]
        assert (choice.value, choice.label) == ("", first)


def test_service_is_asked_only_among_several(skm):
    assert "service" not in build_form(skm, "id")()
    assert "service" not in build_form(skm, "id", SERVICES[:1])()
    choices = build_form(skm, "id", SERVICES)().service.iter_choices()
    assert [(choice.value, choice.label) for choice in choices] == [
        ("", "Pilih jenis layanan"),
        *SERVICES,
    ]


def test_unknown_service_is_a_fault(skm, send):
    form = build_form(skm, "id", SERVICES)(send(skm, service="sim"))
    assert not form.validate()
    assert "Jenis layanan tidak dikenal" in form.service.errors[0]


@pytest.mark.parametrize("codes", [("", "a"), ("a", "a")])
def test_services_need_different_codes(skm, codes):
    with pytest.raises(ValueError, match="services with different codes that are not empty"):
        build_form(skm, "id", tuple((code, "Layanan") for code in codes))


def test_comment_has_its_hint_and_is_asked_only_by_instruments_that_have_one(skm, pulse):
    assert "Jangan menulis nama" in build_form(skm, "id")().comment.description
    assert "comment" not in build_form(pulse, "id")()


@pytest.mark.parametrize("name", ["submission_key", "receipt_seed"])
@pytest.mark.parametrize("value", [None, "", "k" * 15, "k" * 65, "k" * 15 + " ", "k" * 16 + "\n"])
def test_bad_hidden_value_is_a_fault_of_the_whole_page(skm, send, name, value):
    sent = send(skm)
    if value is None:
        del sent[name]
    else:
        sent[name] = value
    form = build_form(skm, "id")(sent)
    assert not form.validate()
    assert form[name].errors == []
    assert form.form_errors == [
        "Halaman ini tidak lengkap atau sudah lama. "
        "Buka lagi halaman survei ini, lalu isi dan kirim dari sana."
    ]


@pytest.mark.parametrize("value", ["k" * 16, "k" * 64, "Az09_-" * 4])
def test_good_hidden_value_is_taken(skm, send, value):
    assert build_form(skm, "id")(send(skm, submission_key=value, receipt_seed=value)).validate()


def test_validating_twice_says_it_once(skm):
    form = build_form(skm, "id")(MultiDict())
    form.validate()
    form.validate()
    assert len(form.form_errors) == 1


def test_empty_send_names_every_element(skm):
    form = build_form(skm, "id")(MultiDict())
    assert not form.validate()
    assert set(form.errors) - {""} == set(skm.keys)


def test_reasons_are_asked_where_there_is_a_comment_to_keep_them_with(skm, pulse):
    asked = build_form(skm, "id")()
    assert [key for key in skm.keys if asked[key].why is None] == []
    assert build_form(pulse, "id")()["pelayanan"].why is None


@pytest.mark.parametrize(("length", "is_valid"), [(200, True), (201, False)])
def test_a_reason_too_long_is_a_fault_that_names_its_element(skm, send, length, is_valid):
    form = build_form(skm, "id")(send(skm, waktu="1", reason_waktu="a" * length))
    assert form.validate() is is_valid
    assert form["waktu"].reason == "a" * length
    said = "Alasan untuk Waktu Penyelesaian 201 karakter, paling banyak 200."
    assert form["waktu"].reason_error[:64] == ("" if is_valid else said)
    assert not form["waktu"].errors


def test_form_class_is_kept(skm):
    assert build_form(skm, "id", SERVICES) is build_form(skm, "id", SERVICES)
    assert build_form(skm, "id") is not build_form(skm, "en")


def test_language_that_the_instrument_lacks_is_refused(skm):
    with pytest.raises(ValueError, match=r"skm-2017@1 is not in 'jv'; it is in id, en"):
        build_form(skm, "jv")


@pytest.mark.parametrize(
    "key", ["data", "errors", "service", "comment", "reason_a", "submission_key"]
)
def test_key_that_the_form_itself_uses_is_refused(edited, key):
    path = edited("pelayanan =", f"{key} =")
    path.write_text(path.read_text("utf-8").replace('"pelayanan"', f'"{key}"'), "utf-8")
    with pytest.raises(ValueError, match=f"the key '{key}' is taken by the form itself"):
        build_form(load_instrument(path), "id")


@VERSIONS
@pytest.mark.parametrize("sent", [None, {}, {"comment": "x" * 1001, "service": "?", "usia": "?"}])
def test_form_never_says_the_word_of_the_thank_you_page(instrument, language, sent):
    wrong = None if sent is None else MultiDict(sent | dict.fromkeys(instrument.keys, "?"))
    form = build_form(instrument, language, SERVICES)(wrong)
    if sent is not None:
        assert not form.validate()
    said = [*_everything_said(form), *instrument.titles.values()]
    assert len(said) > 5
    assert not [text for text in said if re.search("terima|thank", text, re.IGNORECASE)]


ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=()), max_size=50)
ANY_FIELD = st.sampled_from(
    [
        "waktu",
        "biaya",
        "usia",
        "service",
        "comment",
        "submission_key",
        "receipt_seed",
        "opened",
        "x",
    ]
)


@given(st.lists(st.tuples(ANY_FIELD, ANY_TEXT), max_size=20))
def test_no_send_raises_and_no_broken_send_is_valid(skm, sent):
    form = build_form(skm, "id", SERVICES)(MultiDict(sent))
    assert not form.validate()
    assert "".join(field() for field in form)


@given(st.data())
def test_ratings_come_out_in_form_order_whatever_order_they_were_sent_in(skm, data):
    ratings = data.draw(st.tuples(*[st.integers(1, 4) for _ in skm.keys]))
    pairs = [(key, str(rating)) for key, rating in zip(skm.keys, ratings, strict=True)]
    pairs += [("submission_key", "k" * 22), ("receipt_seed", "s" * 22)]
    form = build_form(skm, "id")(MultiDict(data.draw(st.permutations(pairs))))
    assert form.validate()
    assert read_answers(form, skm).ratings == ratings


def test_the_overall_question_stands_after_the_elements_and_may_be_left_out(send):
    instrument = find("skm-2017@2")
    form = build_form(instrument, "id")(send(instrument))
    names = [field.name for field in form if isinstance(field, RatingField)]
    assert names == [*instrument.keys, "keseluruhan"]
    assert form.validate(), form.errors
    assert form["keseluruhan"].data is None


def test_an_overall_answer_that_is_not_offered_is_refused(send):
    instrument = find("skm-2017@2")
    form = build_form(instrument, "id")(send(instrument, keseluruhan="5"))
    assert not form.validate()
    assert list(form.errors) == ["keseluruhan"]
