"""What was released of each day of each counter: for judging days, not for showing them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import sqlalchemy as sa

from app.access import unscoped
from app.database import db
from app.models.organisation import Counter
from app.models.tallies import DailyTally


@dataclass(frozen=True)
class ReleasedDays:
    """Released counter-days of one instrument: parallel columns and a matrix of vectors.

    `counter_id`, `day` (its ordinal) and `n_flagged` have one entry per row of `vectors` (days x
    vector length, int64; the layout of analytics.inputs.Tally).
    """

    instrument: str
    counter_id: np.ndarray
    day: np.ndarray
    n_flagged: np.ndarray
    vectors: np.ndarray


@unscoped("judges the days of one unit; what may be told of them is decided by who asks")
def released_counter_days(unit_id: int, first: date, last: date) -> list[ReleasedDays]:
    """The released days of a unit's own counters, without those of units below, by instrument."""
    table = DailyTally.__table__.c
    chosen = (
        sa.select(table.instrument, table.counter_id, table.day, table.is_flagged, table.released)
        .join(Counter, Counter.id == table.counter_id)
        .where(Counter.unit_id == unit_id, table.day.between(first, last), table.n_released > 0)
        .order_by(table.counter_id, table.day)
    )
    by_instrument: dict[str, list[sa.Row]] = {}
    for row in db.session.execute(chosen):
        by_instrument.setdefault(row.instrument, []).append(row)
    return [_summed(instrument, rows) for instrument, rows in sorted(by_instrument.items())]


def _summed(instrument: str, rows: list[sa.Row]) -> ReleasedDays:
    """The parts of each day added together; the rows lie by counter and day."""
    places = np.array([(row.counter_id, row.day.toordinal()) for row in rows])
    flagged = np.array([row.is_flagged for row in rows], dtype=bool)
    parts = np.frombuffer(b"".join(row.released for row in rows), "<i4")
    matrix = parts.reshape(len(rows), -1).astype(np.int64)
    starts = np.flatnonzero(np.r_[True, (places[1:] != places[:-1]).any(axis=1)])
    return ReleasedDays(
        instrument=instrument,
        counter_id=places[starts, 0],
        day=places[starts, 1],
        n_flagged=np.add.reduceat(np.where(flagged, matrix[:, 0], 0), starts),
        vectors=np.add.reduceat(matrix, starts, axis=0),
    )
