"""Answers on whether a form was filled in by oneself, apart from everything else that was said."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

TABLES = ("coaching_answers", "asked_receipts")
ANSWERS = "answer IN ('yes', 'no', 'unsaid')"
CHANGES = (("UPDATE", "ROW"), ("DELETE", "ROW"), ("TRUNCATE", "STATEMENT"))


def upgrade() -> None:
    """Make the tables, and let answers and asked receipts be added only."""
    op.create_table(
        "coaching_answers",
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("counter_id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("answer", sa.String(length=16), nullable=False),
        sa.CheckConstraint(ANSWERS, name=op.f("ck_coaching_answers_answer_known")),
        sa.ForeignKeyConstraint(
            ["counter_id"], ["counters.id"], name=op.f("fk_coaching_answers_counter_id_counters")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coaching_answers")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_coaching_answers_month_counter_id", "coaching_answers", ["month", "counter_id"]
    )
    op.create_table(
        "asked_receipts",
        sa.Column("id", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asked_receipts")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "released_coaching",
        sa.Column("counter_id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("answer", sa.String(length=16), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.CheckConstraint(ANSWERS, name=op.f("ck_released_coaching_answer_known")),
        sa.ForeignKeyConstraint(
            ["counter_id"], ["counters.id"], name=op.f("fk_released_coaching_counter_id_counters")
        ),
        sa.PrimaryKeyConstraint("counter_id", "month", "answer", name=op.f("pk_released_coaching")),
        sqlite_with_rowid=False,
    )
    for table in TABLES:
        _guard(table)


def downgrade() -> None:
    """Drop the tables with their triggers, and what was said."""
    for table in ("released_coaching", "asked_receipts", "coaching_answers"):
        op.drop_table(table)


def _guard(table: str) -> None:
    if op.get_bind().dialect.name == "postgresql":
        for change, each in CHANGES:
            op.execute(
                f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
                f"FOR EACH {each} EXECUTE FUNCTION refuse_change()"
            )
        return
    refusal = f"RAISE(ABORT, '{table} is append-only')"
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
            f"BEGIN SELECT {refusal}; END"
        )
    # A receipt that comes again is usual, and ON CONFLICT DO NOTHING has to count no row for it.
    clash = "RAISE(IGNORE)" if table == "asked_receipts" else refusal
    op.execute(
        f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
        f"WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id) BEGIN SELECT {clash}; END"
    )
