"""The last run of each job."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa
from flask import Flask

from app.database import db, transaction
from app.models.audit import JobRun
from app.services.job_runs import record_run


def test_only_the_last_run_of_a_job_is_kept(app: Flask, now) -> None:
    with transaction():
        record_run("backup", now, "first")
        record_run("release", now, "other")
        record_run("backup", now + timedelta(hours=1), "second")
    db.session.remove()

    runs = {
        run.name: (run.finished_at, run.outcome) for run in db.session.scalars(sa.select(JobRun))
    }
    assert runs == {"release": (now, "other"), "backup": (now + timedelta(hours=1), "second")}
