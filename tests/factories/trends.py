"""Trends made of plain tallies, without a database."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from analytics.control_charts import xmr_chart
from analytics.inputs import Tally
from analytics.laney_limits import laney_chart, sizes_vary
from app.clock import Period
from app.services.period_change import period_change, result_of
from app.services.score_subjects import MONTH, UNIT, Subject
from app.services.score_views import Reading
from app.services.shown_tallies import ShownTally, Withheld
from app.services.trend import MIN_N_POINT, LeftOut, MonthPoint, Trend
from survey_forms import catalogue
from tests.factories.trend_offices import a_month_of

SKM = catalogue.find("skm-2017")
HERE = Subject(UNIT, 1, "Dinas")
STEADY = [(5, 20), (6, 20)] * 4


def seen(rows: Sequence[Sequence[int]], period: Period, kind: str = UNIT) -> ShownTally:
    """What may be seen of these sheets; fewer than five are withheld."""
    if len(rows) < 5:
        return ShownTally(HERE, period, SKM.reference, None, Withheld.TOO_FEW, None)
    tally = Tally.from_ratings(np.array(rows, dtype=np.uint8), SKM.keys, 1, 4)
    subject = HERE if kind == UNIT else Subject(MONTH, period.first_day.toordinal(), period.code)
    vector = tally.to_vector().astype(np.int64)
    return ShownTally(subject, period, SKM.reference, vector, None, None)


def a_point(shown: ShownTally) -> MonthPoint:
    """A month of a trend."""
    result = result_of(shown)
    left_out = None
    if result is None:
        left_out = LeftOut.WITHHELD
    elif result.n < MIN_N_POINT:
        left_out = LeftOut.FEW_ANSWERS
    return MonthPoint(shown.period.first_day, result, shown.tally, shown.withheld, left_out)


def a_trend(
    months: Sequence[tuple[int, int]] = STEADY,
    *,
    before: Sequence[Sequence[int]] = ((3,) * 9,) * 40,
    after: Sequence[Sequence[int]] = ((4,) * 9,) * 40,
) -> Trend:
    """A trend of the first months of 2026, given as (level, n), with the change of its year."""
    periods = [Period(2026, number, 1) for number in range(1, len(months) + 1)]
    points = tuple(
        a_point(seen(a_month_of(*month), period, MONTH))
        for month, period in zip(months, periods, strict=True)
    )
    charted = [point for point in points if point.left_out is None]
    values, sizes = [p.result.index for p in charted], [p.result.n for p in charted]
    laney = laney_chart([float(v) for v in values], sizes, 1.0) if sizes_vary(sizes) else None
    year = Period(2026, 1, 12)
    return Trend(
        subject=HERE,
        unit_id=1,
        period=year,
        reading=Reading.ALL,
        instrument=SKM.reference,
        months=points,
        chart=xmr_chart(values),
        laney=laney,
        change=period_change(seen(before, year.preceding), seen(after, year)),
    )
