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
from app.models.tallies import WAITING, DailyTally, MonthlyTally, Reach
from app.queries import organisation

Key = tuple[Any, ...]


@dataclass(frozen=True)
class ReleasedTallies:
    """Released monthly cells of one instrument: parallel columns and a matrix of vectors.

    `counter_id`, `service_id`, `month` (ordinal of its first day), `with_service`, `with_counter`
    (how far the batch may be seen: with its service, with its counter at least) and
    `is_verified` have one entry per row of `vectors` (rows x vector length, int64).
    """

    instrument: str
    counter_id: np.ndarray
    service_id: np.ndarray
    month: np.ndarray
    with_service: np.ndarray
    with_counter: np.ndarray
    is_verified: np.ndarray
    vectors: np.ndarray

    def reaches(self) -> list[str]:
        """How far each row may be seen, as a text."""
        pairs = zip(self.with_service.tolist(), self.with_counter.tolist(), strict=True)
        return [
            Reach.SERVICE if service else Reach.COUNTER if counter else Reach.UNIT
            for service, counter in pairs
        ]

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
        with_service=np.array([reach == Reach.SERVICE for reach in reaches]),
        with_counter=np.array([reach != Reach.UNIT for reach in reaches]),
        is_verified=np.array(verified, dtype=bool),
        vectors=matrix.astype(np.int64),
    )


def last_month_with_answers(scope: Scope, unit_id: int) -> date | None:
    """The newest month of which anything was released in the unit's subtree, or None."""
    return _month_with_answers(scope, unit_id, sa.func.max)


def first_month_with_answers(scope: Scope, unit_id: int) -> date | None:
    """The oldest month of which anything was released in the unit's subtree, or None."""
    return _month_with_answers(scope, unit_id, sa.func.min)


def months_with_answers(scope: Scope, unit_id: int) -> Sequence[date]:
    """The months of which anything was released in the unit's subtree, the oldest first."""
    counter_ids = [counter.id for counter in organisation.counters(scope, unit_id)]
    chosen = sa.select(MonthlyTally.month).where(MonthlyTally.counter_id.in_(counter_ids))
    return db.session.scalars(chosen.distinct().order_by(MonthlyTally.month)).all()


def _month_with_answers(scope: Scope, unit_id: int, pick: Any) -> date | None:
    counter_ids = [counter.id for counter in organisation.counters(scope, unit_id)]
    chosen = sa.select(pick(MonthlyTally.month)).where(MonthlyTally.counter_id.in_(counter_ids))
    return db.session.scalar(chosen)


@unscoped("the release job compares what was counted with what was released")
def waiting_rows(
    counter_ids: Sequence[int] | None = None, first: date = date.min, last: date = date.max
) -> Sequence[DailyTally]:
    """The daily rows whose count is ahead of what was released, of all counters or of some."""
    chosen = sa.select(DailyTally).where(WAITING["sqlite_where"])
    if counter_ids is not None:
        chosen = chosen.where(
            DailyTally.counter_id.in_(counter_ids), DailyTally.day.between(first, last)
        )
    return db.session.scalars(chosen).all()


@unscoped("the monthly sums are made anew from the daily rows")
def released_months() -> set[tuple[int, date]]:
    """(counter_id, first day of the month) of everything that was ever counted or released."""
    counted = db.session.execute(sa.select(DailyTally.counter_id, DailyTally.day).distinct())
    months = {(row.counter_id, row.day.replace(day=1)) for row in counted}
    kept = db.session.execute(sa.select(MonthlyTally.counter_id, MonthlyTally.month).distinct())
    return months | {(row.counter_id, row.month) for row in kept}


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
