"""Letting viewers see what was counted, in batches that give nobody away.

What waits of a unit's year goes out in batches; then each view counts of it what it may. Here both
are read and written; `batches`, `release_views` and `views_by_size` decide, and touch no database.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, time
from typing import NamedTuple

import numpy as np
import sqlalchemy as sa

from app.access import Scope, unaudited
from app.clock import Period, PeriodKind
from app.database import db, transaction, upsert
from app.models.tallies import DailyTally, MonthlyTally, ReleaseStamp
from app.queries import organisation
from app.queries import tallies as held
from app.queries.audit import was_noted
from app.services.audit import record_event
from app.services.batches import batches_of, grouped
from app.services.coaching_releases import release_coaching
from app.services.comment_releases import release_comments, release_rest_of_comments
from app.services.job_runs import record_run
from app.services.release_views import can_be_followed, told_to_views
from app.services.released_parts import Cell, ReleasedPart, joined
from app.services.tallies import count_last_days
from app.services.taps import first_day_held_back, one_tap_instruments
from app.services.views_by_size import told_at_close, told_by_size

Rows = Sequence[DailyTally]
# A unit, an instrument and a year: what is released together.
Pool = tuple[int, str, Period]
# A cell, the views that count it, and their steps: what a released row is found by.
Key = tuple[Cell, int, str]
NOBODY_YET = 0
STEP_BYTES = 6


class Telling(NamedTuple):
    """A unit's year as it was known, and its parts told to the views that may count them."""

    known: dict[Key, bytes]
    after: list[ReleasedPart]


@unaudited("counting again tells nothing new; the release beside it records its own event")
def count_and_release(scope: Scope, now: datetime) -> int:
    """Count the last days again and release what may be seen; what runs every few minutes."""
    count_last_days(now)
    return release(scope, now)


def release(scope: Scope, now: datetime) -> int:
    """Let viewers see waiting answers in batches of at least k; returns how many moved."""
    moved = sum(_release_apart(pool, now) for pool in _pools(_batches(_due(now))))
    with transaction():
        opened = release_comments() + release_coaching(now)
        record_run("release", now, f"{moved} jawaban dirilis")
        if moved or opened:
            _note_release(scope, now)
    return moved


def _release_apart(pool: Pool, now: datetime) -> int:
    """Release what may be of one unit's year, in a transaction of its own.

    To find out which views may count it can take a second, in which nobody could write on SQLite.
    So that is done before; if something came in between it is done again.
    """
    step = _new_step()
    with transaction():
        ahead = _told(_held(pool), _parts(_batches(_due_in(pool, now))), step)
    with transaction():
        _stamp([pool[0]])  # whoever else releases here waits for this row
        return _release(_batches(_due_in(pool, now)), step, ahead)


def release_batches(scope: Scope, now: datetime, unit_id: int, year: Period) -> int:
    """Release every batch of a unit's year that is large enough, inside the transaction."""
    counter_ids = [counter.id for counter in organisation.counters(scope, unit_id)]
    return _release(_batches(_due_at(counter_ids, year, now)), _new_step())


def release_period(scope: Scope, now: datetime, unit_id: int, period: Period) -> int:
    """Release what still waits in a period, as its first close does, inside the transaction.

    Taps that a full answer may still follow wait on. The unit's totals over this period and longer
    ones count everything else from here on. All other views go on in steps of their own.
    """
    counter_ids = [counter.id for counter in organisation.counters(scope, unit_id)]
    step = _new_step()
    moved = _release(grouped(_due_at(counter_ids, period, now), _pool), step)
    release_rest_of_comments(organisation.unit_ids_of(counter_ids), period)
    for own_unit_id in organisation.unit_ids_of(counter_ids):
        _tell_at_close(own_unit_id, period, step)
    return moved


@unaudited("makes released sums anew from the days they were made of")
def mend_released() -> None:
    """Let out anew the months in which days and month disagree on what was released."""
    with transaction() as session:
        parted = held.months_out_of_step()
        for counter_id, month in parted:
            of_month = Period.containing(month, PeriodKind.MONTH)
            days = DailyTally.day.between(month, of_month.last_day)
            at_counter = DailyTally.counter_id == counter_id
            session.execute(
                sa.update(DailyTally).where(at_counter, days).values(n_released=0, released=None)
            )
            session.execute(
                sa.delete(MonthlyTally).where(
                    MonthlyTally.counter_id == counter_id, MonthlyTally.month == month
                )
            )
        _stamp(organisation.unit_ids_of(counter_id for counter_id, _ in parted))


def _due(now: datetime) -> Rows:
    """The waiting rows, but for taps that may still give way to a full answer."""
    return held.waiting_rows(taps=one_tap_instruments(), taps_before=first_day_held_back(now))


def _due_at(counter_ids: Sequence[int], period: Period, now: datetime) -> Rows:
    """Those of some counters in a period."""
    taps, held_from = one_tap_instruments(), first_day_held_back(now)
    days = period.first_day, period.last_day
    return held.waiting_rows(counter_ids, *days, taps=taps, taps_before=held_from)


def _due_in(pool: Pool, now: datetime) -> Rows:
    """The waiting rows of one unit's year."""
    unit_id, _, year = pool
    counter_ids = organisation.own_counter_ids(unit_id)
    return [row for row in _due_at(counter_ids, year, now) if _pool(row) == pool]


def _batches(waiting: Rows) -> Iterator[Rows]:
    """The waiting rows of each unit's year in batches."""
    found = batches_of(waiting, together=_pool, counter=lambda row: row.counter_id, n=_waiting)
    return (rows for _, rows in found)


def _pool(row: DailyTally) -> Pool:
    return row.counter.unit_id, row.instrument, Period.containing(row.day, PeriodKind.YEAR)


def _pools(batches: Iterable[Rows]) -> list[Pool]:
    """The units' years that batches are of, each once."""
    return list(dict.fromkeys(_pool(row) for rows in batches for row in rows))


def _waiting(rows: Rows) -> int:
    return sum(row.n - row.n_released for row in rows)


def _new_step() -> str:
    """A mark for one step of the views; drawn, so that it tells no order."""
    return secrets.token_hex(STEP_BYTES)


def _release(batches: Iterable[Rows], step: str, ahead: Telling | None = None) -> int:
    """Let the batches out; each unit's views then count what they may."""
    moved = 0
    pools: dict[Pool, list[ReleasedPart]] = {}
    for rows in batches:
        moved += _waiting(rows)
        for row in rows:
            pools.setdefault(_pool(row), []).append(_let_out(row))
    for pool, parts in pools.items():
        before, new = _held(pool), joined(parts)
        is_ahead = ahead is not None and ahead.known == _content([*before, *new])
        telling = ahead if ahead and is_ahead else _told(before, new, step)
        _replace(pool, before, telling.after)
    return moved


def _told(before: Sequence[ReleasedPart], new: Sequence[ReleasedPart], step: str) -> Telling:
    """What was released before and is new, told to the views that may count it."""
    known = [*before, *new]
    after = told_to_views(known, step) if can_be_followed(known) else told_by_size(known)
    return Telling(_content(known), after)


def _content(parts: Sequence[ReleasedPart]) -> dict[Key, bytes]:
    """Parts as they are stored, to be compared."""
    return {_key(part): part.vector.astype("<i4").tobytes() for part in parts}


def _parts(batches: Iterable[Rows]) -> list[ReleasedPart]:
    """What batches would let out; nothing is released yet."""
    return joined(_waiting_part(row) for rows in batches for row in rows)


def _let_out(row: DailyTally) -> ReleasedPart:
    """What of the row was not released yet; from here on it is."""
    part = _waiting_part(row)
    row.n_released, row.released = row.n, row.counted
    return part


def _waiting_part(row: DailyTally) -> ReleasedPart:
    """What of the row was not released yet."""
    counted = np.frombuffer(row.counted, "<i4")
    before = np.frombuffer(row.released, "<i4") if row.released else 0
    month = row.day.replace(day=1)
    cell = Cell(
        row.counter_id,
        month,
        row.slot,
        row.service_id,
        row.channel,
        row.is_verified,
        row.is_flagged,
        row.instrument,
    )
    return ReleasedPart(cell, NOBODY_YET, counted - before)


def _tell_at_close(unit_id: int, period: Period, step: str) -> None:
    """Let the unit's views count what the first close of a period lets them."""
    year = Period.containing(period.first_day, PeriodKind.YEAR)
    for instrument in held.released_at(organisation.own_counter_ids(unit_id), period):
        pool = unit_id, instrument, year
        before = _held(pool)
        _replace(pool, before, told_at_close(before, period, step))


def _held(pool: Pool) -> list[ReleasedPart]:
    """What was released of one unit's year."""
    unit_id, instrument, year = pool
    rows = held.released_rows(organisation.own_counter_ids(unit_id), instrument, year)
    return [
        ReleasedPart(
            Cell(*(getattr(row, name) for name in Cell._fields)),
            row.told,
            np.frombuffer(row.vector, "<i4"),
            row.steps,
        )
        for row in rows
    ]


def _replace(pool: Pool, before: Sequence[ReleasedPart], after: Sequence[ReleasedPart]) -> None:
    """Write what differs, and mark the unit's released state as another one if anything does."""
    old, new = _content(before), _content(after)
    changed = [key for key, vector in new.items() if old.get(key) != vector]
    gone = [key for key in old if key not in new]
    table = MonthlyTally.__table__
    db.session.flush()
    for key in gone:
        db.session.execute(sa.delete(table).filter_by(**_columns(key)))
    upsert(table, [_columns(key) | _numbers(new[key]) for key in changed], ["n", "vector"])
    if changed or gone:
        _stamp([pool[0]])


def _key(part: ReleasedPart) -> Key:
    return part.cell, part.told, part.steps


def _columns(key: Key) -> dict[str, object]:
    cell, told, steps = key
    return cell._asdict() | {"told": told, "steps": steps}


def _numbers(vector: bytes) -> dict[str, object]:
    return {"n": int(np.frombuffer(vector, "<i4", 1)[0]), "vector": vector}


def _stamp(unit_ids: Iterable[int]) -> None:
    """Mark that the released state of these units is another now."""
    rows = [{"unit_id": unit_id, "stamp": secrets.token_hex(16)} for unit_id in unit_ids]
    upsert(ReleaseStamp.__table__, rows, ["stamp"])


def _note_release(scope: Scope, now: datetime) -> None:
    """One event a day, without its time: each would tell when a fifth answer came."""
    day = datetime.combine(now.date(), time(), UTC)
    if not was_noted(scope.actor.name, "release", day):
        record_event(scope, day, "release", "tallies")
