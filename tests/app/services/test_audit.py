"""What is recorded of a write, and that it stands or falls with the write."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from flask import Flask

from app.access import Actor, Scope
from app.database import db, transaction
from app.models.audit import AuditEvent
from app.services.audit import record_event

Saksi = Scope(Actor("person", "saksi"))


def events() -> list[AuditEvent]:
    return list(db.session.scalars(sa.select(AuditEvent)))


def test_an_event_says_who_did_what_to_which_thing_and_when(app: Flask, now) -> None:
    with transaction():
        record_event(Saksi, now, "rename_counter", "counter 7", before="A", after="B")
    db.session.remove()

    (event,) = events()
    assert (event.actor_kind, event.actor, event.at) == ("person", "saksi", now)
    assert (event.verb, event.subject) == ("rename_counter", "counter 7")
    assert event.details == {"before": "A", "after": "B"}


def test_an_event_is_gone_when_its_write_is_undone(app: Flask, now) -> None:
    def fail_after_recording() -> None:
        with transaction():
            record_event(Saksi, now, "rename_counter", "counter 7")
            raise RuntimeError("undone")

    with pytest.raises(RuntimeError, match="undone"):
        fail_after_recording()

    assert events() == []
