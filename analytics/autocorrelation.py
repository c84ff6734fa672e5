"""Least squares over time, with standard errors that allow for neighbours being alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import stdtrit

from analytics.number_checks import finite_number, finite_numbers
from analytics.results import Interval
from analytics.score_limits import check_level
from analytics.tally_checks import whole_number

METHOD = "Newey-West, t"
LEVEL = 0.95
# No series is longer, and floats count so far.
MOST_POINTS = 10**12


@dataclass(frozen=True)
class Effect:
    """One coefficient with its standard error and interval."""

    estimate: float
    standard_error: float
    interval: Interval


@dataclass(frozen=True, eq=False)
class Fit:
    """A weighted regression: coefficients, their robust covariance, degrees of freedom, lag.

    `design`, `weights` (of mean 1) and `residuals` have one row for each point in order of time.
    """

    coefficients: NDArray[np.float64]
    covariance: NDArray[np.float64]
    degrees: int
    lag: int
    design: NDArray[np.float64]
    weights: NDArray[np.float64]
    residuals: NDArray[np.float64]

    def effect(self, contrast: Sequence[float], *, level: float = LEVEL) -> Effect:
        """Give a sum of coefficients with its interval.

        Parameters
        ----------
        contrast : sequence of float
            The factor of each coefficient; 1 for the one wanted and else 0.
        level : float
            Between 0 and 1.

        Returns
        -------
        Effect
            With t limits at n less the number of coefficients degrees of freedom, which are too
            narrow in short series: see `analytics.small_samples`.

        Raises
        ------
        ValueError
            If the contrast has another length or is not finite, or the level is not between
            0 and 1.

        Source
        ------
        As `regression`.

        Examples
        --------
        >>> fit = regression([[1], [1], [1], [1]], [1, 2, 3, 4], lag=0)
        >>> round(fit.effect([1]).estimate, 6)
        2.5
        """
        level = check_level(level)
        factors = finite_numbers(contrast, "contrast")
        if factors.shape != self.coefficients.shape:
            raise ValueError(
                f"contrast of {factors.size}; expected {self.coefficients.size} factors"
            )
        estimate = float(factors @ self.coefficients)
        # Rounding may leave the variance of an exact fit a hair below 0.
        error = float(np.sqrt(max(float(factors @ self.covariance @ factors), 0.0)))
        reach = float(stdtrit(self.degrees, (1 + level) / 2)) * error
        return Effect(estimate, error, Interval(estimate - reach, estimate + reach, level, METHOD))


def default_lag(points: int) -> int:
    """Give how many neighbours back are taken as related, when nothing else is known.

    Parameters
    ----------
    points : int
        Length of the series, at least 1.

    Returns
    -------
    int
        floor(4 (points / 100)^(2/9)): 2 for 9 to 27 points, 3 up to 100.

    Raises
    ------
    ValueError
        If there is no point.

    Source
    ------
    Newey, W. K. and West, K. D. (1994), Review of Economic Studies 61(4), 631-653, Bartlett
    kernel, as customary in textbooks.

    Examples
    --------
    >>> default_lag(16), default_lag(24), default_lag(36)
    (2, 2, 3)
    """
    is_too_long = isinstance(points, int) and points > MOST_POINTS
    if is_too_long or whole_number(points, "points") < 1:
        raise ValueError(f"{points!r:.30} points; expected at least 1 and at most {MOST_POINTS}")
    return int(4 * (points / 100) ** (2 / 9))


def regression(
    design: ArrayLike,
    values: ArrayLike,
    weights: ArrayLike | None = None,
    *,
    lag: int | None = None,
) -> Fit:
    """Fit a regression by weighted least squares with Newey-West standard errors.

    Parameters
    ----------
    design : array (t, k)
        One row for each point in order of time; a constant is a column like others.
    values : array (t,)
    weights : array (t,), optional
        Above 0; the number of answers where values are means. Their scale does not matter.
    lag : int, optional
        Neighbours back that may be related, 0 to t - 1; `default_lag` when not given.

    Returns
    -------
    Fit
        With the small-sample factor t / (t - k).

    Raises
    ------
    ValueError
        If shapes do not fit, a number is not finite, a weight is not above 0, the lag is out
        of range, t <= k, or columns depend on each other.

    Notes
    -----
    beta = (X'WX)^-1 X'Wy; scores u_t = w_t e_t x_t; meat = sum over l = -lag..lag of
    (1 - |l| / (lag + 1)) sum_t u_t u_(t-l)'; covariance = t / (t - k) (X'WX)^-1 meat
    (X'WX)^-1. Without prewhitening. In short or strongly autocorrelated series these
    errors are known to be too small (Turner et al. (2021), BMC Medical Research Methodology).

    Source
    ------
    Newey, W. K. and West, K. D. (1987), Econometrica 55(3), 703-708; with weights as
    Zeileis, A. (2004), Journal of Statistical Software 11(10).

    Examples
    --------
    >>> fit = regression([[1, 0], [1, 1], [1, 2], [1, 3]], [1, 2, 2, 4], lag=1)
    >>> [round(float(b), 4) for b in fit.coefficients]
    [0.9, 0.9]
    """
    x, y = finite_numbers(design, "design"), finite_numbers(values, "values")
    w = np.ones(y.shape) if weights is None else finite_numbers(weights, "weights")
    _check_shapes(x, y, w)
    lag = min(default_lag(len(y)), len(y) - 1) if lag is None else lag
    if not 0 <= finite_number(lag, "lag") == int(lag) < len(y):
        raise ValueError(f"lag is {lag}; expected 0 to {len(y) - 1}")
    lag = int(lag)
    # Only relative weights matter; their mean is made 1 so that squares stay in range.
    w = w / w.mean()
    bread = np.linalg.inv((x * w[:, None]).T @ x)
    coefficients = bread @ ((x * w[:, None]).T @ y)
    residuals = y - x @ coefficients
    scores = x * (w * residuals)[:, None]
    degrees = len(y) - x.shape[1]
    covariance = len(y) / degrees * bread @ _bartlett_sum(scores, lag) @ bread
    return Fit(coefficients, covariance, degrees, lag, x, w, residuals)


def _bartlett_sum(scores: NDArray[np.float64], lag: int) -> NDArray[np.float64]:
    total = scores.T @ scores
    for back in range(1, lag + 1):
        crossed = scores[back:].T @ scores[:-back]
        total = total + (1 - back / (lag + 1)) * (crossed + crossed.T)
    return total


def _check_shapes(x: NDArray[np.float64], y: NDArray[np.float64], w: NDArray[np.float64]) -> None:
    if x.ndim != 2 or y.shape != x.shape[:1] or w.shape != y.shape:
        raise ValueError(
            f"shapes {x.shape}, {y.shape} and {w.shape}; expected (t, k), (t,) and (t,)"
        )
    if (w <= 0).any():
        raise ValueError(f"the least weight is {w.min()}; expected weights above 0")
    if len(y) <= x.shape[1] or np.linalg.matrix_rank(x) < x.shape[1]:
        raise ValueError(
            f"{len(y)} points for {x.shape[1]} coefficients; expected more points, and columns "
            "that do not depend on each other"
        )
