"""Beside what closed periods show, later numbers never give late answers away."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask

from app.clock import Period
from app.services import scores
from app.services.publications import close_period
from app.services.releases import release
from app.services.scoring_rules import PUBLIC_K, K
from app.services.tallies import rebuild_daily_tallies
from tests.factories.organisation import Office, an_office
from tests.factories.responses import stored_rows
from tests.factories.swept_years import QUICK, Held, a_swept_year

MAY, QUARTER, YEAR = Period.parse("2025-05"), Period.parse("2025-Q2"), Period.parse("2025")
RATINGS = [(4, 4, 3, 4, 4, 4, 4, 4, 4), (3,) * 9]
# A year in which late answers would leak if closed periods were taken to show them.
TELLING = 1


@pytest.fixture
def office(app: Flask, scope, now) -> Office:
    """An office with 20 answers of May, which is closed, and 20 of June."""
    made = an_office(scope, now, counters=1, services=2, year=2025)
    for month in (5, 6):
        stored_rows(made, RATINGS * 10, day=date(2025, month, 20))
    counted(scope, now)
    close_period(scope, now, made.unit.id, MAY)
    return made


def counted(scope, now) -> None:
    rebuild_daily_tallies(scope, now)
    release(scope, now)


def late(office: Office, scope, now, *, first: int, second: int) -> None:
    """Late answers of May, about the first and the second service."""
    for service, n in zip(office.services, (first, second), strict=True):
        stored_rows(office, (RATINGS * n)[:n], day=date(2025, 5, 21), service_id=service.id)
    counted(scope, now)


def test_five_late_answers_may_be_seen_in_the_year(office: Office, scope, now) -> None:
    late(office, scope, now, first=5, second=0)

    assert scores.unit_score(scope, office.unit.id, YEAR).n == 45
    assert scores.unit_score(scope, office.unit.id, MAY).n == 20


def test_late_answers_are_not_told_by_service_where_few_of_one_came(
    office: Office, scope, now
) -> None:
    """The unit moves by 7; 4 of one service would leave 3 of the other."""
    late(office, scope, now, first=4, second=3)

    shown = {s.subject.name: s.n for s in scores.service_scores(scope, office.unit.id, YEAR)}
    assert shown["Layanan 1"] is None
    assert shown["Layanan 2"] is None


def test_a_quarter_closed_after_three_late_answers_does_not_tell_them(
    office: Office, scope, now
) -> None:
    close_period(scope, now, office.unit.id, Period.parse("2025-06"))
    late(office, scope, now, first=3, second=0)

    close_period(scope, now, office.unit.id, QUARTER)

    assert scores.unit_score(scope, office.unit.id, QUARTER).n is None


def small_year(scope, now) -> Held:
    return a_swept_year(scope, now, TELLING, QUICK)


@pytest.mark.parametrize("most_together", [30_000_000, 0])
def test_nothing_small_follows_from_a_year_with_all_its_closes(
    most_together: int, app: Flask, scope, now, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.services.seen_views.MOST_TOGETHER", most_together)
    held = small_year(scope, now)

    assert held.closes > 3
    assert (len(held.inside) > 20, len(held.public) > 0) == (True, True)
    assert held.leaks("inside", K) == []
    assert held.leaks("public", PUBLIC_K) == []


def test_planted_belief_that_closed_periods_never_lag_is_seen_to_leak(
    app: Flask, scope, now, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.services.seen_views.are_overtaken", lambda *_: False)

    assert small_year(scope, now).leaks("inside", K) != []
