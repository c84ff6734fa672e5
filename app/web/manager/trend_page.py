"""The page of a trend: what to do, the chart of months, and the change since the last period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from flask_babel import gettext as _

from app.access import Scope
from app.documents.charts import Figure
from app.documents.numbers import INTERVAL_DASH, interval_shown, whole_shown
from app.queries import organisation
from app.services.trend import MonthPoint, Trend, counter_trend, unit_trend
from app.web.manager.trend_change import ChangePanel, change_beside_months, change_panel
from app.web.manager.trend_figure import marks_of, trend_figure
from app.web.manager.trend_notes import chart_notes
from app.web.manager.trend_words import advice, index_text, left_out_reason, signal_sentences
from app.web.manager.unit_frame import UnitFrame, section_address, unit_frame
from app.web.period_names import month_name
from app.web.score_card import INDEX_PLACES, language

SECTION = "tren"
MARKS = {"up": "▲", "down": "▼", "both": "◆"}


@dataclass(frozen=True)
class MonthRow:
    """One month of the chart; `note` says how it stands out or why it is left out."""

    name: str
    index: str
    interval: str
    n: str
    note: str


@dataclass(frozen=True)
class PlaceChoice:
    """The whole unit, with an empty value, or one of its counters."""

    value: str
    name: str
    is_current: bool


@dataclass(frozen=True)
class TrendPage:
    """The trend of a unit or of one of its counters."""

    frame: UnitFrame
    subject: str = ""
    advice: str = ""
    change_note: str = ""
    signals: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    figure: Figure | None = None
    months: tuple[MonthRow, ...] = ()
    change: ChangePanel | None = None
    places: tuple[PlaceChoice, ...] = ()
    address: str = ""


def trend_page(scope: Scope, unit_id: int, code: str | None, counter_id: int | None) -> TrendPage:
    """The page over the asked period, of the whole unit or of the counter that was asked for."""
    frame = unit_frame(scope, unit_id, code, SECTION)
    if frame.asked is None:
        return TrendPage(frame)
    if counter_id is None:
        trend = unit_trend(scope, unit_id, frame.asked)
    else:
        trend = counter_trend(scope, unit_id, counter_id, frame.asked)
    return TrendPage(
        frame=_keeping_counter(frame, counter_id),
        subject=trend.subject.name if counter_id else "",
        advice=advice(trend),
        change_note=change_beside_months(trend),
        signals=signal_sentences(trend),
        notes=chart_notes(trend),
        figure=trend_figure(trend),
        months=tuple(_month_rows(trend)),
        change=change_panel(trend),
        places=_places(scope, unit_id, counter_id),
        address=section_address(unit_id, SECTION),
    )


def _keeping_counter(frame: UnitFrame, counter_id: int | None) -> UnitFrame:
    """The frame whose steps to other periods stay with the counter."""
    if counter_id is None or frame.period is None:
        return frame

    def kept(href: str) -> str:
        return f"{href}&loket={counter_id}" if href else ""

    previous, following = kept(frame.period.previous_href), kept(frame.period.next_href)
    return replace(frame, period=replace(frame.period, previous_href=previous, next_href=following))


def _places(scope: Scope, unit_id: int, counter_id: int | None) -> tuple[PlaceChoice, ...]:
    counters = [
        PlaceChoice(str(counter.id), counter.name, counter.id == counter_id)
        for counter in organisation.counters(scope, unit_id)
        if not counter.stands_for_unit
    ]
    return (PlaceChoice("", _("Seluruh unit"), counter_id is None), *counters)


def _month_rows(trend: Trend) -> Sequence[MonthRow]:
    marks = marks_of(trend)
    return [_month_row(point, marks.get(point.month.toordinal(), "")) for point in trend.months]


def _month_row(point: MonthPoint, mark: str) -> MonthRow:
    result = point.result
    note = MARKS[mark] + " " + _("Tidak biasa") if mark else left_out_reason(point)
    if result is None or result.index is None:
        dash = INTERVAL_DASH
        return MonthRow(month_name(point.month), dash, dash, dash, note)
    return MonthRow(
        name=month_name(point.month),
        index=index_text(result.index),
        interval=interval_shown(result.interval, INDEX_PLACES, language()),
        n=whole_shown(result.n, language()),
        note=note,
    )
