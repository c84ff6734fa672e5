"""Daily and monthly tallies and frozen scores."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "daily_tallies",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("slot", sa.String(length=16), nullable=False),
        sa.Column("counter_id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("is_verified", sa.Boolean(), nullable=False),
        sa.Column("is_flagged", sa.Boolean(), nullable=False),
        sa.Column("instrument", sa.String(length=60), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("counted", sa.LargeBinary(), nullable=False),
        sa.Column("n_with_service", sa.Integer(), nullable=False),
        sa.Column("released_with_service", sa.LargeBinary(), nullable=True),
        sa.Column("n_with_counter", sa.Integer(), nullable=False),
        sa.Column("released_with_counter", sa.LargeBinary(), nullable=True),
        sa.Column("n_with_unit", sa.Integer(), nullable=False),
        sa.Column("released_with_unit", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["counter_id"], ["counters.id"], name=op.f("fk_daily_tallies_counter_id_counters")
        ),
        sa.PrimaryKeyConstraint(
            "day",
            "slot",
            "counter_id",
            "service_id",
            "channel",
            "is_verified",
            "is_flagged",
            "instrument",
            name=op.f("pk_daily_tallies"),
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_daily_tallies_counter_id_day", "daily_tallies", ["counter_id", "day"])
    op.create_index(
        "ix_daily_tallies_waiting",
        "daily_tallies",
        ["counter_id"],
        sqlite_where=sa.text("n <> n_with_service + n_with_counter + n_with_unit"),
        postgresql_where=sa.text("n <> n_with_service + n_with_counter + n_with_unit"),
    )
    op.create_table(
        "monthly_tallies",
        sa.Column("counter_id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("service_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("is_verified", sa.Boolean(), nullable=False),
        sa.Column("is_flagged", sa.Boolean(), nullable=False),
        sa.Column("instrument", sa.String(length=60), nullable=False),
        sa.Column("reach", sa.String(length=16), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["counter_id"], ["counters.id"], name=op.f("fk_monthly_tallies_counter_id_counters")
        ),
        sa.PrimaryKeyConstraint(
            "counter_id",
            "month",
            "service_id",
            "channel",
            "is_verified",
            "is_flagged",
            "instrument",
            "reach",
            name=op.f("pk_monthly_tallies"),
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "frozen_scores",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("period", sa.String(length=8), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_by", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["units.id"], name=op.f("fk_frozen_scores_unit_id_units")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_frozen_scores")),
        sa.UniqueConstraint(
            "unit_id", "period", "version", name=op.f("uq_frozen_scores_unit_id_period_version")
        ),
    )


def downgrade() -> None:
    """Drop them, and with them what they hold."""
    op.drop_table("frozen_scores")
    op.drop_table("monthly_tallies")
    op.drop_table("daily_tallies")
