"""Groups drawn towards their common mean, each as far as its own answers leave it uncertain.

A group of few answers looks best or worst by luck. Empirical Bayes keeps of its distance to the
mean only the part that luck does not explain, so that a small group no longer stands out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtr, ndtri

from analytics.between_variance import checked_groups, paule_mandel
from analytics.score_limits import check_level
from analytics.shrinkage_posterior import mean_squares, moments_given

Floats = NDArray[np.float64]

METHOD = "normal-normal, Paule-Mandel"
# With fewer the data cannot say how much groups differ: a flat prior on the variance between
# them then has no proper posterior, and the raw estimates are as good as any other.
FEWEST_TO_SHRINK = 4
TOO_FEW_GROUPS = "too_few_groups"
NO_SPREAD_BEYOND_CHANCE = "no_spread_beyond_chance"


@dataclass(frozen=True, eq=False)
class Shrunk:
    """Groups after shrinkage, all arrays in the order of the groups given.

    Parameters
    ----------
    between : float or None
        Variance between groups; None where nothing was shrunk.
    mean : float or None
        The common mean, weighted by 1 / (variance + between).
    kept : array (k,)
        Part of its distance to the mean that a group keeps, 0 to 1; 1 where nothing was shrunk.
    means, sds : array (k,)
        Shrunken estimates and how sure they are, the doubt about `mean` and `between` included.
    lows, highs : array (k,)
        Limits of the interval; not cut at the ends of any scale.
    deviations, deviation_sds : array (k,)
        Distance of each group from the plain mean of the others, and how sure it is.
    level : float
    reason : str or None
        ``too_few_groups``: below 4, so nothing was shrunk. ``no_spread_beyond_chance``:
        `between` is 0, so all groups stand at the mean.
    """

    between: float | None
    mean: float | None
    kept: Floats
    means: Floats
    sds: Floats
    lows: Floats
    highs: Floats
    deviations: Floats
    deviation_sds: Floats
    level: float
    reason: str | None

    @property
    def probabilities_above(self) -> Floats:
        """Probability, 0 to 1, that each group lies above the mean of the others."""
        return np.asarray(ndtr(self.deviations / self.deviation_sds))


def shrink(
    estimates: ArrayLike,
    variances: ArrayLike,
    *,
    between: Callable[[ArrayLike, ArrayLike], float] = paule_mandel,
    level: float = 0.95,
) -> Shrunk:
    """Shrink the estimates of many groups towards their mean.

    Parameters
    ----------
    estimates : array, length k
        One estimate for each group, k at least 2, on any scale.
    variances : array, length k
        Sampling variance of each estimate, above 0 (see `analytics.sampling_variance`).
    between : callable
        `paule_mandel`, or `analytics.between_variance.restricted_likelihood`.
    level : float
        Of the intervals, between 0 and 1.

    Returns
    -------
    Shrunk
        Below 4 groups the estimates as they are, with their own variances and the reason
        ``too_few_groups``. Equal estimates: all at the mean.

    Raises
    ------
    ValueError
        If there are fewer than 2 groups, the lengths differ, a number is not finite, a
        variance is not above 0 or the level is not between 0 and 1.

    Notes
    -----
    With w_i = 1 / (v_i + A) and mean = sum w_i y_i / sum w_i, a group keeps A w_i of its
    distance to the mean. Given A its variance is A v_i w_i + (v_i w_i)^2 / sum w_i, whose second
    part is the doubt about the mean. The doubt about A is the larger one for a few groups, and
    where the estimate of A is 0 by chance. So `sds` is the root of the expected squared distance
    between the true value and the shrunken estimate, over the posterior of A under a flat
    prior, and never above that of the raw estimate; the estimates themselves stay those of
    `between`. Left out: that the variances v_i are estimated too, and that true values need not
    be normal around their mean. Coverage: benchmarks/shrinkage.py.

    Source
    ------
    Efron, B. and Morris, C. (1975), JASA 70(350), 311-319; Morris, C. N. (1983), JASA 78(381),
    47-55 (flat prior on A, at least 4 groups); Raudenbush, S. W. and Bryk, A. S. (1985), Journal
    of Educational Statistics 10(2), 75-98. Checked against R metafor, ``rma`` and ``blup``.

    Examples
    --------
    >>> shrunk = shrink([60.0, 80.0, 84.0, 88.0], [100.0, 4.0, 4.0, 4.0])
    >>> shrunk.means.round(1).tolist(), shrunk.kept.round(2).tolist()
    ([71.0, 80.0, 83.9, 87.7], [0.47, 0.96, 0.96, 0.96])
    >>> shrink([60.0, 80.0], [100.0, 4.0]).reason
    'too_few_groups'
    """
    y, v = checked_groups(estimates, variances)
    level = check_level(level)
    if not callable(between):
        raise ValueError(f"between is {between!r:.80}; expected an estimator of the variance")
    if len(y) < FEWEST_TO_SHRINK:
        return _unshrunk(y, v, level)
    found = float(between(y, v))
    given = moments_given(y, v, np.array([found]))
    around = mean_squares(y, v, given)
    own = _raw_deviation_variances(v)
    return _shrunk(
        between=found,
        mean=float(given.mean[0]),
        kept=found / (v + found),
        means=given.means[0],
        sds=np.sqrt(np.minimum(around.means, v)),
        deviations=given.deviations[0],
        deviation_sds=np.sqrt(np.minimum(around.deviations, own)),
        level=level,
        reason=None if found > 0 else NO_SPREAD_BEYOND_CHANCE,
    )


def _unshrunk(y: Floats, v: Floats, level: float) -> Shrunk:
    k, sds = len(y), np.sqrt(v)
    return _shrunk(
        between=None,
        mean=None,
        kept=np.ones(k),
        means=y,
        sds=sds,
        deviations=(y - y.mean()) * k / (k - 1),
        deviation_sds=np.sqrt(_raw_deviation_variances(v)),
        level=level,
        reason=TOO_FEW_GROUPS,
    )


def _raw_deviation_variances(v: Floats) -> Floats:
    """Of each raw estimate less the mean of the others."""
    return v + (v.sum() - v) / (len(v) - 1) ** 2


def _shrunk(*, means: Floats, sds: Floats, level: float, **rest: object) -> Shrunk:
    reach = float(ndtri((1 + level) / 2)) * sds
    limits = {"lows": means - reach, "highs": means + reach}
    return Shrunk(means=means, sds=sds, level=level, **limits, **rest)  # type: ignore[arg-type]
