"""Everything that can be seen of some units in a year, as totals over the smallest groups."""

from __future__ import annotations

from collections import Counter as Counts
from collections.abc import Iterator, Sequence
from itertools import product

import sqlalchemy as sa

from app.access import Scope
from app.clock import Period, PeriodKind
from app.database import db
from app.models.organisation import Counter, Unit
from app.models.responses import Response
from app.models.tallies import MonthlyTally, Told
from app.services import scores
from app.services.score_sources import Reading
from app.services.scores import Score

READINGS = (Reading.ALL, Reading.VERIFIED)


def periods_of(year: str) -> list[Period]:
    """The year and all shorter periods in it."""
    months = [f"{year}-{month:02}" for month in range(1, 13)]
    return [
        Period.parse(code)
        for code in (
            year,
            f"{year}-S1",
            f"{year}-S2",
            *(f"{year}-Q{number}" for number in range(1, 5)),
            *months,
        )
    ]


def stored_groups() -> dict[str, int]:
    """Stored answers by unit path, counter, service, month, whether verified, told to all."""
    chosen = (
        sa.select(
            Unit.path, Response.counter_id, Response.service_id, Response.day, Response.is_verified
        )
        .join(Counter, Counter.id == Response.counter_id)
        .join(Unit, Unit.id == Counter.unit_id)
    )
    groups: Counts[str] = Counts()
    told_to_all = sum(told.over(kind) for told in Told for kind in PeriodKind)
    for path, counter, service, day, verified in db.session.execute(chosen):
        groups[f"{path}|{counter}|{service or 0}|{day:%Y-%m}|{int(verified)}|{told_to_all}"] += 1
    return dict(groups)


def released_groups() -> dict[str, int]:
    """Released answers in the same way, apart by the views that count them."""
    chosen = (
        sa.select(Unit.path, MonthlyTally)
        .join(Counter, Counter.id == MonthlyTally.counter_id)
        .join(Unit, Unit.id == Counter.unit_id)
    )
    groups: Counts[str] = Counts()
    for path, row in db.session.execute(chosen):
        place = f"{path}|{row.counter_id}|{row.service_id}|{row.month:%Y-%m}"
        groups[f"{place}|{int(row.is_verified)}|{row.told}"] += row.n
    return dict(groups)


def seen_totals(
    scope: Scope, units: Sequence[Unit], year: str, groups: dict[str, int]
) -> dict[str, list[str]]:
    """Each number that somebody can read, by its name, with the groups it is the total of."""
    return {
        f"{unit.id} {score.subject.kind} {score.subject.id} {score.period.code} {reading}": covered
        for unit, period, reading in product(units, periods_of(year), READINGS)
        for score in _scores(scope, unit.id, period, reading)
        if score.n is not None
        for covered in [_covered(score, unit, reading, groups)]
    }


def _scores(scope: Scope, unit_id: int, period: Period, reading: Reading) -> Iterator[Score]:
    seen = scores.overview(scope, unit_id, period, reading=reading)
    yield from (seen.unit, *seen.counters, *seen.services, *seen.months)


def _covered(score: Score, unit: Unit, reading: Reading, groups: dict[str, int]) -> list[str]:
    months = {f"{month:%Y-%m}" for month in score.period.each_month()}
    place = {"counter": 1, "service": 2}.get(score.subject.kind)
    return [
        group
        for group in groups
        for parts in [group.split("|")]
        if parts[0].startswith(unit.path)
        and parts[3] in months
        and (place is None or parts[place] == str(score.subject.id))
        and (reading is Reading.ALL or parts[4] == "1")
        and int(parts[5]) & _told(score, reading).over(score.period.kind)
    ]


def _told(score: Score, reading: Reading) -> Told:
    kinds = {
        "counter": (Told.COUNTER, Told.COUNTER_VERIFIED),
        "service": (Told.SERVICE, Told.SERVICE_VERIFIED),
    }
    return kinds.get(score.subject.kind, (Told.UNIT, Told.VERIFIED))[reading is Reading.VERIFIED]
