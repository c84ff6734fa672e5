"""One-time tickets by hash, minutes of visits, and API keys that are for one kind of use.

Issued and used tickets are append-only like the answers (0007); a second use of a ticket, or a
second issue of the same one, is left out in silence, so that ON CONFLICT DO NOTHING counts no row.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

TABLES = ("issued_tickets", "used_tickets")
KIND = (
    "ALTER TABLE api_keys ADD COLUMN kind VARCHAR(16) DEFAULT 'scores' NOT NULL "
    "CONSTRAINT ck_api_keys_kind_known CHECK (kind IN ('scores', 'tickets', 'visits'))"
)
# A key that may only issue or report must not wake up as one that reads scores.
END_OTHER_KEYS = (
    "UPDATE api_keys SET revoked_at = created_at WHERE kind <> 'scores' AND revoked_at IS NULL"
)


def upgrade() -> None:
    """Make the tables with their triggers; the keys there are read scores."""
    op.create_table(
        "issued_tickets",
        sa.Column("ticket_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("counter_id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=True),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["counter_id"], ["counters.id"], name=op.f("fk_issued_tickets_counter_id_counters")
        ),
        sa.ForeignKeyConstraint(
            ["service_id"],
            ["service_types.id"],
            name=op.f("fk_issued_tickets_service_id_service_types"),
        ),
        sa.PrimaryKeyConstraint("ticket_hash", name=op.f("pk_issued_tickets")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_issued_tickets_counter_id_expires_on", "issued_tickets", ["counter_id", "expires_on"]
    )
    op.create_table(
        "used_tickets",
        sa.Column("ticket_hash", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("ticket_hash", name=op.f("pk_used_tickets")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "visit_minutes",
        sa.Column("counter_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.Column("waiting", sa.JSON(), nullable=False),
        sa.Column("service", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["counter_id"], ["counters.id"], name=op.f("fk_visit_minutes_counter_id_counters")
        ),
        sa.PrimaryKeyConstraint("counter_id", "day", "service_id", name=op.f("pk_visit_minutes")),
        sqlite_with_rowid=False,
    )
    op.execute(KIND)
    for table in TABLES:
        if op.get_bind().dialect.name == "postgresql":
            _guard_postgresql(table)
        else:
            _guard_sqlite(table)


def downgrade() -> None:
    """End the keys that do not read scores, and drop the tables with what they hold."""
    op.execute(END_OTHER_KEYS)
    op.execute("ALTER TABLE api_keys DROP COLUMN kind")
    for table in ("visit_minutes", *reversed(TABLES)):
        op.drop_table(table)


def _guard_sqlite(table: str) -> None:
    refusal = f"RAISE(ABORT, '{table} is append-only')"
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
            f"BEGIN SELECT {refusal}; END"
        )
    op.execute(
        f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
        f"WHEN EXISTS (SELECT 1 FROM {table} WHERE ticket_hash = NEW.ticket_hash) "
        "BEGIN SELECT RAISE(IGNORE); END"
    )


def _guard_postgresql(table: str) -> None:
    for change, each in (("UPDATE", "ROW"), ("DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
        op.execute(
            f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
            f"FOR EACH {each} EXECUTE FUNCTION refuse_change()"
        )
