"""The one number that everybody of a unit may see, and nobody else."""

from __future__ import annotations

from datetime import datetime

import pytest

from app.access import Actor, Grant, Role, Scope
from app.errors import NotFound
from app.services.scores import unit_score
from app.services.unit_summaries import unit_summary
from tests.factories.evaluator_systems import release_answers
from tests.factories.organisation import Office, an_office
from tests.factories.responses import many_answers


@pytest.fixture
def office(app: object, scope: Scope, now: datetime) -> Office:
    return an_office(scope, now)


def officer_of(office: Office) -> Scope:
    return Scope(Actor("person", "bendahara"), (Grant(Role.OFFICER, office.unit.path),))


def test_an_officer_sees_the_unit_as_its_manager_does(
    office: Office, scope: Scope, now: datetime
) -> None:
    many_answers(office.points[0].code, now, 6, (3,) * 9)
    release_answers(scope, now)

    summary = unit_summary(officer_of(office), office.unit.id)

    assert summary is not None
    assert summary == unit_score(scope, office.unit.id, summary.period)
    assert summary.period.code == "2026"


def test_an_officer_still_may_not_read_scores(office: Office, scope: Scope, now: datetime) -> None:
    many_answers(office.points[0].code, now, 6)
    release_answers(scope, now)
    summary = unit_summary(officer_of(office), office.unit.id)
    assert summary is not None

    with pytest.raises(NotFound):
        unit_score(officer_of(office), office.unit.id, summary.period)


def test_another_unit_is_not_found(office: Office, scope: Scope, now: datetime) -> None:
    other = an_office(scope, now, code="LAIN", name="Dinas Lain")

    with pytest.raises(NotFound):
        unit_summary(officer_of(office), other.unit.id)


def test_before_the_first_answer_there_is_no_summary(office: Office) -> None:
    assert unit_summary(officer_of(office), office.unit.id) is None
