"""Released tallies say in which steps views came to count them.

Nothing is known of the steps before: the sums of that time go on to no further view until their
period is closed. On the way back, sums that only their steps told apart are added together.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Make the table anew, with the steps in its key."""
    rows = _taken_out()
    _make(*_key(), sa.Column("steps", sa.String(length=640), nullable=False))
    _fill([row | {"steps": ""} for row in rows])


def downgrade() -> None:
    """Make the table anew without the steps."""
    sums: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in _taken_out():
        del row["steps"]
        held = sums.setdefault(tuple(row[column.name] for column in _key()), row)
        if held is not row:
            held["n"] += row["n"]
            both = np.frombuffer(held["vector"], "<i4") + np.frombuffer(row["vector"], "<i4")
            held["vector"] = both.tobytes()
    _make(*_key())
    _fill(list(sums.values()))


def _taken_out() -> list[dict[str, Any]]:
    """The rows of the table, which is dropped."""
    rows = [dict(row) for row in op.get_bind().execute(sa.select(_table())).mappings()]
    op.drop_table("monthly_tallies")
    return rows


def _key() -> list[sa.Column[Any]]:
    return [
        sa.Column("counter_id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("slot", sa.String(length=16), nullable=False),
        sa.Column("service_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("is_verified", sa.Boolean(), nullable=False),
        sa.Column("is_flagged", sa.Boolean(), nullable=False),
        sa.Column("instrument", sa.String(length=60), nullable=False),
        sa.Column("told", sa.Integer(), autoincrement=False, nullable=False),
    ]


def _make(*key: sa.Column[Any]) -> None:
    op.create_table(
        "monthly_tallies",
        *key,
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["counter_id"], ["counters.id"], name=op.f("fk_monthly_tallies_counter_id_counters")
        ),
        sa.PrimaryKeyConstraint(*(column.name for column in key), name=op.f("pk_monthly_tallies")),
        sqlite_with_rowid=False,
    )


def _fill(rows: list[dict[str, Any]]) -> None:
    if rows:
        op.get_bind().execute(sa.insert(_table()), rows)


def _table() -> sa.Table:
    """The table as it is at this step, whatever the models say by now."""
    return sa.Table("monthly_tallies", sa.MetaData(), autoload_with=op.get_bind())
