"""How much more it changed in one place than where nothing was changed, month by month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analytics.autocorrelation import Effect, Fit, regression
from analytics.period_points import Needed, Point, check_points, columns, still_needed, why_not
from analytics.small_samples import small_sample_effect


@dataclass(frozen=True)
class Contrast:
    """How much more it changed here than at the comparison.

    `gap_slope` is the gap's own slope before the change: the two are comparable where it is near
    0. Where nothing may be said, both are None and `reason` says why.
    """

    difference: Effect | None
    gap_slope: Effect | None
    lag: int | None
    needed: Needed
    reason: str | None


def difference_in_differences(
    points: Sequence[Point], comparison: Sequence[Point], change: int, *, lag: int | None = None
) -> Contrast:
    """Give how much more the points changed than those of comparison counters.

    Parameters
    ----------
    points, comparison : sequence of Point
        Only times that both have are used.
    change : int
        The time of the first point after the change.
    lag : int, optional
        As `analytics.autocorrelation.regression`.

    Returns
    -------
    Contrast
        As `segmented_regression`, on the gaps: `needed` counts the times that both have, and
        the fewer answers of the two. ``no_variation`` where the gap never moves on either side
        but for the rounding of its floats.

    Raises
    ------
    ValueError
        As `segmented_regression`.

    Notes
    -----
    gap_t = value_t - comparison_t, weighted by n m / (n + m), regressed on a constant and A =
    1 from the change on: with equal weights the same as two-way fixed effects of place and
    time. One series of gaps takes away what both share in a month; the errors then
    allow for gaps that resemble their neighbours, and limits for a short series
    (`analytics.small_samples`). Errors clustered by counter would need many
    counters.

    Source
    ------
    Angrist, J. D. and Pischke, J.-S. (2009), Mostly Harmless Econometrics, 5.2; serial
    correlation: Bertrand, M., Duflo, E. and Mullainathan, S. (2004), Quarterly Journal of
    Economics 119(1), 249-275.

    Examples
    --------
    >>> here = [Point(m, 3.0 + 0.1 * (m % 2) + 0.5 * (m >= 8), 10) for m in range(16)]
    >>> there = [Point(m, 3.2 + 0.1 * (m % 3) + 0.2 * (m >= 8), 10) for m in range(16)]
    >>> round(difference_in_differences(here, there, 8).difference.estimate, 2)
    0.29
    """
    check_points(points)
    check_points(comparison)
    beside = {point.time: point for point in comparison}
    pairs = [(point, beside[point.time]) for point in points if point.time in beside]
    gaps = [Point(p.time, p.value - c.value, min(p.n, c.n)) for p, c in pairs]
    needed = still_needed(gaps, change)
    largest = max((abs(one.value) for pair in pairs for one in pair), default=0.0)
    reason = why_not(needed, gaps, change, largest=largest)
    if reason:
        return Contrast(None, None, None, needed, reason)
    pairs.sort(key=lambda pair: pair[0].time)
    fit, slope = _gap_fits(pairs, change, lag)
    return Contrast(small_sample_effect(fit, [0, 1]), slope, fit.lag, needed, None)


def _gap_fits(
    pairs: Sequence[tuple[Point, Point]], change: int, lag: int | None
) -> tuple[Fit, Effect]:
    time, value, n = columns([point for point, _ in pairs])
    _, other, m = columns([point for _, point in pairs])
    gap, weight, one = value - other, n * m / (n + m), np.ones_like(value)
    fit = regression(np.column_stack([one, time >= change]), gap, weight, lag=lag)
    past = time < change
    since = np.column_stack([one, time - change])[past]
    before = regression(since, gap[past], weight[past])
    return fit, small_sample_effect(before, [0, 1])
