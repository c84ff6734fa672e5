"""A unit's or counter's index over time: a control chart of months, and the last change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction

from analytics.control_charts import (
    FEWEST_POINTS,
    NO_VARIATION,
    ControlChart,
    Limits,
    xmr_chart,
)
from analytics.control_signals import Side, Signal, SignalKind
from analytics.inputs import Tally
from analytics.laney_limits import LaneyChart, laney_chart, pooled_variance, sizes_vary
from analytics.mean_index import ni_variance
from analytics.results import IndexResult
from analytics.trend import Change, Direction
from app.access import Scope
from app.clock import Period
from app.errors import NotFound
from app.services.day_design import day_sums
from app.services.period_change import PeriodChange, period_change, result_of
from app.services.score_subjects import COUNTER, MONTH, UNIT, Subject
from app.services.score_views import Reading
from app.services.scoring_rules import rule_of
from app.services.shown_tallies import ShownTally, Withheld, shown_tallies

__all__ = [
    "FEWEST_POINTS",
    "NO_VARIATION",
    "Change",
    "Direction",
    "LaneyChart",
    "Limits",
    "Side",
    "Signal",
    "SignalKind",
]

MONTHS_BACK = 24
MIN_N_POINT = 10
FIRST_YEAR = 2000


class LeftOut(StrEnum):
    """Why a month is not a point of the chart."""

    WITHHELD = "withheld"
    FEW_ANSWERS = "few_answers"
    OTHER_INSTRUMENT = "other_instrument"


@dataclass(frozen=True)
class MonthPoint:
    """One month; without a number where it is withheld, off the chart where `left_out` says."""

    month: date
    result: IndexResult | None
    tally: Tally | None
    withheld: Withheld | None
    left_out: LeftOut | None


@dataclass(frozen=True)
class Trend:
    """Months up to the end of a period; places in `chart` and `laney` are those of `charted`."""

    subject: Subject
    unit_id: int
    period: Period
    reading: Reading
    instrument: str
    months: tuple[MonthPoint, ...]
    chart: ControlChart
    laney: LaneyChart | None
    change: PeriodChange

    @property
    def charted(self) -> tuple[MonthPoint, ...]:
        """The months that are points of the chart."""
        return _charted(self.months)

    @property
    def doubtful(self) -> tuple[Signal, ...]:
        """Points outside the usual limits that Laney's limits explain by their few answers."""
        if self.laney is None or self.laney.reason:
            return ()
        return tuple(
            signal
            for signal in self.chart.signals
            if signal.kind is SignalKind.OUTSIDE and signal.points[0] not in self.laney.outside
        )

    @property
    def drawn_limits(self) -> tuple[Fraction, Fraction] | None:
        """The limits as far as the index's scale reaches; None where there are none to judge by."""
        limits = self.chart.current.limits
        if limits is None or self.chart.current.reason:
            return None
        rule = rule_of(self.instrument)
        return limits.clipped(rule.factor * rule.low, rule.factor * rule.high)


def unit_trend(
    scope: Scope, unit_id: int, period: Period, *, reading: Reading = Reading.ALL
) -> Trend:
    """The trend of a unit with everything under it."""

    def found(one: Period) -> ShownTally | None:
        return shown_tallies(scope, unit_id, one, UNIT, reading=reading)[0]

    wanted = _months_to(period)
    months = [
        shown
        for year in sorted({month.year for month in wanted})
        for shown in shown_tallies(scope, unit_id, Period(year, 1, 12), MONTH, reading=reading)
        if shown.period.first_day in wanted
    ]
    return _trend(scope, unit_id, reading, _with_preceding(found, period), months)


def counter_trend(
    scope: Scope, unit_id: int, counter_id: int, period: Period, *, reading: Reading = Reading.ALL
) -> Trend:
    """The trend of one counter, withheld in each month by the same rule as beside the others."""

    def found(one: Period) -> ShownTally | None:
        beside = shown_tallies(scope, unit_id, one, COUNTER, reading=reading)
        return next((shown for shown in beside if shown.subject.id == counter_id), None)

    seen = _with_preceding(found, period)
    each = [Period(month.year, month.month, 1) for month in _months_to(period)]
    months = [found(one) or _no_answers(seen[1], one) for one in each]
    return _trend(scope, unit_id, reading, seen, months)


def _with_preceding(
    found: Callable[[Period], ShownTally | None], period: Period
) -> tuple[ShownTally, ShownTally]:
    """What may be seen of the period before, and of the period itself."""
    after = found(period)
    if after is None:
        raise NotFound("Loket itu bukan bagian dari unit ini.")
    before = found(period.preceding) if period.preceding.year >= FIRST_YEAR else None
    return before or _no_answers(after, period.preceding), after


def _no_answers(shown: ShownTally, period: Period) -> ShownTally:
    """A counter that is younger than a closed period had no answers in it."""
    return replace(
        shown,
        period=period,
        vector=None,
        withheld=Withheld.NO_ANSWERS,
        verified_share_0_1=None,
    )


def _months_to(period: Period) -> list[date]:
    last = period.last_day.year * 12 + period.last_day.month - 1
    numbers = range(max(last - MONTHS_BACK + 1, FIRST_YEAR * 12), last + 1)
    return [date(number // 12, number % 12 + 1, 1) for number in numbers]


def _trend(
    scope: Scope,
    unit_id: int,
    reading: Reading,
    seen: Sequence[ShownTally],
    shown: Sequence[ShownTally],
) -> Trend:
    before, after = seen
    months = _without_empty_ends([_point(one, after.instrument) for one in shown])
    charted = _charted(months)
    return Trend(
        subject=after.subject,
        unit_id=unit_id,
        period=after.period,
        reading=reading,
        instrument=after.instrument,
        months=months,
        chart=xmr_chart([_index(point) for point in charted]),
        laney=_laney(charted, after.instrument),
        change=period_change(
            before, after, tuple(day_sums(scope, unit_id, one) for one in (before, after))
        ),
    )


def _point(shown: ShownTally, instrument: str) -> MonthPoint:
    result, tally = result_of(shown), shown.tally
    left_out = None
    if result is None or tally is None:
        left_out = LeftOut.WITHHELD
    elif shown.instrument != instrument:
        left_out = LeftOut.OTHER_INSTRUMENT
    elif result.n < MIN_N_POINT:
        left_out = LeftOut.FEW_ANSWERS
    return MonthPoint(shown.period.first_day, result, tally, shown.withheld, left_out)


def _without_empty_ends(points: Sequence[MonthPoint]) -> tuple[MonthPoint, ...]:
    """The months between the first and the last that anybody answered."""
    answered = [
        place for place, point in enumerate(points) if point.withheld is not Withheld.NO_ANSWERS
    ]
    return tuple(points[answered[0] : answered[-1] + 1]) if answered else ()


def _charted(months: Sequence[MonthPoint]) -> tuple[MonthPoint, ...]:
    return tuple(point for point in months if point.left_out is None)


def _index(point: MonthPoint) -> Fraction:
    if point.result is None or point.result.index is None:
        raise ValueError("a month without an index is no point of a chart")
    return point.result.index


def _laney(charted: Sequence[MonthPoint], instrument: str) -> LaneyChart | None:
    """Limits by n, where n varies more than twofold (decisions 32)."""
    sizes = [point.tally.n for point in charted if point.tally]
    if not sizes_vary(sizes):
        return None
    rule = rule_of(instrument)
    variances = [
        float(rule.factor**2 * ni_variance(point.tally, rule)) for point in charted if point.tally
    ]
    values = [float(_index(point)) for point in charted]
    return laney_chart(values, sizes, pooled_variance(variances, sizes))
