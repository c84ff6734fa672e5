"""What form and table reader say besides the questionnaire."""

import string
from dataclasses import fields

import pytest

from survey_forms.wording import wording


def _sentences(language):
    both = wording(language)
    return {
        f"{part}.{field.name}": getattr(getattr(both, part), field.name)
        for part in ("form", "table")
        for field in fields(getattr(both, part))
    }


def _blanks(sentence):
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


@pytest.mark.parametrize("language", ["en", "jv", "su"])
def test_languages_fill_in_the_same_blanks(language):
    other = _sentences(language)
    for name, sentence in _sentences("id").items():
        assert _blanks(sentence) == _blanks(other[name]), name


@pytest.mark.parametrize("language", ["en", "jv", "su"])
def test_every_sentence_of_the_form_is_translated(language):
    indonesian = _sentences("id")
    same = {name for name, said in _sentences(language).items() if said == indonesian[name]}
    assert {name for name in same if name.startswith("form.")} <= {"form.thousands_separator"}


def test_numbers_are_written_as_the_language_writes_them():
    assert wording("id").form.number(1234) == "1.234"
    assert wording("en").form.number(1234) == "1,234"


def test_unknown_language_is_refused_with_the_known_ones():
    with pytest.raises(ValueError, match="no wording in 'nl'; there is id, en, jv, su"):
        wording("nl")
