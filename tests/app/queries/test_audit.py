"""What was written down of who did what."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from app.access import Actor, Grant, Permission, Role, Scope
from app.database import db, transaction
from app.errors import NotFound
from app.models.collection import CollectionPoint
from app.queries import audit
from app.queries.audit import last_run, was_noted
from app.services.audit import record_event
from app.services.job_runs import record_run
from tests.factories.organisation import an_office


def test_an_event_is_found_by_actor_verb_and_moment(app: Flask, scope, now) -> None:
    with transaction():
        record_event(scope, now, "release", "tallies")

    assert was_noted(scope.actor.name, "release", now)
    assert not was_noted("saksi", "release", now)
    assert not was_noted(scope.actor.name, "back_up", now)
    assert not was_noted(scope.actor.name, "release", now + timedelta(days=1))


def test_the_last_run_of_a_job_is_told(app: Flask, now) -> None:
    assert last_run("release") is None

    with transaction():
        record_run("release", now, "ok")

    assert last_run("release") == now
    assert last_run("recount") is None


def test_codes_of_a_counter_are_told_with_who_issued_them(app, scope, now):
    office = an_office(scope, now)
    loaded = CollectionPoint(
        counter_id=office.counters[0].id, code="FR0MAF1E", issued_on=now.date()
    )
    db.session.add(loaded)
    db.session.flush()
    told = audit.issuers_of_codes(scope, office.counters[0].id, Permission.EDIT_ORGANISATION)
    assert told == {office.points[0].id: "test"}


def test_issuers_of_another_units_counter_are_not_found(app, scope, now):
    office, other = an_office(scope, now), an_office(scope, now, code="DINKES")
    reader = Scope(Actor("person", "rekan"), (Grant(Role.ADMIN, office.unit.path),))
    with pytest.raises(NotFound):
        audit.issuers_of_codes(reader, other.counters[0].id, Permission.EDIT_ORGANISATION)
