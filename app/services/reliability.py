"""How well the elements of a unit's questionnaire agree, from what may be shown of the unit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from analytics.reliability import TOO_WIDE, ItemReliability, Reliability, reliability
from app.access import Scope
from app.clock import Period
from app.services.score_sources import source_of
from app.services.score_subjects import UNIT, Subject
from app.services.score_views import Reading
from app.services.scoring_rules import instrument_of
from app.services.shown_tallies import Withheld, shown_of
from app.services.straightlined import told_share

__all__ = ["TOO_WIDE", "ItemReliability", "Reliability", "UnitReliability", "unit_reliability"]


@dataclass(frozen=True)
class UnitReliability:
    """The reliability of a unit's answers over a period; `result` is None when it is withheld.

    The straight-lined share of the complete sheets is None where it tells of a few.
    """

    subject: Subject
    period: Period
    instrument: str
    result: Reliability | None
    withheld: Withheld | None
    straightlined_share_0_1: Fraction | None = None


def unit_reliability(scope: Scope, unit_id: int, period: Period) -> UnitReliability:
    """Alpha and each element's part in it, elements in list order."""
    source = source_of(scope, unit_id, period, Reading.ALL)
    (shown,) = shown_of(source, UNIT)
    tally = shown.tally
    return UnitReliability(
        subject=shown.subject,
        period=period,
        instrument=shown.instrument,
        result=None if tally is None else in_list_order(reliability(tally), shown.instrument),
        withheld=shown.withheld,
        straightlined_share_0_1=told_share(source, shown),
    )


def in_list_order(found: Reliability, instrument: str) -> Reliability:
    """The same with its elements as result tables list them."""
    items = {item.key: item for item in found.items}
    ordered = tuple(items[key] for key in instrument_of(instrument).list_order)
    return replace(found, items=ordered)
