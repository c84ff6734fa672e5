"""The days and months of a unit's counters in one year, judged on what was released of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from analytics.day_summaries import DaySummary, summary_of
from analytics.inputs import Tally
from analytics.response_quality import JudgedDay, Reason, judged_days
from analytics.whole_months import JudgedMonth, judged_months
from app.clock import Period, PeriodKind
from app.queries import tallies as held
from app.queries.released_summaries import ReleasedDays, released_counter_days
from app.services.scoring_rules import K, instrument_of

MOST_KEPT = 256
SIZE_STEP = 5


@dataclass(frozen=True)
class NamedDay:
    """A counter-day that needs a second look; of its number only "at least so many" is told."""

    counter_id: int
    day: date
    at_least: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class NamedMonth:
    """A month of a counter whose answers differ from all its other days."""

    counter_id: int
    month: date
    reason: Reason


@dataclass(frozen=True)
class JudgedYear:
    """What stands out in a year; `unnamed` are months with flagged days that may not be named."""

    days: tuple[NamedDay, ...]
    unnamed: tuple[date, ...]
    months: tuple[NamedMonth, ...]
    judged: tuple[date, ...]


def judged_year(unit_id: int, period: Period) -> JudgedYear:
    """The year of a period at a unit's own counters.

    Always the whole year and one unit, so that a day is judged alike on every page that names it.
    """
    year = Period.containing(period.first_day, PeriodKind.YEAR)
    return _judged_at(unit_id, year, held.stamps([unit_id]).get(unit_id, ""))


@lru_cache(maxsize=MOST_KEPT)
def _judged_at(unit_id: int, year: Period, _stamp: str) -> JudgedYear:
    days: list[JudgedDay] = []
    months: list[NamedMonth] = []
    for released in released_counter_days(unit_id, year.first_day, year.last_day):
        summaries = tuple(_summaries(released))
        days += judged_days(summaries)
        numbers = [date.fromordinal(day.day).replace(day=1).toordinal() for day in summaries]
        months += _named_months(judged_months(summaries, numbers))
    named, unnamed = _told(days)
    return JudgedYear(
        days=tuple(named),
        unnamed=tuple(unnamed),
        months=tuple(months),
        judged=tuple(date.fromordinal(day.day) for day in days if day.evidence.n >= K),
    )


def _summaries(released: ReleasedDays) -> Iterator[DaySummary]:
    asked = instrument_of(released.instrument)
    columns = zip(
        released.counter_id.tolist(),
        released.day.tolist(),
        released.n_flagged.tolist(),
        released.vectors,
        strict=True,
    )
    for counter_id, day, n_flagged, vector in columns:
        tally = Tally.from_vector(asked.keys, *asked.scale, vector)
        yield summary_of(tally, counter_id, day, n_flagged)


def _named_months(found: Sequence[JudgedMonth]) -> Iterator[NamedMonth]:
    for month in found:
        if month.reason:
            yield NamedMonth(month.place, date.fromordinal(month.month), month.reason)


def _told(days: Sequence[JudgedDay]) -> tuple[list[NamedDay], list[date]]:
    """The flagged days that may be named, and the months of those that may not.

    A day needs at least k answers; and where fewer than k answers of the counter's month would
    lie outside its named days, the smallest of these is not named either.
    """
    named: list[NamedDay] = []
    unnamed: list[date] = []
    for month, of_month in _by_counter_month(days).items():
        flagged = sorted((day for day in of_month if day.reasons), key=lambda day: -day.evidence.n)
        may_be_told = [day for day in flagged if day.evidence.n >= K]
        rest = sum(day.evidence.n for day in of_month) - sum(d.evidence.n for d in may_be_told)
        if may_be_told and 0 < rest < K:
            may_be_told.pop()
        named += [_named(day) for day in may_be_told]
        unnamed += [month[1]] * (len(flagged) - len(may_be_told))
    return sorted(named, key=lambda day: (day.day, day.counter_id)), unnamed


def _by_counter_month(days: Sequence[JudgedDay]) -> dict[tuple[int, date], list[JudgedDay]]:
    held_days: dict[tuple[int, date], list[JudgedDay]] = {}
    for day in days:
        month = date.fromordinal(day.day).replace(day=1)
        held_days.setdefault((day.place, month), []).append(day)
    return held_days


def _named(day: JudgedDay) -> NamedDay:
    return NamedDay(
        counter_id=day.place,
        day=date.fromordinal(day.day),
        at_least=day.evidence.n // SIZE_STEP * SIZE_STEP,
        reasons=tuple(reason for reason in Reason if reason in day.reasons),
    )
