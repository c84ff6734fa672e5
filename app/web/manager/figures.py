"""From rows to figures: which words and scale a chart of them has."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext as _

from app.documents import charts
from app.documents.charts import Caption, Figure, Point, Scale
from app.web.manager.score_rows import ElementRow, ScoreRow
from app.web.score_card import INDEX_PLACES, RATING_PLACES, language
from survey_forms import catalogue

FEWEST_TO_COMPARE = 2


def element_figure(rows: Sequence[ElementRow], instrument: str) -> Figure:
    """The elements as bars on the scale of the answers, the weakest marked."""
    weakest = ", ".join(f"{row.name} {row.mean}" for row in rows if row.is_weakest)
    words = _("Batang nilai rata-rata (NRR) setiap unsur dengan rentangnya.")
    if weakest:
        words += " " + _("Terendah: %(weakest)s.", weakest=weakest)
    points = [
        Point(row.name, row.value, row.limits, row.mean, _element_details(row), row.is_weakest)
        for row in rows
    ]
    return charts.bars(points, _rating_scale(instrument), Caption(words, language()))


def comparison_figure(rows: Sequence[ScoreRow], instrument: str) -> Figure | None:
    """Counters or services as dots with intervals; None where there is nothing to compare."""
    seen = [row for row in rows if row.value is not None]
    if len(seen) < FEWEST_TO_COMPARE:
        return None
    words = _(
        "Titik IKM dengan rentangnya, dari %(best)s (%(highest)s) sampai %(last)s (%(lowest)s).",
        best=seen[0].name,
        highest=seen[0].index,
        last=seen[-1].name,
        lowest=seen[-1].index,
    )
    points = [_index_point(row) for row in seen]
    return charts.dots(points, index_scale(instrument), Caption(words, language()))


def month_figure(rows: Sequence[ScoreRow], instrument: str) -> Figure | None:
    """The months as a line with intervals and gaps; None below two months with a number."""
    seen = [row for row in rows if row.value is not None]
    if len(seen) < FEWEST_TO_COMPARE:
        return None
    words = _(
        "Garis IKM per bulan dengan rentangnya, dari %(first)s pada %(start)s sampai %(last)s "
        "pada %(end)s. Garis terputus pada bulan tanpa angka.",
        first=seen[0].index,
        start=seen[0].name,
        last=seen[-1].index,
        end=seen[-1].name,
    )
    points = [_index_point(row) for row in rows]
    return charts.line(points, index_scale(instrument), Caption(words, language()))


def _index_point(row: ScoreRow) -> Point:
    return Point(row.short_name, row.value, row.limits, row.index, _score_details(row))


def _element_details(row: ElementRow) -> str:
    head = _("%(name)s: NRR %(mean)s", name=row.name, mean=row.mean)
    return f"{head}\n{_rest(row)}"


def _score_details(row: ScoreRow) -> str:
    head = _("%(name)s: IKM %(index)s", name=row.name, index=row.index)
    return f"{head}\n{_rest(row)}"


def _rest(row: ElementRow | ScoreRow) -> str:
    """What stands beside each number: its interval, n, and grade."""
    return _(
        "Rentang 95%%: %(interval)s\nn = %(n)s, mutu %(grade)s",
        interval=row.interval,
        n=row.n,
        grade=row.grade,
    )


def index_scale(instrument: str) -> Scale:
    """The scale of an index with the bounds of its grades."""
    asked = catalogue.find(instrument)
    low, high = (asked.rule.factor * value for value in asked.scale)
    bounds = tuple((float(band.lower), band.grade) for band in asked.rule.bands)
    return Scale(low, high, bounds, INDEX_PLACES)


def _rating_scale(instrument: str) -> Scale:
    asked = catalogue.find(instrument)
    low, high = asked.scale
    bounds = tuple((float(b.lower) / asked.rule.factor, b.grade) for b in asked.rule.bands)
    return Scale(low, high, bounds, RATING_PLACES)
