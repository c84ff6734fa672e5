"""Everything that can be seen of some units in a year, as totals over the smallest groups."""

from __future__ import annotations

from collections import Counter as Counts
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import product

import numpy as np
import sqlalchemy as sa

from app.access import Scope
from app.clock import Period, PeriodKind
from app.database import db
from app.models.organisation import Counter, Unit
from app.models.responses import Response
from app.models.tallies import MonthlyTally, Told
from app.queries.tallies import ReleasedTallies
from app.services import scores
from app.services.score_sources import released_source
from app.services.score_views import COUNTED_BY, Reading
from app.services.scores import Score
from app.services.strata import strata_of

READINGS = tuple(Reading)


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
    """Stored answers by unit path, counter, service, month, verified, flagged, told to all."""
    chosen = (
        sa.select(Unit.path, Response)
        .join(Counter, Counter.id == Response.counter_id)
        .join(Unit, Unit.id == Counter.unit_id)
    )
    groups: Counts[str] = Counts()
    told_to_all = sum(told.over(kind) for told in Told for kind in PeriodKind)
    for path, row in db.session.execute(chosen):
        groups[_group(path, row, row.day, row.service_id or 0, told_to_all)] += 1
    return dict(groups)


def released_groups(*, by_strata: bool = False) -> dict[str, int]:
    """Released answers in the same way, apart by the views that count them; or by strata too."""
    chosen = (
        sa.select(Unit.path, MonthlyTally)
        .join(Counter, Counter.id == MonthlyTally.counter_id)
        .join(Unit, Unit.id == Counter.unit_id)
    )
    groups: Counts[str] = Counts()
    for path, row in db.session.execute(chosen):
        group = _group(path, row, row.month, row.service_id, row.told)
        groups[f"{group}|{row.slot}|{row.channel}" if by_strata else group] += row.n
    return dict(groups)


def _group(path: str, row: Response | MonthlyTally, day: date, service: int, told: int) -> str:
    place = f"{path}|{row.counter_id}|{service}|{day:%Y-%m}"
    return f"{place}|{int(row.is_verified)}|{int(row.is_flagged)}|{told}"


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


def strata_totals(scope: Scope, units: Sequence[Unit], year: str) -> dict[str, list[str]]:
    """The strata that figures are made of, with the groups by strata that each is the total of."""
    return {
        f"{unit.id} {stratum.counter.id} {period.code} {number}": [
            _stratum_group(unit.path, source.tallies, row)
            for row in np.flatnonzero(stratum.rows).tolist()
        ]
        for unit, period in product(units, periods_of(year))
        for source in [released_source(scope, unit.id, period)]
        for number, stratum in enumerate(strata_of(source))
    }


def _stratum_group(path: str, held: ReleasedTallies, row: int) -> str:
    """The name of a row's group; the unit has none below it."""
    place = f"{path}|{held.counter_id[row]}|{held.service_id[row]}"
    month = f"{date.fromordinal(int(held.month[row])):%Y-%m}"
    flags = f"{int(held.is_verified[row])}|{int(held.is_flagged[row])}|{held.told[row]}"
    return f"{place}|{month}|{flags}|{held.slot[row]}|{held.channel[row]}"


def _scores(scope: Scope, unit_id: int, period: Period, reading: Reading) -> Iterator[Score]:
    seen = scores.overview(scope, unit_id, period, reading=reading)
    yield from (seen.unit, *seen.counters, *seen.services, *seen.months)


def _covered(score: Score, unit: Unit, reading: Reading, groups: dict[str, int]) -> list[str]:
    kind, subject_id = score.subject.kind, score.subject.id
    return groups_behind(kind, subject_id, score.period, unit.path, reading, groups)


def groups_behind(
    kind: str, subject_id: int, period: Period, path: str, reading: Reading, groups: Iterable[str]
) -> list[str]:
    """The groups that the number of a unit (by its path), counter, service or month counts."""
    months = {f"{month:%Y-%m}" for month in period.each_month()}
    place = {"counter": 1, "service": 2}.get(kind)
    told = COUNTED_BY["unit" if kind == "month" else kind, reading].over(period.kind)
    return [
        group
        for group in groups
        for parts in [group.split("|")]
        if parts[0].startswith(path)
        and parts[3] in months
        and (place is None or parts[place] == str(subject_id))
        and (reading is not Reading.VERIFIED or parts[4] == "1")
        and (reading is not Reading.UNFLAGGED or parts[5] == "0")
        and int(parts[6]) & told
    ]
