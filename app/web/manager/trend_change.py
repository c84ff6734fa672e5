"""A period against the one before it: the index and each element, with a word from the numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from flask_babel import gettext as _

from analytics.results import Interval
from app.documents.numbers import INTERVAL_DASH, decimal_shown, whole_shown
from app.services.period_change import ElementChange, PeriodChange
from app.services.trend import Direction, Trend
from app.web.manager.trend_words import direction_name, signed
from app.web.period_names import period_name
from app.web.score_card import INDEX_PLACES, RATING_PLACES, language, withheld_reason
from survey_forms import catalogue


@dataclass(frozen=True)
class ChangeRow:
    """The index or an element in both periods, with what may be said of the change."""

    name: str
    before: str
    after: str
    difference: str
    interval: str
    word: str
    sign: str


@dataclass(frozen=True)
class ChangePanel:
    """The period against the one before it; `reason` says why there is nothing to compare."""

    title: str
    lead: str
    sizes: str
    rows: tuple[ChangeRow, ...]
    reason: str


def change_panel(trend: Trend) -> ChangePanel:
    """The panel of a trend's period against the one before it."""
    change = trend.change
    names = period_name(trend.period), period_name(change.period_before)
    title = _("%(after)s dibanding %(before)s", after=names[0], before=names[1])
    reason = _why_not_compared(change, *names)
    if reason or change.before is None or change.after is None:
        return ChangePanel(title, "", "", (), reason)
    return ChangePanel(
        title=title,
        lead=_lead(change),
        sizes=_sizes(change, *names),
        rows=tuple(_change_rows(change, trend.instrument)),
        reason="",
    )


def change_beside_months(trend: Trend) -> str:
    """That the period differs from the one before though no month stands out, where that is so.

    Else the two halves of the page would seem to contradict each other.
    """
    change, chart = trend.change, trend.chart
    is_quiet = chart.current.limits is not None and trend.doubtful == chart.signals
    found = change.index
    if not is_quiet or found.difference is None or found.direction in (None, Direction.UNCLEAR):
        return ""
    return _(
        "%(after)s dibanding %(before)s menunjukkan %(word)s IKM %(difference)s. Bedanya melebihi "
        "kebetulan dari jawaban yang masuk, tetapi masih dapat termasuk naik turun bulanan yang "
        "wajar. Laporkan bersama rentangnya, dan tunggu bulan berikutnya sebelum menyebutnya "
        "menetap.",
        after=period_name(trend.period),
        before=period_name(change.period_before),
        word=direction_name(found.direction),
        difference=signed(found.difference, INDEX_PLACES),
    )


def _why_not_compared(change: PeriodChange, after: str, before: str) -> str:
    for name, withheld in ((after, change.withheld_after), (before, change.withheld_before)):
        if withheld:
            return f"{name}: {withheld_reason(withheld)}."
    if change.index.difference is None:
        return _("Kedua periode memakai kuesioner yang berbeda, jadi tidak dibandingkan.")
    return ""


def _sizes(change: PeriodChange, later: str, earlier: str) -> str:
    """How many answers either period has, and whether days were allowed for."""
    if change.before is None or change.after is None:
        return ""
    words = _(
        "n = %(before)s pada %(earlier)s dan %(after)s pada %(later)s.",
        before=whole_shown(change.before.n, language()),
        earlier=earlier,
        after=whole_shown(change.after.n, language()),
        later=later,
    )
    if not change.allows_for_days:
        return words
    return words + " " + _("Rentang ini memperhitungkan bahwa jawaban dari hari yang sama mirip.")


def _lead(change: PeriodChange) -> str:
    found = change.index
    if found.difference is None or found.interval is None:
        return ""
    told = {
        "difference": signed(found.difference, INDEX_PLACES),
        "low": signed(Fraction(found.interval.low), INDEX_PLACES),
        "high": signed(Fraction(found.interval.high), INDEX_PLACES),
    }
    if found.direction is Direction.UNCLEAR:
        return _(
            "IKM kedua periode tidak dapat dibedakan: selisih %(difference)s, rentang 95%% "
            "%(low)s sampai %(high)s. Jangan laporkan sebagai kenaikan atau penurunan.",
            **told,
        )
    return _(
        "IKM: %(word)s %(difference)s, rentang 95%% %(low)s sampai %(high)s.",
        word=direction_name(found.direction),
        **told,
    )


def _change_rows(change: PeriodChange, instrument: str) -> Sequence[ChangeRow]:
    asked = catalogue.find(instrument)
    before = change.before.index if change.before else None
    after = change.after.index if change.after else None
    index = ElementChange("", before, after, change.index)
    rows = [_change_row(_("IKM"), index, INDEX_PLACES)]
    rows += [
        _change_row(asked.item(element.key).names[language()], element, RATING_PLACES)
        for element in change.elements
    ]
    return rows


def _change_row(name: str, held: ElementChange, places: int) -> ChangeRow:
    found, spoken = held.change, language()
    values = [
        INTERVAL_DASH if value is None else decimal_shown(value, places, spoken)
        for value in (held.before, held.after)
    ]
    signs = {Direction.RISE: "▲", Direction.FALL: "▼", Direction.UNCLEAR: ""}
    return ChangeRow(
        name=name,
        before=values[0],
        after=values[1],
        difference=INTERVAL_DASH if found.difference is None else signed(found.difference, places),
        interval=_limits(found.interval, places),
        word=direction_name(found.direction),
        sign=signs[found.direction] if found.direction else "",
    )


def _limits(interval: Interval | None, places: int) -> str:
    if interval is None:
        return INTERVAL_DASH
    low, high = (signed(Fraction(end), places) for end in (interval.low, interval.high))
    return _("%(low)s sampai %(high)s", low=low, high=high)
