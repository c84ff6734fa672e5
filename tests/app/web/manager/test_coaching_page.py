"""The page object of coaching: what is told in numbers, and what is not."""

from __future__ import annotations

import time_machine

from app.models.coaching import SelfFilled
from app.web.manager.coaching_page import coaching_page
from tests.factories.coaching import inspectorate, said
from tests.factories.evaluator_systems import release_answers
from tests.factories.organisation import an_office
from tests.factories.responses import many_answers

YES, NO, UNSAID = SelfFilled


def test_a_row_has_share_interval_n_and_counts(app, scope, now) -> None:
    office = an_office(scope, now)
    many_answers(office.points[0].code, now, 6)
    said(office, {YES: 30, NO: 10, UNSAID: 6})
    release_answers(scope, now)

    with app.test_request_context():
        page = coaching_page(inspectorate(), office.unit.id, "2026")

    numbers = ("25,0%", "14,2%–40,2%", "40", "10", "30", "6")
    assert page.counters == (("Loket 1", *numbers),)
    assert page.months == (("Juni 2026", *numbers),)


def test_few_are_told_as_few(app, scope, now) -> None:
    office = an_office(scope, now)
    many_answers(office.points[0].code, now, 6)
    said(office, {YES: 30, NO: 4})
    release_answers(scope, now)

    with app.test_request_context():
        page = coaching_page(inspectorate(), office.unit.id, "2026")

    few = "kurang dari 5"
    assert page.counters == (("Loket 1", "–", "–", "30", few, "30", few),)


def test_small_counters_stand_together_in_a_row_of_their_own(app, scope, now) -> None:
    office = an_office(scope, now)
    many_answers(office.points[0].code, now, 6)
    said(office, {YES: 3})
    said(office, {YES: 4}, counter=1)
    release_answers(scope, now)

    with time_machine.travel("2026-08-31T03:00Z"), app.test_request_context():
        page = coaching_page(inspectorate(), office.unit.id, "2026")

    few = "kurang dari 5"
    assert page.counters == (("Loket lain bersama-sama", "–", "–", "7", few, "7", few),)
