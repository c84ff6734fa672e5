"""Devices that show a counter's form to whoever stands there."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "kiosk_devices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("counter_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("pin_hash", sa.String(length=200), nullable=False),
        sa.Column("opens_hour", sa.Integer(), nullable=False),
        sa.Column("closes_hour", sa.Integer(), nullable=False),
        sa.Column("enrolled_on", sa.Date(), nullable=False),
        sa.Column("revoked_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "opens_hour >= 0 AND opens_hour < closes_hour AND closes_hour <= 24",
            name=op.f("ck_kiosk_devices_hours_in_a_day"),
        ),
        sa.ForeignKeyConstraint(
            ["counter_id"], ["counters.id"], name=op.f("fk_kiosk_devices_counter_id_counters")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kiosk_devices")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_kiosk_devices_code_hash")),
    )
    op.create_index("ix_kiosk_devices_counter_id", "kiosk_devices", ["counter_id"])


def downgrade() -> None:
    """Drop it; the answers that came from the devices stay."""
    op.drop_table("kiosk_devices")
