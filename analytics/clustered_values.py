"""The difference of two means of measured values, where those of one day are alike."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from scipy.special import stdtrit

from analytics.autocorrelation import LEVEL, Effect
from analytics.clusters import FEWEST_CLUSTERS
from analytics.intervention import mean_difference
from analytics.kind_checks import of_kind
from analytics.number_checks import finite_numbers
from analytics.results import Interval
from analytics.score_limits import check_level

METHOD = "Welch, t, days as clusters"


@dataclass(frozen=True)
class Measured:
    """Values measured one by one, and the day of each."""

    values: Sequence[float]
    days: Sequence[Hashable]


def clustered_mean_difference(
    before: Measured, after: Measured, *, level: float = LEVEL
) -> Effect | None:
    """Give the difference of two means, with days as clusters.

    Parameters
    ----------
    before, after : Measured
        No day on both sides.
    level : float
        Between 0 and 1.

    Returns
    -------
    Effect or None
        As `analytics.intervention.mean_difference`, with an interval that is never narrower; None
        where that is None, or a side has fewer than FEWEST_CLUSTERS days.

    Raises
    ------
    ValueError
        If a value is not finite, a side has not one day for each value, or the level is not
        between 0 and 1.

    Notes
    -----
    The variance of a side's mean is G / (G - 1) sum over its G days of z_d^2, with z_d the sum of
    the day's values less the mean, over n; never below that of independent values. Degrees of
    freedom are Welch's, from the days of each side less one.

    Source
    ------
    Wolter (2007), Introduction to Variance Estimation, 2nd ed., 2.4; Welch, B. L. (1947),
    Biometrika 34, 28-35. Checked against R survey, ``svymean`` with ``ids = ~day``.

    Examples
    --------
    >>> days = [day for day in range(10) for _ in range(3)]
    >>> before = Measured([20 + day % 2 for day in days], days)
    >>> after = Measured([17 + day % 3 for day in days], days)
    >>> effect = clustered_mean_difference(before, after)
    >>> round(effect.estimate, 3), round(effect.interval.low, 3)
    (-2.6, -3.29)
    """
    level = check_level(level)
    for side in (before, after):
        of_kind(side, Measured, "a side")
    plain = mean_difference(before.values, after.values, level=level)
    sides = [_side(one) for one in (before, after)]
    if plain is None or min(side.n_days for side in sides) < FEWEST_CLUSTERS:
        return None
    variance = sum(side.variance for side in sides)
    squares = sum((side.variance / variance) ** 2 / (side.n_days - 1) for side in sides)
    error = max(variance**0.5, plain.standard_error)
    reach = float(stdtrit(1 / squares, (1 + level) / 2)) * error
    low = min(plain.estimate - reach, plain.interval.low)
    high = max(plain.estimate + reach, plain.interval.high)
    return Effect(plain.estimate, error, Interval(low, high, level, METHOD))


class _Side(NamedTuple):
    variance: float
    n_days: int


def _side(one: Measured) -> _Side:
    values = finite_numbers(one.values, "values")
    if len(one.days) != len(values):
        raise ValueError(f"{len(one.days)} days for {len(values)} values; expected one for each")
    codes = {day: code for code, day in enumerate(dict.fromkeys(one.days))}
    number, n = len(codes), len(values)
    if number < FEWEST_CLUSTERS:
        return _Side(0.0, number)
    places = [codes[day] for day in one.days]
    parts = np.bincount(places, weights=values - values.mean()) / n
    clustered = number / (number - 1) * float(parts @ parts)
    return _Side(max(clustered, float(values.var(ddof=1)) / n), number)
