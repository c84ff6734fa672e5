"""The pulse is one question and carries all the weight on it."""

from fractions import Fraction


def test_pulse_asks_one_question_and_nothing_about_the_person(pulse):
    assert pulse.keys == pulse.list_order == ("pelayanan",)
    assert pulse.block == ()
    assert not pulse.comment


def test_pulse_is_on_the_scale_of_the_survey(pulse, skm):
    assert pulse.scale == skm.scale
    assert pulse.rule.bands == skm.rule.bands


def test_pulse_carries_all_the_weight_on_its_question(pulse):
    assert dict(pulse.rule.weights) == {"pelayanan": Fraction(1)}


def test_pulse_does_not_claim_to_be_in_the_regulation(pulse):
    assert pulse.rule.article.startswith("Tidak diatur")


def test_pulse_is_answered_by_one_tap_and_the_survey_is_not(pulse, skm):
    assert pulse.is_one_tap
    assert not skm.is_one_tap
