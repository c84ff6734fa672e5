"""What days as clusters do to the variance of each of several groups that are compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analytics.cluster_sums import ClusterSums
from analytics.clusters import FEWEST_CLUSTERS
from analytics.inputs import Rule, Tally
from analytics.mean_index import ni_variance

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class DayEffect:
    """By what the variance of independent sheets is multiplied, and its degrees of freedom."""

    factor: float
    degrees: float


class GroupDays(NamedTuple):
    """The sheets of a group, and what each day adds to them where that is known."""

    whole: Tally
    days: ClusterSums | None


def day_effects(groups: Sequence[GroupDays], rule: Rule) -> tuple[DayEffect, ...] | None:
    """Give the effect of days on the index of each group.

    Parameters
    ----------
    groups : sequence of GroupDays
        Each with at least 2 answers to every element. Known days add up to their group.
    rule : Rule
        With the tallies' items and scale.

    Returns
    -------
    tuple of DayEffect or None
        In the order given; None where no group has FEWEST_CLUSTERS days with sheets that differ,
        so that sheets can only count as independent. No factor is below 1.

    Raises
    ------
    ValueError
        If a tally or its days do not fit the rule.

    Notes
    -----
    A group of FEWEST_CLUSTERS days or more gets the greater of two design effects, with its days
    less one as degrees of freedom: its own, the variance between its days over that of independent
    sheets; and 1 + (b - 1) rho, with b = sum n_d^2 / n the sheets that share the day of a sheet,
    and rho how alike sheets of a day are over all such groups together, by analysis of variance.
    An effect of few days alone is too small as often as too large, and the smallest are what calls
    groups different. Any other group gets the greatest effect of those, with the degrees of
    FEWEST_CLUSTERS days. Groups that share days (counters of one hall) still count as
    independent: what a day does to both alike drops out of their difference, so that the sum of
    their variances is as a rule too large, never too small.

    Source
    ------
    Kish, L. (1965), Survey Sampling, 5.4 and 8.2; analysis of variance: Donner, A. and Koval, J. J.
    (1980), Biometrics 36(1), 19-25; differences of groups that share clusters: Kish, L. and
    Frankel, M. R. (1974), JRSS B 36(1), 1-37. The greater of the two is ours. Checked against R
    survey and a one-way ``aov``.

    Examples
    --------
    >>> from fractions import Fraction
    >>> from decimal import Decimal
    >>> from analytics.inputs import Band
    >>> rule = Rule({"waktu": Fraction(1)}, 25, (Band(Decimal(25), "D", "Buruk"),), 1, 4)
    >>> days = [Tally.from_ratings([[3 + day % 2]] * 3, ("waktu",), 1, 4) for day in range(10)]
    >>> group = GroupDays(Tally.merged(days), ClusterSums.of_tallies(days))
    >>> [round(effect.factor, 3) for effect in day_effects([group, GroupDays(days[0], None)], rule)]
    [3.222, 3.222]
    """
    measured = [_measured(group, rule) for group in groups]
    enough = [one for one in measured if one]
    if not enough:
        return None
    alike = _alike(enough)
    known = [_effect(one, alike) if one else None for one in measured]
    greatest = max(effect.factor for effect in known if effect)
    return tuple(
        effect or effect_from_elsewhere(greatest, group.whole.n)
        for effect, group in zip(known, groups, strict=True)
    )


def effect_from_elsewhere(factor: float, n: int) -> DayEffect:
    """Give a group an effect that was measured over other sheets.

    Parameters
    ----------
    factor : float
        A design effect; one below 1 counts as 1.
    n : int
        Sheets of the group.

    Returns
    -------
    DayEffect
        With the degrees of freedom of FEWEST_CLUSTERS days, or of its sheets if they are fewer.

    Source
    ------
    As `day_effects`.

    Examples
    --------
    >>> effect_from_elsewhere(2.5, 100)
    DayEffect(factor=2.5, degrees=9.0)
    """
    return DayEffect(max(1.0, factor), float(max(1, min(n, FEWEST_CLUSTERS) - 1)))


class _Measured(NamedTuple):
    """A group of enough days: its own effect, and its sums of squares between and within days."""

    n: float
    n_days: int
    own: float
    together: float
    between: float
    within: float


def _measured(group: GroupDays, rule: Rule) -> _Measured | None:
    rule.check_fits(group.whole)
    days = group.days
    if days is None or days.n_clusters < FEWEST_CLUSTERS:
        return None
    independent = float(ni_variance(group.whole, rule))
    if independent == 0:
        return None
    sizes, parts = _sizes_and_parts(days, rule)
    n = float(sizes.sum())
    between = n**2 * float((parts**2 / sizes).sum())
    own = days.n_clusters / (days.n_clusters - 1) * float((parts**2).sum()) / independent
    return _Measured(
        n=n,
        n_days=days.n_clusters,
        own=own,
        together=float((sizes**2).sum()) / n,
        between=between,
        within=max(n * (n - 1) * independent - between, 0.0),
    )


def _sizes_and_parts(days: ClusterSums, rule: Rule) -> tuple[Floats, Floats]:
    """The sheets of each day, by weighted answers, and what it adds to the linearised NI."""
    if set(days.items) != set(rule.weights):
        raise ValueError(f"days have {days.items}; expected {sorted(rule.weights)}")
    weights = np.array([float(rule.weights[key]) for key in days.items])
    answered = days.answered.astype(float)
    totals = answered.sum(axis=0)
    means = days.sums.sum(axis=0) / totals
    parts = (days.sums - means * answered) @ (weights / totals)
    return np.asarray(answered @ weights / weights.sum()), np.asarray(parts)


def _alike(groups: Sequence[_Measured]) -> float:
    """How alike sheets of one day are, 0 to 1, over all groups together."""
    n_days, n = sum(one.n_days - 1 for one in groups), sum(one.n for one in groups)
    shared = sum(one.n - one.together for one in groups) / n_days
    left = n - sum(one.n_days for one in groups)
    within = sum(one.within for one in groups) / left if left > 0 else 0.0
    of_days = max(sum(one.between for one in groups) / n_days - within, 0.0) / shared
    return of_days / (of_days + within) if of_days > 0 else 0.0


def _effect(one: _Measured, alike: float) -> DayEffect:
    return DayEffect(
        factor=max(1.0, one.own, 1 + (one.together - 1) * alike),
        degrees=float(max(1, min(one.n_days, one.n) - 1)),
    )
