"""Responses, comments, audit events and frozen scores can be added to, and nothing else.

SQLite: a trigger per table and kind of change; INSERT OR REPLACE deletes the row it replaces
and so fires them too, given PRAGMA recursive_triggers (set on every connection).
PostgreSQL: one function, row triggers for UPDATE and DELETE, a statement trigger for TRUNCATE.
"""

from __future__ import annotations

from alembic import op

revision = "0007"
down_revision = "0006"

TABLES = ("responses", "comments", "audit_events", "frozen_scores")


def upgrade() -> None:
    """Make the triggers."""
    if op.get_bind().dialect.name == "postgresql":
        _upgrade_postgresql()
        return
    for table in TABLES:
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )


def downgrade() -> None:
    """Drop the triggers; the rows stay."""
    postgresql = op.get_bind().dialect.name == "postgresql"
    for table in TABLES:
        for change in ("update", "delete", "truncate") if postgresql else ("update", "delete"):
            op.execute(f"DROP TRIGGER {table}_no_{change}" + (f" ON {table}" * postgresql))
    if postgresql:
        op.execute("DROP FUNCTION refuse_change()")


def _upgrade_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
    )
    for table in TABLES:
        for change, each in (("UPDATE", "ROW"), ("DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
            op.execute(
                f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
                f"FOR EACH {each} EXECUTE FUNCTION refuse_change()"
            )
