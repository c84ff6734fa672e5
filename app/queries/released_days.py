"""What was released of each day: for figures about days together, never for one day's own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import sqlalchemy as sa

from app.access import Scope
from app.database import db
from app.models.organisation import Counter, Unit
from app.models.tallies import DailyTally
from app.queries import organisation

INTEGER_BYTES = 4


def released_by_day(
    scope: Scope,
    unit_id: int,
    instrument: str,
    days: tuple[date, date],
    n_integers: int,
    *,
    counter_id: int | None = None,
) -> np.ndarray:
    """The first integers of the released vector of each day (days x n_integers, int64).

    `days` are the first and the last; those of which nothing was released are left out. Of one
    counter of the unit where it is named.
    """
    top = organisation.unit(scope, unit_id)
    within = (
        Unit.path.startswith(top.path, autoescape=True),
        DailyTally.instrument == instrument,
        DailyTally.day.between(*days),
        sa.true() if counter_id is None else DailyTally.counter_id == counter_id,
    )
    rows = db.session.execute(_released_parts(n_integers).where(*within)).all()
    return _summed_by_day(rows, n_integers)


def released_by_day_of_each(
    scope: Scope, unit_id: int, instrument: str, days: tuple[date, date], n_integers: int, part: str
) -> dict[int, np.ndarray]:
    """The same for each counter of a unit, or each service, by its id; all in one SELECT.

    `part` is "counter_id" or "service_id".
    """
    top = organisation.unit(scope, unit_id)
    column = {"counter_id": DailyTally.counter_id, "service_id": DailyTally.service_id}[part]
    chosen = (
        _released_parts(n_integers)
        .add_columns(column.label("of"))
        .where(
            Unit.path.startswith(top.path, autoescape=True),
            DailyTally.instrument == instrument,
            DailyTally.day.between(*days),
        )
    )
    held: dict[int, list[sa.Row]] = {}
    for row in db.session.execute(chosen):
        held.setdefault(row.of, []).append(row)
    return {of: _summed_by_day(rows, n_integers) for of, rows in held.items()}


def _summed_by_day(rows: Sequence[sa.Row], n_integers: int) -> np.ndarray:
    """The vectors of each day added together."""
    matrix = np.frombuffer(b"".join(row.part for row in rows), "<i4").reshape(-1, n_integers)
    ordinals = np.array([row.day.toordinal() for row in rows], dtype=np.int64)
    order = np.argsort(ordinals, kind="stable")
    _, starts = np.unique(ordinals[order], return_index=True)
    if not len(starts):
        return np.zeros((0, n_integers), dtype=np.int64)
    return np.add.reduceat(matrix[order], starts, axis=0, dtype=np.int64)


def _released_parts(n_integers: int) -> sa.Select:
    """The day and the beginning of the released vector of every row that has one."""
    part = sa.func.substr(DailyTally.released, 1, INTEGER_BYTES * n_integers, type_=sa.LargeBinary)
    return (
        sa.select(DailyTally.day, part.label("part"))
        .join(Counter, Counter.id == DailyTally.counter_id)
        .join(Unit, Unit.id == Counter.unit_id)
        .where(DailyTally.n_released > 0)
    )
