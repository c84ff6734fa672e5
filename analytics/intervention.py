"""What was different after a training or a change, and whether that can be said at all.

Nothing here tells a cause: the same months may have brought other things. Comparison counters
that did not change help to see them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import stdtrit

from analytics.autocorrelation import LEVEL, Effect, regression
from analytics.number_checks import finite_numbers
from analytics.period_points import Needed, Point, columns, still_needed, why_not
from analytics.results import Interval
from analytics.score_limits import check_level
from analytics.small_samples import small_sample_effect

WELCH = "Welch, t"


@dataclass(frozen=True)
class Segmented:
    """Two straight lines: the slope before, and how level and slope differ after the change.

    `before_after` is the plain difference of the two means, with robust errors. Where nothing
    may be said, the effects are None, `reason` says why and `needed` what is missing.
    """

    before_after: Effect | None
    slope_before: Effect | None
    level_change: Effect | None
    slope_change: Effect | None
    lag: int | None
    needed: Needed
    reason: str | None


def segmented_regression(
    points: Sequence[Point], change: int, *, lag: int | None = None
) -> Segmented:
    """Give the change of level and of slope after a change, with autocorrelation-robust errors.

    Parameters
    ----------
    points : sequence of Point
        In any order; periods without a point are simply not there.
    change : int
        The time of the first point after the change.
    lag : int, optional
        As `analytics.autocorrelation.regression`.

    Returns
    -------
    Segmented
        ``too_little_baseline`` with `needed` where there is too little on either side;
        ``no_variation`` where all values are equal.

    Raises
    ------
    ValueError
        As `still_needed`, or the lag is out of range.

    Notes
    -----
    value = a + b t + c A + d A (t - change), A = 1 from the change on; weighted by n. c is the
    jump at the first point after, d the difference of slopes per period. `before_after` is
    the coefficient of A in value = a + c A. A gap counts as time for the slopes but not as a
    neighbour for the errors.

    Source
    ------
    Wagner, A. K. et al. (2002), Journal of Clinical Pharmacy and Therapeutics 27, 299-309;
    errors as `analytics.autocorrelation.regression`, limits as
    `analytics.small_samples.small_sample_effect`.

    Examples
    --------
    >>> points = [Point(m, 3.0 + 0.1 * (m % 2) + 0.5 * (m >= 8), 10) for m in range(16)]
    >>> found = segmented_regression(points, 8)
    >>> round(found.level_change.estimate, 3), round(found.before_after.estimate, 3)
    (0.462, 0.5)
    """
    needed = still_needed(points, change)
    ordered = sorted(points, key=lambda point: point.time)
    reason = why_not(needed, ordered, change)
    if reason:
        return Segmented(None, None, None, None, None, needed, reason)
    time, value, n = columns(ordered)
    is_after = (time >= change).astype(float)
    one = np.ones_like(value)
    step = regression(np.column_stack([one, is_after]), value, n, lag=lag)
    # Time runs from the change on, so that the columns are as little alike as can be.
    since = time - change
    lines = regression(np.column_stack([one, since, is_after, is_after * since]), value, n, lag=lag)
    slope, level, bend = (small_sample_effect(lines, row) for row in np.eye(4).tolist()[1:])
    both = small_sample_effect(step, [0, 1])
    return Segmented(both, slope, level, bend, lines.lag, needed, None)


def mean_difference(
    before: Sequence[float], after: Sequence[float], *, level: float = LEVEL
) -> Effect | None:
    """Give the difference of two means of measured values, such as minutes.

    Parameters
    ----------
    before, after : sequence of float
        Measured one by one; the two sides are independent.
    level : float
        Between 0 and 1.

    Returns
    -------
    Effect or None
        After less before, with Welch's interval; None below 2 values on a side, or where each
        side is all equal, since nothing then shows how much they vary.

    Raises
    ------
    ValueError
        If a value is not finite or the level is not between 0 and 1.

    Source
    ------
    Welch, B. L. (1947), Biometrika 34, 28-35.

    Examples
    --------
    >>> effect = mean_difference([10, 12, 14], [7, 9, 11])
    >>> effect.estimate, round(effect.interval.low, 3)
    (-3.0, -7.534)
    """
    level = check_level(level)
    first, second = finite_numbers(before, "before"), finite_numbers(after, "after")
    if first.ndim != 1 or second.ndim != 1:
        raise ValueError(f"shapes {first.shape} and {second.shape}; expected two rows of values")
    if min(len(first), len(second)) < 2 or np.ptp(first) == np.ptp(second) == 0:
        return None
    shares = [side.var(ddof=1) / len(side) for side in (first, second)]
    variance = float(sum(shares))
    if variance == 0:  # Values that differ by less than a float can square.
        return None
    parts = ((s / variance) ** 2 for s in shares)
    squares = sum(p / (len(x) - 1) for p, x in zip(parts, (first, second), strict=True))
    error = variance**0.5
    reach = float(stdtrit(1 / squares, (1 + level) / 2)) * error
    estimate = float(second.mean() - first.mean())
    return Effect(estimate, error, Interval(estimate - reach, estimate + reach, level, WELCH))
