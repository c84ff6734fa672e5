"""Before and after a change, from a file and without any database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import numpy as np

from analytics.autocorrelation import Effect
from analytics.difference_in_differences import Contrast, difference_in_differences
from analytics.intervention import Segmented, segmented_regression
from analytics.period_points import FEWEST_ANSWERS, Point
from analytics.results import Interval, decimal_text
from analytics.trend import direction_of
from app.clock import Period
from app.errors import Invalid
from app.services.file_series import (
    INDEX,
    Difference,
    Series,
    SeriesPoint,
    difference_of,
    time_of,
)
from app.services.file_series_reading import Asked, read_series

MIN_N_POINT = 10
INDEX_PLACES, OTHER_PLACES = 2, 3
YES, NO = "ya", "tidak"
TOO_LITTLE = "too_little_baseline"


@dataclass(frozen=True)
class Comparing:
    """The day of the change, the least answers of a point, and which rows are the comparison."""

    change: date
    min_n: int = MIN_N_POINT
    comparison_column: str | None = None


@dataclass(frozen=True)
class FileIntervention:
    """What was different after the change, in three views that need more and more points.

    `answers_needed` are those still missing before and after for the difference alone.
    """

    what: str
    change: date
    n_before: int
    n_after: int
    answers_needed: tuple[int, int]
    difference: Difference
    segmented: Segmented
    contrast: Contrast | None
    left_out: tuple[SeriesPoint, ...]

    @property
    def places(self) -> int:
        """Decimals to print."""
        return INDEX_PLACES if self.what == INDEX else OTHER_PLACES


def intervention_of_file(
    content: bytes, filename: str, asked: Asked, comparing: Comparing
) -> FileIntervention:
    """The comparison of before and after in a file; Invalid says what cannot be used."""
    column = comparing.comparison_column
    series = read_series(content, filename, asked, [column] if column else [])
    is_comparison = _is_comparison(series, column)
    points = series.points(~is_comparison)
    if not points:
        raise Invalid("Semua baris adalah pembanding. Tandai baris yang berubah dengan 'tidak'.")
    kept, left_out = _kept(points, comparing)
    change = _first_time_after(comparing.change, points[0].period.months)
    n_before, n_after = series.sizes(comparing.change, ~is_comparison)
    lacking = max(0, FEWEST_ANSWERS - n_before), max(0, FEWEST_ANSWERS - n_after)
    segmented = segmented_regression(_points(kept), change)
    return FileIntervention(
        what=series.what,
        change=comparing.change,
        n_before=n_before,
        n_after=n_after,
        answers_needed=lacking,
        difference=_difference(series, comparing.change, ~is_comparison, segmented, lacking),
        segmented=segmented,
        contrast=_contrast(series, is_comparison, kept, comparing, change) if column else None,
        left_out=left_out,
    )


def intervention_as_texts(found: FileIntervention) -> dict[str, object]:
    """The result as JSON writes it: decimals as texts, rounded half-up for display."""
    segmented, difference, places = found.segmented, found.difference, found.places
    effects = ("before_after", "slope_before", "level_change", "slope_change")
    return {
        "what": found.what,
        "change": found.change.isoformat(),
        "n_before": found.n_before,
        "n_after": found.n_after,
        "difference": {
            "estimate": _text(difference.estimate, places),
            "interval_95": _limits(difference.interval, places),
            "direction": difference.direction.value if difference.direction else None,
            "allows_for_days": difference.allows_for_days,
            "reason": difference.reason,
            "answers_needed": list(found.answers_needed),
        },
        "segmented": {name: _effect(getattr(segmented, name), places) for name in effects}
        | {"lag": segmented.lag, "reason": segmented.reason, "needed": needed_as_texts(segmented)},
        "comparison": _contrast_texts(found.contrast, places),
        "left_out": [{"period": p.period.code, "n": p.n} for p in found.left_out],
    }


def needed_as_texts(held: Segmented | Contrast) -> dict[str, int]:
    """What is still missing, by name."""
    needed = held.needed
    return {
        "points_before": needed.points_before,
        "points_after": needed.points_after,
        "answers_before": needed.answers_before,
        "answers_after": needed.answers_after,
    }


def _is_comparison(series: Series, column: str | None) -> np.ndarray:
    if column is None:
        return np.zeros(len(series.columns), dtype=bool)
    expected = f"Tulis '{YES}' untuk pembanding, '{NO}' untuk yang berubah."
    return series.columns.truths(column, expected)


def _kept(
    points: Sequence[SeriesPoint], comparing: Comparing
) -> tuple[tuple[SeriesPoint, ...], tuple[SeriesPoint, ...]]:
    """Points with enough answers that lie wholly before or after, and the others."""

    def is_kept(point: SeriesPoint) -> bool:
        is_mixed = point.period.first_day < comparing.change <= point.period.last_day
        return point.n >= comparing.min_n and not is_mixed

    kept = tuple(point for point in points if is_kept(point))
    return kept, tuple(point for point in points if not is_kept(point))


def _first_time_after(change: date, months: int) -> int:
    held = Period(change.year, (change.month - 1) // months * months + 1, months)
    return time_of(held) + (change > held.first_day)


def _points(points: Sequence[SeriesPoint]) -> list[Point]:
    return [Point(point.time, float(point.value), point.n) for point in points]


def _difference(
    series: Series,
    change: date,
    chosen: np.ndarray,
    segmented: Segmented,
    lacking: tuple[int, int],
) -> Difference:
    """From the answers themselves; from the points where the file holds those alone."""
    if any(lacking):
        return Difference(None, None, None, TOO_LITTLE)
    found = series.difference(change, chosen)
    if found is not None:
        return found
    if segmented.before_after is None:
        return Difference(None, None, None, segmented.reason)
    return difference_of(segmented.before_after)


def _contrast(
    series: Series,
    is_comparison: np.ndarray,
    kept: Sequence[SeriesPoint],
    comparing: Comparing,
    change: int,
) -> Contrast:
    beside, _ = _kept(series.points(is_comparison), comparing)
    return difference_in_differences(_points(kept), _points(beside), change)


def _effect(effect: Effect | None, places: int) -> dict[str, object] | None:
    if effect is None:
        return None
    limits = _limits(effect.interval, places)
    return {"estimate": _text(effect.estimate, places), "interval_95": limits}


def _contrast_texts(contrast: Contrast | None, places: int) -> dict[str, object] | None:
    if contrast is None:
        return None
    effect = contrast.difference
    direction = direction_of(effect.interval) if effect else None
    return {
        "difference": _effect(contrast.difference, places),
        "direction": direction.value if direction else None,
        "gap_slope": _effect(contrast.gap_slope, places),
        "lag": contrast.lag,
        "reason": contrast.reason,
        "needed": needed_as_texts(contrast),
    }


def _limits(interval: Interval | None, places: int) -> list[str | None] | None:
    return None if interval is None else [_text(interval.low, places), _text(interval.high, places)]


def _text(value: float | None, places: int) -> str | None:
    return None if value is None else decimal_text(Fraction(value), places)
