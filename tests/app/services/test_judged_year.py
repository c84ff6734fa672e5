"""A year of counter-days judged on what was released, and what of it may be named."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from flask import Flask

from app.access import Scope
from app.clock import Period
from app.services.judged_year import JudgedYear, judged_year
from app.services.response_quality import Reason
from tests.factories.evaluator_systems import release_answers
from tests.factories.organisation import Office, an_office
from tests.factories.responses import stored_rows

USUAL = [(4,) * 9] * 3 + [(4, 4, 3, 4, 4, 3, 4, 4, 4), (3, 4, 3, 4, 4, 3, 4, 4, 4)]
BAD = (1,) * 8 + (2,)
MARCH, APRIL, MAY = date(2026, 3, 1), date(2026, 4, 1), date(2026, 5, 4)
AFTERWARDS = datetime.fromisoformat("2027-01-03T05:00:00+00:00")
YEAR = Period.parse("2026")


@pytest.fixture
def office(app: Flask, scope: Scope, now: datetime) -> Office:
    """Thirty usual days in April at each of two counters."""
    made = an_office(scope, now)
    for counter in range(2):
        for step in range(30):
            stored_rows(made, USUAL, counter=counter, day=APRIL + timedelta(days=step))
    return made


def judged(office: Office, scope: Scope, period: Period = YEAR) -> JudgedYear:
    release_answers(scope, AFTERWARDS)
    return judged_year(office.unit.id, period)


def test_usual_days_are_judged_and_none_is_named(office: Office, scope: Scope) -> None:
    found = judged(office, scope)

    assert (found.days, found.months, found.unnamed) == ((), (), ())
    assert len(found.judged) == 60


def test_a_day_that_stands_out_is_named_with_its_reasons_and_no_exact_number(
    office: Office, scope: Scope
) -> None:
    stored_rows(office, [BAD] * 33, day=MAY)
    stored_rows(office, USUAL, day=MAY + timedelta(days=1))

    (day,) = judged(office, scope).days

    assert (day.counter_id, day.day, day.at_least) == (office.counters[0].id, MAY, 30)
    assert day.reasons[:2] == (Reason.MORE_THAN_USUAL, Reason.WORSE_THAN_USUAL)


def test_a_day_is_not_named_where_fewer_than_five_others_of_its_month_would_follow(
    office: Office, scope: Scope
) -> None:
    stored_rows(office, [BAD] * 32, day=MAY)
    stored_rows(office, USUAL[:3], day=MAY + timedelta(days=1))

    found = judged(office, scope)

    assert found.days == ()
    assert found.unnamed == (date(2026, 5, 1),)


def test_a_day_that_is_its_whole_month_is_named(office: Office, scope: Scope) -> None:
    stored_rows(office, [BAD] * 30, day=MAY)

    assert [day.day for day in judged(office, scope).days] == [MAY]


def test_days_of_fewer_than_five_answers_are_never_judged(office: Office, scope: Scope) -> None:
    for step in range(5):
        stored_rows(office, [BAD] * 4, day=MAY + timedelta(days=step))

    found = judged(office, scope)

    assert found.days == ()
    assert len(found.judged) == 60


def test_what_was_not_released_is_not_judged(office: Office, scope: Scope) -> None:
    judged(office, scope)
    stored_rows(office, [BAD] * 30, day=MAY)

    assert judged_year(office.unit.id, YEAR).days == ()


def test_a_month_that_rates_otherwise_is_named_once(office: Office, scope: Scope) -> None:
    for step in range(30):
        stored_rows(office, USUAL, day=MARCH + timedelta(days=step))
    for step in range(10):
        stored_rows(office, [(3,) * 9] * 5, day=MAY + timedelta(days=step))

    found = judged(office, scope)

    assert [(m.counter_id, m.month, m.reason) for m in found.months] == [
        (office.counters[0].id, date(2026, 5, 1), Reason.WORSE_THAN_USUAL)
    ]


def test_every_period_of_a_year_is_judged_by_the_whole_year(office: Office, scope: Scope) -> None:
    stored_rows(office, [BAD] * 30, day=MAY)

    assert judged(office, scope, Period.parse("2026-04")) == judged(office, scope, YEAR)


def test_flagged_answers_at_receipt_are_a_reason(office: Office, scope: Scope) -> None:
    stored_rows(office, [(4,) * 9] * 6, day=MAY, is_flagged=True)
    stored_rows(office, USUAL, day=MAY + timedelta(days=1))

    (day,) = judged(office, scope).days

    assert day.reasons[0] is Reason.MANY_FLAGGED


def test_counters_of_units_below_are_not_judged_here(
    office: Office, scope: Scope, now: datetime
) -> None:
    other = an_office(scope, now, agency=office.agency, code="UPT", name="UPT Utara")
    stored_rows(other, [BAD] * 30, day=MAY)

    assert {day.counter_id for day in judged(office, scope).days} == set()


def test_a_unit_without_answers_has_nothing_to_judge(
    app: Flask, scope: Scope, now: datetime
) -> None:
    empty = an_office(scope, now, code="KOSONG")

    assert judged(empty, scope) == JudgedYear((), (), (), ())
