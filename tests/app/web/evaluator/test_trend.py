"""The trend as an evaluator's system reads it."""

from __future__ import annotations

from datetime import datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.access import Scope
from app.clock import Period
from app.services.trend import unit_trend
from app.web.evaluator.trend_replies import trend_reply
from tests.factories.evaluator_systems import System, a_system, release_answers
from tests.factories.organisation import Office, an_office
from tests.factories.responses import many_answers
from tests.factories.trend_offices import an_office_over_months
from tests.factories.trends import STEADY


@pytest.fixture
def office(app: Flask, scope: Scope, now: datetime) -> Office:
    return an_office_over_months(scope, now, [*STEADY, (0, 20)])


@pytest.fixture
def system(client: FlaskClient, scope: Scope, office: Office) -> System:
    return a_system(client, scope, office.unit.path)


def test_it_is_what_the_dashboard_shows(system: System, office: Office, scope: Scope) -> None:
    answer = system.get(f"/units/{office.unit.id}/trend/2026")

    ours = trend_reply(unit_trend(scope, office.unit.id, Period.parse("2026")))
    assert answer.status_code == 200
    assert answer.get_json() == ours.model_dump(mode="json")


def test_a_counter_is_asked_for_by_its_id(system: System, office: Office) -> None:
    path = f"/units/{office.unit.id}/trend/2026?counter="

    seen = system.get(f"{path}{office.counters[0].id}").get_json()
    assert (seen["subject"]["kind"], len(seen["months"])) == ("counter", 9)
    assert system.get(f"{path}99999").status_code == 404
    assert system.get(f"{path}x").status_code == 422


def test_verified_answers_are_read_apart(system: System, office: Office) -> None:
    found = system.get(f"/units/{office.unit.id}/trend/2026?answers=verified").get_json()

    assert (found["answers"], found["months"]) == ("verified", [])


def test_it_comes_as_a_table_too(system: System, office: Office) -> None:
    header, row = system.get(
        f"/units/{office.unit.id}/trend/2026", accept="text/csv"
    ).text.splitlines()

    assert header.startswith("subject_kind,subject_id")
    assert "outside:down:2026-09" in row


def test_another_unit_is_not_found(
    system: System, office: Office, scope: Scope, now: datetime
) -> None:
    other = an_office(scope, now, agency=office.agency, code="LAIN", name="Dinas Lain")

    assert system.get(f"/units/{other.unit.id}/trend/2026").status_code == 404


def test_a_single_new_answer_moves_nothing(
    system: System, office: Office, scope: Scope, now: datetime
) -> None:
    path = f"/units/{office.unit.id}/trend/2026"
    before = system.get(path).data

    many_answers(office.points[0].code, now, 1, (1,) * 9)
    release_answers(scope, now)

    assert system.get(path).data == before
