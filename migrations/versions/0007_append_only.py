"""Responses, comments, audit events and frozen scores can be added to, and nothing else.

SQLite: a trigger per table and kind of change. INSERT OR REPLACE deletes the row that it replaces
without firing the one on DELETE, unless the connection asked for that; so another trigger stops
each INSERT that clashes with a row. For responses it leaves the row out in silence: a second send
under the same key is usual, and ON CONFLICT DO NOTHING then still counts no row.
PostgreSQL: one function, row triggers for UPDATE and DELETE, a statement trigger for TRUNCATE.
"""

from __future__ import annotations

from alembic import op

revision = "0007"
down_revision = "0006"

TABLES = ("responses", "comments", "audit_events", "frozen_scores")
# What is unique in each table: the ways in which a new row can clash with one that is there.
CLASHES = {
    "responses": "id = NEW.id OR submission_key_hash = NEW.submission_key_hash",
    "comments": "id = NEW.id",
    "audit_events": "id = NEW.id",
    "frozen_scores": "id = NEW.id OR "
    "(unit_id = NEW.unit_id AND period = NEW.period AND version = NEW.version)",
}


def upgrade() -> None:
    """Make the triggers."""
    if op.get_bind().dialect.name == "postgresql":
        _upgrade_postgresql()
        return
    _upgrade_sqlite()


def downgrade() -> None:
    """Drop the triggers; the rows stay."""
    postgresql = op.get_bind().dialect.name == "postgresql"
    for table in TABLES:
        for change in ("update", "delete", "truncate" if postgresql else "replace"):
            op.execute(f"DROP TRIGGER {table}_no_{change}" + (f" ON {table}" * postgresql))
    if postgresql:
        op.execute("DROP FUNCTION refuse_change()")


def _upgrade_sqlite() -> None:
    for table in TABLES:
        refusal = f"RAISE(ABORT, '{table} is append-only')"
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
                f"BEGIN SELECT {refusal}; END"
            )
        op.execute(
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
            f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {CLASHES[table]}) "
            f"BEGIN SELECT {'RAISE(IGNORE)' if table == 'responses' else refusal}; END"
        )


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
