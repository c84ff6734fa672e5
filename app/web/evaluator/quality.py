"""The quality of a unit's answers, and its index with and without the flagged ones."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from analytics.results import Interval, decimal_text
from app.access import Scope
from app.clock import Period
from app.services.response_quality import ResponseQuality, response_quality
from app.services.scores import Score
from app.web.evaluator.operations import operation
from app.web.evaluator.quality_schemas import QualityReply
from app.web.evaluator.schemas import PeriodReply
from app.web.evaluator.scores import SCORES
from app.web.wording import N_

INDEX_PLACES = 2
SHARE_PLACES = 4


@operation(
    "/units/{unit_id}/response-quality/{period}",
    tag=SCORES,
    summary=N_("Mutu jawaban sebuah unit: yang menonjol, dengan alasannya"),
    reply=QualityReply,
)
def show_response_quality(scope: Scope, unit_id: int, period: Period) -> QualityReply:
    """What there is to look at twice in a unit's answers."""
    return quality_reply(response_quality(scope, unit_id, period))


def quality_reply(found: ResponseQuality) -> QualityReply:
    """The reply; days, months and shares are told only where they give nobody away."""
    score = found.score
    is_shown = score.withheld is None
    return QualityReply.model_validate(
        {
            "unit_id": score.unit_id,
            "period": PeriodReply.of(score.period),
            "all_answers": _reading(score),
            "without_flagged": _reading(found.unflagged),
            "flagged_share": _share(found.flagged_share_0_1),
            "straightlined_share": _share(found.straightlined_share_0_1),
            "n_judged": found.n_judged if is_shown else None,
            "days": _days(found) if is_shown else (),
            "has_unnamed_days": is_shown and found.has_unnamed_days,
            "months": _months(found) if is_shown else (),
            "n_repeated_comments": len(found.comments),
            "ticket_bursts": _ticket_bursts(found) if is_shown else (),
        }
    )


def _days(found: ResponseQuality) -> list[dict[str, object]]:
    return [
        {
            "counter_id": day.counter_id,
            "counter": found.counters[day.counter_id],
            "day": day.day,
            "n_at_least": day.at_least,
            "reasons": [reason.value for reason in day.reasons],
        }
        for day in found.days
    ]


def _months(found: ResponseQuality) -> list[dict[str, object]]:
    return [
        {
            "counter_id": held.counter_id,
            "counter": found.counters[held.counter_id],
            "month": held.month,
            "reason": held.reason.value,
        }
        for held in found.months
    ]


def _ticket_bursts(found: ResponseQuality) -> list[dict[str, object]]:
    return [
        {"counter_id": counter_id, "counter": found.counters[counter_id]}
        for counter_id in found.ticket_bursts
    ]


def _reading(score: Score) -> dict[str, object]:
    result = score.result
    index = result.index if result else None
    return {
        "n": score.n,
        "index": None if index is None else decimal_text(index, INDEX_PLACES),
        "interval_95": _limits(result.interval) if result else None,
        "withheld": score.withheld.value if score.withheld else None,
    }


def _limits(interval: Interval | None) -> tuple[str, str] | None:
    if interval is None:
        return None
    low, high = (Decimal(repr(limit)) for limit in (interval.low, interval.high))
    return decimal_text(low, INDEX_PLACES), decimal_text(high, INDEX_PLACES)


def _share(value: Fraction | None) -> str | None:
    return None if value is None else decimal_text(value, SHARE_PLACES)
