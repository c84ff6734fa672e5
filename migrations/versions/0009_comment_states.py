"""Comments have states: released, emptied by two people, or past the time they are kept.

Comments stay append-only but for two changes that the database itself checks: the text may be
emptied where a redaction names two people, and rows of an expired month may be deleted.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

SAME = ("id", "unit_id", "counter_id", "month")
UNCHANGED = " AND ".join(f"NEW.{name} = OLD.{name}" for name in SAME)
AGREED = (
    "EXISTS (SELECT 1 FROM comment_redactions r "
    "WHERE r.comment_id = OLD.id AND r.agreed_by IS NOT NULL)"
)
IS_EXPIRED = "EXISTS (SELECT 1 FROM expired_comment_months e WHERE e.month = OLD.month)"
EMPTIES_TEXT = f"NEW.text = '' AND OLD.text <> '' AND {UNCHANGED} AND {AGREED}"
SAME_ELEMENTS = {
    "sqlite": "NEW.low_elements = OLD.low_elements",
    "postgresql": "NEW.low_elements::text = OLD.low_elements::text",
}
REFUSAL = "comments is append-only"


def upgrade() -> None:
    """Make the tables, and let the two changes through."""
    op.create_table(
        "released_comments",
        sa.Column("comment_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("shown_with_counter", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comments.id"], name=op.f("fk_released_comments_comment_id_comments")
        ),
        sa.PrimaryKeyConstraint("comment_id", name=op.f("pk_released_comments")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "comment_redactions",
        sa.Column("comment_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("asked_by", sa.String(length=120), nullable=False),
        sa.Column("agreed_by", sa.String(length=120), nullable=True),
        sa.CheckConstraint("asked_by <> agreed_by", name=op.f("ck_comment_redactions_two_people")),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comments.id"], name=op.f("fk_comment_redactions_comment_id_comments")
        ),
        sa.PrimaryKeyConstraint("comment_id", name=op.f("pk_comment_redactions")),
    )
    op.create_table(
        "expired_comment_months",
        sa.Column("month", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("month", name=op.f("pk_expired_comment_months")),
    )
    _drop_triggers()
    if _is_postgresql():
        _guard_postgresql()
    else:
        _guard_sqlite()


def downgrade() -> None:
    """Refuse every change again, and drop the tables; emptied texts stay empty."""
    _drop_triggers()
    for change in ("update", "delete"):
        if _is_postgresql():
            op.execute(
                f"CREATE TRIGGER comments_no_{change} BEFORE {change} ON comments "
                "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
            )
            op.execute(f"DROP FUNCTION refuse_comment_{change}()")
        else:
            op.execute(
                f"CREATE TRIGGER comments_no_{change} BEFORE {change} ON comments "
                f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
            )
    for table in ("expired_comment_months", "comment_redactions", "released_comments"):
        op.drop_table(table)


def _is_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def _drop_triggers() -> None:
    for change in ("update", "delete"):
        op.execute(f"DROP TRIGGER comments_no_{change}" + " ON comments" * _is_postgresql())


def _allowed(dialect: str) -> dict[str, str]:
    """The one change of each kind that passes."""
    return {"update": f"{EMPTIES_TEXT} AND {SAME_ELEMENTS[dialect]}", "delete": IS_EXPIRED}


def _guard_sqlite() -> None:
    for change, condition in _allowed("sqlite").items():
        op.execute(
            f"CREATE TRIGGER comments_no_{change} BEFORE {change} ON comments "
            f"WHEN NOT ({condition}) BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        )


def _guard_postgresql() -> None:
    for change, condition in _allowed("postgresql").items():
        passed = "NEW" if change == "update" else "OLD"
        op.execute(
            f"CREATE FUNCTION refuse_comment_{change}() RETURNS trigger LANGUAGE plpgsql AS $$ "
            f"BEGIN IF {condition} THEN RETURN {passed}; END IF; "
            f"RAISE EXCEPTION '{REFUSAL}'; END $$"
        )
        op.execute(
            f"CREATE TRIGGER comments_no_{change} BEFORE {change} ON comments "
            f"FOR EACH ROW EXECUTE FUNCTION refuse_comment_{change}()"
        )
