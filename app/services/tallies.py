"""Counting answers into tallies: day by day, always anew, never incremented."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

import numpy as np
import sqlalchemy as sa

from analytics import counting, overall_tally
from app.access import Scope, unaudited
from app.database import db, transaction, upsert
from app.models.tallies import NO_SERVICE, DailyTally
from app.queries import responses
from app.queries import tallies as held
from app.services.audit import record_event
from app.services.job_runs import record_run
from survey_forms import catalogue

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


@unaudited("counting again tells nothing new")
def count_last_days(now: datetime) -> int:
    """Count the days again that late answers may still reach; returns the cells that differed."""
    today = now.date()
    with transaction():
        return _recount(today - timedelta(days=LATE_DAYS), today + timedelta(days=1))


def count_again(first: date, last: date) -> int:
    """Count the days anew inside the caller's transaction; returns the cells that differed."""
    return sum(_recount(start, end) for start, end in _spans(first, last))


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
    """(n, vector) of each cell of the rows; the cell is the primary key of DailyTally.

    A version that only translates another asks the same, so both are counted as one.
    """
    by_instrument: dict[str, list[sa.Row]] = {}
    for row in rows:
        counted_as = catalogue.find(row.instrument).counted_as
        by_instrument.setdefault(counted_as, []).append(row)
    cells: dict[held.Key, tuple[int, bytes]] = {}
    for reference, answered in by_instrument.items():
        cells.update(_counted_of_one(reference, answered))
    return cells


def _counted_of_one(
    reference: str, rows: Sequence[sa.Row]
) -> Iterator[tuple[held.Key, tuple[int, bytes]]]:
    asked = catalogue.find(reference)
    count_groups = overall_tally.count_groups if asked.overall else counting.count_groups
    keys = [_cell_key(row, reference) for row in rows]
    numbers = {key: number for number, key in enumerate(dict.fromkeys(keys))}
    groups = np.array([numbers[key] for key in keys])
    ratings = _as_matrix([row.ratings for row in rows])
    vectors = count_groups(ratings, groups, len(numbers), *asked.scale)
    for key, vector in zip(numbers, vectors, strict=True):
        yield key, (int(vector[0]), vector.astype("<i4").tobytes())


def _cell_key(row: sa.Row, reference: str) -> held.Key:
    """The row's cell in the order of DailyTally's primary key."""
    service = NO_SERVICE if row.service_id is None else row.service_id
    sent = (row.channel, row.is_verified, row.is_flagged)
    return (row.day, row.slot, row.counter_id, service, *sent, reference)


def _as_matrix(packed: Sequence[str]) -> np.ndarray:
    """Packed ratings ("43-4") as a matrix of small integers; 0 stands for no answer."""
    letters = np.frombuffer("".join(packed).encode("ascii"), dtype=np.uint8)
    matrix = letters.reshape(len(packed), -1)
    return np.where(matrix == ord("-"), 0, matrix - ord("0")).astype(np.uint8)
