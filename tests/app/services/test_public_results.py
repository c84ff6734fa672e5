"""Everybody reads the final score itself, of the newest version that may be seen by all."""

from __future__ import annotations

import pytest
from flask import Flask

from app.clock import Period
from app.errors import NotFound
from app.services import scores
from app.services.public_results import is_published, public_result, public_unit, public_units
from tests.factories.organisation import an_office
from tests.factories.published import QUARTER, a_published_quarter, answers_of, closed


def test_the_public_figure_is_the_final_score(app: Flask, scope, now) -> None:
    office = a_published_quarter(scope, now)

    shown = public_result(office.unit.id, QUARTER)

    final = scores.unit_score(scope, office.unit.id, QUARTER)
    assert shown.score.result == final.result
    assert (shown.score.version, shown.score.sha256) == (1, final.sha256)
    services = {s.subject.name: s.n for s in scores.service_scores(scope, office.unit.id, QUARTER)}
    shown_services = {s.name: s.score.n for s in shown.services if s.score}
    assert shown_services == {"Layanan 1": 40, "Layanan 2": 25}
    assert shown_services.items() <= services.items()


def test_a_service_that_may_not_be_seen_is_named_without_a_score(app: Flask, scope, now) -> None:
    office = a_published_quarter(scope, now)

    hidden = [s.name for s in public_result(office.unit.id, QUARTER).services if s.score is None]

    assert hidden == ["Layanan 3", "Layanan 4"]


def test_a_period_that_is_open_is_not_there(app: Flask, scope, now) -> None:
    office = a_published_quarter(scope, now)

    with pytest.raises(NotFound):
        public_result(office.unit.id, Period.parse("2025-06"))
    assert not is_published(office.unit.id, Period.parse("2025-06"))


def test_an_older_version_stays_where_a_newer_one_added_few(app: Flask, scope, now) -> None:
    office = a_published_quarter(scope, now)
    answers_of(office, 6)
    closed(scope, now, office)

    shown = public_result(office.unit.id, QUARTER)

    assert (shown.score.version, shown.newer_version, shown.score.n) == (1, 2, 79)


def test_units_are_found_by_a_period_that_holds_the_one_asked_for(app: Flask, scope, now) -> None:
    office = a_published_quarter(scope, now)

    assert [unit.id for unit in public_units(Period.parse("2025-05"))] == [office.unit.id]
    assert public_units(Period.parse("2025-07")) == ()
    assert public_units(Period.parse("2025")) == ()


def test_a_unit_lists_its_periods_newest_first(app: Flask, scope, now) -> None:
    office = a_published_quarter(scope, now)
    closed(scope, now, office, Period.parse("2025"))

    periods = [held.period.code for held in public_unit(office.unit.id).periods]

    assert periods == ["2025", "2025-Q2"]


def test_a_unit_without_results_is_not_found(app: Flask, scope, now) -> None:
    office = an_office(scope, now)

    with pytest.raises(NotFound):
        public_unit(office.unit.id)
