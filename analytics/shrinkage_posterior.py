"""What the groups' true values may be, given the variance between them and over its posterior."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analytics.kind_checks import of_kind
from analytics.number_checks import SMALLEST, finite_numbers

Floats = NDArray[np.float64]

# 64 lose the sixth digit where the variances of groups span five powers of ten.
NODES = 128
# Each pass keeps the nodes whose density is at least exp(-DEPTH) of the highest.
DEPTH = 40.0
PASSES = 4


class Moments(NamedTuple):
    """What follows from each of several variances between groups (rows), group by group."""

    mean: Floats
    mean_variance: Floats
    means: Floats
    variances: Floats
    deviations: Floats
    deviation_variances: Floats


class MeanSquares(NamedTuple):
    """Expected squared distances between true values and their estimates."""

    means: Floats
    deviations: Floats


def moments_given(y: Floats, v: Floats, between: Floats) -> Moments:
    """Give mean and variance of each group's true value, for each variance between groups.

    Parameters
    ----------
    y, v : array (k,)
        Estimates and their sampling variances, k at least 2.
    between : array (a,)
        Variances between groups, at least 0.

    Returns
    -------
    Moments
        `mean`, `mean_variance` (a,): of the common mean. `means`, `variances` (a, k): of the
        true values. `deviations`, `deviation_variances` (a, k): of each true value less the
        plain mean of the others.

    Raises
    ------
    ValueError
        If a number is not finite, or they are not as said.

    Notes
    -----
    True values are independent given the common mean, on which each hangs by
    B_i = v_i / (v_i + A).

    Source
    ------
    Morris, C. N. (1983), JASA 78(381), 47-55, with the common mean estimated.

    Examples
    --------
    >>> given = moments_given(np.array([70.0, 90.0]), np.array([10.0, 10.0]), np.array([10.0]))
    >>> given.means.tolist(), given.variances.tolist(), given.deviations.tolist()
    ([[75.0, 85.0]], [[7.5, 7.5]], [[-10.0, 10.0]])
    """
    y, v = _checked(y, v, 2)
    between = finite_numbers(between, "between")
    if between.ndim != 1 or (between < 0).any():
        raise ValueError(f"between is {between!r:.80}; expected a row of at least 0")
    k = len(y)
    weights = 1 / (v + between[:, None])
    total = weights.sum(axis=1, keepdims=True)
    mean = weights @ y[:, None] / total
    pull = v * weights
    own = between[:, None] * pull
    means = mean + (1 - pull) * (y - mean)
    uneven = (k * pull - pull.sum(axis=1, keepdims=True)) / (k - 1)
    others = (own.sum(axis=1, keepdims=True) - own) / (k - 1) ** 2
    return Moments(
        mean=mean[:, 0],
        mean_variance=1 / total[:, 0],
        means=means,
        variances=own + pull**2 / total,
        deviations=(means - means.mean(axis=1, keepdims=True)) * k / (k - 1),
        deviation_variances=own + others + uneven**2 / total,
    )


def mean_squares(y: Floats, v: Floats, estimate: Moments) -> MeanSquares:
    """Give how far true values lie from an estimate of them, whatever the variance between groups.

    Parameters
    ----------
    y, v : array (k,)
        As `moments_given`, k at least 4.
    estimate : Moments
        Of one variance between groups.

    Returns
    -------
    MeanSquares
        Arrays (k,): variance plus squared bias, averaged over the posterior of the variance
        between groups under a flat prior.

    Raises
    ------
    ValueError
        As `moments_given`.

    Notes
    -----
    The posterior density of A is (sum w)^(-1/2) prod w^(1/2) exp(-Q/2), with w = 1 / (v + A).
    It is integrated over x = sqrt(s / (s + A)), s the geometric mean of the variances, by
    Gauss-Legendre nodes on the part where it is not negligible.

    Source
    ------
    Morris, C. N. (1983), JASA 78(381), 47-55; Morris, C. N. and Tang, R. (2011), Statistical
    Science 26(2), 271-287 (flat prior on A).

    Examples
    --------
    >>> y, v = np.array([78.0, 80.0, 84.0, 88.0]), np.array([9.0, 4.0, 4.0, 4.0])
    >>> around = mean_squares(y, v, moments_given(y, v, np.array([15.0])))
    >>> np.sqrt(around.means).round(2).tolist()
    [3.17, 2.01, 1.96, 2.15]
    """
    y, v = _checked(y, v, 4)
    of_kind(estimate, Moments, "estimate")
    between, shares = _posterior(y, v)
    given = moments_given(y, v, between)
    return MeanSquares(
        shares @ (given.variances + (given.means - estimate.means) ** 2),
        shares @ (given.deviation_variances + (given.deviations - estimate.deviations) ** 2),
    )


def _checked(y: Floats, v: Floats, fewest: int) -> tuple[Floats, Floats]:
    estimates, variances = finite_numbers(y, "y"), finite_numbers(v, "v")
    if estimates.ndim != 1 or len(estimates) < fewest or variances.shape != estimates.shape:
        raise ValueError(
            f"shapes {estimates.shape} and {variances.shape}; expected rows of at least {fewest}"
        )
    if (variances < SMALLEST).any():
        raise ValueError(f"the least variance is {variances.min()}; expected above 0")
    return estimates, variances


def _posterior(y: Floats, v: Floats) -> tuple[Floats, Floats]:
    """Variances between groups, and the share of the posterior that each stands for."""
    nodes, weights = _nodes()
    # Near 0 the squares below lose no digits to the distance of the scale itself.
    y = y - y.mean()
    scale = float(np.exp(np.log(v).mean()))
    low, high = 0.0, 1.0
    for _ in range(PASSES):
        x = (low + high) / 2 + (high - low) / 2 * nodes
        between = scale * (1 - x**2) / x**2
        height = _log_density(y, v, between) - 3 * np.log(x)
        held = np.flatnonzero(height >= height.max() - DEPTH)
        low = x[held[0] - 1] if held[0] > 0 else low
        high = x[held[-1] + 1] if held[-1] < NODES - 1 else high
    mass = weights * np.exp(height - height.max())
    return between, mass / mass.sum()


@cache
def _nodes() -> tuple[Floats, Floats]:
    """Gauss and Legendre's nodes on -1 to 1 and their weights, found once."""
    return np.polynomial.legendre.leggauss(NODES)


def _log_density(y: Floats, v: Floats, between: Floats) -> Floats:
    weights = 1 / (v + between[:, None])
    total = weights.sum(axis=1)
    mean = weights @ y / total
    squares = weights @ y**2 - total * mean**2
    spread = np.log(weights).sum(axis=1) - np.log(total) - squares
    return np.asarray(spread / 2)
