"""How sure a unit's index is."""

from __future__ import annotations

from decimal import Decimal

from analytics.results import Interval, decimal_text
from app.access import Scope
from app.clock import Period
from app.services.day_design import DayDesign
from app.services.precision import Precision, Sample, unit_precision
from app.web.evaluator.operations import operation
from app.web.evaluator.precision_schemas import (
    AmongServedReply,
    DaysReply,
    PrecisionReply,
    SampleReply,
)
from app.web.evaluator.schemas import PeriodReply
from app.web.evaluator.scores import SCORES
from app.web.wording import N_

INDEX_PLACES = 2
SHARE_PLACES = 4


@operation(
    "/units/{unit_id}/precision/{period}",
    tag=SCORES,
    summary=N_("Ketelitian nilai sebuah unit dan sampel layanannya"),
    reply=PrecisionReply,
)
def show_precision(scope: Scope, unit_id: int, period: Period) -> PrecisionReply:
    """The precision of a unit's index over a period."""
    return precision_reply(unit_precision(scope, unit_id, period))


def precision_reply(found: Precision) -> PrecisionReply:
    """The reply; a withheld unit has no numbers but the sample it needs."""
    score, result = found.score, found.score.result
    index = result.index if result else None
    return PrecisionReply.model_validate(
        {
            "unit_id": score.unit_id,
            "period": PeriodReply.of(score.period),
            "n": score.n,
            "index": None if index is None else decimal_text(index, INDEX_PLACES),
            "interval_95": _limits(result.interval) if result else None,
            "population_served": score.population,
            "among_served": _among_served(found) if result else None,
            "days": _days(found.days) if found.days else None,
            "unit": _sample(found.unit),
            "services": [_sample(sample) for sample in found.services],
            "withheld": score.withheld.value if score.withheld else None,
        }
    )


def _among_served(found: Precision) -> AmongServedReply:
    unknown = found.among_served_unknown
    return AmongServedReply.model_validate(
        {"interval_95": _limits(found.among_served), "unknown": unknown.value if unknown else None}
    )


def _days(days: DayDesign) -> DaysReply:
    return DaysReply.model_validate(
        {
            "n_days": days.n_days,
            "measured_over": days.measured_over.code if days.measured_over else None,
            "design_effect": _text(days.design_effect, INDEX_PLACES),
            "interval_95": _limits(days.interval),
            "unknown": days.reason.value if days.reason else None,
        }
    )


def _sample(sample: Sample) -> SampleReply:
    return SampleReply.model_validate(
        {
            "kind": sample.subject.kind,
            "id": sample.subject.id,
            "name": sample.subject.name,
            "n": sample.n,
            "n_needed": sample.n_needed,
            "is_at_most": sample.is_at_most,
            "share_margin": _text(sample.share_margin_0_1, SHARE_PLACES),
            "index_margin": _text(sample.index_margin, INDEX_PLACES),
            "withheld": sample.withheld.value if sample.withheld else None,
        }
    )


def _limits(interval: Interval | None) -> tuple[str | None, str | None] | None:
    if interval is None:
        return None
    return _text(interval.low, INDEX_PLACES), _text(interval.high, INDEX_PLACES)


def _text(value: float | None, places: int) -> str | None:
    """A float as text; by way of repr, so that the digits it prints are those rounded."""
    return None if value is None else decimal_text(Decimal(repr(value)), places)
