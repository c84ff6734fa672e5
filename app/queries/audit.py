"""What was written down of who did what."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from app.access import Permission, Scope, unscoped
from app.database import db
from app.models.audit import AuditEvent, JobRun
from app.queries import collection


@unscoped("a job asks whether it has noted its own work of the day")
def was_noted(actor: str, verb: str, at: datetime) -> bool:
    """Whether an event of this actor and verb stands at exactly this moment."""
    chosen = sa.exists().where(
        AuditEvent.actor == actor, AuditEvent.verb == verb, AuditEvent.at == at
    )
    return bool(db.session.scalar(sa.select(chosen)))


@unscoped("a job asks when it ran last")
def last_run(name: str) -> datetime | None:
    """When the job of this name last ended, or None."""
    return db.session.scalar(sa.select(JobRun.finished_at).where(JobRun.name == name))


def issuers_of_codes(scope: Scope, counter_id: int, permission: Permission) -> dict[int, str]:
    """Who issued each code of a counter, by the code's id; those loaded from a file are not in."""
    points = {f"point {p.id}": p.id for p in collection.points(scope, counter_id, permission)}
    chosen = sa.select(AuditEvent.subject, AuditEvent.actor).where(
        AuditEvent.verb == "issue_point", AuditEvent.subject.in_(points)
    )
    return {points[row.subject]: row.actor for row in db.session.execute(chosen)}
