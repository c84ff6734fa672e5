"""What days as clusters do to the groups of one comparison, from days whose answers are shown."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from analytics.cluster_sums import ClusterSums
from analytics.clusters import FEWEST_CLUSTERS
from analytics.day_effects import DayEffect, GroupDays, day_effects, effect_from_elsewhere
from app.access import Scope
from app.services.day_design import day_sums, day_sums_of_each, days_of_score
from app.services.released_state import ShownInState, shown_in_state
from app.services.score_subjects import UNIT
from app.services.scoring_rules import rule_of
from app.services.shown_tallies import ShownTally, shown_tallies

MOST_KEPT = 256


def effects_of_days(
    scope: Scope, unit_id: int, subjects: Sequence[ShownTally]
) -> tuple[DayEffect, ...] | None:
    """The effect on each subject of one side; None where no days are known, so nothing is said.

    The subjects are of one kind, period and questionnaire, and none is withheld. Where the days of
    none of them may be told apart, or are too few, the effect on the whole unit stands for theirs:
    it is as a rule the greater one, since a day of the unit has more answers.
    """
    if not subjects:
        return None
    found = _own_effects(shown_in_state(scope, unit_id, subjects))
    sizes = [int(one.vector[0]) for one in subjects if one.vector is not None]
    return found or _of_whole(scope, unit_id, subjects[0], sizes)


@lru_cache(maxsize=MOST_KEPT)
def _own_effects(asked: ShownInState) -> tuple[DayEffect, ...] | None:
    """The effects by the subjects' own days; None where those are too few."""
    days = _days(asked.scope, asked.unit_id, asked.shown)
    groups = [
        GroupDays(tally, known)
        for tally, known in zip((one.tally for one in asked.shown), days, strict=True)
        if tally is not None
    ]
    return day_effects(groups, rule_of(asked.shown[0].instrument))


def _days(
    scope: Scope, unit_id: int, subjects: Sequence[ShownTally]
) -> Sequence[ClusterSums | None]:
    """What each day adds; not of subjects with few days, whose days are nobody's business."""
    if subjects and subjects[0].subject.kind == UNIT:
        found = [day_sums(scope, one.subject.id, one) for one in subjects]
    else:
        found = day_sums_of_each(scope, unit_id, subjects)
    return [days if days and days.n_clusters >= FEWEST_CLUSTERS else None for days in found]


def _of_whole(
    scope: Scope, unit_id: int, like: ShownTally, sizes: Sequence[int]
) -> tuple[DayEffect, ...] | None:
    (whole,) = shown_tallies(scope, unit_id, like.period, UNIT)
    if whole.tally is None or whole.instrument != like.instrument:
        return None
    effect = days_of_score(scope, unit_id, whole).design_effect
    return None if effect is None else tuple(effect_from_elsewhere(effect, n) for n in sizes)
