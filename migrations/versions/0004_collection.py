"""Survey rounds and the codes on posters."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "survey_rounds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("instrument", sa.String(length=60), nullable=False),
        sa.Column("instrument_checksum", sa.String(length=64), nullable=False),
        sa.Column("population_served", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "closes_on >= opens_on", name=op.f("ck_survey_rounds_closes_after_it_opens")
        ),
        sa.CheckConstraint(
            "population_served > 0", name=op.f("ck_survey_rounds_population_positive")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["units.id"], name=op.f("fk_survey_rounds_unit_id_units")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_rounds")),
    )
    op.create_index("ix_survey_rounds_unit_id_opens_on", "survey_rounds", ["unit_id", "opens_on"])
    op.create_table(
        "collection_points",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("counter_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("revoked_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["counter_id"], ["counters.id"], name=op.f("fk_collection_points_counter_id_counters")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_collection_points")),
        sa.UniqueConstraint("code", name=op.f("uq_collection_points_code")),
    )
    op.create_index("ix_collection_points_counter_id", "collection_points", ["counter_id"])


def downgrade() -> None:
    """Drop them, and with them what they hold."""
    op.drop_table("collection_points")
    op.drop_table("survey_rounds")
