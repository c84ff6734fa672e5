"""The audit's table holds what it promises."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from flask import Flask

from app.database import db, transaction
from app.models.audit import AuditEvent


def an_event(now, **changes: object) -> AuditEvent:
    usual = {"at": now, "actor_kind": "job", "actor": "test", "verb": "try", "subject": "x"}
    return AuditEvent(**usual | {"details": {}} | changes)


def test_details_come_back_as_they_were(app: Flask, now) -> None:
    with transaction() as session:
        session.add(an_event(now, details={"before": "Loket 1", "n": 3}))
    db.session.remove()

    assert db.session.scalars(sa.select(AuditEvent.details)).one() == {"before": "Loket 1", "n": 3}


def test_a_citizen_cannot_be_an_actor(app: Flask, now) -> None:
    db.session.add(an_event(now, actor_kind="citizen"))

    with pytest.raises(sa.exc.IntegrityError):
        db.session.commit()
    db.session.rollback()
