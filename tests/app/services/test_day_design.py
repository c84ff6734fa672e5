"""Days as clusters of shown answers: measured only where some view shows those very answers."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from flask import Flask

from app.access import Scope
from app.clock import Period
from app.services import publications
from app.services.day_design import DayDesign, DaysUnknown, days_of_score
from app.services.shown_tallies import shown_tallies
from tests.factories.evaluator_systems import release_answers
from tests.factories.organisation import Office, an_office
from tests.factories.responses import stored_rows

YEAR, Q1 = Period.parse("2026"), Period.parse("2026-Q1")
GOOD, BAD = [(4,) * 9] * 4, [(3, 4, 2, 3, 3, 4, 3, 2, 3)] * 4
FIRST = date(2026, 3, 2)


@pytest.fixture
def office(app: Flask, scope: Scope, now: datetime) -> Office:
    """An office with two counters."""
    return an_office(scope, now)


def days_of_answers(office: Office, n_days: int, first: date = FIRST) -> None:
    """Good and bad days in turn."""
    for number in range(n_days):
        rows = GOOD if number % 2 else BAD
        stored_rows(office, rows, day=first + timedelta(days=number))


def days_over(scope: Scope, office: Office, period: Period) -> DayDesign:
    (shown,) = shown_tallies(scope, office.unit.id, period, "unit")
    return days_of_score(scope, office.unit.id, shown)


def test_the_effect_is_measured_over_the_period_itself(office: Office, scope, now) -> None:
    days_of_answers(office, 12)
    days_of_answers(office, 3, date(2026, 5, 4))
    release_answers(scope, now)

    days = days_over(scope, office, Q1)

    assert (days.n_days, days.measured_over, days.reason) == (12, Q1, None)
    assert days.design_effect > 3
    assert days_over(scope, office, YEAR).n_days == 15


def test_below_ten_days_nothing_is_said(office: Office, scope, now) -> None:
    days_of_answers(office, 9)
    release_answers(scope, now)

    days = days_over(scope, office, YEAR)

    assert (days.n_days, days.reason) == (9, DaysUnknown.TOO_FEW_DAYS)
    assert (days.design_effect, days.interval) == (None, None)


def test_answers_that_differ_in_nothing_tell_nothing(office: Office, scope, now) -> None:
    for number in range(12):
        stored_rows(office, GOOD, day=FIRST + timedelta(days=number))
    release_answers(scope, now)

    assert days_over(scope, office, YEAR).reason is DaysUnknown.ALL_EQUAL


@pytest.mark.parametrize("has_history", [True, False])
def test_a_few_answers_of_another_view_are_never_told_apart(
    has_history: bool, office: Office, scope, now, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.services.releases.can_be_followed", lambda _parts: has_history)
    days_of_answers(office, 12)
    release_answers(scope, now)
    before = days_over(scope, office, Q1)
    # Too few for the quarter's view: the year's counts them only where no history says that the
    # rest of its step is seen apart.
    stored_rows(office, BAD[:2], day=date(2026, 2, 3))
    stored_rows(office, GOOD, day=date(2026, 4, 7))
    release_answers(scope, now)

    days = days_over(scope, office, Q1)

    assert before.measured_over == Q1
    if has_history:
        assert (days.n_days, days.reason) == (0, DaysUnknown.OTHER_ANSWERS)
        return
    assert (days.measured_over, days.n_days, days.reason) == (YEAR, 14, None)
    assert days.design_effect == days_over(scope, office, YEAR).design_effect
    assert days.interval.low < before.interval.high


def test_a_closed_period_keeps_its_days(office: Office, scope, now) -> None:
    days_of_answers(office, 12)
    release_answers(scope, now)
    before = days_over(scope, office, Q1)
    publications.close_period(scope, now.replace(month=4), office.unit.id, Q1)

    assert days_over(scope, office, Q1) == before


def test_a_closed_year_whose_days_grew_since_tells_nothing(office: Office, scope, now) -> None:
    days_of_answers(office, 12)
    release_answers(scope, now)
    publications.close_period(scope, now.replace(year=2027), office.unit.id, YEAR)
    days_of_answers(office, 2, date(2026, 5, 4))
    release_answers(scope, now)

    days = days_over(scope, office, YEAR)

    assert (days.reason, days.design_effect, days.interval) == (
        DaysUnknown.OTHER_ANSWERS,
        None,
        None,
    )
    assert days.n_days == 0
