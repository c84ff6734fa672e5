"""Counted and released tallies, as arrays ready to be summed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import sqlalchemy as sa

from app.access import Scope, unscoped
from app.database import db
from app.models.organisation import Counter, Unit
from app.models.tallies import WAITING, DailyTally, MonthlyTally
from app.queries import organisation

Key = tuple[Any, ...]


@dataclass(frozen=True)
class ReleasedTallies:
    """Released monthly cells of one instrument: parallel columns and a matrix of vectors.

    `counter_id`, `service_id`, `month` (ordinal of its first day), `with_counter` and
    `is_verified` have one entry per row of `vectors` (rows x vector length, int64).
    """

    instrument: str
    counter_id: np.ndarray
    service_id: np.ndarray
    month: np.ndarray
    with_counter: np.ndarray
    is_verified: np.ndarray
    vectors: np.ndarray

    def summed(self, chosen: np.ndarray) -> np.ndarray:
        """The sum of the chosen rows' vectors (boolean mask of length rows)."""
        return self.vectors[chosen].sum(axis=0)


def released(scope: Scope, unit_id: int, first: date, last: date) -> dict[str, ReleasedTallies]:
    """The released tallies of a unit's subtree over whole months, by instrument reference."""
    top = organisation.unit(scope, unit_id)
    table = MonthlyTally.__table__.c
    chosen = (
        sa.select(
            table.instrument,
            table.counter_id,
            table.service_id,
            table.month,
            sa.type_coerce(table.reach, sa.String).label("reach"),
            table.is_verified,
            table.vector,
        )
        .join(Counter, Counter.id == table.counter_id)
        .join(Unit, Unit.id == Counter.unit_id)
        .where(Unit.path.startswith(top.path, autoescape=True), table.month.between(first, last))
    )
    return tallies_by_instrument(db.session.execute(chosen).all())


def tallies_by_instrument(rows: Iterable[Any]) -> dict[str, ReleasedTallies]:
    """Rows (instrument, counter, service, month, reach, verified, vector) as one set per form."""
    apart: dict[str, list[Any]] = {}
    for row in rows:
        apart.setdefault(row[0], []).append(row)
    return {instrument: _as_columns(instrument, held) for instrument, held in apart.items()}


def _as_columns(instrument: str, rows: list[Any]) -> ReleasedTallies:
    _, counters, services, months, reaches, verified, vectors = zip(*rows, strict=True)
    matrix = np.frombuffer(b"".join(vectors), dtype="<i4").reshape(len(rows), -1)
    return ReleasedTallies(
        instrument=instrument,
        counter_id=np.array(counters),
        service_id=np.array(services),
        month=np.array([month.toordinal() for month in months]),
        with_counter=np.array([reach == "counter" for reach in reaches]),
        is_verified=np.array(verified, dtype=bool),
        vectors=matrix.astype(np.int64),
    )


def last_month_with_answers(scope: Scope, unit_id: int) -> date | None:
    """The newest month of which anything was released in the unit's subtree, or None."""
    return _month_with_answers(scope, unit_id, sa.func.max)


def first_month_with_answers(scope: Scope, unit_id: int) -> date | None:
    """The oldest month of which anything was released in the unit's subtree, or None."""
    return _month_with_answers(scope, unit_id, sa.func.min)


def _month_with_answers(scope: Scope, unit_id: int, pick: Any) -> date | None:
    counter_ids = [counter.id for counter in organisation.counters(scope, unit_id)]
    chosen = sa.select(pick(MonthlyTally.month)).where(MonthlyTally.counter_id.in_(counter_ids))
    return db.session.scalar(chosen)


@unscoped("the release job compares what was counted with what was released")
def waiting_by_counter() -> Sequence[sa.Row]:
    """(unit_id, counter_id, n) of the counters with counted answers not yet released."""
    waiting = sa.func.sum(DailyTally.n - DailyTally.n_with_counter - DailyTally.n_with_unit).label(
        "n"
    )
    chosen = (
        sa.select(Counter.unit_id, DailyTally.counter_id, waiting)
        .join(Counter, Counter.id == DailyTally.counter_id)
        .where(WAITING["sqlite_where"])
        .group_by(Counter.unit_id, DailyTally.counter_id)
    )
    return db.session.execute(chosen).all()


@unscoped("the release job reads the rows it is about to release")
def waiting_rows(counter_ids: Sequence[int]) -> Sequence[DailyTally]:
    """The daily rows of the counters whose count is ahead of what was released."""
    chosen = sa.select(DailyTally).where(
        DailyTally.counter_id.in_(counter_ids), WAITING["sqlite_where"]
    )
    return db.session.scalars(chosen).all()


@unscoped("the close of a period releases everything in it")
def rows_not_with_counter(
    counter_ids: Sequence[int], first: date, last: date
) -> Sequence[DailyTally]:
    """The daily rows of the counters and days that are not wholly released with the counter."""
    chosen = sa.select(DailyTally).where(
        DailyTally.counter_id.in_(counter_ids),
        DailyTally.day.between(first, last),
        DailyTally.n != DailyTally.n_with_counter,
    )
    return db.session.scalars(chosen).all()


@unscoped("the monthly sums are made from the daily rows")
def daily_rows(counter_ids: Sequence[int], first: date, last: date) -> Sequence[sa.Row]:
    """The daily rows of the counters and days, as plain rows."""
    table = DailyTally.__table__
    chosen = sa.select(table).where(
        table.c.counter_id.in_(counter_ids), table.c.day.between(first, last)
    )
    return db.session.execute(chosen).all()


@unscoped("the recount keeps what was released while it replaces what was counted")
def keys_between(first: date, last: date) -> dict[Key, tuple[int, bytes]]:
    """(n, vector) counted so far by key (the table's primary key) for the days."""
    table = DailyTally.__table__
    chosen = sa.select(*table.primary_key, table.c.n, table.c.counted).where(
        table.c.day.between(first, last)
    )
    return {tuple(row[:-2]): (row[-2], row[-1]) for row in db.session.execute(chosen)}
