"""The database handle: pragmas, transactions, upserts and column types."""

from __future__ import annotations

import sqlite3
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta, timezone

import pytest
import sqlalchemy as sa
from flask import Flask

from app.clock import Slot
from app.database import (
    PRAGMAS,
    Moment,
    OneOf,
    db,
    engine_options,
    is_sqlite,
    random_id,
    transaction,
    under,
    upsert,
)
from app.factory import create_app
from app.models.audit import JobRun
from app.models.organisation import Agency, Unit
from config import Settings

WIB = timezone(timedelta(hours=7))
NOON = datetime(2026, 6, 15, 12, 0, tzinfo=WIB)
WANTED = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "recursive_triggers": 1,
    "busy_timeout": 30_000,
}


def pragmas_of(connection: sqlite3.Connection) -> dict[str, object]:
    return {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in WANTED}


@pytest.mark.sqlite
def test_every_pooled_connection_has_the_pragmas(settings: Settings) -> None:
    with create_app(settings).app_context(), ExitStack() as held:
        held.callback(db.engine.dispose)
        connections = [held.enter_context(db.engine.connect()) for _ in range(6)]
        found = [pragmas_of(c.connection.driver_connection) for c in connections]

    assert found == [WANTED] * 6


@pytest.mark.sqlite
def test_a_connection_is_patient_before_it_touches_the_file() -> None:
    assert PRAGMAS[0].startswith("PRAGMA busy_timeout=")


@pytest.mark.sqlite
def test_planted_connection_without_pragmas_is_seen(app: Flask) -> None:
    with sqlite3.connect(db.engine.url.database) as planted:
        found = pragmas_of(planted)

    assert {name for name in WANTED if found[name] != WANTED[name]} >= {
        "foreign_keys",
        "recursive_triggers",
    }


def test_sqlite_takes_its_write_lock_at_once() -> None:
    assert engine_options("sqlite:///x.db")["connect_args"] == {"isolation_level": "IMMEDIATE"}
    assert "connect_args" not in engine_options("postgresql+psycopg://x/y")


def test_the_open_database_is_known(app: Flask, database: str) -> None:
    assert is_sqlite() is (database == "sqlite")


def test_a_transaction_is_kept_at_its_end(app: Flask) -> None:
    with transaction() as session:
        session.add(Agency(name="Kabupaten Tetap"))

    db.session.remove()
    assert db.session.scalars(sa.select(Agency.name)).all() == ["Kabupaten Tetap"]


def test_a_transaction_leaves_nothing_when_something_is_raised(app: Flask) -> None:
    def stop_halfway() -> None:
        with transaction() as session:
            session.add(Agency(name="Kabupaten Setengah"))
            session.flush()
            raise RuntimeError("halfway")

    with pytest.raises(RuntimeError, match="halfway"):
        stop_halfway()

    assert db.session.scalars(sa.select(Agency.name)).all() == []


def test_random_ids_are_128_bits_and_differ() -> None:
    made = {random_id() for _ in range(1000)}

    assert len(made) == 1000
    assert {len(one) for one in made} == {16}


def test_upsert_inserts_and_then_changes_what_is_named(app: Flask) -> None:
    row = {"name": "release", "finished_at": NOON, "outcome": "1"}
    later = {**row, "finished_at": NOON + timedelta(hours=1), "outcome": "2"}
    with transaction():
        upsert(JobRun.__table__, [row], ["outcome"])
        upsert(JobRun.__table__, [later], ["outcome"])
        upsert(JobRun.__table__, [], ["outcome"])

    run = db.session.scalars(sa.select(JobRun)).one()
    assert (run.outcome, run.finished_at) == ("2", NOON)


def test_a_moment_comes_back_in_utc(app: Flask) -> None:
    with transaction() as session:
        session.add(JobRun(name="release", finished_at=NOON, outcome="ok"))

    db.session.remove()
    read = db.session.get_one(JobRun, "release").finished_at
    assert (read, read.utcoffset()) == (datetime(2026, 6, 15, 5, 0, tzinfo=UTC), timedelta(0))


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="has no time zone"):
        Moment().process_bind_param(datetime(2026, 6, 15), sa.create_engine("sqlite://").dialect)  # noqa: DTZ001


def test_one_of_refuses_what_the_enum_does_not_know() -> None:
    column, dialect = OneOf(Slot), sa.create_engine("sqlite://").dialect

    assert column.process_bind_param("morning", dialect) == "morning"
    assert column.process_result_value("afternoon", dialect) is Slot.AFTERNOON
    with pytest.raises(ValueError, match="evening"):
        column.process_bind_param("evening", dialect)


@pytest.mark.parametrize(
    ("paths", "found"),
    [
        (("/1/",), ["/1/2/", "/1/20/"]),
        (("/1/2/",), ["/1/2/"]),
        (("/3/", "/1/20/"), ["/1/20/", "/3/4/"]),
        (("/_/",), []),
        ((), []),
    ],
)
def test_under_finds_subtrees_and_takes_no_wildcards(
    app: Flask, paths: tuple[str, ...], found: list[str]
) -> None:
    with transaction() as session:
        session.add(Agency(id=1, name="Satu"))
        session.flush()
        for number, path in enumerate(("/1/2/", "/1/20/", "/3/4/")):
            session.add(Unit(agency_id=1, code=str(number), name="Unit", path=path))

    chosen = sa.select(Unit.path).where(under(Unit.path, paths)).order_by(Unit.path)
    assert db.session.scalars(chosen).all() == found


@pytest.mark.parametrize("url", ["sqlite:///x.db", "postgresql+psycopg://x/y"])
def test_errors_never_name_the_values_of_a_row(url: str) -> None:
    assert engine_options(url)["hide_parameters"] is True
