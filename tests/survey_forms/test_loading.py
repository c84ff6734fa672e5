"""An instrument file is refused with a clear word when anything in it does not add up."""

import hashlib

import pytest

from survey_forms.catalogue import FOLDER
from survey_forms.loading import load_instrument

PLANTED_FAULTS = {
    "id with capitals": ('id = "pulse-1"', 'id = "Pulse"', r"id: expected a text of the form"),
    "version zero": ("version = 1", "version = 0", r"version: expected a whole number"),
    "title in one language": ('en = "Quick Rating"', "", r"titles\.en: expected a text"),
    "unknown key": ("version = 1", "version = 1\nweight = 1", r"weight: expected no such key"),
    "list order of others": ('["pelayanan"]', '["layanan"]', r"list_order: expected each of"),
    "list order too long": ('["pelayanan"]', '["pelayanan", "a"]', r"list_order: expected each"),
    "key with a blank": ('key = "pelayanan"', 'key = "p a"', r"items\[1\]\.key: expected"),
    "question missing": (
        "questions.en",
        "questions.fr",
        r"items\[1\]\.questions\.fr: expected no such key",
    ),
    "values that jump": ("value = 2", "value = 5", r"items\[1\]\.choices: expected two or more"),
    "value twice": ("value = 2", "value = 1", r"items\[1\]\.choices: expected two or more"),
    "answer in one language": (', en = "Good"', "", r"items\[1\]\.choices\[3\]\.en: expected"),
}


@pytest.mark.parametrize(("old", "new", "message"), PLANTED_FAULTS.values(), ids=PLANTED_FAULTS)
def test_planted_fault_is_named_with_file_and_place(edited, old, new, message):
    with pytest.raises(ValueError, match=r"planted\.toml: " + message):
        load_instrument(edited(old, new))


def test_unchanged_copy_is_loaded(edited):
    assert load_instrument(edited("version = 1", "version = 1")).reference == "pulse-1@1"


def _item(key, values=(1, 2)):
    choices = ", ".join(f'{{ value = {value}, id = "a", en = "b" }}' for value in values)
    return f"""[[items]]
key = "{key}"
names = {{ id = "a", en = "b" }}
questions = {{ id = "a", en = "b" }}
choices = [{choices}]

"""


def test_two_elements_with_one_key_are_refused(edited):
    path = edited("[[items]]", _item("pelayanan", (1, 2, 3, 4)) + "[[items]]")
    with pytest.raises(ValueError, match="items: expected each key once, found 'pelayanan' twice"):
        load_instrument(path)


OVERALL = _item("keseluruhan", (1, 2, 3, 4)).replace("[[items]]", "[overall]")


def test_an_overall_question_is_no_element(edited):
    instrument = load_instrument(edited("[[items]]", OVERALL + "[[items]]"))
    assert instrument.overall.key == "keseluruhan"
    assert instrument.keys == instrument.list_order == ("pelayanan",)
    assert load_instrument(edited("version = 1", "version = 1")).overall is None


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"keseluruhan"', '"pelayanan"', "overall: expected each key once, found 'pelayanan'"),
        ("{ value = 4", "{ value = 5", r"overall\.choices: expected two or more values"),
        (', { value = 4, id = "a", en = "b" }', "", "keseluruhan: expected the values .* has"),
        ("key =", "weight = 1\nkey =", r"overall\.weight: expected no such key"),
    ],
)
def test_a_planted_fault_of_the_overall_question_is_named(edited, old, new, message):
    path = edited("[[items]]", OVERALL.replace(old, new, 1) + "[[items]]")
    with pytest.raises(ValueError, match=message):
        load_instrument(path)


def test_a_block_field_may_not_take_the_key_of_the_overall_question(tmp_path):
    text = (FOLDER / "skm-2017-v2.toml").read_text("utf-8")
    path = tmp_path / "planted.toml"
    path.write_text(text.replace('key = "keseluruhan"', 'key = "usia"'), "utf-8")
    with pytest.raises(ValueError, match="expected each key once, found 'usia' twice"):
        load_instrument(path)


def test_by_name_only_is_true_or_false(edited):
    path = edited("version = 1", 'version = 1\nby_name_only = "yes"')
    with pytest.raises(ValueError, match="by_name_only: expected true or false"):
        load_instrument(path)


@pytest.mark.parametrize("languages", ['["nl"]', '["id"]', "[]"])
def test_unofficial_languages_are_further_languages_of_the_file(edited, languages):
    path = edited("version = 1", f"version = 1\nunofficial = {languages}")
    with pytest.raises(ValueError, match="unofficial: expected"):
        load_instrument(path)


def test_version_2_of_the_skm_differs_by_the_overall_question_alone():
    first, second = (load_instrument(FOLDER / f"skm-2017{v}.toml") for v in ("", "-v2"))
    assert second.overall.questions["id"].startswith("Secara keseluruhan")
    assert (first.items, first.list_order, first.block) == (
        second.items,
        second.list_order,
        second.block,
    )
    assert first.rule == second.rule


def test_elements_on_different_scales_are_refused(edited):
    path = edited("[[items]]", _item("lain", (1, 2)) + "[[items]]")
    with pytest.raises(ValueError, match=r"pelayanan: expected the values .* one index needs one"):
        load_instrument(path)


def test_values_of_two_digits_are_refused(edited):
    path = edited("[[items]]", _item("lain", range(1, 11)) + "[[items]]")
    with pytest.raises(ValueError, match="choices: expected values of one digit"):
        load_instrument(path)


def _block(key='"usia"', codes=("muda", "tua")):
    choices = ", ".join(f'{{ code = "{code}", id = "a", en = "b" }}' for code in codes)
    return f"""[respondent]
not_stated = {{ id = "Tidak ingin menyebutkan", en = "Prefer not to say" }}

[[respondent.fields]]
key = {key}
labels = {{ id = "a", en = "b" }}
choices = [{choices}]

[rule]
"""


def test_block_field_begins_with_not_stated(edited):
    (field,) = load_instrument(edited("[rule]\n", _block())).block
    assert [choice.code for choice in field.choices] == ["", "muda", "tua"]
    assert field.choices[0].labels["en"] == "Prefer not to say"


@pytest.mark.parametrize(
    ("block", "message"),
    [
        (_block(codes=("tua", "tua")), "choices: expected each code once, found 'tua' twice"),
        (_block(codes=("",)), r"choices\[1\]\.code: expected a text"),
        (_block(key='"pelayanan"'), "fields: expected each key once, found 'pelayanan' twice"),
        (_block().replace("not_stated", "none"), "respondent.none: expected no such key"),
    ],
)
def test_faulty_block_is_refused(edited, block, message):
    with pytest.raises(ValueError, match=message):
        load_instrument(edited("[rule]\n", block))


def test_comment_needs_label_and_hint(edited):
    path = edited("[rule]\n", '[comment.labels]\nid = "a"\nen = "b"\n\n[rule]\n')
    with pytest.raises(ValueError, match=r"comment\.hints: expected a table, found nothing"):
        load_instrument(path)


def test_checksum_is_that_of_the_bytes_in_the_file(pulse):
    content = (FOLDER / "pulse-1.toml").read_bytes()
    assert pulse.checksum == hashlib.sha256(content).hexdigest()
