"""Counted and released tallies, as arrays ready to be summed."""

from __future__ import annotations

from collections import Counter as Counts
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
import sqlalchemy as sa

from app.access import Scope, unscoped
from app.clock import Period, PeriodKind
from app.database import db
from app.models.organisation import Counter, Unit
from app.models.tallies import WAITING, DailyTally, MonthlyTally, ReleaseStamp, Told
from app.queries import organisation

Key = tuple[Any, ...]


CELL = (
    "counter_id",
    "service_id",
    "month",
    "slot",
    "channel",
    "is_verified",
    "is_flagged",
    "told",
)


@dataclass(frozen=True)
class ReleasedTallies:
    """Released cells of one instrument: parallel columns and a matrix of vectors.

    `counter_id`, `service_id`, `month` (ordinal of its first day), `slot`, `channel`,
    `is_verified`, `is_flagged` and `told` (`Told` bits: the views that count the row) have one
    entry per row of `vectors` (rows x vector length, int64).
    """

    instrument: str
    counter_id: np.ndarray
    service_id: np.ndarray
    month: np.ndarray
    slot: np.ndarray
    channel: np.ndarray
    is_verified: np.ndarray
    is_flagged: np.ndarray
    told: np.ndarray
    vectors: np.ndarray

    @property
    def sizes(self) -> np.ndarray:
        """Answers in each row."""
        return self.vectors[:, 0]

    def told_to(self, views: Told, length: PeriodKind) -> np.ndarray:
        """The rows that a kind of view counts over periods of a length (boolean mask)."""
        return (self.told & views.over(length)) > 0

    @property
    def parted_by(self) -> tuple[np.ndarray, ...]:
        """The columns by which views part answers; slot and channel are told by none."""
        return (
            self.counter_id,
            self.service_id,
            self.month,
            self.is_verified,
            self.is_flagged,
            self.told,
        )

    def only(self, chosen: np.ndarray) -> ReleasedTallies:
        """The chosen rows alone (boolean mask)."""
        columns = {name: getattr(self, name)[chosen] for name in (*CELL, "vectors")}
        return replace(self, **columns)

    def summed(self, chosen: np.ndarray) -> np.ndarray:
        """The sum of the chosen rows' vectors (boolean mask of length rows)."""
        return self.vectors[chosen].sum(axis=0)


def released(scope: Scope, unit_id: int, period: Period) -> dict[str, ReleasedTallies]:
    """What a period's views may count of a unit's subtree, by instrument reference."""
    top = organisation.unit(scope, unit_id)
    below = sa.select(Counter.id).join(Unit, Unit.id == Counter.unit_id)
    chosen = below.where(Unit.path.startswith(top.path, autoescape=True))
    return _released(MonthlyTally.counter_id.in_(chosen), period)


@unscoped("decides what may be shown to anybody, and shows nothing")
def released_at(counter_ids: Sequence[int], period: Period) -> dict[str, ReleasedTallies]:
    """What a period's views may count of these counters, by instrument reference."""
    return _released(MonthlyTally.counter_id.in_(counter_ids), period)


def _released(counters: sa.ColumnElement[bool], period: Period) -> dict[str, ReleasedTallies]:
    table = MonthlyTally.__table__.c
    chosen = sa.select(table.instrument, *(table[name] for name in CELL), table.vector).where(
        counters, table.month.between(period.first_day, period.last_day)
    )
    return tallies_by_instrument(db.session.execute(chosen).all())


def tallies_by_instrument(rows: Iterable[Any]) -> dict[str, ReleasedTallies]:
    """Rows (instrument, the columns of CELL, vector) as one set per instrument."""
    apart: dict[str, list[Any]] = {}
    for row in rows:
        apart.setdefault(row[0], []).append(row)
    return {instrument: _as_columns(instrument, held) for instrument, held in apart.items()}


def _as_columns(instrument: str, rows: list[Any]) -> ReleasedTallies:
    _, counters, services, months, slots, channels, *flags, vectors = zip(*rows, strict=True)
    verified, flagged, told = flags
    matrix = np.frombuffer(b"".join(vectors), dtype="<i4").reshape(len(rows), -1)
    return ReleasedTallies(
        instrument=instrument,
        counter_id=np.array(counters),
        service_id=np.array(services),
        month=np.array([month.toordinal() for month in months]),
        slot=np.array(slots),
        channel=np.array(channels),
        is_verified=np.array(verified, dtype=bool),
        is_flagged=np.array(flagged, dtype=bool),
        told=np.array(told),
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
    counter_ids: Sequence[int] | None = None,
    first: date = date.min,
    last: date = date.max,
    *,
    taps: Sequence[str] = (),
    taps_before: date = date.max,
) -> Sequence[DailyTally]:
    """The daily rows whose count is ahead of what was released, of all counters or of some.

    Rows of the instruments `taps` are among them only from days before `taps_before`.
    """
    is_due = sa.or_(DailyTally.instrument.not_in(taps), DailyTally.day < taps_before)
    chosen = sa.select(DailyTally).where(WAITING["sqlite_where"], is_due)
    if counter_ids is not None:
        chosen = chosen.where(
            DailyTally.counter_id.in_(counter_ids), DailyTally.day.between(first, last)
        )
    return db.session.scalars(chosen).all()


@unscoped("a release adds to what was released of the same unit before")
def released_rows(counter_ids: Sequence[int], instrument: str, year: Period) -> Sequence[sa.Row]:
    """The released rows of a year, as plain rows."""
    table = MonthlyTally.__table__
    chosen = sa.select(table).where(
        table.c.counter_id.in_(counter_ids),
        table.c.instrument == instrument,
        table.c.month.between(year.first_day, year.last_day),
    )
    return db.session.execute(chosen).all()


@unscoped("tells where the released sums have parted from the days they were made of")
def months_out_of_step() -> set[tuple[int, date]]:
    """(counter_id, first day of the month) where days and month disagree on what was released."""
    days: Counts[tuple[int, date]] = Counts()
    daily = sa.select(DailyTally.counter_id, DailyTally.day, DailyTally.n_released)
    for row in db.session.execute(daily):
        days[row.counter_id, row.day.replace(day=1)] += row.n_released
    monthly = sa.select(MonthlyTally.counter_id, MonthlyTally.month, MonthlyTally.n)
    for counter_id, month, n in db.session.execute(monthly):
        days[counter_id, month] -= n
    return {place for place, n in days.items() if n}


@unscoped("the mark of a released state names nobody")
def stamps(unit_ids: Sequence[int]) -> dict[int, str]:
    """The marks of the units' released states; units of which nothing was released have none."""
    chosen = sa.select(ReleaseStamp.unit_id, ReleaseStamp.stamp)
    wanted = chosen.where(ReleaseStamp.unit_id.in_(unit_ids)).order_by(ReleaseStamp.unit_id)
    return {row.unit_id: row.stamp for row in db.session.execute(wanted)}


def stamps_under(scope: Scope, unit_id: int) -> dict[int, str]:
    """The marks of the released states of a unit and of the units under it."""
    top = organisation.unit(scope, unit_id)
    chosen = (
        sa.select(ReleaseStamp.unit_id, ReleaseStamp.stamp)
        .join(Unit, Unit.id == ReleaseStamp.unit_id)
        .where(Unit.path.startswith(top.path, autoescape=True))
        .order_by(ReleaseStamp.unit_id)
    )
    return {row.unit_id: row.stamp for row in db.session.execute(chosen)}


@unscoped("the recount keeps what was released while it replaces what was counted")
def keys_between(first: date, last: date) -> dict[Key, tuple[int, bytes]]:
    """(n, vector) counted so far by key (the table's primary key) for the days."""
    table = DailyTally.__table__
    chosen = sa.select(*table.primary_key, table.c.n, table.c.counted).where(
        table.c.day.between(first, last)
    )
    return {tuple(row[:-2]): (row[-2], row[-1]) for row in db.session.execute(chosen)}
