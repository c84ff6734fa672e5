"""The audit: one event for each write by a signed-in person, a key or a job; and job runs."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Moment, db


class AuditEvent(db.Model):
    """Who did what to which thing, and when; append-only, and never a citizen's send."""

    __tablename__ = "audit_events"
    __table_args__ = (
        sa.CheckConstraint("actor_kind IN ('person', 'key', 'job')", name="actor_kind_known"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment)
    actor_kind: Mapped[str] = mapped_column(sa.String(8))
    actor: Mapped[str] = mapped_column(sa.String(120))
    verb: Mapped[str] = mapped_column(sa.String(60))
    subject: Mapped[str] = mapped_column(sa.String(200))
    details: Mapped[dict[str, Any]] = mapped_column(sa.JSON)


class JobRun(db.Model):
    """When a job last ran and how it ended; `name` "health" is the health check's own row."""

    __tablename__ = "job_runs"

    name: Mapped[str] = mapped_column(sa.String(60), primary_key=True)
    finished_at: Mapped[datetime] = mapped_column(Moment)
    outcome: Mapped[str] = mapped_column(sa.String(200))
