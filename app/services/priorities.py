"""What to fix first in a unit: the needs of its elements, and which of them matter to people."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

import numpy as np

from analytics.importance import ImportanceResult, importance
from analytics.inputs import Tally
from analytics.overall_tally import overall_tally_of
from analytics.priorities import Need, likely_lowest, needs_of
from analytics.quadrants import PlacedElement, Quadrant, importance_line, quadrants
from analytics.reliability import reliability
from app.access import Scope
from app.clock import Period
from app.errors import Invalid
from app.queries import organisation
from app.services.score_sources import Reading, Source, source_of
from app.services.score_subjects import COUNTER, SERVICE, UNIT, Subject
from app.services.scoring_rules import instrument_of, rule_of
from app.services.shown_tallies import ShownTally, Withheld, shown_of
from survey_forms.instrument import Instrument

__all__ = [
    "ImportanceResult",
    "Need",
    "PlacedElement",
    "Priorities",
    "Quadrant",
    "SubjectNeeds",
    "Target",
    "importance_line",
    "priorities",
    "shares_listed",
    "target_named",
]

OWN_MEAN = "mean"
NO_SERVICE = 0
NOT_ASKED = "not_asked"
WITHHELD = "withheld"


@dataclass(frozen=True)
class Target:
    """What elements are held against: a grade's lower bound on the rating scale, or the own mean.

    `name` is the grade's letter or ``mean``; `value` is None for the own mean.
    """

    name: str
    value: Fraction | None


@dataclass(frozen=True)
class SubjectNeeds:
    """One row of the needs matrix in list order; `needs` is None where the subject is withheld."""

    subject: Subject
    needs: tuple[Need, ...] | None
    withheld: Withheld | None


@dataclass(frozen=True)
class Priorities:
    """What a unit should look at first over a period.

    `likely` are the elements among which the lowest one is with 95 %. `importance` has a reason
    where it is not available: ``not_asked``, ``withheld``, or one of analytics. `rest_scores` are
    the elements' correlations with the sum of the others, which are no importance.
    """

    unit_id: int
    period: Period
    instrument: str
    target: Target
    unit: SubjectNeeds
    likely: tuple[Need, ...]
    counters: tuple[SubjectNeeds, ...]
    services: tuple[SubjectNeeds, ...]
    importance: ImportanceResult
    placed: tuple[PlacedElement, ...]
    rest_scores: tuple[tuple[str, float | None], ...]


def priorities(scope: Scope, unit_id: int, period: Period, target: str | None = None) -> Priorities:
    """The priorities of a unit; `target` is a grade, "mean", or None for the best grade."""
    source = source_of(scope, unit_id, period, Reading.ALL)
    (unit,) = shown_of(source, UNIT)
    aim = target_named(unit.instrument, target)
    row = _row(unit, aim)
    mattering = _importance_of(unit)
    needs = row.needs or ()
    return Priorities(
        unit_id=unit_id,
        period=period,
        instrument=unit.instrument,
        target=aim,
        unit=row,
        likely=likely_lowest(needs),
        counters=_counters(source, aim),
        services=_services(source, aim),
        importance=mattering,
        placed=quadrants(needs, mattering),
        rest_scores=_rest_scores(unit),
    )


def target_named(instrument: str, name: str | None) -> Target:
    """The target of a name under an instrument's rule; Invalid names those there are."""
    rule = rule_of(instrument)
    if name == OWN_MEAN:
        return Target(OWN_MEAN, None)
    bounds = {band.grade: Fraction(band.lower) / rule.factor for band in rule.bands}
    grade = name or max(bounds, key=bounds.__getitem__)
    if grade not in bounds:
        known = ", ".join((*bounds, OWN_MEAN))
        raise Invalid("Sasaran '%(name)s' tidak dikenal. Pilih %(known)s.", name=grade, known=known)
    return Target(grade, bounds[grade])


def _counters(source: Source, target: Target) -> tuple[SubjectNeeds, ...]:
    """The counters by name, without those that stand for a unit itself."""
    places = organisation.counters(source.scope, source.unit_id)
    stand_in = {place.id for place in places if place.stands_for_unit}
    shown = shown_of(source, COUNTER)
    return _rows([one for one in shown if one.subject.id not in stand_in], target)


def _services(source: Source, target: Target) -> tuple[SubjectNeeds, ...]:
    shown = shown_of(source, SERVICE)
    return _rows([one for one in shown if one.subject.id != NO_SERVICE], target)


def _rows(subjects: list[ShownTally], target: Target) -> tuple[SubjectNeeds, ...]:
    ordered = sorted(subjects, key=lambda shown: shown.subject.name)
    return tuple(_row(shown, target) for shown in ordered)


def _row(shown: ShownTally, target: Target) -> SubjectNeeds:
    if shown.vector is None:
        return SubjectNeeds(shown.subject, None, shown.withheld)
    needs = _needs(shown.instrument, shown.vector.tobytes(), target.value)
    return SubjectNeeds(shown.subject, needs, None if needs else Withheld.UNDEFINED)


# The same integers always give the same needs, so they may be kept.
@lru_cache(maxsize=4096)
def _needs(reference: str, vector: bytes, target: Fraction | None) -> tuple[Need, ...] | None:
    asked = instrument_of(reference)
    numbers = np.frombuffer(vector, dtype=np.int64)
    tally = Tally.from_vector(asked.keys, *asked.scale, numbers)
    found = needs_of(tally, rule_of(reference), target)
    if found is None:
        return None
    needs = {need.key: need for need in found}
    return tuple(needs[key] for key in asked.list_order)


def _importance_of(unit: ShownTally) -> ImportanceResult:
    if instrument_of(unit.instrument).overall is None:
        return ImportanceResult(0, None, (), NOT_ASKED)
    if unit.vector is None:
        return ImportanceResult(0, None, (), WITHHELD)
    return _importance(unit.instrument, unit.vector.tobytes())


@lru_cache(maxsize=512)
def _importance(reference: str, vector: bytes) -> ImportanceResult:
    asked = instrument_of(reference)
    numbers = np.frombuffer(vector, dtype=np.int64)
    return shares_listed(importance(overall_tally_of(numbers, asked.keys, *asked.scale)), asked)


def shares_listed(found: ImportanceResult, asked: Instrument) -> ImportanceResult:
    """The same with its elements as result tables list them."""
    shares = {share.key: share for share in found.shares}
    ordered = tuple(shares[key] for key in asked.list_order if key in shares)
    return replace(found, shares=ordered)


def _rest_scores(unit: ShownTally) -> tuple[tuple[str, float | None], ...]:
    """Each element's correlation with the sum of the others (corrected item-total)."""
    tally = unit.tally
    if tally is None:
        return ()
    items = {item.key: item.item_total_correlation for item in reliability(tally).items}
    order = instrument_of(unit.instrument).list_order
    return tuple((key, items[key]) for key in order if key in items)
