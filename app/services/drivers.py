"""What low ratings of a unit go along with, from the strata that may be seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from analytics.drivers import Driver, DriversResult, LevelShare, low_rating_drivers
from app.access import Scope
from app.clock import Period
from app.queries import organisation
from app.services.responses import LOW_RATINGS
from app.services.scoring_rules import instrument_of
from app.services.shown_tallies import Stratum, shown_strata

__all__ = ["FACTORS", "Driver", "DriversResult", "LevelShare", "UnitDrivers", "unit_drivers"]

FACTORS = ("service", "slot", "counter", "channel")
SHEET_NUMBERS = 3
Columns = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class UnitDrivers:
    """The drivers of a unit; `names` has the name of each counter's and service's level.

    Levels of counters and services are their ids as text; "0" is a service that was not recorded.
    """

    result: DriversResult
    names: Mapping[tuple[str, str], str]


def unit_drivers(scope: Scope, unit_id: int, period: Period) -> UnitDrivers:
    """The factors that go along with ratings of 1 or 2, over all elements, or why none is shown.

    How many sheets of a stratum hold a low rating is not known, only how many ratings are low. So
    a whole stratum is held out at a time: what its sheets have in common cannot pass for a cause.
    """
    strata = shown_strata(scope, unit_id, period)
    columns = _columns(strata)
    n, low = _ratings(strata)
    return UnitDrivers(_drivers(columns, n, low), _names(scope, unit_id, strata))


def _columns(strata: Sequence[Stratum]) -> Columns:
    """The levels of each stratum, a column for each of FACTORS."""
    rows = [(str(s.service_id), str(s.slot), str(s.counter.id), str(s.channel)) for s in strata]
    return tuple(zip(*rows, strict=True)) if rows else ((),) * len(FACTORS)


def _ratings(strata: Sequence[Stratum]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """How many ratings each stratum has, and how many of them are low."""
    counts = [_counts(stratum) for stratum in strata]
    low = [int(points[:, _low_places(s)].sum()) for s, points in zip(strata, counts, strict=True)]
    return tuple(int(points.sum()) for points in counts), tuple(low)


def _counts(stratum: Stratum) -> np.ndarray:
    asked = instrument_of(stratum.instrument)
    low, high = asked.scale
    points = high - low + 1
    end = SHEET_NUMBERS + len(asked.keys) * points
    return stratum.vector[SHEET_NUMBERS:end].reshape(-1, points)


def _low_places(stratum: Stratum) -> list[int]:
    lowest = instrument_of(stratum.instrument).scale[0]
    return [rating - lowest for rating in LOW_RATINGS if rating >= lowest]


@lru_cache(maxsize=128)
def _drivers(columns: Columns, n: tuple[int, ...], low: tuple[int, ...]) -> DriversResult:
    """The same counts always give the same drivers, so they are kept: a model takes a while."""
    return low_rating_drivers(dict(zip(FACTORS, columns, strict=True)), np.array(n), np.array(low))


def _names(scope: Scope, unit_id: int, strata: Sequence[Stratum]) -> dict[tuple[str, str], str]:
    counters = {("counter", str(s.counter.id)): s.counter.name for s in strata}
    services = organisation.services(scope, unit_id)
    return counters | {("service", str(service.id)): service.name for service in services}
