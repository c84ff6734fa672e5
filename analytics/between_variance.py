"""How much groups truly differ: the variance between them beyond what chance within them makes."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import brentq

from analytics.number_checks import LARGEST, NUMBERS, finite_numbers

Floats = NDArray[np.float64]

FEWEST_FOR_SPREAD = 2
MOST_STEPS = 500
PRECISION = 1e-14
# How far from the top, in parts of it, floats may leave a likelihood no lower.
HAIR = 1e-4


def paule_mandel(estimates: ArrayLike, variances: ArrayLike) -> float:
    """Give the variance between groups by Paule and Mandel.

    Parameters
    ----------
    estimates : array, length k
        One estimate for each group, k at least 2.
    variances : array, length k
        Sampling variance of each estimate, above 0.

    Returns
    -------
    float
        At least 0; 0 where the groups differ no more than chance within them explains, as
        equal estimates do.

    Raises
    ------
    ValueError
        If there are fewer than 2 groups, the lengths differ, a number is not finite or a
        variance is not above 0.

    Notes
    -----
    The root of Q(A) = sum (y_i - mean)^2 / (v_i + A) = k - 1, with the mean weighted by
    1 / (v_i + A). Q falls and is convex, so Newton's steps from 0 never pass the root.

    Source
    ------
    Paule, R. C. and Mandel, J. (1982), Journal of Research of the National Bureau of Standards
    87(5), 377-385; the same estimator is Fay, R. E. and Herriot, R. A. (1979), JASA 74(366),
    269-277. Checked against R metafor, ``rma(method = "PM")``.

    Examples
    --------
    >>> round(paule_mandel([70.0, 80.0, 90.0], [20.0, 20.0, 20.0]), 6)
    80.0
    >>> paule_mandel([80.0, 80.0], [4.0, 9.0])
    0.0
    """
    y, v = checked_groups(estimates, variances)
    between = 0.0
    for _ in range(MOST_STEPS):
        weights, squares = _weighted(y, v, between)
        excess, slope = float(weights @ squares) - (len(y) - 1), float(weights**2 @ squares)
        if excess <= PRECISION * slope * (between + float(v.min())):
            break
        between += excess / slope
    return between


def restricted_likelihood(estimates: ArrayLike, variances: ArrayLike) -> float:
    """Give the variance between groups by restricted maximum likelihood (REML).

    Parameters
    ----------
    estimates, variances : array, length k
        As `paule_mandel`.

    Returns
    -------
    float
        At least 0.

    Raises
    ------
    ValueError
        As `paule_mandel`.

    Notes
    -----
    Fisher scoring from the estimate of Paule and Mandel. A step that would lower the
    likelihood is halved until it does not. Near its top the likelihood is flat to rounding, so
    the last digits are those at which its slope changes its sign.

    Source
    ------
    Harville, D. A. (1977), JASA 72(358), 320-338. Checked against R metafor,
    ``rma(method = "REML")``.

    Examples
    --------
    >>> round(restricted_likelihood([70.0, 80.0, 90.0], [20.0, 20.0, 20.0]), 6)
    80.0
    """
    y, v = checked_groups(estimates, variances)
    # Near its top the likelihood is flat to rounding, which the order of the sums moves.
    order = np.lexsort((v, y))
    y, v = y[order], v[order]
    between, reached, step = paule_mandel(y, v), -np.inf, 0.0
    for _ in range(MOST_STEPS):
        tried = max(between + step, 0.0)
        likelihood = _restricted_log_likelihood(y, v, tried)
        if likelihood < reached:
            step /= 2
            continue
        between, reached = tried, likelihood
        step = max(_scoring_step(y, v, between), -between)
        if abs(step) <= PRECISION * (between + float(v.min())):
            break
    return _without_slope(y, v, between)


def checked_groups(estimates: ArrayLike, variances: ArrayLike) -> tuple[Floats, Floats]:
    """Give estimates and variances as arrays that a computation may use.

    Parameters
    ----------
    estimates, variances : array, length k
        As `paule_mandel`.

    Returns
    -------
    (array, array)
        Both of float64.

    Raises
    ------
    ValueError
        As `paule_mandel`.

    Source
    ------
    Definition of a variance; nothing is computed.

    Examples
    --------
    >>> [numbers.tolist() for numbers in checked_groups([80, 90], [4, 9])]
    [[80.0, 90.0], [4.0, 9.0]]
    """
    y, v = _floats(estimates, "estimates"), _floats(variances, "variances")
    if y.ndim != 1 or y.shape != v.shape:
        raise ValueError(f"estimates {y.shape} and variances {v.shape}; expected two equal lengths")
    if len(y) < FEWEST_FOR_SPREAD:
        raise ValueError(f"{len(y)} groups; expected at least {FEWEST_FOR_SPREAD}")
    finite = np.abs(y) <= LARGEST
    if not np.all(finite):
        raise ValueError(f"estimate of group {_first(~finite)} is not a finite number")
    sound = (v >= 1 / LARGEST) & (v <= LARGEST)
    if not np.all(sound):
        place = _first(~sound)
        raise ValueError(f"variance of group {place} is {v[place]}; expected above 0 and finite")
    return y, v


def _floats(values: ArrayLike, name: str) -> Floats:
    """Numbers as floats. Which group's is not finite is said later, so it passes here."""
    try:
        given = np.asarray(values)
        if given.dtype.kind in NUMBERS:
            return given.astype(float)
    except (TypeError, ValueError, ArithmeticError):
        pass
    return finite_numbers(values, name)


def _first(faulty: NDArray[np.bool_]) -> int:
    return int(np.argmax(faulty))


def _weighted(y: Floats, v: Floats, between: float) -> tuple[Floats, Floats]:
    """The weights and the squared deviations from the mean that they give."""
    weights = 1 / (v + between)
    return weights, (y - weights @ y / weights.sum()) ** 2


def _without_slope(y: Floats, v: Floats, near: float) -> float:
    """Where the restricted likelihood has no slope; as it is where that lies no hair away."""
    ends = near * (1 - HAIR), near * (1 + HAIR)
    if not _scoring_step(y, v, ends[0]) > 0 > _scoring_step(y, v, ends[1]):
        return near
    return float(
        brentq(
            lambda between: _scoring_step(y, v, between),
            *ends,
            xtol=PRECISION * near,
            rtol=PRECISION,
        )
    )


def _scoring_step(y: Floats, v: Floats, between: float) -> float:
    weights, squares = _weighted(y, v, between)
    first, second, third = (float((weights**power).sum()) for power in (1, 2, 3))
    information = second - 2 * third / first + (second / first) ** 2
    return float(weights**2 @ squares - first + second / first) / information


def _restricted_log_likelihood(y: Floats, v: Floats, between: float) -> float:
    weights, squares = _weighted(y, v, between)
    return float(np.log(weights).sum() - np.log(weights.sum()) - weights @ squares) / 2
