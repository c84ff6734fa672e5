"""From a comparison to what the API answers."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from app.services.case_mix import CaseMix, Standardised
from app.web.evaluator.comparison_replies import comparison_replies
from tests.app.web.manager.test_comparison_words import a_comparison


def test_numbers_become_text_with_a_point() -> None:
    first = comparison_replies(a_comparison(80, 85, 90, 95.5), None)[0]

    assert first.compared is not None
    assert first.compared.index == "80.00"
    assert first.compared.n == 30
    assert float(first.compared.shrunken) > 80
    assert first.method == "normal-normal, Paule-Mandel"
    assert first.reason is None


def test_those_in_one_band_name_each_other() -> None:
    replies = comparison_replies(a_comparison(90, 70, 90.1, 50), None)

    assert [reply.not_separable_from for reply in replies] == [(3,), (), (1,), ()]


def test_too_many_for_bands_have_none() -> None:
    found = a_comparison(90, 70)
    found = replace(found, comparison=replace(found.comparison, bands=None))

    assert [reply.not_separable_from for reply in comparison_replies(found, None)] == [None, None]


def test_one_left_out_has_its_reason_alone() -> None:
    found = a_comparison(90, 70, left_out={7: "other_questionnaire"})
    reply = comparison_replies(found, None)[2]

    assert (reply.subject.id, reply.left_out) == (7, "other_questionnaire")
    assert (reply.compared, reply.method) == (None, None)


def test_a_counter_without_a_common_mix_says_what_it_covers() -> None:
    found = a_comparison(90, 70)
    alone = Standardised(
        "1", 30, Fraction(90), None, Fraction(1, 3), None, None, "too_little_covered"
    )
    mix = CaseMix(2, (alone,), found.comparison)

    first, second = comparison_replies(found, mix)

    assert first.same_mix is not None
    assert (first.same_mix.own_mix, first.same_mix.covered_share) == ("90.00", "0.3333")
    assert (first.same_mix.index, first.same_mix.reason) == (None, "too_little_covered")
    assert second.same_mix is None
