"""One period of a unit or counter against the one before it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from analytics.results import IndexResult
from analytics.trend import Change, element_change, index_change
from app.clock import Period
from app.services.computed_index import computed_index
from app.services.scoring_rules import instrument_of, rule_of
from app.services.shown_tallies import ShownTally, Withheld

OTHER_INSTRUMENT = "other_instrument"


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


def result_of(shown: ShownTally) -> IndexResult | None:
    """The index of what may be seen; None where it is withheld."""
    if shown.vector is None:
        return None
    return computed_index(shown.instrument, shown.vector.tobytes()).result


def period_change(before: ShownTally, after: ShownTally) -> PeriodChange:
    """The change of one subject between two periods; undefined where either is withheld."""
    return PeriodChange(
        period_before=before.period,
        before=result_of(before),
        after=result_of(after),
        withheld_before=before.withheld,
        withheld_after=after.withheld,
        index=_index_change(before, after),
        elements=tuple(
            _element_change(key, before, after)
            for key in instrument_of(after.instrument).list_order
        ),
    )


def _index_change(before: ShownTally, after: ShownTally) -> Change:
    if _other_questions(before, after):
        return Change(None, None, None, OTHER_INSTRUMENT)
    return index_change(before.tally, after.tally, rule_of(after.instrument))


def _element_change(key: str, before: ShownTally, after: ShownTally) -> ElementChange:
    if _other_questions(before, after):
        change = Change(None, None, None, OTHER_INSTRUMENT)
        return ElementChange(key, None, _mean(after, key), change)
    change = element_change(before.tally, after.tally, key)
    return ElementChange(key, _mean(before, key), _mean(after, key), change)


def _other_questions(before: ShownTally, after: ShownTally) -> bool:
    """Scores of different questionnaires are never compared; a withheld one is only withheld."""
    seen = before.vector is not None and after.vector is not None
    return seen and before.instrument != after.instrument


def _mean(shown: ShownTally, key: str) -> Fraction | None:
    result = result_of(shown)
    return result.element(key).mean if result else None
