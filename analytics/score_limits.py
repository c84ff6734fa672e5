"""Limits of a mean on 0..1 that never leave the scale: Wilson's score limits, made general.

Ratings are scaled to 0..1, where a mean mu has at most the variance mu (1 - mu); the sheets
show which part of it they really have, the dispersion. The limits are the means mu at which
the observed one lies just t standard errors away:

    (mean - mu)^2 = t^2 * dispersion * mu (1 - mu) / n

so they lean away from the ends, as they must where most sheets are straight fours.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

from analytics.number_checks import SMALLEST, finite_number, finite_numbers

FEWEST_ANSWERS, MOST_ANSWERS = 2, 10**12
# With fewer beside so many answers, the middle would be rounded to an end of the scale.
LEAST_PSEUDO_ANSWERS = 0.001
IN_0_1 = "a level between 0 and 1"

Numbers = float | NDArray[np.float64]


def score_limits(
    mean_0_1: Numbers,
    squares: Numbers,
    n: Numbers,
    *,
    pseudo_answers: float,
    level: float,
    variance_factor: Numbers = 1.0,
    degrees: Numbers | None = None,
) -> tuple[Numbers, Numbers]:
    """Give the limits of a mean on 0..1 from its mean, sum of squares and n.

    Parameters
    ----------
    mean_0_1 : float or array
        Mean on the scale 0 to 1.
    squares : float or array
        Sum of squared deviations from the mean, at least 0, on the same scale.
    n : float or array
        Sheets, from 2 to 1e12.
    pseudo_answers : float
        At least 0.001; half of them at 0 and half at 1, counted for the dispersion only.
    level : float
        Between 0 and 1.
    variance_factor : float or array
        Above 0; how many times the variance of independent sheets the design has.
    degrees : float or array, optional
        Degrees of freedom of the t quantile, at least 1; n - 1 where not given.

    Returns
    -------
    (float or array, float or array)
        0 <= low <= mean <= high <= 1, and low < high.

    Raises
    ------
    ValueError
        If a number is not finite or outside the range given here.

    Notes
    -----
    With c pseudo-answers: mean' = (n mean + c/2) / (n + c),
    spread = squares + n (mean - mean')^2 + c/2 (mean'^2 + (1 - mean')^2),
    dispersion = spread / [(n + c - 1) mean' (1 - mean')], which is the variance of sheets and
    pseudo-answers together as a part of the largest there can be;
    effective n = n / (dispersion variance_factor), and `wilson_limits` with the t quantile.

    Source
    ------
    As `analytics.intervals.index_interval`.

    Examples
    --------
    >>> low, high = score_limits(1.0, 0.0, 35, pseudo_answers=0.5, level=0.95)
    >>> round(float(low), 3), float(high)
    (0.892, 1.0)
    """
    level = check_level(level)
    mean_0_1 = _checked(mean_0_1, "mean in 0 to 1")
    squares = _checked(squares, "squares of at least 0")
    countable = f"n of at least {FEWEST_ANSWERS} and at most {MOST_ANSWERS}"
    n = _checked(n, countable)
    pseudo_answers = finite_number(pseudo_answers, "pseudo_answers")
    variance_factor = _checked(variance_factor, "variance_factor above 0")
    freedom = _checked(n - 1.0 if degrees is None else degrees, "degrees of at least 1")
    _require(np.all((np.asarray(mean_0_1) >= 0) & (np.asarray(mean_0_1) <= 1)), "mean in 0 to 1")
    _require(np.all(np.asarray(squares) >= 0), "squares of at least 0")
    _require(np.all((np.asarray(n) >= FEWEST_ANSWERS) & (np.asarray(n) <= MOST_ANSWERS)), countable)
    _require(
        pseudo_answers >= LEAST_PSEUDO_ANSWERS,
        f"pseudo_answers above 0, from {LEAST_PSEUDO_ANSWERS} on",
    )
    _require(np.all(np.asarray(variance_factor) >= SMALLEST), "variance_factor above 0")
    _require(np.all(np.asarray(freedom) >= 1), "degrees of at least 1")
    filled = n + pseudo_answers
    centre = (n * mean_0_1 + pseudo_answers / 2) / filled
    ends = pseudo_answers / 2 * (centre**2 + (1 - centre) ** 2)
    spread = squares + n * (mean_0_1 - centre) ** 2 + ends
    dispersion = spread / ((filled - 1) * centre * (1 - centre))
    n_effective = n / (dispersion * variance_factor)
    return wilson_limits(mean_0_1, n_effective, stdtrit(freedom, (1 + level) / 2))


def wilson_limits(
    share_0_1: Numbers, n_effective: Numbers, quantile: Numbers
) -> tuple[Numbers, Numbers]:
    """Give the score limits of a share.

    Parameters
    ----------
    share_0_1 : float or array
        Observed share or mean, 0 to 1.
    n_effective : float or array
        Independent yes-no answers that would be as sure, above 0.
    quantile : float or array
        Two-sided quantile, 1.96 for a normal 95 %, above 0.

    Returns
    -------
    (float or array, float or array)
        0 <= low <= share <= high <= 1.

    Raises
    ------
    ValueError
        If a number is not finite or outside the range given here.

    Notes
    -----
    With k = quantile^2 / n: (share + k/2 -+ sqrt(k share (1 - share) + k^2/4)) / (1 + k).

    Source
    ------
    Wilson, E. B. (1927), JASA 22(158), 209-212, p. 210. Checked against Newcombe, R. G.
    (1998), Statistics in Medicine 17, 857-872, Table I, and scipy.

    Examples
    --------
    >>> low, high = wilson_limits(81 / 263, 263, 1.959964)
    >>> round(float(low), 4), round(float(high), 4)
    (0.2553, 0.3662)
    """
    share_0_1 = _checked(share_0_1, "share in 0 to 1")
    n_effective = _checked(n_effective, "n above 0")
    quantile = _checked(quantile, "quantile above 0")
    _require(np.all((np.asarray(share_0_1) >= 0) & (np.asarray(share_0_1) <= 1)), "share in 0 to 1")
    _require(np.all(np.asarray(n_effective) >= SMALLEST), "n above 0")
    _require(np.all(np.asarray(quantile) > 0), "quantile above 0")
    k = quantile**2 / n_effective
    centre, half = (share_0_1 + k / 2, np.sqrt(k * share_0_1 * (1 - share_0_1) + k**2 / 4))
    low, high = (centre - half) / (1 + k), (centre + half) / (1 + k)
    # At the ends the limit equals the share; float arithmetic may miss it by one bit.
    return np.clip(low, 0, share_0_1), np.clip(high, share_0_1, 1)


def check_level(level: float) -> float:
    """Give a level as a float and refuse one that is not between 0 and 1.

    Parameters
    ----------
    level : float

    Raises
    ------
    ValueError
        If it is 0, 1, outside, or not a number.

    Source
    ------
    Definition of a confidence level.

    Examples
    --------
    >>> check_level(0.95)
    0.95
    """
    found = finite_number(level, "level", expected=IN_0_1)
    _require(0 < found < 1, f"{IN_0_1}, not {level!r}")
    return found


def _checked(given: Numbers, expected: str) -> Numbers:
    return finite_numbers(given, "moments", expected=expected)


def _require(holds: bool | np.bool_, expectation: str) -> None:
    if not holds:
        raise ValueError(f"expected {expectation}")
