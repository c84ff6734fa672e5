"""Letting viewers see what was counted, in batches that give nobody away."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time

import numpy as np
import sqlalchemy as sa

from app.access import Scope, unaudited
from app.clock import Period
from app.database import db, transaction
from app.models.tallies import DailyTally, MonthlyTally, Reach
from app.queries import organisation
from app.queries import tallies as held
from app.queries.audit import was_noted
from app.services.audit import record_event
from app.services.job_runs import record_run
from app.services.tallies import count_last_days

K = 5
Rows = Sequence[DailyTally]
_PARTS: Mapping[Reach, tuple[str, str]] = {
    Reach.SERVICE: ("n_with_service", "released_with_service"),
    Reach.COUNTER: ("n_with_counter", "released_with_counter"),
    Reach.UNIT: ("n_with_unit", "released_with_unit"),
}


@unaudited("counting again tells nothing new; the release beside it records its own event")
def count_and_release(scope: Scope, now: datetime) -> int:
    """Count the last days again and release what may be seen; what runs every few minutes."""
    count_last_days(now)
    return release(scope, now)


def release(scope: Scope, now: datetime) -> int:
    """Let viewers see waiting answers in batches of at least k; returns how many moved."""
    with transaction():
        moved = release_batches(now)
        record_run("release", now, f"{moved} jawaban dirilis")
        if moved:
            _note_release(scope, now)
    return moved


def release_batches(now: datetime) -> int:
    """Release every batch that is large enough, inside the caller's transaction."""
    return _release(_batches(held.waiting_rows(), now.date()))


def release_period(scope: Scope, unit_id: int, period: Period) -> int:
    """Release what still waits in a period within the unit's sum, as its first close does.

    Inside the caller's transaction. Counters and services gain nothing by it, so that their
    scores never move by fewer than k.
    """
    counter_ids = [counter.id for counter in organisation.counters(scope, unit_id)]
    waiting = held.waiting_rows(counter_ids, period.first_day, period.last_day)
    return _release([(Reach.UNIT, waiting)])


@unaudited("sums again what was released; it adds and takes nothing")
def sum_all_months() -> None:
    """Make every released monthly sum anew from the daily rows, whatever stands there."""
    with transaction():
        _sum_months(held.released_months())


def _batches(waiting: Rows, today: date) -> Iterator[tuple[Reach, Rows]]:
    """The waiting rows in batches: a counter's when k wait there, else a unit's remainders.

    Answers of this month and of months that are over never share a batch, so that the turn of a
    month sets nobody apart. Services with fewer than k in a batch are seen with the counter only.
    """
    this_month = today.replace(day=1)
    for of_unit in _by(waiting, lambda row: (*_unit(row), row.day < this_month)):
        remainders: list[DailyTally] = []
        for of_counter in _by(of_unit, lambda row: row.counter_id):
            if _waiting(of_counter) >= K:
                yield from _with_services(of_counter)
            else:
                remainders += of_counter
        if _waiting(remainders) >= K:
            yield Reach.UNIT, remainders


def _with_services(of_counter: Rows) -> Iterator[tuple[Reach, Rows]]:
    rest: list[DailyTally] = []
    for of_service in _by(of_counter, lambda row: row.service_id):
        if _waiting(of_service) >= K:
            yield Reach.SERVICE, of_service
        else:
            rest += of_service
    if rest:
        yield Reach.COUNTER, rest


def _unit(row: DailyTally) -> tuple[object, ...]:
    return row.counter.unit_id, row.instrument


def _by(rows: Rows, label: Callable[[DailyTally], object]) -> list[list[DailyTally]]:
    """The rows in groups that share a label."""
    groups: dict[object, list[DailyTally]] = {}
    for row in rows:
        groups.setdefault(label(row), []).append(row)
    return list(groups.values())


def _waiting(rows: Rows) -> int:
    return sum(row.n - sum(getattr(row, n) for n, _ in _PARTS.values()) for row in rows)


def _release(batches: Iterable[tuple[Reach, Rows]]) -> int:
    """Let the batches out, then sum each month that they touch once."""
    moved, touched = 0, set()
    for reach, rows in batches:
        moved += _waiting(rows)
        _let_out(rows, reach)
        touched |= {(row.counter_id, row.day.replace(day=1)) for row in rows}
    db.session.flush()
    _sum_months(touched)
    return moved


def _let_out(rows: Rows, reach: Reach) -> None:
    """Set one part of each row to what was counted less the other parts."""
    others = [names for other, names in _PARTS.items() if other is not reach]
    for row in rows:
        n, vector = _PARTS[reach]
        setattr(row, n, row.n - sum(getattr(row, other) for other, _ in others))
        seen = [getattr(row, other) for _, other in others]
        setattr(row, vector, _less(row.counted, [part for part in seen if part]))


def _less(counted: bytes, parts: Iterable[bytes]) -> bytes:
    rest = np.frombuffer(counted, "<i4")
    for part in parts:
        rest = rest - np.frombuffer(part, "<i4")
    return rest.tobytes()


def _note_release(scope: Scope, now: datetime) -> None:
    """One event a day, without its time: each would tell when a fifth answer came."""
    day = datetime.combine(now.date(), time(), UTC)
    if not was_noted(scope.actor.name, "release", day):
        record_event(scope, day, "release", "tallies")


def _sum_months(touched: Iterable[tuple[int, date]]) -> None:
    """Make the monthly sums of the touched counters and months anew from the daily rows."""
    by_month: dict[date, list[int]] = {}
    for counter_id, month in touched:
        by_month.setdefault(month, []).append(counter_id)
    table = MonthlyTally.__table__
    for month, counter_ids in by_month.items():
        last = Period(month.year, month.month, 1).last_day
        sums = _monthly_sums(held.daily_rows(counter_ids, month, last))
        db.session.execute(
            sa.delete(table).where(table.c.counter_id.in_(counter_ids), table.c.month == month)
        )
        if sums:
            db.session.execute(sa.insert(table), sums)


def _monthly_sums(rows: Sequence[sa.Row]) -> list[dict[str, object]]:
    sums: dict[tuple[object, ...], list[tuple[int, bytes]]] = {}
    for row in rows:
        place = (row.counter_id, row.day.replace(day=1), row.service_id, row.channel)
        cell = (*place, row.is_verified, row.is_flagged, row.instrument)
        for reach, (n, vector) in _PARTS.items():
            if getattr(row, n):
                part = (getattr(row, n), getattr(row, vector))
                sums.setdefault((*cell, reach), []).append(part)
    names = [column.name for column in MonthlyTally.__table__.primary_key]
    return [dict(zip(names, key, strict=True)) | _added(parts) for key, parts in sums.items()]


def _added(parts: list[tuple[int, bytes]]) -> dict[str, object]:
    matrix = np.frombuffer(b"".join(vector for _, vector in parts), "<i4")
    total = matrix.reshape(len(parts), -1).sum(axis=0, dtype=np.int64)
    return {"n": sum(n for n, _ in parts), "vector": total.astype("<i4").tobytes()}
