"""The health check reads and writes."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from app.database import db
from app.errors import Closed
from app.models.audit import JobRun
from app.services.health import check_health


def test_each_check_leaves_its_time_in_one_row(app: Flask, now) -> None:
    check_health(now)
    check_health(now + timedelta(minutes=1))

    rows = db.session.scalars(sa.select(JobRun)).all()
    assert [(row.name, row.finished_at) for row in rows] == [("health", now + timedelta(minutes=1))]


def test_a_database_that_does_not_take_part_is_told(app: Flask, now) -> None:
    with db.engine.begin() as connection:
        connection.execute(sa.text("DROP TABLE job_runs"))

    with pytest.raises(Closed, match="tidak dapat dibaca atau ditulis"):
        check_health(now)
