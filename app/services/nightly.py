"""What runs by itself: releases every few minutes, and once a day the rest."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from app import clock
from app.access import Scope, job_scope, unaudited
from app.database import db, is_sqlite, transaction
from app.queries.audit import last_run
from app.services import releases, tallies
from app.services.comment_retention import MONTHS_KEPT, expire_comments
from app.services.job_runs import record_run
from app.services.prints import sweep_prints
from app.services.uploads import sweep_uploads

logger = logging.getLogger(__name__)
WRITE_ANEW, EMPTY_LOG = sa.text("VACUUM"), sa.text("PRAGMA wal_checkpoint(TRUNCATE)")
# PostgreSQL keeps with each row the number of the transaction that wrote it, and CLUSTER leaves it:
# the same for an answer and what was stored along with it, the next for what the same person said
# of coaching, and all in the order of sending. A rewritten column gives all rows one.
BY_ONE_WRITER = (
    sa.text("ALTER TABLE responses ALTER id TYPE bytea USING id || ''::bytea"),
    sa.text("ALTER TABLE comments ALTER text TYPE text USING text || ''"),
    sa.text("ALTER TABLE coaching_answers ALTER id TYPE bytea USING id || ''::bytea"),
    sa.text("ALTER TABLE asked_receipts ALTER id TYPE bytea USING id || ''::bytea"),
    sa.text("ALTER TABLE used_tickets ALTER ticket_hash TYPE bytea USING ticket_hash || ''::bytea"),
)
IN_KEY_ORDER = (
    sa.text("CLUSTER responses USING pk_responses"),
    sa.text("CLUSTER comments USING pk_comments"),
    sa.text("CLUSTER released_comments USING pk_released_comments"),
    sa.text("CLUSTER coaching_answers USING pk_coaching_answers"),
    sa.text("CLUSTER asked_receipts USING pk_asked_receipts"),
    sa.text("CLUSTER used_tickets USING pk_used_tickets"),
)


def run_nightly(
    scope: Scope, now: datetime, var_dir: Path, *, months_kept: int = MONTHS_KEPT
) -> str:
    """Recount, release, remove what is too old, and let no stored order tell of time."""
    changed = tallies.recount_days(scope, now)
    moved = releases.release(scope, now)
    expire_comments(scope, now, months_kept)
    sweep_uploads(var_dir, now)
    sweep_prints(var_dir, now)
    put_in_key_order(now)
    return f"{changed} cells changed, {moved} answers released"


@unaudited("moves rows on the disk and changes none of them")
def put_in_key_order(now: datetime) -> None:
    """Rewrite the stored answers in the order of their random keys (decisions 8).

    SQLite's tables without row ids are read in that order always, but within a page of the file
    rows lie as they came until it is written anew.
    """
    if is_sqlite():
        _outside_transactions(WRITE_ANEW)
        forget_order_of_writes()
    with transaction() as session:
        if not is_sqlite():
            for statement in BY_ONE_WRITER + IN_KEY_ORDER:
                session.execute(statement)
        record_run("key-order", now, "ok")


def forget_order_of_writes() -> None:
    """Empty SQLite's write-ahead log, which keeps commits one after the other."""
    if is_sqlite():
        _outside_transactions(EMPTY_LOG)


def _outside_transactions(statement: sa.TextClause) -> None:
    # The driver opens no transaction for these; setting AUTOCOMMIT on a pooled connection would
    # leave it with another way to begin one.
    with db.engine.connect() as connection:
        connection.execute(statement)


def keep_running(
    context: Callable[[], AbstractContextManager[Any]],
    interval_s: int,
    var_dir: Path,
    wait: Callable[[float], object] = time.sleep,
    *,
    months_kept: int = MONTHS_KEPT,
    beside: int | None = None,
) -> None:
    """Run what is due while the process that started this one lives.

    `beside` is that process's number; without it, whoever is the parent by now. A fault is logged
    and tried again at the next turn.
    """
    parent = beside or os.getppid()
    while os.getppid() == parent:
        moment = clock.now()
        try:
            with context():
                _run_what_is_due(moment, var_dir, months_kept)
                db.session.remove()
        except (sa.exc.SQLAlchemyError, OSError) as error:
            # By its names alone: a database's own words can repeat the values of a row.
            logger.error("a job could not be done: %s", _named(error))
        _wait_beside(parent, interval_s, wait)


def _named(error: Exception) -> str:
    """The kind of a fault, with the name that SQLite or PostgreSQL has for its cause."""
    cause = getattr(error, "orig", None)
    known = getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None)
    return f"{type(error).__name__} ({known})" if known else type(error).__name__


def _run_what_is_due(now: datetime, var_dir: Path, months_kept: int) -> None:
    """The night's work once each night, also when the system was started again; else a release."""
    last = last_run("key-order")
    if last is None or _night_of(last) != _night_of(now):
        run_nightly(job_scope("nightly"), now, var_dir, months_kept=months_kept)
        return
    releases.count_and_release(job_scope("release"), now)
    sweep_uploads(var_dir, now)
    sweep_prints(var_dir, now)
    forget_order_of_writes()


def _night_of(moment: datetime) -> date:
    """The local day: rewriting a large file takes a while, which nobody should wait through."""
    return clock.local_day_and_slot(moment, "WIB")[0]


def _wait_beside(parent: int, interval_s: int, wait: Callable[[float], object]) -> None:
    """Wait, a second at a time, and no longer than the parent lives."""
    for _ in range(interval_s):
        if os.getppid() != parent:
            return
        wait(1)
