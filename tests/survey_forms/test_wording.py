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


def test_languages_fill_in_the_same_blanks():
    english = _sentences("en")
    for name, sentence in _sentences("id").items():
        assert _blanks(sentence) == _blanks(english[name]), name


def test_numbers_are_written_as_the_language_writes_them():
    assert wording("id").form.number(1234) == "1.234"
    assert wording("en").form.number(1234) == "1,234"


def test_unknown_language_is_refused_with_the_known_ones():
    with pytest.raises(ValueError, match="no wording in 'jv'; there is id, en"):
        wording("jv")
