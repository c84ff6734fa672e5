"""Counting answers into tallies, and releasing what was counted in batches of at least k."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta

import numpy as np
import sqlalchemy as sa

from analytics.counting import count_groups
from app.access import Scope, unaudited
from app.clock import Period
from app.database import db, transaction, upsert
from app.models.tallies import NO_SERVICE, DailyTally, MonthlyTally, Reach
from app.queries import organisation, responses
from app.queries import tallies as held
from app.services.audit import record_event
from app.services.job_runs import record_run
from survey_forms import catalogue

K = 5
LATE_DAYS = 8
DAYS_AT_ONCE = 31


def rebuild_daily_tallies(
    scope: Scope, now: datetime, first: date | None = None, last: date | None = None
) -> int:
    """Count the answers of the days again and replace their tallies; all days by default.

    Running it twice changes nothing. Returns the number of cells that differed.
    """
    bounds = responses.first_and_last_day()
    if bounds is None:
        return 0
    changed = 0
    for start, end in _spans(first or bounds[0], last or bounds[1]):
        with transaction():
            changed += _recount(start, end)
    with transaction():
        record_run("rebuild-tallies", now, f"{changed} sel berubah")
        record_event(scope, now, "rebuild_daily_tallies", "tallies", changed=changed)
    return changed


def recount_days(scope: Scope, now: datetime) -> int:
    """Count the last days again, and every day that an interruption left uncounted.

    Returns the number of cells that differed.
    """
    today = now.date()
    behind = responses.days_out_of_step()
    with transaction():
        changed = _recount(today - timedelta(days=LATE_DAYS), today + timedelta(days=1))
        changed += sum(_recount(day, day) for day in behind)
        record_run("recount", now, f"{changed} sel berubah")
        record_event(scope, now, "recount_days", "tallies", changed=changed)
    return changed


@unaudited("counting again tells nothing new; the release beside it records its own event")
def count_and_release(scope: Scope, now: datetime) -> int:
    """Count the last days again and release what may be seen; what runs every few minutes."""
    today = now.date()
    with transaction():
        _recount(today - timedelta(days=LATE_DAYS), today + timedelta(days=1))
    return release(scope, now)


def release(scope: Scope, now: datetime) -> int:
    """Let viewers see waiting answers in batches of at least k; returns how many moved.

    A counter's answers move when k wait there. The remainders of a unit's counters move
    together when they are k, and then within the unit's sum only, so that no counter's score
    moves by fewer than k answers.
    """
    with transaction():
        waiting = [(row.unit_id, row.counter_id, row.n) for row in held.waiting_by_counter()]
        moved = _release_rows(
            held.waiting_rows([counter for _, counter, n in waiting if n >= K]), Reach.COUNTER
        )
        for counter_ids in _remainders(waiting):
            moved += _release_rows(held.waiting_rows(counter_ids), Reach.UNIT)
        record_run("release", now, f"{moved} jawaban dirilis")
        if moved:
            record_event(scope, now, "release", "tallies", answers=moved)
    return moved


def release_period(scope: Scope, unit_id: int, period: Period) -> int:
    """Release everything of a period, as its close does; inside the caller's transaction."""
    counter_ids = [counter.id for counter in organisation.counters(scope, unit_id)]
    rows = held.rows_not_with_counter(counter_ids, period.first_day, period.last_day)
    for row in rows:
        row.n_with_unit, row.released_with_unit = 0, None
    return _release_rows(rows, Reach.COUNTER)


def _remainders(waiting: Sequence[tuple[int, int, int]]) -> Iterator[list[int]]:
    """The counters of each unit whose remainders together are at least k."""
    rest: dict[int, list[tuple[int, int]]] = {}
    for unit_id, counter_id, n in waiting:
        if n < K:
            rest.setdefault(unit_id, []).append((counter_id, n))
    for held_back in rest.values():
        if sum(n for _, n in held_back) >= K:
            yield [counter_id for counter_id, _ in held_back]


def _release_rows(rows: Sequence[DailyTally], reach: Reach) -> int:
    """Set one reach of each row to what was counted less the other reach."""
    moved = 0
    for row in rows:
        moved += row.n - row.n_with_counter - row.n_with_unit
        if reach is Reach.COUNTER:
            row.n_with_counter = row.n - row.n_with_unit
            row.released_with_counter = _less(row.counted, row.released_with_unit)
        else:
            row.n_with_unit = row.n - row.n_with_counter
            row.released_with_unit = _less(row.counted, row.released_with_counter)
    db.session.flush()
    _sum_months({(row.counter_id, row.day.replace(day=1)) for row in rows})
    return moved


def _less(counted: bytes, other: bytes | None) -> bytes:
    if other is None:
        return counted
    return (np.frombuffer(counted, "<i4") - np.frombuffer(other, "<i4")).tobytes()


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
        cell = (row.counter_id, row.day.replace(day=1), row.service_id, row.channel)
        cell += (row.is_verified, row.is_flagged, row.instrument)
        if row.n_with_counter:
            part = (row.n_with_counter, row.released_with_counter)
            sums.setdefault((*cell, Reach.COUNTER), []).append(part)
        if row.n_with_unit:
            sums.setdefault((*cell, Reach.UNIT), []).append(
                (row.n_with_unit, row.released_with_unit)
            )
    names = [column.name for column in MonthlyTally.__table__.primary_key]
    return [dict(zip(names, key, strict=True)) | _added(parts) for key, parts in sums.items()]


def _added(parts: list[tuple[int, bytes]]) -> dict[str, object]:
    matrix = np.frombuffer(b"".join(vector for _, vector in parts), "<i4")
    total = matrix.reshape(len(parts), -1).sum(axis=0, dtype=np.int64)
    return {"n": sum(n for n, _ in parts), "vector": total.astype("<i4").tobytes()}


def _spans(first: date, last: date) -> Iterator[tuple[date, date]]:
    while first <= last:
        end = min(first + timedelta(days=DAYS_AT_ONCE - 1), last)
        yield first, end
        first = end + timedelta(days=1)


def _recount(first: date, last: date) -> int:
    """Replace what was counted for the days; what was released stays as it is."""
    before = held.keys_between(first, last)
    after = _counted(responses.rated_on(first, last))
    gone = [key for key in before if key not in after]
    changed = [key for key, cell in after.items() if before.get(key) != cell]
    names = [column.name for column in DailyTally.__table__.primary_key]
    rows = [
        dict(zip(names, key, strict=True), n=after[key][0], counted=after[key][1])
        for key in changed
    ]
    upsert(DailyTally.__table__, rows, ["n", "counted"])
    for key in gone:
        matches = (DailyTally.__table__.c[n] == v for n, v in zip(names, key, strict=True))
        db.session.execute(sa.delete(DailyTally).where(*matches))
    return len(changed) + len(gone)


def _counted(rows: Sequence[sa.Row]) -> dict[held.Key, tuple[int, bytes]]:
    """(n, vector) of each cell of the rows; the cell is the primary key of DailyTally."""
    by_instrument: dict[str, list[sa.Row]] = {}
    for row in rows:
        by_instrument.setdefault(row.instrument, []).append(row)
    cells: dict[held.Key, tuple[int, bytes]] = {}
    for reference, answered in by_instrument.items():
        cells.update(_counted_of_one(reference, answered))
    return cells


def _counted_of_one(
    reference: str, rows: Sequence[sa.Row]
) -> Iterator[tuple[held.Key, tuple[int, bytes]]]:
    low, high = catalogue.find(reference).scale
    keys = [_cell_key(row) for row in rows]
    numbers = {key: number for number, key in enumerate(dict.fromkeys(keys))}
    groups = np.array([numbers[key] for key in keys])
    ratings = _as_matrix([row.ratings for row in rows])
    vectors = count_groups(ratings, groups, len(numbers), low, high)
    for key, vector in zip(numbers, vectors, strict=True):
        yield key, (int(vector[0]), vector.astype("<i4").tobytes())


def _cell_key(row: sa.Row) -> held.Key:
    """The row's cell in the order of DailyTally's primary key."""
    service = NO_SERVICE if row.service_id is None else row.service_id
    return (row.day, row.slot, row.counter_id, service, *row[4:8])


def _as_matrix(packed: Sequence[str]) -> np.ndarray:
    """Packed ratings ("43-4") as a matrix of small integers; 0 stands for no answer."""
    letters = np.frombuffer("".join(packed).encode("ascii"), dtype=np.uint8)
    matrix = letters.reshape(len(packed), -1)
    return np.where(matrix == ord("-"), 0, matrix - ord("0")).astype(np.uint8)
