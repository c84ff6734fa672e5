"""What matters to people, and where each element stands between importance and performance."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from flask_babel import gettext as _

from app.documents import charts
from app.documents.charts import Caption, Figure, Point, Scale
from app.documents.numbers import (
    INTERVAL_DASH,
    decimal_shown,
    interval_shown,
    percent_shown,
    whole_shown,
)
from app.services.priorities import ElementShare, Priorities, importance_line
from app.web.manager.priorities_words import QUADRANTS
from app.web.score_card import language
from survey_forms import catalogue

# Shares of nine elements are about 0.05: with two decimals their intervals and the line look equal.
SHARE_PLACES = 3
CORRELATION_PLACES = 2


@dataclass(frozen=True)
class ShareRow:
    """One element: its share of the overall answer, and what follows from it."""

    name: str
    share: str
    interval: str
    quadrant: str


@dataclass(frozen=True)
class QuadrantList:
    """The elements that stand in one quadrant."""

    name: str
    meaning: str
    elements: tuple[str, ...]


@dataclass(frozen=True)
class ImportancePanel:
    """Importance with its quadrants; where it is not available `reason` says why.

    `rest_scores` are the elements with their correlation with the sum of the others: no
    importance, and only there where importance is not.
    """

    reason: str
    note: str = ""
    figure: Figure | None = None
    rows: tuple[ShareRow, ...] = ()
    quadrants: tuple[QuadrantList, ...] = ()
    rest_scores: tuple[tuple[str, str], ...] = ()


def importance_panel(found: Priorities) -> ImportancePanel:
    """The panel of a unit."""
    mattering, line = found.importance, importance_line(found.importance)
    if mattering.reason or mattering.r_squared is None or line is None:
        return ImportancePanel(_why(mattering.reason), rest_scores=tuple(_rest_scores(found)))
    return ImportancePanel(
        reason="",
        note=_(
            "Dari %(n)s jawaban atas pertanyaan keseluruhan; unsur-unsur menerangkan %(share)s "
            "keragamannya. Garis: bagian bila semua unsur sama penting (%(line)s).",
            n=whole_shown(mattering.n, language()),
            share=percent_shown(Fraction(mattering.r_squared), language()),
            line=decimal_shown(Fraction(line), SHARE_PLACES, language()),
        ),
        figure=_figure(found, line),
        rows=tuple(_row(found, share) for share in mattering.shares),
        quadrants=tuple(_quadrants(found)),
    )


def _name(found: Priorities, key: str) -> str:
    return catalogue.find(found.instrument).item(key).names[language()]


def _why(reason: str | None) -> str:
    return {
        "not_asked": _(
            "Kuesioner yang dipakai tidak menanyakan kepuasan secara keseluruhan. Untuk "
            "mengetahuinya, buka putaran dengan kuesioner skm-2017@4, yang menambahkan satu "
            "pertanyaan itu."
        ),
        "withheld": _("Jawabannya terlalu sedikit untuk ditampilkan."),
        "too_few_answers": _(
            "Perlu sedikitnya 100 jawaban yang mengisi pertanyaan keseluruhan bersama tiap unsur."
        ),
        "overall_constant": _("Semua jawaban atas pertanyaan keseluruhan sama."),
        "elements_constant": _("Semua unsur dinilai sama oleh semua orang."),
        "collinear": _("Ada unsur yang sepenuhnya mengikuti unsur lain."),
    }.get(reason or "", _("Terlalu banyak pertanyaan yang dilewati untuk menghitungnya."))


def _rest_scores(found: Priorities) -> list[tuple[str, str]]:
    return [
        (
            _name(found, key),
            INTERVAL_DASH
            if value is None
            else decimal_shown(Fraction(value), CORRELATION_PLACES, language()),
        )
        for key, value in found.rest_scores
    ]


def _row(found: Priorities, share: ElementShare) -> ShareRow:
    name = _name(found, share.key)
    if share.share_0_1 is None:
        return ShareRow(name, INTERVAL_DASH, INTERVAL_DASH, _("Semua menilai sama"))
    placed = {one.key: one.quadrant for one in found.placed}
    return ShareRow(
        name=name,
        share=decimal_shown(Fraction(share.share_0_1), SHARE_PLACES, language()),
        interval=interval_shown(share.interval, SHARE_PLACES, language()),
        quadrant=_(QUADRANTS[placed[share.key]][0]) if share.key in placed else INTERVAL_DASH,
    )


def _quadrants(found: Priorities) -> list[QuadrantList]:
    """The quadrants that have elements, what to fix first in front."""
    lists = []
    for quadrant, (name, meaning) in QUADRANTS.items():
        held = tuple(_name(found, one.key) for one in found.placed if one.quadrant == quadrant)
        if held:
            lists.append(QuadrantList(_(name), _(meaning), held))
    return lists


def _figure(found: Priorities, line: float) -> Figure:
    words = _("Titik kepentingan setiap unsur dengan rentangnya. Angkanya ada dalam tabel.")
    shares = [share for share in found.importance.shares if share.share_0_1 is not None]
    top = max([line, *(share.interval.high for share in shares if share.interval)])
    scale = Scale(
        0.0, min(1.0, 1.1 * top), ((0.0, _("kurang penting")), (line, _("penting"))), SHARE_PLACES
    )
    points = [_point(found, share) for share in shares]
    return charts.dots(points, scale, Caption(words, language()))


def _point(found: Priorities, share: ElementShare) -> Point:
    row = _row(found, share)
    details = _(
        "%(name)s: kepentingan %(share)s\nRentang 95%%: %(interval)s\n%(quadrant)s",
        name=row.name,
        share=row.share,
        interval=row.interval,
        quadrant=row.quadrant,
    )
    return Point(row.name, Fraction(share.share_0_1 or 0), share.interval, row.share, details)
