"""The numbers that can be seen: each counts released answers of one subject over one period."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

import numpy as np

from app.clock import MONTHS_IN, Period, PeriodKind
from app.models.tallies import NO_SERVICE, Told
from app.queries.tallies import ReleasedTallies
from app.services.score_subjects import COUNTER, SERVICE, UNIT

LONGEST_FIRST = tuple(sorted(PeriodKind, key=lambda kind: -MONTHS_IN[kind]))


class Reading(StrEnum):
    """Which answers are read: all that were accepted, only those with a ticket, or unflagged."""

    ALL = "all"
    VERIFIED = "verified"
    UNFLAGGED = "unflagged"


class View(NamedTuple):
    """One number that can be seen: of a unit, counter or service over a period.

    Answers of a unit without a recorded service are the service -id of the unit, because service 0
    would mean those of every unit.
    """

    kind: str
    id: int
    reading: Reading
    period: str


Views = frozenset[View]
# The kind of view of each subject and reading; `kinds_of_view` says which answers it counts.
COUNTED_BY: dict[tuple[str, Reading], Told] = {
    (UNIT, Reading.ALL): Told.UNIT,
    (UNIT, Reading.VERIFIED): Told.VERIFIED,
    (UNIT, Reading.UNFLAGGED): Told.UNFLAGGED,
    (COUNTER, Reading.ALL): Told.COUNTER,
    (COUNTER, Reading.VERIFIED): Told.COUNTER_VERIFIED,
    (SERVICE, Reading.ALL): Told.SERVICE,
    (SERVICE, Reading.VERIFIED): Told.SERVICE_VERIFIED,
}


def told_of_rows(tallies: ReleasedTallies, view: View) -> np.ndarray:
    """The rows that a view was told of (boolean mask): those that it counts, and the others."""
    told = COUNTED_BY.get((view.kind, view.reading))
    if told is None:
        return np.zeros(len(tallies.month), dtype=bool)
    return tallies.told_to(told, Period.parse(view.period).kind)


def counted_rows(tallies: ReleasedTallies, view: View) -> np.ndarray:
    """The rows of released tallies that a view counts (boolean mask)."""
    return told_of_rows(tallies, view) & rows_of(tallies, view)


def rows_of(tallies: ReleasedTallies, view: View) -> np.ndarray:
    """The rows that lie in a view's subject, reading and period, counted by it or not yet."""
    rows = _in_period(tallies, Period.parse(view.period))
    if view.kind == COUNTER:
        rows = rows & (tallies.counter_id == view.id)
    elif view.kind == SERVICE:
        rows = rows & (tallies.service_id == max(view.id, NO_SERVICE))
    if view.reading is Reading.VERIFIED:
        return rows & tallies.is_verified
    return rows & ~tallies.is_flagged if view.reading is Reading.UNFLAGGED else rows


def _in_period(tallies: ReleasedTallies, period: Period) -> np.ndarray:
    first, last = period.first_day.toordinal(), period.last_day.toordinal()
    return (tallies.month >= first) & (tallies.month <= last)


def nodes_of(period: Period) -> list[Period]:
    """The period and the shorter ones in it, the longest first."""
    kinds = [kind for kind in LONGEST_FIRST if MONTHS_IN[kind] <= period.months]
    months = period.each_month()
    return list(dict.fromkeys(Period.containing(m, kind) for kind in kinds for m in months))


def written_views(content: Mapping[str, Any]) -> Views:
    """The views that a frozen score says may be seen; early ones say nothing of it."""
    return listed_views(content.get("seen", ()))


def listed_views(written: Iterable[Sequence[Any]]) -> Views:
    """Views as they are written in a frozen score."""
    return frozenset(View(kind, place, Reading(read), code) for kind, place, read, code in written)
