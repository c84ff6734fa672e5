"""Counters as if each had the unit's mix of services, half-days and channels."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from analytics.comparison import Comparison, compare_indices
from analytics.inputs import Tally
from analytics.standardisation import LEAST_COVERED, Standardised, standardise
from app.access import Scope
from app.clock import Period
from app.queries import organisation
from app.services.comparison import Side, compare_subjects
from app.services.released_tallies import precedence
from app.services.score_subjects import COUNTER
from app.services.scoring_rules import instrument_of, rule_of
from app.services.shown_tallies import Stratum, shown_strata, shown_tallies

__all__ = ["LEAST_COVERED", "CaseMix", "Comparison", "Standardised", "case_mix"]


@dataclass(frozen=True)
class CaseMix:
    """Counters by name, their keys the ids as text, and the comparison of those standardised.

    With a single stratum (`n_strata`) there is nothing to make equal. Only counters: the strata
    that may be seen are those of each counter. Sums of them over counters, taken from what is
    shown of a service or unit, could betray a few answers.
    """

    n_strata: int
    counters: tuple[Standardised, ...]
    comparison: Comparison


def case_mix(
    scope: Scope, unit_id: int, period: Period, beside: Comparison | None = None
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
    cells = {_cell(stratum): _tally(stratum) for stratum in strata}
    found = standardise(cells, rule)
    names = _names(scope, unit_id, period)
    counters = sorted((one for one in found if one.key in names), key=lambda one: names[one.key])
    beside = beside or compare_subjects(scope, unit_id, period, Side.COUNTERS).comparison
    return CaseMix(
        n_strata=len({mix for _, mix in cells}),
        counters=tuple(counters),
        comparison=compare_indices(
            beside.with_day_effects(one.index for one in counters if one.index),
            low=rule.factor * rule.low,
            high=rule.factor * rule.high,
        ),
    )


def _names(scope: Scope, unit_id: int, period: Period) -> dict[str, str]:
    """The counters that may be seen as a whole, by key."""
    no_counter = {c.id for c in organisation.counters(scope, unit_id) if c.stands_for_unit}
    seen = [
        s.subject for s in shown_tallies(scope, unit_id, period, COUNTER) if s.vector is not None
    ]
    return {str(counter.id): counter.name for counter in seen if counter.id not in no_counter}


def _of_one_instrument(strata: tuple[Stratum, ...]) -> list[Stratum]:
    used = Counter(stratum.instrument for stratum in strata)
    main = max(used, key=lambda reference: precedence(reference, used[reference]), default="")
    return [stratum for stratum in strata if stratum.instrument == main]


def _cell(stratum: Stratum) -> tuple[str, tuple[int, str, str]]:
    return str(stratum.counter.id), (stratum.service_id, stratum.slot, stratum.channel)


def _tally(stratum: Stratum) -> Tally:
    asked = instrument_of(stratum.instrument)
    return Tally.from_vector(asked.keys, *asked.scale, stratum.vector)
