"""Counters whose tickets come back in bursts, judged on released answers over a whole year."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from analytics.ticket_timing import DAYS_AFTER, ticket_timing
from app.access import Scope
from app.clock import Period, PeriodKind
from app.queries import tickets

Days = Mapping[date, int]


def counters_in_bursts(scope: Scope, unit_id: int, period: Period) -> tuple[int, ...]:
    """The counters of a unit's subtree whose tickets came back in bursts in the period's year.

    Always the whole year, so that a counter is judged alike on every page that names it; nothing
    but that is told, and only from 50 answers up.
    """
    year = Period.containing(period.first_day, PeriodKind.YEAR)
    since = year.first_day - timedelta(days=DAYS_AFTER)
    issued = _by_counter(tickets.issued_by_day(scope, unit_id, since, year.last_day))
    if not issued:
        return ()
    used = _by_counter(tickets.released_by_day(scope, unit_id, year.first_day, year.last_day))
    return tuple(sorted(c for c, days in issued.items() if _is_in_bursts(days, used.get(c, {}))))


def _by_counter(counts: Mapping[tuple[int, date], int]) -> dict[int, dict[date, int]]:
    apart: dict[int, dict[date, int]] = {}
    for (counter_id, day), n in counts.items():
        apart.setdefault(counter_id, {})[day] = n
    return apart


def _is_in_bursts(issued: Days, used: Days) -> bool:
    """Judged from the first ticket to the last answer, or to the last ticket."""
    first, last = min(issued), max(*issued, *used, min(issued))
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    judged = ticket_timing([issued.get(d, 0) for d in days], [used.get(d, 0) for d in days])
    return judged is not None and judged.is_in_bursts
