"""When a job last ran and how it ended; called inside the job's own transaction."""

from __future__ import annotations

from datetime import datetime

from app.database import upsert
from app.models.audit import JobRun


def record_run(name: str, now: datetime, outcome: str) -> None:
    """Replace the row that says how the job's last run ended."""
    row = {"name": name, "finished_at": now, "outcome": outcome}
    upsert(JobRun.__table__, [row], ["finished_at", "outcome"])
