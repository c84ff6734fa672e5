"""A program of somebody else, with SQLite's usual settings, cannot change what is append-only."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from flask import Flask

from app.database import db
from tests.factories.changes import APPEND_ONLY
from tests.factories.everything import rows_everywhere

# Whatever is unique in a table is a way for REPLACE to push out the row that holds it.
CLASHES = {
    "responses": ("id", "submission_key_hash", "follows_key_hash"),
    "comments": ("id",),
    "audit_events": ("id",),
    "frozen_scores": ("id", "version"),
    "coaching_answers": ("id",),
    "issued_tickets": ("ticket_hash",),
}
# A column that may be given another value without breaking any other rule.
CHANGED = {
    "responses": "ratings",
    "comments": "text",
    "audit_events": "actor",
    "frozen_scores": "content",
    "coaching_answers": "month",
    "issued_tickets": "expires_on",
    "used_tickets": "ticket_hash",
}
NEW = {
    "id": "(SELECT 9000 + max(id) FROM {table})",
    "submission_key_hash": "randomblob(32)",
    "follows_key_hash": "randomblob(32)",
    "ticket_hash": "randomblob(32)",
}

pytestmark = pytest.mark.sqlite


@pytest.fixture
def foreign(app: Flask, scope, now) -> Iterator[sqlite3.Connection]:
    """A plain connection to a file with rows in every table."""
    rows_everywhere(scope, now)
    db.session.remove()
    db.engine.dispose()
    with closing(sqlite3.connect(db.engine.url.database)) as connection:
        assert connection.execute("PRAGMA recursive_triggers").fetchone() == (0,)
        yield connection


def columns(connection: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]


def replacement(connection: sqlite3.Connection, table: str, clash: str) -> str:
    """A SELECT of the table's rows with one value changed, which clash in this column alone."""
    random_id = table in ("responses", "comments", "coaching_answers")
    fresh = {**NEW, "id": "randomblob(16)"} if random_id else NEW
    values = {name: name for name in columns(connection, table)}
    values |= {name: fresh[name].format(table=table) for name in fresh if name in values}
    values[CHANGED[table]] = "'planted'"
    values[clash] = clash
    chosen = f"FROM {table} WHERE {clash} IS NOT NULL LIMIT 1"
    return f"SELECT {', '.join(values.values())} {chosen}"


def attempt(connection: sqlite3.Connection, statement: str) -> int:
    """Try to run a statement; how many rows it says it changed, or -1 for a wrong refusal."""
    try:
        return connection.execute(statement).rowcount
    except sqlite3.IntegrityError as refusal:
        return 0 if "append-only" in str(refusal) else -1


def content(connection: sqlite3.Connection, table: str) -> list[tuple[object, ...]]:
    return connection.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall()


@pytest.mark.parametrize("table", APPEND_ONLY)
def test_update_and_delete_change_nothing(table: str, foreign: sqlite3.Connection) -> None:
    before = content(foreign, table)

    assert attempt(foreign, f"UPDATE {table} SET {CHANGED[table]} = 'planted'") == 0
    assert attempt(foreign, f"DELETE FROM {table}") == 0

    assert content(foreign, table) == before != []


@pytest.mark.parametrize(
    ("table", "clash"), [(table, clash) for table in CLASHES for clash in CLASHES[table]]
)
def test_replace_and_upsert_change_nothing(
    table: str, clash: str, foreign: sqlite3.Connection
) -> None:
    before, chosen = content(foreign, table), replacement(foreign, table, clash)
    upsert = f"INSERT INTO {table} SELECT * FROM ({chosen}) WHERE true ON CONFLICT DO UPDATE"

    assert attempt(foreign, f"INSERT OR REPLACE INTO {table} {chosen}") == 0
    assert attempt(foreign, f"REPLACE INTO {table} {chosen}") == 0
    assert attempt(foreign, f"{upsert} SET {CHANGED[table]} = 'planted'") == 0

    assert content(foreign, table) == before != []


@pytest.mark.parametrize(
    ("table", "clash"), [(table, clash) for table in CLASHES for clash in CLASHES[table]]
)
def test_planted_loss_of_the_trigger_is_seen(
    table: str, clash: str, foreign: sqlite3.Connection
) -> None:
    foreign.execute(f"DROP TRIGGER {table}_no_replace")
    before, chosen = content(foreign, table), replacement(foreign, table, clash)

    assert attempt(foreign, f"INSERT OR REPLACE INTO {table} {chosen}") == 1

    assert content(foreign, table) != before


@pytest.mark.parametrize("table", APPEND_ONLY)
def test_new_rows_are_taken(table: str, foreign: sqlite3.Connection) -> None:
    before = len(content(foreign, table))
    new = replacement(foreign, table, CHANGED[table]).replace("version,", "99,")
    if table == "used_tickets":  # which has no column but its key
        new = "SELECT randomblob(32)"

    assert attempt(foreign, f"INSERT INTO {table} {new}") == 1

    assert len(content(foreign, table)) == before + 1
