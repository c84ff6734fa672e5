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
from app.services.score_subjects import COUNTER, SERVICE, UNIT
from app.services.scoring_rules import USUAL_INSTRUMENT, instrument_of, rule_of
from app.services.shown_tallies import ShownTally, shown_tallies

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


@dataclass(frozen=True)
class SubjectComparison:
    """The subjects of one side by name, and the comparison of those that may be compared.

    The comparison's keys are the subjects' ids as text. `left_out` says why a subject is not
    among its groups: the reason for which its tally is withheld, or ``other_questionnaire``.
    `instrument` is None where nothing may be seen.
    """

    unit_id: int
    period: Period
    side: Side
    instrument: str | None
    subjects: tuple[ShownTally, ...]
    comparison: Comparison
    left_out: dict[int, str]


def compare_subjects(scope: Scope, unit_id: int, period: Period, side: Side) -> SubjectComparison:
    """The comparison of a unit's counters, services, or the units directly below it.

    Answers without a counter or service are not a group: they would mix all of them. Where
    questionnaires differ, those of the most widely used one are compared.
    """
    subjects = tallies_beside(scope, unit_id, period, side)
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
    )


def tallies_beside(scope: Scope, unit_id: int, period: Period, side: Side) -> list[ShownTally]:
    """What may be seen of the subjects of a side, by name.

    Answers without a counter or service are none of them: they would mix all of them.
    """
    return sorted(_of_side(scope, unit_id, period, side), key=lambda shown: shown.subject.name)


def _of_side(scope: Scope, unit_id: int, period: Period, side: Side) -> list[ShownTally]:
    if side is Side.UNITS:
        below = [unit for unit in organisation.units(scope) if unit.parent_id == unit_id]
        return [one for unit in below for one in shown_tallies(scope, unit.id, period, UNIT)]
    if side is Side.SERVICES:
        services = shown_tallies(scope, unit_id, period, SERVICE)
        return [shown for shown in services if shown.subject.id != NO_SERVICE]
    stand_in = {c.id for c in organisation.counters(scope, unit_id) if c.stands_for_unit}
    counters = shown_tallies(scope, unit_id, period, COUNTER)
    return [shown for shown in counters if shown.subject.id not in stand_in]


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
