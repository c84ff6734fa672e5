"""Days as clusters: how alike the answers of one day are, and what that costs an index."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

import numpy as np

from analytics.cluster_sums import ClusterSums
from analytics.clusters import ClusterDesign, cluster_design, clustered_interval
from analytics.inputs import Tally
from analytics.results import Interval
from app.access import Scope
from app.clock import Period, PeriodKind
from app.queries.released_days import released_by_day, released_by_day_of_each
from app.services.rating_counts import counts_end, counts_of
from app.services.released_state import ShownInState, shown_in_state
from app.services.score_sources import source_of
from app.services.score_subjects import COUNTER, UNIT
from app.services.score_views import Reading
from app.services.scoring_rules import instrument_of, rule_of
from app.services.shown_tallies import ShownTally, shown_of

# Sums of a year's days take some 50 KB.
MOST_KEPT = 256


class DaysUnknown(StrEnum):
    """Why nothing is said of days."""

    TOO_FEW_DAYS = "too_few_clusters"
    TOO_FEW_ANSWERS = "too_few_answers"
    ALL_EQUAL = "all_equal"
    OTHER_ANSWERS = "other_answers"


@dataclass(frozen=True)
class DayDesign:
    """Days as clusters; `reason` says why effect and interval are None.

    `n_days` and `design_effect` are of the period `measured_over`, None for a file.
    """

    n_days: int
    design_effect: float | None
    interval: Interval | None
    reason: DaysUnknown | None
    measured_over: Period | None = None


def days_of_score(scope: Scope, unit_id: int, shown: ShownTally) -> DayDesign:
    """Days as clusters for the shown tally of a unit, which is not withheld.

    The effect is measured over days only where these are the very answers that some view shows:
    over the period itself, or else over its year, since a few answers of a month may be released
    with those of later months and must not be told apart by a difference.
    """
    year = Period.containing(shown.period.first_day, PeriodKind.YEAR)
    own = _measured(scope, unit_id, shown)
    if own.reason is not DaysUnknown.OTHER_ANSWERS or year == shown.period:
        return own
    (whole,) = shown_of(source_of(scope, unit_id, year, Reading.ALL), UNIT)
    measured = _measured(scope, unit_id, whole)
    if measured.design_effect is None or whole.instrument != shown.instrument:
        return own
    return DayDesign(
        n_days=measured.n_days,
        design_effect=measured.design_effect,
        interval=clustered_interval(
            _tally(shown), rule_of(shown.instrument), measured.design_effect, measured.n_days
        ),
        reason=None,
        measured_over=year,
    )


def day_design(design: ClusterDesign, period: Period | None = None) -> DayDesign:
    """The design of days as everybody above reads it."""
    effect, reason = design.design_effect, design.reason
    return DayDesign(
        n_days=design.n_clusters,
        design_effect=None if effect is None else float(effect),
        interval=design.interval,
        reason=DaysUnknown(reason) if reason else None,
        measured_over=period,
    )


def _measured(scope: Scope, unit_id: int, shown: ShownTally) -> DayDesign:
    """The effect over the days of a tally; OTHER_ANSWERS where they do not make it up."""
    clusters = day_sums(scope, unit_id, shown)
    if shown.tally is None or clusters is None:
        return DayDesign(0, None, None, DaysUnknown.OTHER_ANSWERS)
    return day_design(
        cluster_design(shown.tally, clusters, rule_of(shown.instrument)), shown.period
    )


def day_sums(scope: Scope, unit_id: int, shown: ShownTally) -> ClusterSums | None:
    """What each day adds to a shown tally; None where days do not make it up.

    The tally is of the unit with everything under it, or of one of its counters.
    """
    if shown.vector is None:
        return None
    return _sums_in_state(shown_in_state(scope, unit_id, [shown]))


@lru_cache(maxsize=MOST_KEPT)
def _sums_in_state(asked: ShownInState) -> ClusterSums | None:
    (shown,) = asked.shown
    held = released_by_day(
        asked.scope,
        asked.unit_id,
        shown.instrument,
        (shown.period.first_day, shown.period.last_day),
        counts_end(shown.instrument),
        counter_id=shown.subject.id if shown.subject.kind == COUNTER else None,
    )
    return _sums_of(shown, held)


def day_sums_of_each(
    scope: Scope, unit_id: int, shown: Sequence[ShownTally]
) -> list[ClusterSums | None]:
    """The same of counters or services of one unit, all of one kind, period and instrument."""
    if not shown:
        return []
    one = shown[0]
    held = released_by_day_of_each(
        scope,
        unit_id,
        one.instrument,
        (one.period.first_day, one.period.last_day),
        counts_end(one.instrument),
        "counter_id" if one.subject.kind == COUNTER else "service_id",
    )
    none = np.zeros((0, counts_end(one.instrument)), dtype=np.int64)
    return [_sums_of(each, held.get(each.subject.id, none)) for each in shown]


def _sums_of(shown: ShownTally, held: np.ndarray) -> ClusterSums | None:
    """The days as clusters, where they are the very answers of the tally."""
    if shown.tally is None:
        return None
    counts = counts_of(shown.instrument, held)
    if (counts.sum(axis=0) != shown.tally.counts).any():
        return None
    asked = instrument_of(shown.instrument)
    return ClusterSums.of_counts(counts, asked.keys, *asked.scale)


def _tally(shown: ShownTally) -> Tally:
    if shown.tally is None:
        raise ValueError("the tally is withheld; expected one that is shown")
    return shown.tally
