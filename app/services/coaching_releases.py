"""Letting the inspectorate see what citizens said on filling in alone, k at a time."""

from __future__ import annotations

from datetime import date, datetime

from app.clock import Period, PeriodKind, local_day_and_slot
from app.database import upsert
from app.models.coaching import ReleasedCoaching
from app.queries import coaching
from app.services.scoring_rules import K

MONTHS_BACK = 12


def release_coaching(now: datetime) -> int:
    """Release what may be seen, inside the caller's transaction; returns the answers let out.

    Each kind of answer of a counter and month moves by itself, by at least k, so that every total
    of them does as well. Once nobody can answer for a month any more, kinds that are seen already
    take in what is left.
    """
    day, _slot = local_day_and_slot(now, "WIB")
    this_month = Period.containing(day, PeriodKind.MONTH)
    since = _months_before(this_month, MONTHS_BACK).first_day
    open_from = first_open_month(now)
    seen = coaching.released_since(since)
    moved = {
        cell: n
        for cell, n in coaching.said_since(since).items()
        if _may_move(n, seen.get(cell, 0), is_over=cell[1] < open_from)
    }
    names = ("counter_id", "month", "answer")
    rows = [dict(zip(names, cell, strict=True), n=n) for cell, n in sorted(moved.items())]
    upsert(ReleasedCoaching.__table__, rows, ["n"])
    return sum(n - seen.get(cell, 0) for cell, n in moved.items())


def first_open_month(now: datetime) -> date:
    """The first day of the oldest month that answers may still come for."""
    day, _slot = local_day_and_slot(now, "WIB")
    return Period.containing(day, PeriodKind.MONTH).preceding.first_day


def _may_move(said: int, seen: int, *, is_over: bool) -> bool:
    waits = said - seen
    return waits >= K or (is_over and waits > 0 and seen >= K)


def _months_before(month: Period, how_many: int) -> Period:
    for _ in range(how_many):
        month = month.preceding
    return month
