"""Which tallies a period's scores are made of: frozen ones once it is closed, else released."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from analytics.tally_vectors import vector_length
from app.access import Scope
from app.clock import Period, PeriodKind
from app.errors import NotFound
from app.models.publications import FrozenScore
from app.models.tallies import Told
from app.queries import collection, publications
from app.queries import tallies as held
from app.queries.tallies import ReleasedTallies
from app.services.scoring_rules import USUAL_INSTRUMENT
from survey_forms import catalogue

# How far answers could be seen in the first layout of frozen scores, as the views that count them.
_TO_ALL = {Told.UNIT, Told.VERIFIED, Told.UNFLAGGED}
_TO_COUNTERS = _TO_ALL | {Told.COUNTER, Told.COUNTER_VERIFIED}


def _bits(views: set[Told]) -> int:
    return sum(view.over(length) for view in views for length in PeriodKind)


FIRST_LAYOUT = {
    "unit": _bits(_TO_ALL),
    "counter": _bits(_TO_COUNTERS),
    "service": _bits(set(Told)),
}


@dataclass(frozen=True)
class PeriodTallies:
    """The tallies of a unit's period, the people served in it, and whether it is final."""

    tallies: ReleasedTallies
    population: int | None
    frozen: FrozenScore | None


def tallies_of_period(
    scope: Scope, unit_id: int, period: Period, version: int | None = None
) -> PeriodTallies:
    """The tallies behind a unit's period, and the frozen score they come from if it is final."""
    frozen = _frozen(scope, unit_id, period, version)
    if frozen:
        content = json.loads(frozen.content)
        return PeriodTallies(main_of(frozen_tallies(content)), content["population_served"], frozen)
    return released_of_period(scope, unit_id, period)


def released_of_period(scope: Scope, unit_id: int, period: Period) -> PeriodTallies:
    """The released tallies of a unit's period, whether it is closed or not."""
    rows = held.released(scope, unit_id, period)
    population = collection.population_served(scope, unit_id, period.first_day, period.last_day)
    if not rows:
        return PeriodTallies(_none_of(_instrument_asked(scope, unit_id)), population, None)
    return PeriodTallies(main_of(rows), population, None)


def _frozen(scope: Scope, unit_id: int, period: Period, version: int | None) -> FrozenScore | None:
    """The version that was asked for, or NotFound; the newest when none was."""
    if version is None:
        return publications.latest(scope, unit_id, period.code)
    held_versions = publications.versions(scope, unit_id, period.code)
    found = next((frozen for frozen in held_versions if frozen.version == version), None)
    if found is None:
        raise NotFound(
            "Periode %(period)s tidak mempunyai versi %(version)s.",
            period=period.code,
            version=version,
        )
    return found


def main_of(by_instrument: dict[str, ReleasedTallies]) -> ReleasedTallies:
    """Scores of different questionnaires do not mix: the one with most answers is the unit's."""
    held = by_instrument.values()
    return max(held, key=lambda each: precedence(each.instrument, int(each.vectors[:, 0].sum())))


def precedence(reference: str, n: int) -> tuple[bool, int]:
    """How far an instrument speaks for a unit before others: the greatest does, by its n.

    A form of one tap does only where nothing else was asked: it is quicker answered, so it would
    nearly always have the most, and it is no SKM.
    """
    return not catalogue.find(reference).is_one_tap, n


def frozen_tallies(content: dict[str, Any]) -> dict[str, ReleasedTallies]:
    """The tallies of a frozen score, by instrument reference."""
    return held.tallies_by_instrument(_frozen_rows(content))


def _frozen_rows(content: dict[str, Any]) -> list[tuple[object, ...]]:
    """The frozen rows as they are read from the database; slot and channel were added together."""
    return [
        (
            row["instrument"],
            row["counter"],
            row["service"],
            date.fromisoformat(row["month"]),
            "",
            "",
            row["verified"],
            row.get("flagged", False),
            row["told"] if "told" in row else FIRST_LAYOUT[row["reach"]],
            np.array(row["tally"], dtype="<i4").tobytes(),
        )
        for row in content["tallies"]
    ]


def _instrument_asked(scope: Scope, unit_id: int) -> str:
    rounds = collection.rounds(scope, unit_id)
    return catalogue.find(rounds[0].instrument if rounds else USUAL_INSTRUMENT).counted_as


def _none_of(reference: str) -> ReleasedTallies:
    """No rows at all, in the shape of some."""
    asked = catalogue.find(reference)
    low, high = asked.scale
    length = vector_length(len(asked.keys), high - low + 1)
    nothing = np.zeros(0, dtype=np.int64)
    columns = {name: nothing for name in held.CELL}
    return ReleasedTallies(
        instrument=reference,
        **columns | {"is_verified": nothing > 0, "is_flagged": nothing > 0},
        vectors=np.zeros((0, length), dtype=np.int64),
    )
