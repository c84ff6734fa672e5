"""A version that only adds languages asks the same, and is held to it."""

from dataclasses import replace
from types import MappingProxyType

import pytest

from survey_forms.catalogue import all_instruments, find
from survey_forms.translations import refuse_other_meaning

SKM, TRANSLATED = find("skm-2017@1"), find("skm-2017@3")


def _with(translation):
    return {SKM.reference: SKM, translation.reference: translation}


def _item_changed(**changes):
    first, *others = TRANSLATED.items
    return replace(TRANSLATED, items=(replace(first, **changes), *others))


def test_published_translations_say_what_their_originals_say():
    named = {one.reference: one.translation_of for one in all_instruments()}
    assert {reference for reference, original in named.items() if original} == {
        "pulse-1@2",
        "skm-2017@3",
        "skm-2017@4",
    }
    refuse_other_meaning(_with(TRANSLATED))


def test_answers_of_a_translation_are_counted_with_the_original():
    assert TRANSLATED.counted_as == SKM.counted_as == SKM.reference
    assert find("skm-2017@4").counted_as == "skm-2017@2"


def test_javanese_and_sundanese_are_marked_unofficial():
    assert TRANSLATED.languages == ("id", "en", "jv", "su")
    assert TRANSLATED.unofficial == ("jv", "su")
    assert SKM.unofficial == ()


@pytest.mark.parametrize(
    "changed",
    [
        _item_changed(questions=MappingProxyType(TRANSLATED.items[0].questions | {"en": "Else?"})),
        _item_changed(choices=TRANSLATED.items[0].choices[:3]),
        replace(TRANSLATED, items=TRANSLATED.items[1:]),
        replace(TRANSLATED, list_order=TRANSLATED.keys),
        replace(TRANSLATED, block=TRANSLATED.block[1:]),
        replace(TRANSLATED, rule=replace(TRANSLATED.rule, factor=20)),
    ],
)
def test_planted_difference_is_refused_by_place(changed):
    with pytest.raises(ValueError, match=r"skm-2017@3: \w+: expected what skm-2017@1 says"):
        refuse_other_meaning(_with(changed))


@pytest.mark.parametrize("named", ["skm-2017@9", "skm-2017@3", ""])
def test_translation_of_no_original_is_refused(named):
    with pytest.raises(ValueError, match="expected a version that is no translation itself"):
        refuse_other_meaning(_with(replace(TRANSLATED, translation_of=named)))


def test_translation_that_drops_a_language_is_refused():
    with pytest.raises(ValueError, match="expected every language of skm-2017@1"):
        refuse_other_meaning(_with(replace(TRANSLATED, languages=("id", "jv", "su"))))
