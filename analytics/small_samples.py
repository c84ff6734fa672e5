"""Intervals of a robust regression that hold in short series, where plain ones are too narrow."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq
from scipy.special import stdtrit

from analytics.autocorrelation import LEVEL, Effect, Fit
from analytics.kind_checks import of_kind
from analytics.results import Interval
from analytics.score_limits import check_level

METHOD = "Newey-West, AR(1) bias and degrees of freedom"
STRONGEST = 0.9

Matrix = NDArray[np.float64]


def small_sample_effect(fit: Fit, contrast: Sequence[float], *, level: float = LEVEL) -> Effect:
    """Give a sum of coefficients with an interval that allows for a short series.

    Parameters
    ----------
    fit : Fit
        Of `analytics.autocorrelation.regression`.
    contrast : sequence of float
        The factor of each coefficient; 1 for the one wanted and else 0, not all 0.
    level : float
        Between 0 and 1.

    Returns
    -------
    Effect
        Estimate and standard error as `Fit.effect`; an interval at least as wide as its. Where
        every point lies on the line the width is 0.

    Raises
    ------
    ValueError
        As `Fit.effect`.

    Notes
    -----
    The Newey-West variance is e' Q e for errors e. If these follow an AR(1) with covariance
    S, its mean is tr(QS), while the true variance is a'Sa; so it is multiplied by
    a'Sa / tr(QS), and t has tr(QS)^2 / tr(QSQS) degrees of freedom. The autocorrelation, 0 to
    0.9, is the one whose residuals are expected to be as alike as those found. With 8 and 8
    independent points the plain t limits of a jump cover 81 %, these 97 %; with an
    autocorrelation of 0.3, 77 % and 96 %. At 0.5 a change of slope is covered in 91 %, the plain
    difference in 92 %, of 1,000 series of 8 and 8; in 94 % of 24 and 24.

    Source
    ------
    Bell, R. M. and McCaffrey, D. F. (2002), Survey Methodology 28(2), 169-181, there for
    clusters; Imbens, G. W. and Kolesar, M. (2016), Review of Economics and Statistics 98(4),
    701-712. An AR(1) as the working model is ours.

    Examples
    --------
    >>> from analytics.autocorrelation import regression
    >>> fit = regression([[1, 0]] * 5 + [[1, 1]] * 5, [1, 2, 1, 2, 1, 4, 3, 4, 4, 3], lag=1)
    >>> plain, wider = fit.effect([0, 1]), small_sample_effect(fit, [0, 1])
    >>> wider.interval.low < plain.interval.low < plain.interval.high < wider.interval.high
    True
    """
    level = check_level(level)
    plain = of_kind(fit, Fit, "fit").effect(contrast, level=level)
    if plain.standard_error == 0:
        return plain
    residuals, leftover, reach, kernel = _whitened(fit, np.asarray(contrast, dtype=float))
    errors = _autoregressive(len(reach), _autocorrelation(residuals, leftover))
    form = leftover.T @ (reach[:, None] * kernel * reach) @ leftover @ errors
    trace = float(np.trace(form))
    bias = max(float(reach @ errors @ reach) / trace, 1.0)
    degrees = min(trace**2 / float(np.trace(form @ form)), float(fit.degrees))
    half = float(stdtrit(degrees, (1 + level) / 2)) * plain.standard_error * math.sqrt(bias)
    limits = plain.estimate - half, plain.estimate + half
    return Effect(plain.estimate, plain.standard_error, Interval(*limits, level, METHOD))


def _whitened(fit: Fit, contrast: Matrix) -> tuple[Matrix, Matrix, Matrix, Matrix]:
    """All with errors of equal variance: residuals, what takes errors to them, weights, kernel."""
    roots = np.sqrt(fit.weights)
    x = fit.design * roots[:, None]
    bread = np.linalg.inv(x.T @ x)
    apart = np.abs(np.subtract.outer(np.arange(len(x)), np.arange(len(x))))
    kernel = np.maximum(1 - apart / (fit.lag + 1), 0) * len(x) / fit.degrees
    leftover = np.eye(len(x)) - x @ bread @ x.T
    return fit.residuals * roots, leftover, x @ bread @ contrast, kernel


def _autoregressive(points: int, correlation: float) -> Matrix:
    apart = np.abs(np.subtract.outer(np.arange(points), np.arange(points)))
    powers: Matrix = np.power(correlation, apart)
    return powers


def _autocorrelation(residuals: Matrix, leftover: Matrix) -> float:
    found = float(residuals[1:] @ residuals[:-1]) / float(residuals @ residuals)

    def beyond(correlation: float) -> float:
        expected = leftover @ _autoregressive(len(residuals), correlation) @ leftover
        return float(np.trace(expected, 1) / np.trace(expected)) - found

    if beyond(0.0) >= 0:
        return 0.0
    return STRONGEST if beyond(STRONGEST) <= 0 else float(brentq(beyond, 0.0, STRONGEST))
