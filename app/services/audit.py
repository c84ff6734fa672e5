"""The record of who wrote what; called inside the transaction of the write itself."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from app.access import Scope
from app.database import db
from app.models.audit import AuditEvent


def record_event(scope: Scope, now: datetime, verb: str, subject: str, **details: Any) -> None:
    """Add one audit event to the open transaction."""
    db.session.execute(
        sa.insert(AuditEvent).values(
            at=now,
            actor_kind=scope.actor.kind,
            actor=scope.actor.name,
            verb=verb,
            subject=subject,
            details=details,
        )
    )
