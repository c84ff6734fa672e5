"""Trying to change what is append-only, in every way that SQL knows."""

from __future__ import annotations

import sqlalchemy as sa

APPEND_ONLY = (
    *("responses", "comments", "audit_events", "frozen_scores", "coaching_answers"),
    *("issued_tickets", "used_tickets"),
)
KEYS = dict.fromkeys(("issued_tickets", "used_tickets"), "ticket_hash")


def ways_to_change(table: str, dialect: str) -> dict[str, str]:
    """Statements by name that would change or remove rows of the table."""
    key = KEYS.get(table, "id")
    upsert = f"INSERT INTO {table} SELECT * FROM {table} WHERE true ON CONFLICT ({key}) DO UPDATE"
    ways = {
        "update": f"UPDATE {table} SET {key} = {key}",
        "delete": f"DELETE FROM {table}",
        "upsert": f"{upsert} SET {key} = excluded.{key}",
    }
    if dialect == "sqlite":
        return ways | {"replace": f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}"}
    return ways | {"truncate": f"TRUNCATE {table} CASCADE"}


def append_only_tables(engine: sa.Engine) -> list[str]:
    """Those of the tables that are there, which not all are before the last migration."""
    there = set(sa.inspect(engine).get_table_names())
    return [table for table in APPEND_ONLY if table in there]


def changes_that_pass(engine: sa.Engine) -> list[str]:
    """The ways of changing an append-only table that the database lets through."""
    return [
        f"{way} {table}"
        for table in append_only_tables(engine)
        for way, statement in ways_to_change(table, engine.dialect.name).items()
        if _passes(engine, statement)
    ]


def _passes(engine: sa.Engine, statement: str) -> bool:
    with engine.connect() as connection, connection.begin() as attempt:
        try:
            # Some ways are refused aloud; others pass and change no row.
            return connection.execute(sa.text(statement)).rowcount != 0
        except sa.exc.DBAPIError as refusal:
            return "append-only" not in str(refusal)
        finally:
            attempt.rollback()
