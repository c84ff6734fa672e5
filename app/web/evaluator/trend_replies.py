"""From a trend to what the API answers: the one place where its numbers become text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from analytics.results import Interval, decimal_text
from app.services.period_change import ElementChange
from app.services.trend import MIN_N_POINT, Change, MonthPoint, Trend
from app.web.evaluator.schemas import PeriodReply
from app.web.evaluator.score_schemas import SubjectReply
from app.web.evaluator.trend_schemas import (
    ChangeReply,
    ElementChangeReply,
    LimitsReply,
    MonthReply,
    SignalReply,
    TrendReply,
)

INDEX_PLACES = 2
RATING_PLACES = 3


def trend_reply(trend: Trend) -> TrendReply:
    """The reply about a trend; a withheld month has neither value nor n."""
    change, phase = trend.change, trend.chart.current
    return TrendReply.model_validate(
        {
            "subject": SubjectReply.model_validate(trend.subject, from_attributes=True),
            "period": PeriodReply.of(trend.period),
            "period_before": PeriodReply.of(change.period_before),
            "answers": trend.reading.value,
            "instrument": trend.instrument,
            "min_n_point": MIN_N_POINT,
            "months": tuple(_months(trend)),
            "limits": _limits(trend),
            "undefined": phase.reason,
            "signals": tuple(_signals(trend)),
            "n_before": change.before.n if change.before else None,
            "n": change.after.n if change.after else None,
            "index": ChangeReply.model_validate(_change(change.index, INDEX_PLACES)),
            "elements": tuple(_element(held) for held in change.elements),
        }
    )


def _months(trend: Trend) -> Sequence[MonthReply]:
    places = {point.month: place for place, point in enumerate(trend.charted)}
    return [_month(point, _limits_by_n(trend, places.get(point.month))) for point in trend.months]


def _month(point: MonthPoint, limits: tuple[str, str] | None) -> MonthReply:
    result = point.result
    return MonthReply.model_validate(
        {
            "month": _code(point.month),
            "index": _text(result.index, INDEX_PLACES) if result else None,
            "interval_95": _ends(result.interval, INDEX_PLACES) if result else None,
            "n": result.n if result else None,
            "left_out": point.left_out.value if point.left_out else None,
            "withheld": point.withheld.value if point.withheld else None,
            "limits_by_n": limits,
        }
    )


def _limits_by_n(trend: Trend, place: int | None) -> tuple[str, str] | None:
    if place is None or trend.laney is None or trend.laney.reason:
        return None
    return _float(trend.laney.low[place]), _float(trend.laney.high[place])


def _limits(trend: Trend) -> LimitsReply | None:
    limits = trend.chart.current.limits
    if limits is None:
        return None
    return LimitsReply(
        mean=decimal_text(limits.mean, INDEX_PLACES),
        low=decimal_text(limits.low, INDEX_PLACES),
        high=decimal_text(limits.high, INDEX_PLACES),
        mean_moving_range=decimal_text(limits.mean_range, INDEX_PLACES),
        screened=tuple(_code(trend.charted[place].month) for place in limits.screened),
        is_trial=limits.is_trial,
    )


def _signals(trend: Trend) -> Sequence[SignalReply]:
    return [
        SignalReply(
            kind=signal.kind.value,
            side=signal.side.value,
            months=tuple(_code(trend.charted[place].month) for place in signal.points),
            explained_by_few_answers=signal in trend.doubtful,
        )
        for signal in trend.chart.signals
    ]


def _element(held: ElementChange) -> ElementChangeReply:
    return ElementChangeReply.model_validate(
        {
            "key": held.key,
            "before": _text(held.before, RATING_PLACES),
            "after": _text(held.after, RATING_PLACES),
            **_change(held.change, RATING_PLACES),
        }
    )


def _change(change: Change, places: int) -> dict[str, Any]:
    return {
        "difference": _text(change.difference, places),
        "interval_95": _ends(change.interval, places),
        "direction": change.direction.value if change.direction else None,
        "reason": change.reason,
    }


def _ends(interval: Interval | None, places: int) -> tuple[str, str] | None:
    if interval is None:
        return None
    return _float(interval.low, places), _float(interval.high, places)


def _float(value: float, places: int = INDEX_PLACES) -> str:
    return decimal_text(Decimal(repr(value)), places)


def _text(value: Fraction | None, places: int) -> str | None:
    return None if value is None else decimal_text(value, places)


def _code(month: date) -> str:
    return f"{month:%Y-%m}"
