"""What to fix first in a unit: the needs of its elements, and which of them matter to people."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

import numpy as np

from analytics.importance import ElementShare, ImportanceResult, importance
from analytics.inputs import Tally
from analytics.overall_tally import overall_tally_of
from analytics.priorities import Need, likely_lowest, needs_of
from analytics.quadrants import PlacedElement, Quadrant, importance_line, quadrants
from analytics.reliability import reliability
from app.access import Scope
from app.clock import Period
from app.errors import Invalid
from app.services.score_subjects import UNIT, Subject
from app.services.scoring_rules import instrument_of, rule_of
from app.services.shown_tallies import ShownTally, Withheld, shown_tallies
from survey_forms.instrument import Instrument

__all__ = [
    "ElementShare",
    "ImportanceResult",
    "Need",
    "PlacedElement",
    "Priorities",
    "Quadrant",
    "Target",
    "importance_line",
    "needs_shown",
    "priorities",
    "shares_listed",
    "target_named",
    "targets_of",
]

OWN_MEAN = "mean"
NOT_ASKED = "not_asked"
WITHHELD = "withheld"
RestScores = tuple[tuple[str, float | None], ...]


@dataclass(frozen=True)
class Target:
    """What elements are held against: a grade's lower bound on the rating scale, or the own mean.

    `name` is the grade's letter or ``mean``; `value` is None for the own mean.
    """

    name: str
    value: Fraction | None


@dataclass(frozen=True)
class Priorities:
    """What a unit should look at first over a period; without `needs`, `withheld` says why.

    `likely` are the elements among which the lowest one is with 95 %. `importance` has a reason
    where it is not available: ``not_asked``, ``withheld``, or one of analytics. `rest_scores` are
    the elements' correlations with the sum of the others, which are no importance.
    """

    subject: Subject
    period: Period
    instrument: str
    target: Target
    n: int | None
    needs: tuple[Need, ...] | None
    withheld: Withheld | None
    likely: tuple[Need, ...]
    importance: ImportanceResult
    placed: tuple[PlacedElement, ...]
    rest_scores: RestScores


def priorities(scope: Scope, unit_id: int, period: Period, target: str | None = None) -> Priorities:
    """The priorities of a unit; `target` is a grade, "mean", or None for the best grade."""
    (shown,) = shown_tallies(scope, unit_id, period, UNIT)
    aim = target_named(shown.instrument, target)
    needs = needs_shown(shown, aim)
    mattering = _importance_of(shown)
    return Priorities(
        subject=shown.subject,
        period=period,
        instrument=shown.instrument,
        target=aim,
        n=None if needs is None or shown.vector is None else int(shown.vector[0]),
        needs=needs,
        withheld=shown.withheld or (Withheld.UNDEFINED if needs is None else None),
        likely=likely_lowest(needs or ()),
        importance=mattering,
        placed=quadrants(needs or (), mattering),
        rest_scores=_rest_scores_of(shown),
    )


def targets_of(instrument: str) -> tuple[str, ...]:
    """The names of the targets that elements may be held against, the best grade first."""
    bounds = _bounds(instrument)
    return (*sorted(bounds, key=bounds.__getitem__, reverse=True), OWN_MEAN)


def target_named(instrument: str, name: str | None) -> Target:
    """The target of a name under an instrument's rule; Invalid names those there are."""
    known = targets_of(instrument)
    wanted = name or known[0]
    if wanted not in known:
        raise Invalid(
            "Sasaran '%(name)s' tidak dikenal. Pilih %(known)s.",
            name=wanted,
            known=", ".join(known),
        )
    return Target(wanted, _bounds(instrument).get(wanted))


def _bounds(instrument: str) -> dict[str, Fraction]:
    """Where each grade begins on the rating scale."""
    rule = rule_of(instrument)
    return {band.grade: Fraction(band.lower) / rule.factor for band in rule.bands}


def needs_shown(shown: ShownTally, target: Target) -> tuple[Need, ...] | None:
    """The needs of a subject in list order, from what may be seen of it; else None."""
    if shown.vector is None:
        return None
    return _needs(shown.instrument, shown.vector.tobytes(), target.value)


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


def _importance_of(shown: ShownTally) -> ImportanceResult:
    if instrument_of(shown.instrument).overall is None:
        return ImportanceResult(0, None, (), NOT_ASKED)
    if shown.vector is None:
        return ImportanceResult(0, None, (), WITHHELD)
    return _importance(shown.instrument, shown.vector.tobytes())


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


def _rest_scores_of(shown: ShownTally) -> RestScores:
    return () if shown.vector is None else _rest_scores(shown.instrument, shown.vector.tobytes())


@lru_cache(maxsize=512)
def _rest_scores(reference: str, vector: bytes) -> RestScores:
    """Each element's correlation with the sum of the others (corrected item-total)."""
    asked = instrument_of(reference)
    numbers = np.frombuffer(vector, dtype=np.int64)
    tally = Tally.from_vector(asked.keys, *asked.scale, numbers)
    items = {item.key: item.item_total_correlation for item in reliability(tally).items}
    return tuple((key, items[key]) for key in asked.list_order if key in items)
