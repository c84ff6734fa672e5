"""What runs by itself."""

from __future__ import annotations

import logging
import os
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask

from app.clock import Period
from app.database import db
from app.errors import NotFound
from app.models.audit import AuditEvent, JobRun
from app.models.coaching import SelfFilled
from app.queries.audit import last_run
from app.queries.collection import open_collection_point
from app.services.coaching import record_coaching
from app.services.nightly import keep_running, put_in_key_order, run_nightly
from app.services.responses import record_response
from app.services.uploads import keep_upload, read_upload
from survey_forms.answers import Answers
from tests.factories.organisation import an_office
from tests.factories.responses import many_answers, stored_rows
from tests.factories.tickets import some_tickets


class Stopped(Exception):
    """Ends what would run for ever."""


def var_dir(app: Flask) -> Path:
    return app.extensions["suara_loket_settings"].var_dir


def runs() -> set[str]:
    return set(db.session.scalars(sa.select(JobRun.name)))


def test_the_night_counts_releases_and_puts_in_order(app: Flask, scope, now) -> None:
    many_answers(an_office(scope, now).points[0].code, now, 7)

    assert run_nightly(scope, now, var_dir(app)) == "1 cells changed, 7 answers released"
    assert {"recount", "release", "key-order"} <= runs()


def test_putting_in_order_changes_no_row(app: Flask, scope, now) -> None:
    many_answers(an_office(scope, now).points[0].code, now, 7)
    rows = sa.text("SELECT * FROM responses ORDER BY id")
    with db.engine.connect() as connection:
        before = connection.execute(rows).all()

    put_in_key_order(now)

    with db.engine.connect() as connection:
        assert connection.execute(rows).all() == before


def run_for(turns: int, app: Flask, clock: time_machine.Coordinates | None = None) -> None:
    """Let the jobs run for some turns of ten hours."""
    left = iter(range(turns - 1))

    def wait(_seconds: float) -> None:
        if clock is not None:
            clock.shift(10 * 3600)
        if next(left, None) is None:
            raise Stopped

    with pytest.raises(Stopped):
        keep_running(app.app_context, 1, var_dir(app), wait)


@pytest.mark.postgresql
def test_after_the_night_no_transaction_joins_a_comment_to_its_answer(app, scope, now) -> None:
    office = an_office(scope, now)
    point = open_collection_point(office.points[0].code, now)
    for number in range(3):
        key = f"{number:032}"
        answers = Answers((2,) * 9, {}, None, "Antre lama", key, key)
        record_response(point, ("waktu",) * 9, answers, receipt_key=b"test")
    joined = sa.text(
        "SELECT count(*) FROM responses r JOIN comments c ON r.xmin::text = c.xmin::text"
    )
    with db.engine.connect() as connection:
        assert connection.execute(joined).scalar_one() == 3

    put_in_key_order(now)

    with db.engine.connect() as connection:
        # Each with each, which says nothing.
        assert connection.execute(joined).scalar_one() == 3 * 3


@pytest.mark.postgresql
@pytest.mark.parametrize(
    "table", ["responses", "comments", "used_tickets", "coaching_answers", "asked_receipts"]
)
def test_after_the_night_no_transaction_number_keeps_the_order_of_sending(
    table: str, app: Flask, scope, now
) -> None:
    office = an_office(scope, now)
    point = open_collection_point(office.points[0].code, now)
    for number, ticket in enumerate(some_tickets(scope, now, office, 3)):
        key = f"{number:032}"
        answers = Answers((2,) * 9, {}, None, "Antre lama", key, key)
        used = sha256(ticket.encode()).digest()
        record_response(point, ("waktu",) * 9, answers, receipt_key=b"test", ticket_hash=used)
        record_coaching(point.counter_id, Period.parse("2026-06"), SelfFilled.YES, key)
    writers = sa.text(f"SELECT count(*), count(DISTINCT xmin::text) FROM {table}")
    with db.engine.connect() as connection:
        assert connection.execute(writers).one() == (3, 3)

    put_in_key_order(now)

    with db.engine.connect() as connection:
        assert connection.execute(writers).one() == (3, 1)


def test_the_night_comes_once_a_day_and_releases_in_between(app: Flask, scope, now) -> None:
    many_answers(an_office(scope, now).points[0].code, now, 7)
    with time_machine.travel(datetime(2026, 6, 15, 1, tzinfo=UTC), tick=False) as clock:
        run_for(4, app, clock)

    actors = db.session.scalars(sa.select(AuditEvent.actor).where(AuditEvent.actor_kind == "job"))
    found = list(actors)
    assert found.count("nightly") == 3  # two recounts, and the release of the first
    assert {"recount", "release", "key-order"} <= runs()


def test_a_fault_of_the_database_is_logged_and_tried_again(
    app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    with db.engine.begin() as connection:
        connection.execute(sa.text("DROP TABLE monthly_tallies"))
        connection.execute(sa.text("ALTER TABLE daily_tallies RENAME TO gone"))

    with caplog.at_level(logging.ERROR):
        run_for(3, app)

    said = [record.message for record in caplog.records]
    assert len(said) == 3
    assert all(message.startswith("a job could not be done: ") for message in said)
    assert all("SQLITE_ERROR" in message or "42P01" in message for message in said)
    assert "monthly_tallies" not in caplog.text


def test_the_jobs_end_with_the_process_that_started_them(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    parents = iter([1, 1, 1])
    monkeypatch.setattr("os.getppid", lambda: next(parents, 2))

    keep_running(app.app_context, 5, var_dir(app), lambda _seconds: None)

    assert "recount" in runs()


def test_without_the_process_that_it_stands_beside_nothing_runs(app: Flask) -> None:
    started_by = os.getppid() + 1  # it ended before this one came so far

    keep_running(app.app_context, 5, var_dir(app), lambda _seconds: None, beside=started_by)

    assert runs() == set()


def test_a_day_that_an_interruption_left_uncounted_is_counted_at_night(
    app: Flask, scope, now
) -> None:
    office = an_office(scope, now)
    stored_rows(office, [(4,) * 9] * 6, day=date(2026, 1, 5))

    assert run_nightly(scope, now, var_dir(app)) == "1 cells changed, 6 answers released"


def test_an_upload_that_nobody_confirmed_is_gone_after_the_night(app: Flask, scope, now) -> None:
    token = keep_upload(var_dir(app), now, "manajer", 1, "lembar.csv", b"loket")
    assert read_upload(var_dir(app), now, "manajer", token).content == b"loket"

    run_nightly(scope, now + timedelta(hours=2), var_dir(app))

    with pytest.raises(NotFound):
        read_upload(var_dir(app), now, "manajer", token)


def test_a_system_that_is_started_again_does_not_repeat_the_night(app: Flask, scope, now) -> None:
    with time_machine.travel(now, tick=False):
        run_for(1, app)
        night = last_run("key-order")
        assert night == now
    with time_machine.travel(now + timedelta(hours=3), tick=False):
        run_for(2, app)
        assert last_run("key-order") == night
    with time_machine.travel(now + timedelta(hours=16), tick=False):
        run_for(1, app)
        assert last_run("key-order") == now + timedelta(hours=16)


def test_a_disk_without_room_does_not_end_the_jobs(
    app: Flask, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.services.nightly.sweep_uploads", _no_room)

    run_for(2, app)

    assert caplog.text.count("a job could not be done: OSError") == 2


def _no_room(*_given: object) -> None:
    raise OSError("no room")
