"""Ways to make an interval of a mean from few sheets, each on many samples at once.

A sample is a matrix (draws, n, columns) of what every sheet says of a mean on 0..1: its own
value, or for an index its linearised value. Each way gives limits of shape (draws, columns).
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaincinv, ndtr, ndtri, stdtrit

from analytics.intervals import PSEUDO_ANSWERS
from analytics.score_limits import score_limits

Array = NDArray[np.float64]
Limits = tuple[Array, Array]

RESAMPLES = 499
NO_SPREAD = 1e-12
PSEUDO_OF_COLUMN = np.array([PSEUDO_ANSWERS / 9, *[PSEUDO_ANSWERS] * 9])


def headline_score(values: Array, level: float) -> Limits:
    """The interval the product shows everywhere."""
    mean, squares, n = _moments(values)
    columns = [
        score_limits(mean[:, i], squares[:, i], n, pseudo_answers=float(pseudo), level=level)
        for i, pseudo in enumerate(PSEUDO_OF_COLUMN)
    ]
    low, high = (np.stack(limits, axis=1) for limits in zip(*columns, strict=True))
    return low, high


def plain_t(values: Array, level: float) -> Limits:
    """Mean and t standard errors either side."""
    mean, squares, n = _moments(values)
    half = stdtrit(n - 1.0, (1 + level) / 2) * np.sqrt(squares / (n - 1) / n)
    return mean - half, mean + half


def clopper_pearson(values: Array, level: float) -> Limits:
    """Exact binomial limits with the effective n of Korn and Graubard (1998)."""
    mean, squares, n = _moments(values)
    largest = np.maximum(mean * (1 - mean), NO_SPREAD)
    dispersion = np.where(squares > NO_SPREAD, squares / (n - 1) / largest, 1.0)
    ratio = ndtri((1 + level) / 2) / stdtrit(n - 1.0, (1 + level) / 2)
    effective = n / dispersion * np.where(squares > NO_SPREAD, ratio**2, 1.0)
    hits = mean * effective
    misses = np.maximum(effective - hits, 0)
    low = np.where(hits > 0, betaincinv(np.maximum(hits, 1e-9), misses + 1, (1 - level) / 2), 0.0)
    high = np.where(
        misses > 1e-9, betaincinv(hits + 1, np.maximum(misses, 1e-9), (1 + level) / 2), 1.0
    )
    return low, high


def bootstrap_t(values: Array, level: float) -> Limits:
    """Studentised bootstrap; where a resample has no spread its limit is the scale's end."""
    mean, squares, n = _moments(values)
    error = np.sqrt(squares / n / n)
    means, spreads = _resampled(values)
    with np.errstate(divide="ignore", invalid="ignore"):
        scores = (means - mean[:, None]) / np.sqrt(spreads / n)
    scores = np.where(np.isnan(scores), 0.0, scores)
    ends = np.quantile(scores, [(1 - level) / 2, (1 + level) / 2], axis=1, method="nearest")
    with np.errstate(invalid="ignore"):
        low, high = mean - ends[1] * error, mean - ends[0] * error
    # No spread in the sample either: zero times infinity, which is the sample's own mean.
    low, high = (np.where(np.isnan(limit), mean, limit) for limit in (low, high))
    return np.clip(low, 0, 1), np.clip(high, 0, 1)


def bca(values: Array, level: float) -> Limits:
    """Bias-corrected and accelerated bootstrap, Efron (1987)."""
    mean, squares, _ = _moments(values)
    means, _ = _resampled(values)
    below = (means < mean[:, None]).mean(axis=1) + (means == mean[:, None]).mean(axis=1) / 2
    bias = ndtri(np.clip(below, 0.5 / RESAMPLES, 1 - 0.5 / RESAMPLES))
    cubes = ((values - mean[:, None]) ** 3).sum(axis=1)
    pull = np.where(squares > NO_SPREAD, cubes / (6 * np.maximum(squares, NO_SPREAD) ** 1.5), 0.0)
    means.sort(axis=1)
    limits = []
    for share in ((1 - level) / 2, (1 + level) / 2):
        moved = bias + ndtri(share)
        place = ndtr(bias + moved / (1 - pull * moved)) * (RESAMPLES - 1)
        rank = np.clip(np.rint(place), 0, RESAMPLES - 1).astype(int)
        limits.append(np.take_along_axis(means, rank[:, None], axis=1)[:, 0])
    return limits[0], limits[1]


CANDIDATES: dict[str, Callable[[Array, float], Limits]] = {
    "headline score": headline_score,
    "plain t": plain_t,
    "Clopper-Pearson, effective n": clopper_pearson,
    "bootstrap-t": bootstrap_t,
    "BCa bootstrap": bca,
}


def _moments(values: Array) -> tuple[Array, Array, int]:
    mean = np.clip(values.mean(axis=1), 0, 1)
    return mean, ((values - mean[:, None]) ** 2).sum(axis=1), values.shape[1]


def _resampled(values: Array) -> tuple[Array, Array]:
    """Means and variances (draws, resamples, columns) of the same resamples of every sample."""
    n = values.shape[1]
    generator = np.random.default_rng(n)
    shares = generator.multinomial(n, np.full(n, 1 / n), RESAMPLES) / n
    means = np.matmul(shares, values)
    # Sums of equal numbers differ in their last bits; without this they would pass for spread.
    spreads = np.matmul(shares, values**2) - means**2
    return means, np.where(spreads < NO_SPREAD, 0.0, spreads)
