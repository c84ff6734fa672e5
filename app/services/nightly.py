"""What runs by itself: releases every few minutes, and once a day the rest."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from app import clock
from app.access import Scope, job_scope, unaudited
from app.database import db, is_sqlite, transaction
from app.services import tallies
from app.services.job_runs import record_run

logger = logging.getLogger(__name__)
IN_KEY_ORDER = (
    sa.text("CLUSTER responses USING pk_responses"),
    sa.text("CLUSTER comments USING pk_comments"),
)


def run_nightly(scope: Scope, now: datetime) -> str:
    """Count the last days again, release, and let no stored order tell of time."""
    changed = tallies.recount_days(scope, now)
    moved = tallies.release(scope, now)
    put_in_key_order(now)
    return f"{changed} cells changed, {moved} answers released"


@unaudited("moves rows on the disk and changes none of them")
def put_in_key_order(now: datetime) -> None:
    """Rewrite PostgreSQL's tables in the order of their random keys (decisions 8).

    SQLite needs none of it: its tables without row ids lie in that order always.
    """
    with transaction() as session:
        if not is_sqlite():
            for statement in IN_KEY_ORDER:
                session.execute(statement)
        record_run("key-order", now, "ok")


def keep_running(
    context: Callable[[], AbstractContextManager[Any]],
    interval_s: int,
    wait: Callable[[float], object] = time.sleep,
) -> None:
    """Run what is due while the process that started this one lives.

    A fault is logged and tried again at the next turn.
    """
    last_night, parent = None, os.getppid()
    while os.getppid() == parent:
        moment = clock.now()
        try:
            with context():
                if last_night != moment.date():
                    run_nightly(job_scope("nightly"), moment)
                    last_night = moment.date()
                else:
                    tallies.count_and_release(job_scope("release"), moment)
                db.session.remove()
        except sa.exc.SQLAlchemyError:
            logger.exception("a job could not be done")
        _wait_beside(parent, interval_s, wait)


def _wait_beside(parent: int, interval_s: int, wait: Callable[[float], object]) -> None:
    """Wait, a second at a time, and no longer than the parent lives."""
    for _ in range(interval_s):
        if os.getppid() != parent:
            return
        wait(1)
