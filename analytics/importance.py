"""What matters to people: how much of an overall answer each element accounts for.

The index is the mean of its elements, so their part in it is no importance. Importance needs an
outcome of its own: an overall question in the same send (`analytics.overall_tally`).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from analytics.kind_checks import of_kind
from analytics.overall_tally import OverallTally
from analytics.results import Interval
from analytics.score_limits import check_level
from analytics.tally_checks import whole_number

METHOD = "delta method, elliptical"
FEWEST_ANSWERS = 100
MOST_ITEMS = 12
SINGULAR = 1e-9

Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class ElementShare:
    """The part of the overall answer's variance that falls to one element.

    `share_0_1` is None where everybody who answered both rated the element alike ("constant").
    """

    key: str
    share_0_1: float | None
    interval: Interval | None
    reason: str | None = None


@dataclass(frozen=True)
class ImportanceResult:
    """Shares of the elements, which add up to `r_squared`; both absent where `reason` says why."""

    n: int
    r_squared: float | None
    shares: tuple[ElementShare, ...]
    reason: str | None


class _Subsets(NamedTuple):
    """Every subset of the predictors: R^2, and coefficients with -1 for the outcome."""

    r_squared: Matrix
    directions: Matrix


def importance(
    tally: OverallTally, *, level: float = 0.95, fewest: int = FEWEST_ANSWERS
) -> ImportanceResult:
    """Give the Shapley (LMG) shares of the overall answer's variance.

    Parameters
    ----------
    tally : OverallTally
        At most MOST_ITEMS elements. Gaps allowed: every pair counts the sheets that answered both.
    level : float
        Share of samples whose interval covers the true share, between 0 and 1.
    fewest : int
        Overall answers below which nothing is computed; more than the number of elements + 1.

    Returns
    -------
    ImportanceResult
        The shares add up to R^2. An element that all rated alike has share None and takes no part.
        Without a result `reason` is ``too_few_answers``, ``overall_constant`` (all the same
        overall answer), ``elements_constant``, ``collinear`` (an element is a sum of others) or
        ``gaps_contradict`` (gaps leave pairs that no sheets without gaps could have).

    Raises
    ------
    ValueError
        If there are more than MOST_ITEMS elements, the level is not between 0 and 1, or `fewest`
        would let a model fit by chance alone.

    Notes
    -----
    share_j = mean over all orders of the elements of the R^2 that j adds to those before it
    = sum over subsets S without j of |S|! (m - 1 - |S|)! / m! (R^2(S + j) - R^2(S)), with
    R^2(S) = c' A^-1 c / v from the covariances alone.

    The interval is the share -+ z * sqrt(variance), cut at 0 and 1. With dR^2 = [(1 - R^2) dv
    - u' dS u] / v, u the coefficients with -1 for the outcome, a share's gradient G is a sum over
    subsets, and its variance (1 + kappa) * 2 / n * tr(G S G S): covariances of a normal sample,
    stretched by the kurtosis of the answers (kappa: mean excess kurtosis / 3). No bootstrap.

    Source
    ------
    Lindeman, R. H., Merenda, P. F. and Gold, R. Z. (1980), Introduction to Bivariate and
    Multivariate Analysis, p. 119 ff.; Groemping, U. (2006), Journal of Statistical Software
    17(1), 1-27. Variance: Shapiro, A. and Browne, M. W. (1987), JASA 82(400), 1092-1097. Shares
    checked against pingouin's linear_regression(relimp=True).

    Examples
    --------
    >>> from analytics.overall_tally import overall_tally
    >>> rows = [[4, 4, 4], [3, 4, 3], [2, 3, 2], [4, 3, 3], [1, 2, 1], [3, 3, 3]]
    >>> result = importance(overall_tally(rows, ("waktu", "biaya"), 1, 4), fewest=6)
    >>> round(result.r_squared, 3), [round(share.share_0_1, 3) for share in result.shares]
    (0.95, [0.548, 0.402])
    """
    level = check_level(level)
    m = len(of_kind(tally, OverallTally, "tally").items)
    whole_number(fewest, "fewest")
    if m > MOST_ITEMS or fewest < m + 2:
        raise ValueError(
            f"{m} elements from {fewest} answers on; expected at most {MOST_ITEMS} elements "
            f"and at least {m + 2} answers"
        )
    if tally.pair_n[:, m].min() < fewest:
        return _undefined(tally, "too_few_answers")
    covariance = _covariance(tally)
    varying = np.flatnonzero(covariance.diagonal() > 0)
    reason = _why_undefined(covariance, varying, m)
    if reason:
        return _undefined(tally, reason)
    kept = covariance[np.ix_(varying, varying)]
    seen = _subsets(kept)
    if not -SINGULAR <= seen.r_squared[-1] <= 1 + SINGULAR:
        return _undefined(tally, "gaps_contradict")
    return _result(tally, varying[:-1], kept, seen, level)


def _undefined(tally: OverallTally, reason: str) -> ImportanceResult:
    return ImportanceResult(tally.n, None, (), reason)


def _covariance(tally: OverallTally) -> Matrix:
    """Covariances over the sheets that answered both; whole numbers until the last division."""
    n, sums = tally.pair_n.astype(object), tally.pair_sum.astype(object)
    crossed = n * tally.pair_product.astype(object) - sums * sums.T
    return (crossed / (n * (n - 1))).astype(float)


def _why_undefined(covariance: Matrix, varying: NDArray[np.intp], m: int) -> str | None:
    if m not in varying:
        return "overall_constant"
    if len(varying) == 1:
        return "elements_constant"
    elements = covariance[np.ix_(varying[:-1], varying[:-1])]
    spread = np.sqrt(elements.diagonal())
    smallest = np.linalg.eigvalsh(elements / np.outer(spread, spread)).min()
    if smallest < -SINGULAR:
        return "gaps_contradict"
    return "collinear" if smallest < SINGULAR else None


def _subsets(covariance: Matrix) -> _Subsets:
    """R^2 and coefficients for every subset; bit j of a subset's place stands for predictor j."""
    p = len(covariance) - 1
    members = _members(p)
    directions = np.zeros((len(members), p + 1))
    directions[:, p] = -1
    # One call solves all subsets: a predictor left out gets a row of its own with nothing in it.
    crossed = members[:, :, None] & members[:, None, :]
    systems = np.where(crossed, covariance[:p, :p], np.eye(p) * covariance.diagonal()[:p])
    targets = np.where(members, covariance[:p, p], 0)
    directions[:, :p] = np.linalg.solve(systems, targets[:, :, None])[:, :, 0]
    r_squared = (directions[:, :p] * targets).sum(axis=1) / covariance[p, p]
    return _Subsets(r_squared, directions)


def _members(p: int) -> NDArray[np.bool_]:
    return (np.arange(2**p)[:, None] >> np.arange(p)) & 1 == 1


def _shapley_weights(p: int) -> Matrix:
    """Row j: what each subset's R^2 counts for in the share of predictor j."""
    members = _members(p)
    size = members.sum(axis=1)
    orders = [math.factorial(k) * math.factorial(p - 1 - k) / math.factorial(p) for k in range(p)]
    gained = np.array([0.0, *orders])[size]
    lost = np.array([*orders, 0.0])[size]
    return np.where(members, gained[:, None], -lost[:, None]).T


def _result(
    tally: OverallTally,
    kept: NDArray[np.intp],
    covariance: Matrix,
    seen: _Subsets,
    level: float,
) -> ImportanceResult:
    weights = _shapley_weights(len(kept))
    values = weights @ seen.r_squared
    errors = _standard_errors(covariance, seen, weights) * math.sqrt(
        (1 + _kurtosis(tally)) / int(tally.pair_n[:, -1].min())
    )
    found = {
        tally.items[place]: ElementShare(tally.items[place], value, _within(value, error, level))
        for place, value, error in zip(kept, values.tolist(), errors.tolist(), strict=True)
    }
    shares = tuple(
        found.get(key) or ElementShare(key, None, None, "constant") for key in tally.items
    )
    return ImportanceResult(tally.n, float(values.sum()), shares, None)


def _standard_errors(covariance: Matrix, seen: _Subsets, weights: Matrix) -> Matrix:
    """Standard error of each share for one normal observation: sqrt(2 tr(G S G S))."""
    outcome = np.zeros_like(covariance)
    outcome[-1, -1] = 1
    own = (weights * (1 - seen.r_squared)).sum(axis=1)
    crossed = np.einsum("js,sa,sb->jab", weights, seen.directions, seen.directions)
    gradients = (own[:, None, None] * outcome - crossed) / covariance[-1, -1]
    steps = gradients @ covariance
    return np.sqrt(2 * np.einsum("jab,jba->j", steps, steps))


def _kurtosis(tally: OverallTally) -> float:
    """Mean excess kurtosis of elements and overall question over 3, at least 0."""
    points = np.arange(tally.low, tally.high + 1)
    n = tally.counts.sum(axis=1, keepdims=True)
    from_mean = points - tally.counts @ points[:, None] / n
    second = (tally.counts * from_mean**2).sum(axis=1) / n[:, 0]
    fourth = (tally.counts * from_mean**4).sum(axis=1) / n[:, 0]
    varies = second > 0
    return max(0.0, float((fourth[varies] / second[varies] ** 2 - 3).mean()) / 3)


def _within(value: float, error: float, level: float) -> Interval:
    reach = float(ndtri((1 + level) / 2)) * error
    return Interval(max(0.0, value - reach), min(1.0, value + reach), level, METHOD)
