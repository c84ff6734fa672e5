"""Responses, comments and the files they came in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "responses",
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("submission_key_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("counter_id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=True),
        sa.Column("instrument", sa.String(length=60), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("slot", sa.String(length=16), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("is_verified", sa.Boolean(), nullable=False),
        sa.Column("is_flagged", sa.Boolean(), nullable=False),
        sa.Column("ratings", sa.String(length=60), nullable=False),
        sa.Column("block", sa.JSON(), nullable=False),
        sa.CheckConstraint(
            "channel IN ('static_qr', 'ticket', 'kiosk', 'paper')",
            name=op.f("ck_responses_channel_known"),
        ),
        sa.CheckConstraint(
            "slot IN ('morning', 'afternoon')", name=op.f("ck_responses_slot_known")
        ),
        sa.ForeignKeyConstraint(
            ["counter_id"], ["counters.id"], name=op.f("fk_responses_counter_id_counters")
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["survey_rounds.id"], name=op.f("fk_responses_round_id_survey_rounds")
        ),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service_types.id"], name=op.f("fk_responses_service_id_service_types")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_responses")),
        sa.UniqueConstraint("submission_key_hash", name=op.f("uq_responses_submission_key_hash")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_responses_day_counter_id", "responses", ["day", "counter_id"])
    op.create_table(
        "comments",
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("counter_id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("low_elements", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["counter_id"], ["counters.id"], name=op.f("fk_comments_counter_id_counters")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_comments_unit_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comments")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_comments_unit_id_month", "comments", ["unit_id", "month"])
    op.create_table(
        "imported_files",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("filename", sa.String(length=200), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["units.id"], name=op.f("fk_imported_files_unit_id_units")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imported_files")),
    )
    op.create_index("ix_imported_files_sha256", "imported_files", ["sha256"])


def downgrade() -> None:
    """Drop them, and with them what they hold."""
    op.drop_table("imported_files")
    op.drop_table("comments")
    op.drop_table("responses")
