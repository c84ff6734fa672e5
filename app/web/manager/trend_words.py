"""A trend in words: what stands out, what was left out, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from flask_babel import gettext as _
from flask_babel import ngettext

from app.documents.numbers import MINUS, decimal_shown, whole_shown
from app.services.trend import (
    FEWEST_POINTS,
    MIN_N_POINT,
    NO_VARIATION,
    Direction,
    LeftOut,
    MonthPoint,
    Side,
    Signal,
    SignalKind,
    Trend,
)
from app.web.period_names import month_name
from app.web.score_card import INDEX_PLACES, language, withheld_reason


def signed(value: Fraction, places: int) -> str:
    """A difference with its sign."""
    shown = decimal_shown(abs(value), places, language())
    if not Fraction(shown.replace(",", ".")):
        return shown
    return f"{'+' if value > 0 else MINUS}{shown}"


def direction_name(direction: Direction | None) -> str:
    """What may be said of a change."""
    if direction is None:
        return _("belum dapat dibandingkan")
    return {
        Direction.RISE: _("kenaikan"),
        Direction.FALL: _("penurunan"),
        Direction.UNCLEAR: _("tidak dapat dibedakan"),
    }[direction]


def advice(trend: Trend) -> str:
    """What to do, before any number."""
    phase = trend.chart.current
    if phase.limits is None:
        missing = FEWEST_POINTS - len(trend.charted)
        return ngettext(
            "Peta kendali butuh %(num)s bulan lagi. Kumpulkan sedikitnya %(n)s jawaban setiap "
            "bulan, lalu buka halaman ini lagi.",
            "Peta kendali butuh %(num)s bulan lagi. Kumpulkan sedikitnya %(n)s jawaban setiap "
            "bulan, lalu buka halaman ini lagi.",
            missing,
            n=MIN_N_POINT,
        )
    if phase.reason == NO_VARIATION:
        return _("Semua bulan bernilai sama, jadi belum ada naik turun yang dapat dinilai.")
    if trend.chart.signals and trend.doubtful == trend.chart.signals:
        return _(
            "Ada bulan yang menonjol, tetapi jawabannya sedikit, jadi mungkin kebetulan. Kumpulkan "
            "lebih banyak jawaban setiap bulan sebelum menyimpulkan."
        )
    if trend.chart.signals:
        return _(
            "Ada bulan yang tidak biasa. Cari tahu apa yang berbeda pada bulan-bulan di bawah ini "
            "dan catat; pertahankan bila baik, perbaiki bila buruk."
        )
    return _(
        "Tidak ada bulan yang tidak biasa. Naik turun di antara kedua batas itu wajar: jangan "
        "mengejar satu bulan yang rendah. Untuk hasil yang lain, ubah cara kerjanya."
    )


def signal_sentences(trend: Trend) -> tuple[str, ...]:
    """Each signal with its months, and whether few answers may explain it."""
    return tuple(
        _sentence(signal, trend.charted) + _doubt(signal, trend) for signal in trend.chart.signals
    )


def _doubt(signal: Signal, trend: Trend) -> str:
    result = trend.charted[signal.points[0]].result
    if result is None or signal not in trend.doubtful:
        return ""
    n = whole_shown(result.n, language())
    return " " + _("Dengan jawaban sesedikit itu (n = %(n)s) nilai ini masih wajar.", n=n)


def _sentence(signal: Signal, months: Sequence[MonthPoint]) -> str:
    names = [month_name(months[place].month) for place in signal.points]
    span = _("%(first)s sampai %(last)s", first=names[0], last=names[-1])
    listed = _(" dan ").join(names) if len(names) < 3 else ", ".join(names)
    told = {
        (SignalKind.OUTSIDE, Side.UP): _("%(months)s di atas batas atas.", months=listed),
        (SignalKind.OUTSIDE, Side.DOWN): _("%(months)s di bawah batas bawah.", months=listed),
        (SignalKind.ONE_SIDE, Side.UP): _(
            "%(k)s bulan berturut-turut di atas rata-rata: %(span)s.", k=len(names), span=span
        ),
        (SignalKind.ONE_SIDE, Side.DOWN): _(
            "%(k)s bulan berturut-turut di bawah rata-rata: %(span)s.", k=len(names), span=span
        ),
        (SignalKind.TREND, Side.UP): _(
            "%(k)s bulan berturut-turut terus naik: %(span)s.", k=len(names), span=span
        ),
        (SignalKind.TREND, Side.DOWN): _(
            "%(k)s bulan berturut-turut terus turun: %(span)s.", k=len(names), span=span
        ),
        (SignalKind.OUTER_THIRD, Side.UP): _(
            "%(months)s dekat batas atas, sedikitnya dua dari tiga bulan berturut-turut.",
            months=listed,
        ),
        (SignalKind.OUTER_THIRD, Side.DOWN): _(
            "%(months)s dekat batas bawah, sedikitnya dua dari tiga bulan berturut-turut.",
            months=listed,
        ),
    }
    return told[signal.kind, signal.side]


def left_out_reason(point: MonthPoint) -> str:
    """Why a month is not a point of the chart, or nothing."""
    if point.left_out is LeftOut.WITHHELD and point.withheld:
        return withheld_reason(point.withheld)
    return {
        None: "",
        LeftOut.WITHHELD: _("Disembunyikan"),
        LeftOut.FEW_ANSWERS: _("Tidak ikut: kurang dari %(n)s jawaban", n=MIN_N_POINT),
        LeftOut.OTHER_INSTRUMENT: _("Tidak ikut: memakai kuesioner lain"),
    }[point.left_out]


def index_text(value: Fraction) -> str:
    """An index as people read it."""
    return decimal_shown(value, INDEX_PLACES, language())
