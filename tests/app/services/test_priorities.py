"""What to fix first: of what may be shown of a unit, held against a grade or the own mean."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction

import numpy as np
import pytest
from flask import Flask

from analytics.importance import importance
from analytics.inputs import Tally
from analytics.overall_tally import overall_tally
from analytics.priorities import needs_of
from analytics.reliability import reliability
from app.access import Actor, Grant, Role, Scope
from app.clock import Period
from app.errors import Invalid, NotFound
from app.services.priorities import priorities, target_named, targets_of
from app.services.scores import unit_score
from app.services.scoring_rules import rule_of
from app.services.shown_tallies import Withheld
from survey_forms import catalogue
from tests.factories.evaluator_systems import release_answers
from tests.factories.organisation import Office, an_office
from tests.factories.overall_sheets import overall_sheets
from tests.factories.responses import stored_rows

JUNE = Period.parse("2026-06")
SKM, WITH_OVERALL = catalogue.find("skm-2017"), catalogue.find("skm-2017@2")
# In form order, where the last two are sarana and pengaduan; waktu is clearly the lowest.
ROWS = [(4, 4, 2, 4, None, 4, 4, 3, 4), (4, 3, 2, 4, 4, 4, 4, 4, 4), (3, 4, 3, 4, 3, 4, 4, 4, 3)]


@pytest.fixture
def office(app: Flask, scope: Scope, now: datetime) -> Office:
    """An office with sixty answers about its elements alone."""
    made = an_office(scope, now)
    stored_rows(made, ROWS * 20)
    release_answers(scope, now)
    return made


@pytest.fixture
def asking(app: Flask, scope: Scope, now: datetime) -> Office:
    """An office whose form also asks about the visit as a whole."""
    return an_office(scope, now, instrument="skm-2017@2")


def as_ratings(rows) -> np.ndarray:
    return np.array([[value or 0 for value in row] for row in rows], dtype=np.uint8)


def test_needs_are_those_of_the_raw_rows_in_list_order(office: Office, scope: Scope) -> None:
    found = priorities(scope, office.unit.id, JUNE)

    tally = Tally.from_ratings(as_ratings(ROWS * 20), SKM.keys, *SKM.scale)
    expected = needs_of(tally, rule_of("skm-2017@1"), Fraction(8831, 2500))
    assert (found.n, found.withheld) == (60, None)
    assert [need.key for need in found.needs] == list(SKM.list_order)
    assert set(found.needs) == set(expected)


def test_elements_have_the_mean_and_interval_of_every_other_page(
    office: Office, scope: Scope
) -> None:
    found = priorities(scope, office.unit.id, JUNE)

    elements = unit_score(scope, office.unit.id, JUNE).result.elements
    told = {(need.key, need.n, need.mean, need.interval) for need in found.needs}
    assert told == {(e.key, e.n, e.mean, e.interval) for e in elements}


def test_the_surely_lowest_element_stands_alone(office: Office, scope: Scope) -> None:
    found = priorities(scope, office.unit.id, JUNE)

    assert [need.key for need in found.likely] == ["waktu"]
    assert found.likely[0].standing == "below"


def test_the_best_grade_is_the_target_unless_another_is_named(office: Office, scope: Scope) -> None:
    assert priorities(scope, office.unit.id, JUNE).target.name == "A"
    assert priorities(scope, office.unit.id, JUNE, "C").target.value == Fraction(65, 25)


def test_elements_may_be_held_against_their_own_mean(office: Office, scope: Scope) -> None:
    found = priorities(scope, office.unit.id, JUNE, "mean")

    result = unit_score(scope, office.unit.id, JUNE).result
    assert (found.target.name, found.target.value) == ("mean", None)
    assert {need.target for need in found.needs} == {result.ni}
    assert sum(need.gap for need in found.needs) == 0


def test_targets_are_the_grades_from_the_best_down_and_the_own_mean() -> None:
    assert targets_of("skm-2017@1") == ("A", "B", "C", "D", "mean")


@pytest.mark.parametrize("name", ["E", "a", "rata-rata"])
def test_an_unknown_target_is_refused_with_those_there_are(name: str) -> None:
    with pytest.raises(Invalid, match="Pilih A, B, C, D, mean"):
        target_named("skm-2017@1", name)


def test_four_answers_are_withheld_with_all_that_follows_from_them(
    asking: Office, scope: Scope, now: datetime
) -> None:
    stored_rows(asking, [(*row, 4) for row in ROWS] + [(4,) * 10])
    release_answers(scope, now)

    found = priorities(scope, asking.unit.id, JUNE)

    assert found.withheld in {Withheld.TOO_FEW, Withheld.NO_ANSWERS}
    assert (found.n, found.needs, found.likely, found.placed) == (None, None, (), ())
    assert (found.rest_scores, found.importance.n) == ((), 0)
    assert found.importance.reason == "withheld"


def test_without_an_overall_question_importance_is_not_available(
    office: Office, scope: Scope
) -> None:
    found = priorities(scope, office.unit.id, JUNE)

    assert (found.importance.reason, found.importance.shares) == ("not_asked", ())
    assert found.placed == ()


def test_importance_is_that_of_the_overall_answers_in_the_same_send(
    asking: Office, scope: Scope, now: datetime
) -> None:
    rows = overall_sheets(160)
    stored_rows(asking, rows)
    release_answers(scope, now)

    found = priorities(scope, asking.unit.id, JUNE)

    expected = importance(overall_tally(as_ratings(rows), WITH_OVERALL.keys, 1, 4))
    assert (found.importance.n, found.importance.r_squared) == (160, expected.r_squared)
    assert [share.key for share in found.importance.shares] == list(WITH_OVERALL.list_order)
    assert set(found.importance.shares) == set(expected.shares)


def test_an_element_that_matters_and_is_low_is_to_be_fixed_first(
    asking: Office, scope: Scope, now: datetime
) -> None:
    stored_rows(asking, overall_sheets(300))
    release_answers(scope, now)

    placed = {one.key: one.quadrant for one in priorities(scope, asking.unit.id, JUNE).placed}

    assert placed["waktu"] == "fix_first"
    assert placed["perilaku"] == "keep_up"
    assert placed["biaya"] == "low_priority"
    assert placed["kompetensi"] == "beyond_need"


def test_under_a_hundred_overall_answers_give_no_importance(
    asking: Office, scope: Scope, now: datetime
) -> None:
    stored_rows(asking, overall_sheets(99) + [(*ROWS[1], None)] * 20)
    release_answers(scope, now)

    found = priorities(scope, asking.unit.id, JUNE)

    assert found.n == 119
    assert (found.importance.n, found.importance.reason) == (99, "too_few_answers")


def test_rest_scores_are_the_corrected_item_total_correlations(
    office: Office, scope: Scope
) -> None:
    found = priorities(scope, office.unit.id, JUNE)

    tally = Tally.from_ratings(as_ratings(ROWS * 20), SKM.keys, *SKM.scale)
    expected = {item.key: item.item_total_correlation for item in reliability(tally).items}
    assert dict(found.rest_scores) == expected
    assert [key for key, _ in found.rest_scores] == list(SKM.list_order)


def test_all_equal_sheets_leave_every_element_as_likely(
    app: Flask, scope: Scope, now: datetime
) -> None:
    made = an_office(scope, now, code="SAMA")
    stored_rows(made, [(4,) * 9] * 12)
    release_answers(scope, now)

    found = priorities(scope, made.unit.id, JUNE)

    assert len(found.likely) == 9
    assert {value for _, value in found.rest_scores} == {None}


def test_another_agency_s_unit_is_not_found(office: Office) -> None:
    stranger = Scope(Actor("person", "x"), (Grant(Role.MANAGER, "/99999/"),))

    with pytest.raises(NotFound):
        priorities(stranger, office.unit.id, JUNE)
