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
from analytics.kind_checks import all_of_kind
from analytics.mean_index import ni_variance
from analytics.number_checks import finite_number
from analytics.rule_checks import check_fits
from analytics.tally_checks import whole_number

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class DayEffect:
    """By what the variance of independent sheets is multiplied, and its degrees of freedom.

    `least` is what the variance comes to at least, on the index's scale.
    """

    factor: float
    degrees: float
    least: float = 0.0


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
        In the order given; None where the days of all groups together (each less one) are fewer
        than those of one group of FEWEST_CLUSTERS, so that sheets can only count as independent. No
        factor is below 1.

    Raises
    ------
    ValueError
        If a tally or its days do not fit the rule.

    Notes
    -----
    A group of FEWEST_CLUSTERS days or more gets the greater of two design effects, with its days
    less one as degrees of freedom: its own, the variance between its days over that of independent
    sheets; and 1 + (b - 1) rho, with b = sum n_d^2 / n the sheets that share the day of a sheet,
    and rho how alike sheets of a day are over all groups together, by analysis of variance.
    An effect of few days alone is too small as often as too large, and the smallest are what calls
    groups different. A group of fewer days gets the latter alone, one of unknown days the greatest
    of those, both with the degrees of FEWEST_CLUSTERS days. A group whose few days happened
    to be alike would look sure of itself, so `least` is 1 + (b - 1) rho times the variance between
    sheets pooled over groups, over n. Groups that share days, such as
    counters of one hall, still count as independent: what a day does to both alike drops out of
    their difference, so that the sum of their variances is as a rule too large.

    Source
    ------
    Kish, L. (1965), Survey Sampling, 5.4 and 8.2; analysis of variance: Donner, A. and Koval, J. J.
    (1980), Biometrics 36(1), 19-25; differences of groups that share clusters: Kish, L. and
    Frankel, M. R. (1974), JRSS B 36(1), 1-37. The greater of the two and `least` are ours.
    Checked against R survey and a one-way ``aov``.

    Examples
    --------
    >>> from fractions import Fraction
    >>> from decimal import Decimal
    >>> from analytics.inputs import Band
    >>> rule = Rule({"waktu": Fraction(1)}, 25, (Band(Decimal(25), "D", "Buruk"),), 1, 4)
    >>> days = [Tally.from_ratings([[3 + day % 2]] * 3, ("waktu",), 1, 4) for day in range(10)]
    >>> group = GroupDays(Tally.merged(days), ClusterSums.of_tallies(days))
    >>> [round(effect.factor, 3) for effect in day_effects([group, GroupDays(days[0], None)], rule)]
    [3.222, 3.0]
    """
    measured = [_measured(group, rule) for group in all_of_kind(groups, GroupDays, "a group")]
    enough = [one for one in measured if one.own is not None]
    if sum(one.n_days - 1 for one in enough) < FEWEST_CLUSTERS - 1:
        return None
    alike = _alike(enough)
    usual = max(_inflation(one, alike) for one in enough)
    squares = sum(one.between + one.within for one in enough)
    spread = float(rule.factor) ** 2 * squares / sum(one.n - 1 for one in enough)
    return tuple(_effect(one, alike, usual, spread) for one in measured)


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

    Raises
    ------
    ValueError
        If the factor is not finite.

    Source
    ------
    As `day_effects`.

    Examples
    --------
    >>> effect_from_elsewhere(2.5, 100)
    DayEffect(factor=2.5, degrees=9.0, least=0.0)
    """
    days = min(whole_number(n, "n"), FEWEST_CLUSTERS)
    return DayEffect(max(1.0, finite_number(factor, "factor")), float(max(1, days - 1)))


class _Measured(NamedTuple):
    """A group: its own effect, how many sheets share a day, and squares between and within days.

    `own` is None where fewer than 2 days are known or its sheets do not differ.
    """

    n: float
    n_days: int
    together: float
    own: float | None
    between: float
    within: float


def _measured(group: GroupDays, rule: Rule) -> _Measured:
    check_fits(group.whole, rule)
    days = group.days
    if days is None or not days.n_clusters:
        return _Measured(group.whole.n, 0, 1.0, None, 0.0, 0.0)
    sizes, parts = _sizes_and_parts(days, rule)
    n, number = float(sizes.sum()), days.n_clusters
    together = float((sizes**2).sum()) / n
    independent = float(ni_variance(group.whole, rule))
    if independent == 0 or number < 2:
        return _Measured(n, number, together, None, 0.0, 0.0)
    own = number / (number - 1) * float((parts**2).sum()) / independent
    between = n**2 * float((parts**2 / sizes).sum())
    within = max(n * (n - 1) * independent - between, 0.0)
    return _Measured(n, number, together, own, between, within)


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


def _inflation(one: _Measured, alike: float) -> float:
    return 1 + (one.together - 1) * alike


def _effect(one: _Measured, alike: float, usual: float, spread: float) -> DayEffect:
    pooled, own, degrees = _inflation(one, alike), one.own or 0.0, min(one.n_days, one.n) - 1
    if one.n_days < FEWEST_CLUSTERS:
        own, degrees = 0.0, min(FEWEST_CLUSTERS, one.n) - 1
    if not one.n_days:
        pooled = usual
    return DayEffect(max(1.0, own, pooled), float(max(1, degrees)), pooled * spread / one.n)
