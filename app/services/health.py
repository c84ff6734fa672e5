"""Whether the system can do its work now."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from app.access import unaudited
from app.database import db, transaction
from app.errors import Closed
from app.models.audit import JobRun
from app.services.job_runs import record_run


@unaudited("a monitor's heartbeat, many times a day and by nobody")
def check_health(now: datetime) -> None:
    """Write a row and read it back; Closed when the database does not take part."""
    try:
        with transaction():
            record_run("health", now, "ok")
        seen = db.session.scalar(sa.select(JobRun.finished_at).where(JobRun.name == "health"))
    except sa.exc.SQLAlchemyError as error:
        raise Closed("Basis data tidak dapat dibaca atau ditulis.") from error
    if seen is None:
        raise Closed("Basis data tidak menyimpan apa yang ditulis.")
