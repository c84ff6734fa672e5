"""Released tallies say which views count them; what was released of a day is one sum.

What was let out with its service is told to every view, with its counter to all but services, and
the rest to the unit alone. Half-days, which the monthly sums left out, are read from the days.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

# Four bits for the lengths of periods, from the lowest: unit, counter, service, verified, verified
# of counters and of services, unflagged.
TOLD = {"service": 0xFFFFFFF, "counter": 0xF0FF0FF, "unit": 0xF00F00F}
CELL = ("service_id", "channel", "is_verified", "is_flagged", "instrument")


def upgrade() -> None:
    """Add up the released parts of each day, and make the monthly sums of the views anew."""
    op.drop_index("ix_daily_tallies_waiting", "daily_tallies")
    _add("daily_tallies", ("n_released", sa.Integer()), ("released", sa.LargeBinary()))
    op.drop_table("monthly_tallies")
    _make_monthly(
        sa.Column("slot", sa.String(length=16), nullable=False),
        sa.Column("told", sa.Integer(), autoincrement=False, nullable=False),
    )
    _release_as_one()
    for part in TOLD:
        op.drop_column("daily_tallies", f"n_with_{part}")
        op.drop_column("daily_tallies", f"released_with_{part}")
    _index_waiting("n > n_released")
    op.create_table(
        "release_stamps",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("stamp", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["units.id"], name=op.f("fk_release_stamps_unit_id_units")
        ),
        sa.PrimaryKeyConstraint("unit_id", name=op.f("pk_release_stamps")),
    )


def downgrade() -> None:
    """Go back to parts: each view of a month as it was, days with their unit alone."""
    op.drop_table("release_stamps")
    op.drop_index("ix_daily_tallies_waiting", "daily_tallies")
    parts = [(f"n_with_{part}", sa.Integer()) for part in TOLD]
    sums = [(f"released_with_{part}", sa.LargeBinary()) for part in TOLD]
    _add("daily_tallies", *parts, *sums)
    op.execute("UPDATE daily_tallies SET n_with_unit = n_released, released_with_unit = released")
    op.drop_column("daily_tallies", "n_released")
    op.drop_column("daily_tallies", "released")
    _index_waiting("n <> n_with_service + n_with_counter + n_with_unit")
    parts = [
        (
            (row["counter_id"], row["month"], *_cell(row), _reach(row["told"])),
            row["n"],
            row["vector"],
        )
        for row in _rows("monthly_tallies")
    ]
    op.drop_table("monthly_tallies")
    _make_monthly(sa.Column("reach", sa.String(length=16), nullable=False))
    _fill(("counter_id", "month", *CELL, "reach"), parts)


def _release_as_one() -> None:
    """Sum the parts of each day, and of each month by the views that may count them."""
    parts, days = [], []
    for row in _rows("daily_tallies"):
        place = (row["counter_id"], row["day"].replace(day=1), row["slot"], *_cell(row))
        let_out = [
            ((*place, told), row[f"n_with_{part}"], row[f"released_with_{part}"])
            for part, told in TOLD.items()
            if row[f"n_with_{part}"]
        ]
        days += [
            ((row["day"], row["slot"], row["counter_id"], *_cell(row)), *p[1:]) for p in let_out
        ]
        parts += let_out
    _fill(("counter_id", "month", "slot", *CELL, "told"), parts)
    _set_released(days)


def _set_released(days: list[tuple[Any, ...]]) -> None:
    names = ("day", "slot", "counter_id", *CELL)
    table = _table("daily_tallies")
    matches = [table.c[name] == sa.bindparam(f"of_{name}") for name in names]
    change = (
        sa.update(table)
        .where(*matches)
        .values(n_released=sa.bindparam("new_n"), released=sa.bindparam("new_vector"))
    )
    rows = [
        {f"of_{name}": value for name, value in zip(names, key, strict=True)}
        | {"new_n": n, "new_vector": vector}
        for key, (n, vector) in _summed(days).items()
    ]
    if rows:
        op.get_bind().execute(change, rows)


def _fill(names: tuple[str, ...], parts: list[tuple[Any, ...]]) -> None:
    rows = [
        dict(zip(names, key, strict=True)) | {"n": n, "vector": vector}
        for key, (n, vector) in _summed(parts).items()
    ]
    if rows:
        op.get_bind().execute(sa.insert(_table("monthly_tallies")), rows)


def _summed(parts: list[tuple[Any, ...]]) -> dict[Any, tuple[int, bytes]]:
    """The parts (key, n, vector) that share a key, added together."""
    sums: dict[Any, tuple[int, np.ndarray]] = {}
    for key, n, vector in parts:
        before, so_far = sums.get(key, (0, 0))
        sums[key] = (before + n, so_far + np.frombuffer(vector, "<i4"))
    return {key: (n, vector.astype("<i4").tobytes()) for key, (n, vector) in sums.items()}


def _rows(name: str) -> list[Any]:
    return list(op.get_bind().execute(sa.select(_table(name))).mappings())


def _table(name: str) -> sa.Table:
    """The table as it is at this step, whatever the models say by now."""
    return sa.Table(name, sa.MetaData(), autoload_with=op.get_bind())


def _cell(row: Any) -> tuple[Any, ...]:
    return tuple(row[name] for name in CELL)


def _reach(told: int) -> str:
    """The furthest part whose views all count it; the unit's where no view does yet."""
    return next((part for part, flags in TOLD.items() if told & flags == flags), "unit")


def _add(table: str, *columns: tuple[str, Any]) -> None:
    for name, kind in columns:
        counted = isinstance(kind, sa.Integer)
        default = sa.text("0") if counted else None
        op.add_column(table, sa.Column(name, kind, nullable=not counted, server_default=default))


def _index_waiting(condition: str) -> None:
    op.create_index(
        "ix_daily_tallies_waiting",
        "daily_tallies",
        ["counter_id"],
        sqlite_where=sa.text(condition),
        postgresql_where=sa.text(condition),
    )


def _make_monthly(*more: sa.Column) -> None:
    key = [
        sa.Column("counter_id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("service_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("is_verified", sa.Boolean(), nullable=False),
        sa.Column("is_flagged", sa.Boolean(), nullable=False),
        sa.Column("instrument", sa.String(length=60), nullable=False),
        *more,
    ]
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
