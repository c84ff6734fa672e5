"""Counters as if each had the unit's mix of services, half-days and channels."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from analytics.comparison import Comparison, compare_indices
from analytics.inputs import Tally
from analytics.standardisation import LEAST_COVERED, Standardised, standardise
from app.access import Scope
from app.clock import Period
from app.services.comparison import Side, SubjectComparison, compare_subjects
from app.services.released_tallies import precedence
from app.services.scoring_rules import instrument_of, rule_of
from app.services.strata import Stratum, shown_strata

__all__ = ["LEAST_COVERED", "CaseMix", "Comparison", "Standardised", "case_mix"]

# A counter, and the service, half-day and channel of some of its answers.
Cell = tuple[str, tuple[int, str, str]]
# The integers of a unit of 22 counters take some 0.3 MB.
MOST_KEPT = 32


@dataclass(frozen=True)
class CaseMix:
    """Counters by name, their keys the ids as text, and the comparison of those standardised.

    With a single stratum (`n_strata`) there is nothing to make equal. `has_left_out` says that a
    counter is not among them because its strata could not be held against all others. Only
    counters: the strata that may be seen are those of each counter. Sums of them over counters,
    taken from what is shown of a service or unit, could betray a few answers.
    """

    n_strata: int
    counters: tuple[Standardised, ...]
    comparison: Comparison
    has_left_out: bool = False


def case_mix(
    scope: Scope, unit_id: int, period: Period, beside: SubjectComparison | None = None
) -> CaseMix | None:
    """The counters with the mix of the whole unit; None where no stratum may be seen.

    `beside` is the comparison of the counters as they are, made here where it is not at hand: the
    same days make both as much less sure.

    Answers without a counter count for the mix of the whole. Strata of other questionnaires
    than the most widely used one are left out; a form of one tap comes after every other.
    """
    strata = _of_one_instrument(shown_strata(scope, unit_id, period))
    if not strata:
        return None
    rule = rule_of(strata[0].instrument)
    cells = tuple((_cell(stratum), stratum.vector.tobytes()) for stratum in strata)
    beside = beside or compare_subjects(scope, unit_id, period, Side.COUNTERS)
    names = {str(s.subject.id): s.subject.name for s in beside.subjects if s.vector is not None}
    found = (one for one in _standardised(strata[0].instrument, cells) if one.key in names)
    counters = sorted(found, key=lambda one: names[one.key])
    return CaseMix(
        n_strata=len({mix for (_, mix), _ in cells}),
        counters=tuple(counters),
        comparison=compare_indices(
            beside.comparison.with_day_effects(one.index for one in counters if one.index),
            low=rule.factor * rule.low,
            high=rule.factor * rule.high,
        ),
        has_left_out=not names.keys() <= {stratum_counter for (stratum_counter, _), _ in cells},
    )


@lru_cache(maxsize=MOST_KEPT)
def _standardised(
    reference: str, cells: tuple[tuple[Cell, bytes], ...]
) -> tuple[Standardised, ...]:
    """The counters with one mix: the same integers always give the same, so they are kept."""
    asked = instrument_of(reference)
    tallies = {
        cell: Tally.from_vector(asked.keys, *asked.scale, np.frombuffer(vector, dtype=np.int64))
        for cell, vector in cells
    }
    return standardise(tallies, rule_of(reference))


def _of_one_instrument(strata: tuple[Stratum, ...]) -> list[Stratum]:
    used = Counter(stratum.instrument for stratum in strata)
    main = max(used, key=lambda reference: precedence(reference, used[reference]), default="")
    return [stratum for stratum in strata if stratum.instrument == main]


def _cell(stratum: Stratum) -> Cell:
    return str(stratum.counter.id), (stratum.service_id, stratum.slot, stratum.channel)
