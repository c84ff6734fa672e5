"""Laney's limits: for points that rest on very different numbers of answers.

A month of 20 answers moves more than one of 400, whatever the office does. Laney's limits are
wide where a month has few answers and narrow where it has many, and still widen all of them by
what the months vary beyond their samples.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analytics.control_charts import FEWEST_POINTS, NO_VARIATION, TOO_FEW_POINTS
from analytics.number_checks import SMALLEST, finite_number, finite_numbers

# Expected range of two normal values with standard deviation 1, as tables print it.
RANGE_OF_TWO = 1.128
SIGMAS = 3
VARIED = 2


@dataclass(frozen=True)
class LaneyChart:
    """The weighted mean, limits of their own for every point, and the places outside of them.

    `sigma_z` is how much wider than sampling alone the points vary; 1 is sampling alone.
    Without limits `reason` says why.
    """

    mean: float | None
    sigma_z: float | None
    low: tuple[float, ...]
    high: tuple[float, ...]
    outside: tuple[int, ...]
    reason: str | None


def sizes_vary(sizes: Sequence[int]) -> bool:
    """Say whether points differ so much in n that Laney's limits belong beside the others.

    Parameters
    ----------
    sizes : sequence of int
        Answers behind each point, each at least 1.

    Returns
    -------
    bool
        Whether the largest is more than twice the smallest; False without points.

    Raises
    ------
    ValueError
        If a size is below 1.

    Source
    ------
    The product's decision 32.

    Examples
    --------
    >>> sizes_vary([20, 40]), sizes_vary([20, 41]), sizes_vary([])
    (False, True, False)
    """
    held = finite_numbers(sizes, "sizes")
    if held.ndim != 1 or (held < 1).any():
        raise ValueError(f"sizes are {sizes!r:.80}; expected a row, each at least 1")
    return bool(len(held) and held.max() > VARIED * held.min())


def pooled_variance(variances: Sequence[float], sizes: Sequence[int]) -> float:
    """Give the variance of single answers within points, from the variances of their means.

    Parameters
    ----------
    variances : sequence of float
        Estimated variance of each point's mean, at least 0.
    sizes : sequence of int
        Answers behind each point, at least 2.

    Returns
    -------
    float
        Sum of (n - 1) n v over sum of (n - 1): a month of straight fours has variance 0 of
        its own, and would be judged by limits of width 0.

    Raises
    ------
    ValueError
        If there is no point, the lengths differ, or a number is not finite or too small.

    Source
    ------
    Pooled within-group variance of the analysis of variance; e.g. Montgomery, D. C. (2009),
    Introduction to Statistical Quality Control, 6th ed., 6.3 (variable sample size).

    Examples
    --------
    >>> round(pooled_variance([0.1, 0.0], [11, 21]), 4)
    0.3667
    """
    held, n = _checked(variances, sizes)
    if not len(n) or n.min() < 2 or held.min() < 0:
        raise ValueError("expected at least one point, 2 answers in each, and no variance below 0")
    return float(((n - 1) * n * held).sum() / (n - 1).sum())


def laney_chart(values: Sequence[float], sizes: Sequence[int], variance: float) -> LaneyChart:
    """Give Laney's limits for means of unequal numbers of answers.

    Parameters
    ----------
    values : sequence of float, length k
        Means in order of time.
    sizes : sequence of int, length k
        Answers behind each, at least 1.
    variance : float
        Variance of single answers, at least 0: of `pooled_variance`, or p (1 - p) for shares.

    Returns
    -------
    LaneyChart
        ``too_few_points`` below 6 points; ``no_variation`` where all answers, or all points,
        are equal.

    Raises
    ------
    ValueError
        If lengths differ or a number is not finite or too small.

    Notes
    -----
    mean = sum n x / sum n; sigma_i = sqrt(variance / n_i); z_i = (x_i - mean) / sigma_i;
    sigma_z = mean |z_i - z_(i-1)| / 1.128; limits_i = mean +/- 3 sigma_i sigma_z. No moving
    range is screened.

    Source
    ------
    Laney, D. B. (2002), Improved control charts for attributes, Quality Engineering 14(4),
    531-537, there for shares; for means the variance of answers takes the place of p (1 - p).

    Examples
    --------
    >>> chart = laney_chart([0.1, 0.2, 0.1, 0.2, 0.1, 0.2], [50, 100] * 3, 0.14)
    >>> round(chart.sigma_z, 4), [round(high, 4) for high in chart.high[:2]]
    (1.9067, [0.4693, 0.3807])
    """
    x, n = _checked(values, sizes)
    variance = finite_number(variance, "variance")
    if variance < 0 or 0 < variance < SMALLEST or (len(n) and n.min() < 1):
        raise ValueError(f"variance is {variance}, sizes {list(sizes)}; expected >= 0 and >= 1")
    if len(x) < FEWEST_POINTS:
        return _undefined(TOO_FEW_POINTS)
    mean = float((n * x).sum() / n.sum())
    sigma = np.sqrt(variance / n)
    if variance == 0 or np.ptp(x) == 0:
        return _undefined(NO_VARIATION)
    sigma_z = float(np.abs(np.diff((x - mean) / sigma)).mean() / RANGE_OF_TWO)
    reach = SIGMAS * sigma * sigma_z
    outside = np.flatnonzero(np.abs(x - mean) > reach)
    low, high = mean - reach, mean + reach
    return LaneyChart(
        mean, sigma_z, tuple(low.tolist()), tuple(high.tolist()), tuple(outside.tolist()), None
    )


def _checked(
    values: Sequence[float], sizes: Sequence[int]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    x, n = finite_numbers(values, "values"), finite_numbers(sizes, "sizes")
    if x.ndim != 1 or x.shape != n.shape:
        raise ValueError(f"{x.size} points and {n.size} sizes; expected as many of each, in a row")
    return x, n


def _undefined(reason: str) -> LaneyChart:
    return LaneyChart(None, None, (), (), (), reason)
