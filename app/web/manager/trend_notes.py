"""What stands under a control chart: where its limits come from, and what they leave aside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flask_babel import gettext as _

from app.documents.numbers import whole_shown
from app.services.trend import LaneyChart, Limits, MonthPoint, Trend
from app.web.manager.trend_words import index_text
from app.web.period_names import month_name
from app.web.score_card import language


def chart_notes(trend: Trend) -> tuple[str, ...]:
    """Sentences in the order in which they matter."""
    return tuple(_notes(trend))


def _notes(trend: Trend) -> Iterator[str]:
    limits, drawn = trend.chart.current.limits, trend.drawn_limits
    if limits and drawn:
        yield _(
            "Rata-rata %(mean)s dari %(k)s bulan; biasanya antara %(low)s dan %(high)s.",
            mean=index_text(limits.mean),
            k=len(trend.charted),
            low=index_text(drawn[0]),
            high=index_text(drawn[1]),
        )
        yield from _about_limits(limits, trend)
        if drawn != (limits.low, limits.high):
            yield _("Batas yang melewati skala IKM digambar sampai ujung skala.")
    if trend.laney and trend.laney.reason is None:
        yield _laney(trend.charted, trend.laney)
    yield from _left_out(trend.months)


def _about_limits(limits: Limits, trend: Trend) -> Iterator[str]:
    if limits.is_trial:
        yield _("Batas ini sementara: baru kokoh setelah 12 bulan.")
    if limits.screened:
        months = _listed(trend.charted[place] for place in limits.screened)
        yield _("Lompatan besar pada %(months)s tidak ikut menghitung batas.", months=months)


def _laney(charted: tuple[MonthPoint, ...], laney: LaneyChart) -> str:
    sizes = [point.result.n for point in charted if point.result]
    fewest, most = whole_shown(min(sizes), language()), whole_shown(max(sizes), language())
    words = _(
        "Jumlah jawaban per bulan berbeda lebih dari dua kali lipat (%(fewest)s sampai %(most)s). "
        "Garis titik-titik adalah batas menurut jumlah jawaban (Laney).",
        fewest=fewest,
        most=most,
    )
    if not laney.outside:
        return words + " " + _("Menurut batas ini tidak ada bulan yang di luar.")
    months = _listed(charted[place] for place in laney.outside)
    return words + " " + _("Menurut batas ini di luar: %(months)s.", months=months)


def _left_out(months: tuple[MonthPoint, ...]) -> Iterator[str]:
    left_out = sum(point.left_out is not None for point in months)
    if not months:
        yield _("Sampai periode ini belum ada bulan yang berisi jawaban.")
    if left_out:
        yield _(
            "%(k)s dari %(all)s bulan tidak ikut dalam peta; alasannya di kolom Keterangan.",
            k=left_out,
            all=len(months),
        )


def _listed(points: Iterable[MonthPoint]) -> str:
    return ", ".join(month_name(point.month) for point in points)
