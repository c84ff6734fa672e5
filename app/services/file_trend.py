"""The control chart of a series in a file, without any database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from analytics.control_charts import ControlChart, Phase, xmr_chart
from analytics.control_signals import Side, Signal, SignalKind
from analytics.laney_limits import LaneyChart, laney_chart, sizes_vary
from analytics.results import decimal_text
from app.clock import Period
from app.errors import Invalid
from app.services.file_series import INDEX, SeriesPoint, time_of
from app.services.file_series_reading import Asked, read_series
from app.services.trend import MIN_N_POINT

__all__ = ["MIN_N_POINT", "Asked", "Side", "Signal", "SignalKind"]

INDEX_PLACES, OTHER_PLACES = 2, 3


@dataclass(frozen=True)
class Charting:
    """How the chart is made: least answers of a point, baseline, and marked changes."""

    min_n: int = MIN_N_POINT
    baseline: int | None = None
    changes: Sequence[str] = ()


@dataclass(frozen=True)
class FileTrend:
    """The chart of the points that have enough answers; the others are told as left out."""

    what: str
    charted: tuple[SeriesPoint, ...]
    left_out: tuple[SeriesPoint, ...]
    chart: ControlChart
    laney: LaneyChart | None

    @property
    def places(self) -> int:
        """Decimals to print."""
        return INDEX_PLACES if self.what == INDEX else OTHER_PLACES


def trend_of_file(content: bytes, filename: str, asked: Asked, charting: Charting) -> FileTrend:
    """The control chart of the series in a file; Invalid says what cannot be used."""
    series = read_series(content, filename, asked)
    points = series.points(np.ones(len(series.columns), dtype=bool))
    charted = tuple(point for point in points if point.n >= charting.min_n)
    chart = xmr_chart(
        [point.value for point in charted],
        baseline=charting.baseline,
        changes=_places_of(charting.changes, charted),
    )
    return FileTrend(
        what=series.what,
        charted=charted,
        left_out=tuple(point for point in points if point.n < charting.min_n),
        chart=chart,
        laney=_laney(charted),
    )


def trend_as_texts(found: FileTrend) -> dict[str, object]:
    """The result as JSON writes it: decimals as texts, rounded half-up for display."""
    return {
        "what": found.what,
        "points": [
            {"period": p.period.code, "value": decimal_text(p.value, found.places), "n": p.n}
            for p in found.charted
        ],
        "left_out": [{"period": p.period.code, "n": p.n} for p in found.left_out],
        "phases": [_phase(found, phase) for phase in found.chart.phases],
        "signals": [
            {
                "kind": signal.kind.value,
                "side": signal.side.value,
                "periods": [found.charted[place].period.code for place in signal.points],
            }
            for signal in found.chart.signals
        ],
        "laney": _laney_texts(found),
    }


def _places_of(changes: Sequence[str], charted: Sequence[SeriesPoint]) -> list[int]:
    """Where in the chart the marked changes begin."""
    places = []
    for code in changes:
        try:
            period = Period.parse(code)
        except ValueError as error:
            raise Invalid(str(error)) from error
        at = [place for place, point in enumerate(charted) if point.time >= time_of(period)]
        if not at or at[0] == 0 or charted[0].period.months != period.months:
            raise Invalid(
                "Perubahan %(code)s tidak jatuh di antara dua periode dalam peta.", code=code
            )
        places.append(at[0])
    return sorted(places)


def _laney(charted: Sequence[SeriesPoint]) -> LaneyChart | None:
    """Limits by n where n varies more than twofold; the variance of answers cancels out of them."""
    sizes = [point.n for point in charted]
    if not sizes_vary(sizes):
        return None
    return laney_chart([float(point.value) for point in charted], sizes, 1.0)


def _phase(found: FileTrend, phase: Phase) -> dict[str, object]:
    limits = phase.limits
    told: dict[str, object] = {
        "periods": [point.period.code for point in found.charted[phase.start : phase.stop]],
        "undefined": phase.reason,
    }
    if limits is None:
        return told | {"mean": None, "low": None, "high": None}
    return told | {
        "mean": decimal_text(limits.mean, found.places),
        "low": decimal_text(limits.low, found.places),
        "high": decimal_text(limits.high, found.places),
        "screened": [found.charted[place].period.code for place in limits.screened],
        "is_trial": limits.is_trial,
    }


def _laney_texts(found: FileTrend) -> dict[str, object] | None:
    laney = found.laney
    if laney is None:
        return None
    ends = zip(laney.low, laney.high, strict=True)
    return {
        "undefined": laney.reason,
        "limits": [[decimal_text(Fraction(end), found.places) for end in pair] for pair in ends],
        "outside": [found.charted[place].period.code for place in laney.outside],
    }
