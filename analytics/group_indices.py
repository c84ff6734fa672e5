"""One group before it is compared: its index, and how far chance and days may move it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from analytics.day_effects import DayEffect
from analytics.inputs import Rule, Tally
from analytics.intervals import index_interval
from analytics.kind_checks import all_of_kind, of_kind
from analytics.mean_index import ni
from analytics.results import Interval
from analytics.rule_checks import check_fits
from analytics.sampling_variance import index_variance


@dataclass(frozen=True)
class GroupIndex:
    """What is known of one group before it is compared.

    `variance` is the sampling variance of `index`, above 0, with `degrees` of freedom;
    `interval` is the group's own, without any borrowing from the others. `day_factor` is what
    days as clusters multiplied the variance by; None where sheets count as independent.
    """

    key: str
    n: int
    index: Fraction
    variance: float
    degrees: float
    interval: Interval
    day_factor: float | None = None

    def like(self, other: GroupIndex) -> GroupIndex:
        """The same with the day effect of another figure of the group, where that has one."""
        factor = of_kind(other, GroupIndex, "other").day_factor
        if factor is None:
            return self
        return with_days([self], [DayEffect(factor, other.degrees)])[0]


def group_index(key: str, tally: Tally, rule: Rule) -> GroupIndex | None:
    """Give the index of one group with what comparing needs.

    Parameters
    ----------
    key : str
        The group's own key.
    tally : Tally
    rule : Rule
        With the tally's items and scale.

    Returns
    -------
    GroupIndex or None
        None where an element has fewer than 2 answers: no spread, so nothing to compare by.

    Raises
    ------
    ValueError
        If tally and rule do not fit.

    Source
    ------
    `analytics.mean_index.ni`, `analytics.sampling_variance.index_variance` and
    `analytics.intervals.index_interval`.

    Examples
    --------
    >>> from decimal import Decimal
    >>> from analytics.inputs import Band
    >>> rule = Rule({"waktu": Fraction(1)}, 25, (Band(Decimal(25), "D", "Buruk"),), 1, 4)
    >>> found = group_index("Loket 1", Tally.from_ratings([[4], [3]], ("waktu",), 1, 4), rule)
    >>> found.n, float(found.index), round(found.variance, 1)
    (2, 87.5, 421.9)
    """
    of_kind(key, str, "key")
    check_fits(tally, rule)
    variance, interval = index_variance(tally, rule), index_interval(tally, rule)
    if variance is None or interval is None:
        return None
    index = rule.factor * ni(tally, rule)
    return GroupIndex(key, tally.n, index, float(variance), tally.n - 1, interval)


def at_least_pooled(groups: Sequence[GroupIndex]) -> list[GroupIndex]:
    """Give groups at least the variance that sheets have over all of them together.

    Parameters
    ----------
    groups : sequence of GroupIndex
        With the variances of independent sheets.

    Returns
    -------
    list of GroupIndex
        In the order given, none with a smaller variance than before.

    Raises
    ------
    ValueError
        If something else than a group is among them.

    Notes
    -----
    A group of equal sheets knows nothing of how far sheets lie apart, and looks sure of itself. Of
    five groups of 60 drawn from one population with 1 % of bad sheets, intervals by own variances
    alone cover 45 %, these 94 %.

    Source
    ------
    The pooled variance of analysis of variance; that the greater counts is ours, as it is `least`
    of `analytics.day_effects.day_effects`.

    Examples
    --------
    >>> held = Interval(80.0, 90.0, 0.95, "")
    >>> groups = [GroupIndex("A", 10, Fraction(85), of, 9, held) for of in (1, 3)]
    >>> [one.variance for one in at_least_pooled(groups)]
    [2.0, 3]
    """
    held = all_of_kind(groups, GroupIndex, "a group")
    degrees = sum(one.n - 1 for one in held)
    # Added exactly, so that the order of the groups moves nothing.
    squares = math.fsum((one.n - 1) * one.n * one.variance for one in held)
    return [replace(one, variance=max(one.variance, squares / degrees / one.n)) for one in held]


def with_days(
    groups: Sequence[GroupIndex], effects: Sequence[DayEffect] | None
) -> list[GroupIndex]:
    """Give groups the variances that allow for sheets of one day being alike.

    Parameters
    ----------
    groups : sequence of GroupIndex
    effects : sequence of DayEffect or None
        One for each group; None leaves them as they are.

    Returns
    -------
    list of GroupIndex
        Never with a smaller variance or more degrees of freedom.

    Raises
    ------
    ValueError
        If there is not one effect for each group.

    Source
    ------
    `analytics.day_effects.day_effects`.

    Examples
    --------
    >>> group = GroupIndex("A", 40, Fraction(85), 4.0, 39, Interval(80.0, 90.0, 0.95, ""))
    >>> [(one.variance, one.degrees) for one in with_days([group], [DayEffect(2.5, 11.0)])]
    [(10.0, 11.0)]
    """
    held = all_of_kind(groups, GroupIndex, "a group")
    if effects is None:
        return held
    if len(all_of_kind(effects, DayEffect, "an effect")) != len(held):
        raise ValueError(f"{len(effects)} effects; expected one for each of {len(held)} groups")
    return [_with_days(group, effect) for group, effect in zip(held, effects, strict=True)]


def _with_days(group: GroupIndex, effect: DayEffect) -> GroupIndex:
    variance = max(group.variance * effect.factor, effect.least)
    return replace(
        group,
        variance=variance,
        degrees=min(group.degrees, effect.degrees),
        day_factor=variance / group.variance,
    )
