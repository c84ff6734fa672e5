"""A round of taps names its full questionnaire, and a full answer the tap that it follows.

SQLite: columns are added and dropped in place, so that triggers stay; the one against REPLACE is
made anew, since a row may now clash with another over the tap that both follow.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

CLASH = "id = NEW.id OR submission_key_hash = NEW.submission_key_hash"
CLASH_OVER_TAP = f"{CLASH} OR follows_key_hash = NEW.follows_key_hash"
FOLLOWS = sa.text("follows_key_hash IS NOT NULL")


def upgrade() -> None:
    """Add the columns; rounds of taps that are there get the usual questionnaire."""
    op.add_column("survey_rounds", sa.Column("follow_up_instrument", sa.String(length=60)))
    op.execute(
        "UPDATE survey_rounds SET follow_up_instrument = 'skm-2017@1' "
        "WHERE instrument = 'pulse-1@1'"
    )
    op.add_column("responses", sa.Column("follows_key_hash", sa.LargeBinary(length=32)))
    op.create_index(
        "uq_responses_follows_key_hash",
        "responses",
        ["follows_key_hash"],
        unique=True,
        sqlite_where=FOLLOWS,
        postgresql_where=FOLLOWS,
    )
    _guard_against_replace(CLASH_OVER_TAP)


def downgrade() -> None:
    """Drop the columns; a tap and the answer that followed it count apart from then on."""
    _guard_against_replace(CLASH)
    op.drop_index("uq_responses_follows_key_hash", "responses")
    op.drop_column("responses", "follows_key_hash")
    op.drop_column("survey_rounds", "follow_up_instrument")


def _guard_against_replace(clash: str) -> None:
    if op.get_bind().dialect.name != "sqlite":
        return
    op.execute("DROP TRIGGER responses_no_replace")
    op.execute(
        "CREATE TRIGGER responses_no_replace BEFORE INSERT ON responses "
        f"WHEN EXISTS (SELECT 1 FROM responses WHERE {clash}) BEGIN SELECT RAISE(IGNORE); END"
    )
