"""Counters, services or the units below one unit side by side: what their differences mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

import numpy as np

from analytics.comparison import (
    ComparedGroup,
    Comparison,
    compare_indices,
)
from analytics.group_indices import GroupIndex, group_index, with_days
from analytics.inputs import Tally
from app.access import Scope
from app.clock import Period
from app.models.tallies import NO_SERVICE
from app.queries import organisation
from app.services.group_days import effects_of_days
from app.services.score_sources import Source, source_of
from app.services.score_subjects import COUNTER, SERVICE, UNIT
from app.services.score_views import Reading
from app.services.scoring_rules import USUAL_INSTRUMENT, instrument_of, rule_of
from app.services.shown_tallies import ShownTally, shown_of
from app.services.ticket_counts import ticket_counts

__all__ = [
    "OTHER_QUESTIONNAIRE",
    "ComparedGroup",
    "Side",
    "SubjectComparison",
    "compare_subjects",
    "tallies_beside",
]

OTHER_QUESTIONNAIRE = "other_questionnaire"


class Side(StrEnum):
    """What stands side by side."""

    COUNTERS = "counters"
    SERVICES = "services"
    UNITS = "units"


KIND_OF_SIDE = {Side.COUNTERS: COUNTER, Side.SERVICES: SERVICE, Side.UNITS: UNIT}


@dataclass(frozen=True)
class SubjectComparison:
    """The subjects of one side by name, and the comparison of those that may be compared.

    The comparison's keys are the subjects' ids as text. `left_out` says why a subject is not
    among its groups: the reason for which its tally is withheld, or ``other_questionnaire``.
    `low_rates` are those of whose tickets so few came back that their answers may not speak for
    who was served. `instrument` is None where nothing may be seen.
    """

    unit_id: int
    period: Period
    side: Side
    instrument: str | None
    subjects: tuple[ShownTally, ...]
    comparison: Comparison
    left_out: dict[int, str]
    low_rates: frozenset[int]


def compare_subjects(scope: Scope, unit_id: int, period: Period, side: Side) -> SubjectComparison:
    """The comparison of a unit's counters, services, or the units directly below it.

    Answers without a counter or service are not a group: they would mix all of them. Where
    questionnaires differ, those of the most widely used one are compared.
    """
    beside = _beside(scope, unit_id, period, side)
    subjects = _by_name(beside)
    instrument = _instrument(subjects)
    left_out = {shown.subject.id: why for shown in subjects if (why := _reason(shown, instrument))}
    return SubjectComparison(
        unit_id=unit_id,
        period=period,
        side=side,
        instrument=instrument,
        subjects=tuple(subjects),
        comparison=_compared(
            scope, unit_id, [shown for shown in subjects if shown.subject.id not in left_out]
        ),
        left_out=left_out,
        low_rates=_low_rates(beside),
    )


def tallies_beside(scope: Scope, unit_id: int, period: Period, side: Side) -> list[ShownTally]:
    """What may be seen of the subjects of a side, by name.

    Answers without a counter or service are none of them: they would mix all of them.
    """
    return _by_name(_beside(scope, unit_id, period, side))


def _by_name(beside: Iterable[tuple[Source, ShownTally]]) -> list[ShownTally]:
    return sorted((shown for _, shown in beside), key=lambda shown: shown.subject.name)


def _beside(
    scope: Scope, unit_id: int, period: Period, side: Side
) -> list[tuple[Source, ShownTally]]:
    """The subjects of a side, each with what it was read from."""
    if side is Side.UNITS:
        places = [unit.id for unit in organisation.units(scope) if unit.parent_id == unit_id]
    else:
        places = [unit_id]
    sources = [source_of(scope, place, period, Reading.ALL) for place in places]
    mixed = _mixed(scope, unit_id, side)
    found = ((source, one) for source in sources for one in shown_of(source, KIND_OF_SIDE[side]))
    return [(source, one) for source, one in found if one.subject.id not in mixed]


def _mixed(scope: Scope, unit_id: int, side: Side) -> set[int]:
    """The ids under which answers stand that name no subject of the side."""
    if side is Side.UNITS:
        return set()
    if side is Side.SERVICES:
        return {NO_SERVICE}
    return {c.id for c in organisation.counters(scope, unit_id) if c.stands_for_unit}


def _low_rates(beside: Iterable[tuple[Source, ShownTally]]) -> frozenset[int]:
    return frozenset(
        shown.subject.id for source, shown in beside if ticket_counts(source, shown).is_rate_low
    )


def _instrument(subjects: Iterable[ShownTally]) -> str | None:
    used = Counter(shown.instrument for shown in subjects if shown.vector is not None)
    return used.most_common(1)[0][0] if used else None


def _reason(shown: ShownTally, instrument: str | None) -> str | None:
    if shown.vector is None:
        return str(shown.withheld.value) if shown.withheld else None
    return OTHER_QUESTIONNAIRE if shown.instrument != instrument else None


def _compared(scope: Scope, unit_id: int, subjects: Sequence[ShownTally]) -> Comparison:
    measured = [(shown, _group(shown)) for shown in subjects]
    held = [(shown, group) for shown, group in measured if group]
    rule = rule_of(held[0][0].instrument if held else USUAL_INSTRUMENT)
    effects = effects_of_days(scope, unit_id, [shown for shown, _ in held])
    return compare_indices(
        with_days([group for _, group in held], effects),
        low=rule.factor * rule.low,
        high=rule.factor * rule.high,
    )


def _group(shown: ShownTally) -> GroupIndex | None:
    if shown.vector is None:
        return None
    measured = _measured(shown.instrument, shown.vector.tobytes())
    return replace(measured, key=str(shown.subject.id)) if measured else None


@lru_cache(maxsize=8192)
def _measured(reference: str, vector: bytes) -> GroupIndex | None:
    """Index and variance of a tally: the same integers always give the same, so they are kept."""
    asked = instrument_of(reference)
    tally = Tally.from_vector(asked.keys, *asked.scale, np.frombuffer(vector, dtype=np.int64))
    return group_index("", tally, rule_of(reference))
