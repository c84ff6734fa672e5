"""One period of a unit or counter against the one before it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from analytics.cluster_sums import ClusterSums
from analytics.clustered_change import METHOD, Side, change_of_element, change_of_sides
from analytics.results import IndexResult
from analytics.trend import Change, element_change, index_change
from app.clock import Period
from app.services.computed_index import computed_index
from app.services.scoring_rules import instrument_of, rule_of
from app.services.shown_tallies import ShownTally, Withheld

OTHER_INSTRUMENT = "other_instrument"
BOTH = 2


@dataclass(frozen=True)
class ElementChange:
    """One element in the earlier and the later period."""

    key: str
    before: Fraction | None
    after: Fraction | None
    change: Change


@dataclass(frozen=True)
class PeriodChange:
    """The period against the one before it, of the index and of each element in list order."""

    period_before: Period
    before: IndexResult | None
    after: IndexResult | None
    withheld_before: Withheld | None
    withheld_after: Withheld | None
    index: Change
    elements: tuple[ElementChange, ...]

    @property
    def allows_for_days(self) -> bool:
        """Whether the limits allow for answers of one day being alike."""
        return self.index.interval is not None and self.index.interval.method == METHOD


def result_of(shown: ShownTally) -> IndexResult | None:
    """The index of what may be seen; None where it is withheld."""
    if shown.vector is None:
        return None
    return computed_index(shown.instrument, shown.vector.tobytes()).result


def period_change(
    before: ShownTally, after: ShownTally, days: tuple[ClusterSums | None, ...] = ()
) -> PeriodChange:
    """The change of one subject between two periods; undefined where either is withheld.

    `days` are what each day adds to either period, where that is known: then limits and words allow
    for answers of one day being alike, and are never narrower than without.
    """
    sides = _sides(before, after, days)
    return PeriodChange(
        period_before=before.period,
        before=result_of(before),
        after=result_of(after),
        withheld_before=before.withheld,
        withheld_after=after.withheld,
        index=_index_change(before, after, sides),
        elements=tuple(
            _element_change(key, before, after, sides)
            for key in instrument_of(after.instrument).list_order
        ),
    )


def _sides(
    before: ShownTally, after: ShownTally, days: tuple[ClusterSums | None, ...]
) -> tuple[Side, Side] | None:
    """Both periods with their days, where these are known of both."""
    if before.tally is None or after.tally is None or len(days) < BOTH:
        return None
    if days[0] is None or days[1] is None:
        return None
    return Side(before.tally, days[0]), Side(after.tally, days[1])


def _index_change(before: ShownTally, after: ShownTally, sides: tuple[Side, Side] | None) -> Change:
    if _other_questions(before, after):
        return Change(None, None, None, OTHER_INSTRUMENT)
    rule = rule_of(after.instrument)
    clustered = change_of_sides(*sides, rule) if sides else None
    return clustered or index_change(before.tally, after.tally, rule)


def _element_change(
    key: str, before: ShownTally, after: ShownTally, sides: tuple[Side, Side] | None
) -> ElementChange:
    if _other_questions(before, after):
        change = Change(None, None, None, OTHER_INSTRUMENT)
        return ElementChange(key, None, _mean(after, key), change)
    clustered = change_of_element(*sides, key) if sides else None
    change = clustered or element_change(before.tally, after.tally, key)
    return ElementChange(key, _mean(before, key), _mean(after, key), change)


def _other_questions(before: ShownTally, after: ShownTally) -> bool:
    """Scores of different questionnaires are never compared; a withheld one is only withheld."""
    seen = before.vector is not None and after.vector is not None
    return seen and before.instrument != after.instrument


def _mean(shown: ShownTally, key: str) -> Fraction | None:
    result = result_of(shown)
    return result.element(key).mean if result else None
