"""What low ratings of a unit go along with, from the strata that may be seen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

import numpy as np

from analytics.drivers import Driver, DriversResult, LevelShare, Spread, low_rating_drivers
from analytics.level_shares import share_interval
from analytics.results import Interval
from app.access import Scope
from app.clock import Period
from app.services.rating_counts import counts_of
from app.services.score_sources import Source, released_source
from app.services.score_subjects import COUNTER, SERVICE
from app.services.score_views import Reading
from app.services.scoring_rules import K, instrument_of
from app.services.strata import Stratum, strata_of
from app.services.view_audit import is_one_sided
from survey_forms.answers import LOW_RATINGS

__all__ = ["FACTORS", "ShownDriver", "ShownLevel", "UnitDrivers", "unit_drivers"]

FACTORS = ("service", "slot", "counter", "channel")
Columns = tuple[tuple[str, ...], ...]
Numbers = tuple[int, ...]


@dataclass(frozen=True)
class ShownLevel:
    """A level of a factor: the share of low ratings it would have if all else were as usual.

    `level` is the id of a counter or service as text ("0": not recorded), else the slot or
    channel; `name` is that of the counter or service. Of the sheets only "at least so many" is
    told: an exact number could be held against others, and the rest be a few. The interval is made
    of that number too, so that its width tells no more.
    """

    level: str
    name: str
    at_least: int
    low_share_0_1: float
    interval: Interval


@dataclass(frozen=True)
class ShownDriver:
    """One factor: by how much log loss a rating is guessed worse without it, and its levels.

    Levels that may not be seen by themselves are left out; `has_hidden_levels` then.
    """

    factor: str
    importance: float
    interval: Interval
    levels: tuple[ShownLevel, ...]
    has_hidden_levels: bool


@dataclass(frozen=True)
class UnitDrivers:
    """The drivers of a unit, the greatest first, or the reason why none may be shown.

    Every number is None where there is a reason, for a few low ratings are nobody's business.
    Losses are per rating, on answers that the model had not seen.
    """

    period: Period
    reason: str | None
    at_least: int | None = None
    low_share_0_1: Fraction | None = None
    loss_baseline: float | None = None
    gain: float | None = None
    gain_error: float | None = None
    drivers: tuple[ShownDriver, ...] = ()


@dataclass(frozen=True)
class _Rows:
    """What the model learns from: a column of levels for each of FACTORS, and counts."""

    columns: Columns
    n: Numbers
    low: Numbers


def unit_drivers(scope: Scope, unit_id: int, period: Period) -> UnitDrivers:
    """The factors that go along with ratings of 1 or 2, over all elements, or why none is shown.

    How many sheets hold a low rating is not known, only how many ratings are low. So a month of a
    stratum, or some months, are held out at a time: what its sheets have in common cannot pass for
    a driver.
    """
    source = released_source(scope, unit_id, period)
    strata = strata_of(source)
    rows = _rows(source, strata)
    found = _drivers(rows.columns, rows.n, rows.low)
    if found.reason:
        return UnitDrivers(period, found.reason)
    return UnitDrivers(
        period=period,
        reason=None,
        at_least=_at_least(sum(int(stratum.vector[0]) for stratum in strata)),
        low_share_0_1=Fraction(found.n_low, found.n),
        loss_baseline=found.loss_baseline,
        gain=found.gain,
        gain_error=found.gain_error,
        drivers=tuple(_shown(found, strata, _names(source))),
    )


def _rows(source: Source, strata: Sequence[Stratum]) -> _Rows:
    spans = _spans(source, strata)
    parts = [
        (stratum, counts) for stratum in strata for counts in _counts_of(source, stratum, spans)
    ]
    levels = [_levels_of(stratum) for stratum, _ in parts]
    return _Rows(
        columns=tuple(zip(*levels, strict=True)) if levels else ((),) * len(FACTORS),
        n=tuple(int(counts.sum()) for _, counts in parts),
        low=tuple(int(counts[:, _low_places(stratum)].sum()) for stratum, counts in parts),
    )


def _levels_of(stratum: Stratum) -> tuple[str, ...]:
    """The level of each of FACTORS."""
    counter = str(stratum.counter.id)
    return str(stratum.service_id), str(stratum.slot), counter, str(stratum.channel)


def _spans(source: Source, strata: Sequence[Stratum]) -> list[np.ndarray]:
    """Runs of months (row masks), as short as leave every stratum none or at least k in each.

    A figure that is made of fewer moves with what these said; and if other strata were told by
    month, what these leave of a counter's or service's month would be the few.
    """
    months = source.tallies.month
    rows = np.any([stratum.rows for stratum in strata], axis=0) if strata else months < 0
    spans: list[np.ndarray] = []
    span = np.zeros(len(months), dtype=bool)
    for month in np.unique(months[rows]):
        span = span | (months == month)
        if not _has_few(source, strata, span):
            spans.append(span)
            span = np.zeros(len(months), dtype=bool)
    while spans and _has_few(source, strata, span):
        span = span | spans.pop()
    return [*spans, span]


def _has_few(source: Source, strata: Sequence[Stratum], span: np.ndarray) -> bool:
    """Whether a stratum has 1 to k - 1 answers in these months."""
    sizes = source.tallies.sizes
    return any(0 < sizes[stratum.rows & span].sum() < K for stratum in strata)


def _counts_of(
    source: Source, stratum: Stratum, spans: Sequence[np.ndarray]
) -> Iterator[np.ndarray]:
    """Ratings of a stratum by element and point of the scale, in each run of months."""
    for rows in (stratum.rows & span for span in spans):
        if rows.any():
            yield counts_of(stratum.instrument, source.tallies.vectors[rows]).sum(axis=0)


def _low_places(stratum: Stratum) -> list[int]:
    lowest = instrument_of(stratum.instrument).scale[0]
    return [rating - lowest for rating in LOW_RATINGS if rating >= lowest]


@lru_cache(maxsize=128)
def _drivers(columns: Columns, n: Numbers, low: Numbers) -> DriversResult:
    """The same counts always give the same drivers, so they are kept: a model takes a while."""
    return low_rating_drivers(dict(zip(FACTORS, columns, strict=True)), np.array(n), np.array(low))


def _names(source: Source) -> dict[tuple[str, str], str]:
    """The names of the counters and services that may be seen by themselves."""
    kinds = (("counter", COUNTER), ("service", SERVICE))
    return {
        (factor, str(subject.id)): subject.name
        for factor, kind in kinds
        for subject in source.subjects(kind)
        if source.shows(subject, Reading.ALL)
    }


def _shown(
    found: DriversResult, strata: Sequence[Stratum], names: Mapping[tuple[str, str], str]
) -> Iterator[ShownDriver]:
    if found.spread is None:
        return
    for driver in found.drivers:
        levels = tuple(_shown_levels(driver, strata, names, found.spread))
        hidden = len(levels) < len(driver.levels)
        yield ShownDriver(driver.factor, driver.importance, driver.interval, levels, hidden)


def _shown_levels(
    driver: Driver,
    strata: Sequence[Stratum],
    names: Mapping[tuple[str, str], str],
    spread: Spread,
) -> Iterator[ShownLevel]:
    place = FACTORS.index(driver.factor)
    of_level: dict[str, list[Stratum]] = {}
    for stratum in strata:
        of_level.setdefault(_levels_of(stratum)[place], []).append(stratum)
    is_named = driver.factor in ("counter", "service")
    for held in driver.levels:
        name = names.get((driver.factor, held.level)) if is_named else held.level
        parts = of_level[held.level]
        if name is not None and not _are_of_one_mind(parts):
            yield _shown_level(held, name, parts, spread)


def _shown_level(
    held: LevelShare, name: str, parts: Sequence[Stratum], spread: Spread
) -> ShownLevel:
    at_least, share = _at_least(sum(int(one.vector[0]) for one in parts)), held.low_share_0_1
    answers = max(at_least, 1) * len(instrument_of(parts[0].instrument).keys)
    return ShownLevel(held.level, name, at_least, share, share_interval(share, answers, *spread))


def _are_of_one_mind(parts: Sequence[Stratum]) -> bool:
    """Whether all sheets of these strata have the same low rating for an element."""
    vectors = np.array([stratum.vector for stratum in parts])
    return is_one_sided(counts_of(parts[0].instrument, vectors).sum(axis=0), K)


def _at_least(n: int) -> int:
    """A number of sheets, rounded down to a multiple of k."""
    return n // K * K
