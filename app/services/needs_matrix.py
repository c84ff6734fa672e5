"""The needs of a unit's counters, services or units below, element by element, side by side."""

from __future__ import annotations

from dataclasses import dataclass

from app.access import Scope
from app.clock import Period
from app.services.comparison import OTHER_QUESTIONNAIRE, Side, tallies_beside
from app.services.priorities import Need, Target, needs_shown, target_named
from app.services.score_subjects import UNIT, Subject
from app.services.scoring_rules import instrument_of
from app.services.shown_tallies import ShownTally, Withheld, shown_tallies

__all__ = ["Need", "NeedsMatrix", "Side", "SubjectNeeds", "needs_matrix"]


@dataclass(frozen=True)
class SubjectNeeds:
    """One row in list order; without `needs`, `reason` says why.

    The reason is that for which the tally is withheld, or ``other_questionnaire``.
    """

    subject: Subject
    n: int | None
    needs: tuple[Need, ...] | None
    reason: str | None


@dataclass(frozen=True)
class NeedsMatrix:
    """The subjects of one side by name, each held against the same target.

    `instrument` is that of the unit itself; its elements are the columns.
    """

    unit_id: int
    period: Period
    side: Side
    instrument: str
    target: Target
    rows: tuple[SubjectNeeds, ...]


def needs_matrix(
    scope: Scope, unit_id: int, period: Period, side: Side, target: str | None = None
) -> NeedsMatrix:
    """The needs of a unit's counters, services, or the units directly below it.

    Answers without a counter or service are no row: they would mix all of them. `target` is a
    grade, "mean" for each one's own mean, or None for the best grade.
    """
    (whole,) = shown_tallies(scope, unit_id, period, UNIT)
    aim = target_named(whole.instrument, target)
    subjects = tallies_beside(scope, unit_id, period, side)
    rows = tuple(_row(shown, whole.instrument, aim) for shown in subjects)
    return NeedsMatrix(unit_id, period, side, whole.instrument, aim, rows)


def _row(shown: ShownTally, instrument: str, target: Target) -> SubjectNeeds:
    if shown.vector is None:
        return SubjectNeeds(shown.subject, None, None, shown.withheld)
    if not _asks_the_same(shown.instrument, instrument):
        return SubjectNeeds(shown.subject, None, None, OTHER_QUESTIONNAIRE)
    needs = needs_shown(shown, target)
    if needs is None:
        return SubjectNeeds(shown.subject, None, None, Withheld.UNDEFINED)
    return SubjectNeeds(shown.subject, int(shown.vector[0]), needs, None)


def _asks_the_same(one: str, other: str) -> bool:
    """Whether two questionnaires have the same elements, scored alike."""
    first, second = instrument_of(one), instrument_of(other)
    return (first.list_order, first.rule) == (second.list_order, second.rule)
