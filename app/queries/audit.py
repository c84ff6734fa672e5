"""What was written down of who did what."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from app.access import unscoped
from app.database import db
from app.models.audit import AuditEvent, JobRun


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
