"""The page object of response quality."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from flask import Flask

from app.access import Scope
from app.web.manager.quality_page import QualityPage, quality_page
from tests.factories.comments import release, stored_comments
from tests.factories.evaluator_systems import release_answers
from tests.factories.organisation import Office, an_office
from tests.factories.quality_offices import FIRST, USUAL, an_odd_office, usual_days
from tests.factories.responses import stored_rows
from tests.factories.ticket_days import IN_BURSTS, ticket_days

COPIED = "Petugas loket ini sangat lambat dan tidak ramah."


@pytest.fixture
def page_of(app: Flask, scope: Scope):
    """Builds the page within a request."""

    def build(office: Office, code: str | None = "2026") -> QualityPage:
        with app.test_request_context():
            return quality_page(scope, office.unit.id, code)

    return build


@pytest.fixture
def office(app: Flask, scope: Scope, now: datetime) -> Office:
    """An office with two counters and no answers yet."""
    return an_office(scope, now)


def test_days_stand_with_counter_number_and_reasons(app: Flask, scope, now, page_of) -> None:
    first, second = page_of(an_odd_office(scope, now)).days

    assert (first.day, first.counter, first.at_least) == (
        "Senin, 4 Mei 2026",
        "Loket 1",
        "sedikitnya 30",
    )
    assert first.reasons == (
        "Jauh lebih banyak dari biasanya",
        "Nilai jauh lebih rendah dari biasanya",
    )
    assert second.reasons == ("Banyak yang terlalu cepat atau beruntun",)


def test_two_readings_stand_side_by_side(app: Flask, scope, now, page_of) -> None:
    every, without = page_of(an_odd_office(scope, now)).readings

    assert every.label == "IKM dari semua jawaban"
    assert every.note.endswith("n = 194")
    assert without.note.endswith("n = 188")
    assert (every.reason, without.reason) == ("", "")
    assert every.index != without.index


def test_one_reading_says_why_the_other_is_not_told(office: Office, scope, now, page_of) -> None:
    stored_rows(office, USUAL * 4, day=FIRST)
    stored_rows(office, USUAL[:3], day=FIRST, is_flagged=True)
    release_answers(scope, now)

    page = page_of(office)

    assert (page.readings[1].index, page.readings[1].reason) == ("", "Kurang dari 5 disisihkan")
    assert page.flagged[0] == "Tidak dirinci"


def test_where_all_are_flagged_it_says_so(office: Office, scope, now, page_of) -> None:
    stored_rows(office, USUAL * 2, day=FIRST, is_flagged=True)
    release_answers(scope, now)

    page = page_of(office)

    assert page.readings[1].reason == "Semua jawaban ditandai"
    assert page.flagged[0] == "100,0%"


def test_months_and_comments_are_told_by_name(office: Office, scope, now, page_of) -> None:
    usual_days(office, 60)
    for step in range(10):
        stored_rows(office, [(3,) * 9] * 5, day=date(2026, 5, 4) + timedelta(days=step))
    release_answers(scope, now)
    stored_comments(office, [COPIED] * 5)
    release()

    page = page_of(office)

    assert page.months == (("Loket 1", "Mei 2026", "▼ Lebih rendah"),)
    assert page.comments == ((COPIED, "Loket 1", "Juni 2026", "5"),)
    assert page.advice.startswith("Cocokkan")


def test_a_withheld_period_has_a_reason_and_nothing_else(app: Flask, scope, now, page_of) -> None:
    page = page_of(an_odd_office(scope, now), "2026-01")

    assert page.reason
    assert page.advice
    assert (page.readings, page.days, page.months, page.comments) == ((), (), (), ())


def test_before_the_first_answer_there_is_only_the_frame(office: Office, page_of) -> None:
    page = page_of(office, None)

    assert page.frame.asked is None
    assert (page.readings, page.meanings) == ((), ())


def test_counters_whose_tickets_come_in_bursts_are_named(office, scope, now, page_of) -> None:
    ticket_days(office, IN_BURSTS)
    release_answers(scope, now)

    page = page_of(office)

    assert page.ticket_bursts == ("Loket 1",)
    assert "tanyakan baik-baik di loket" in page.advice
