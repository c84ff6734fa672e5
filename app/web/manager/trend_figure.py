"""From a trend to the figure of its control chart."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext as _

from app.documents.charts import Caption, Figure, Point, Scale
from app.documents.control_chart import Bounds, ControlPoint, Line, control_chart
from app.documents.numbers import interval_shown, whole_shown
from app.services.trend import MonthPoint, Side, Trend
from app.web.manager.trend_words import index_text
from app.web.period_names import month_name, short_month_name
from app.web.score_card import INDEX_PLACES, language
from survey_forms import catalogue


def trend_figure(trend: Trend) -> Figure | None:
    """The months between their limits; None below two months with a point."""
    charted = trend.charted
    if len(charted) < 2:
        return None
    marks = marks_of(trend)
    points = [_point(month, marks.get(month.month.toordinal(), "")) for month in trend.months]
    words = _(
        "Garis IKM per bulan dari %(first)s sampai %(last)s. Segitiga menandai bulan yang tidak "
        "biasa; garis putus-putus adalah batas.",
        first=month_name(charted[0].month),
        last=month_name(charted[-1].month),
    )
    caption = Caption(words, language())
    return control_chart(points, _lines(trend), _bounds(trend), _scale(trend), caption)


def marks_of(trend: Trend) -> dict[int, str]:
    """How each month that stands out does so: up, down, or both, by its ordinal."""
    marks: dict[int, str] = {}
    for signal in trend.chart.signals:
        for place in signal.points:
            month = trend.charted[place].month.toordinal()
            side = "up" if signal.side is Side.UP else "down"
            marks[month] = side if marks.get(month, side) == side else "both"
    return marks


def _point(month: MonthPoint, mark: str) -> ControlPoint:
    result, name = month.result, month_name(month.month)
    if month.left_out or result is None or result.index is None:
        return ControlPoint(Point(short_month_name(month.month), None, None, "", name))
    details = _(
        "%(name)s: IKM %(index)s\nRentang 95%%: %(interval)s\nn = %(n)s",
        name=name,
        index=index_text(result.index),
        interval=interval_shown(result.interval, INDEX_PLACES, language()),
        n=whole_shown(result.n, language()),
    )
    shown = Point(short_month_name(month.month), result.index, None, "", details)
    return ControlPoint(shown, mark)


def _lines(trend: Trend) -> Sequence[Line]:
    limits, drawn = trend.chart.current.limits, trend.drawn_limits
    if limits is None or drawn is None:
        return []
    return [
        Line(drawn[1], _("Batas atas %(value)s", value=index_text(drawn[1])), True),
        Line(limits.mean, _("Rata-rata %(value)s", value=index_text(limits.mean)), False),
        Line(drawn[0], _("Batas bawah %(value)s", value=index_text(drawn[0])), True),
    ]


def _bounds(trend: Trend) -> Bounds | None:
    if trend.laney is None or trend.laney.reason:
        return None
    places = {month.month: place for place, month in enumerate(trend.charted)}
    low: list[float | None] = []
    high: list[float | None] = []
    for month in trend.months:
        place = places.get(month.month)
        low.append(None if place is None else trend.laney.low[place])
        high.append(None if place is None else trend.laney.high[place])
    return Bounds(low, high)


def _scale(trend: Trend) -> Scale:
    asked = catalogue.find(trend.instrument)
    low, high = (asked.rule.factor * value for value in asked.scale)
    return Scale(low, high, (), INDEX_PLACES)
