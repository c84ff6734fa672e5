"""Scores are seen within the scope alone."""

from __future__ import annotations

import pytest
from flask import Flask

from app.access import Actor, Grant, Role, Scope
from app.clock import Period
from app.errors import NotFound
from app.services import scores
from app.services.releases import release
from app.services.tallies import rebuild_daily_tallies
from tests.factories.organisation import Office, an_office
from tests.factories.responses import stored_rows

JUNE = Period.parse("2026-06")


@pytest.fixture
def office(app: Flask, scope, now) -> Office:
    """An office."""
    return an_office(scope, now)


@pytest.mark.parametrize("role", [Role.MANAGER, Role.EVALUATOR])
def test_another_unit_is_not_found(role: Role, office: Office, scope, now) -> None:
    other = an_office(scope, now, agency=office.agency, code="DINKES", services=1)
    stored_rows(office, [(4,) * 9] * 6)
    stored_rows(other, [(4,) * 9] * 6)
    rebuild_daily_tallies(scope, now)
    release(scope, now)
    mine = Scope(Actor("person", "saksi"), (Grant(role, office.unit.path),))

    assert scores.unit_score(mine, office.unit.id, JUNE).n == 6
    for look, subject in (
        (scores.unit_score, other.unit.id),
        (scores.overview, other.unit.id),
        (scores.counter_scores, other.unit.id),
        (scores.service_scores, other.unit.id),
        (scores.counter_score, other.counters[0].id),
        (scores.service_score, other.services[0].id),
    ):
        with pytest.raises(NotFound):
            look(mine, subject, JUNE)


def test_without_a_grant_no_score_is_found(office: Office) -> None:
    with pytest.raises(NotFound):
        scores.unit_score(Scope(Actor("person", "saksi")), office.unit.id, JUNE)
