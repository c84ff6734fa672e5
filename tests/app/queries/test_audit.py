"""What was written down of who did what."""

from __future__ import annotations

from datetime import timedelta

from flask import Flask

from app.database import transaction
from app.queries.audit import last_run, was_noted
from app.services.audit import record_event
from app.services.job_runs import record_run


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
