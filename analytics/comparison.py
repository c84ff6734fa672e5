"""Groups side by side: shrunken indices, how likely each lies above the others, and bands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from analytics.cluster_sums import ClusterSums
from analytics.day_effects import GroupDays, day_effects
from analytics.group_indices import GroupIndex, at_least_pooled, group_index, with_days
from analytics.inputs import Rule, Tally
from analytics.kind_checks import all_of_kind, mapping_of
from analytics.number_checks import finite_number
from analytics.results import Interval
from analytics.separation import MOST_GROUPS, bands, separated_pairs, welch_p_values
from analytics.shrinkage import METHOD, Shrunk, shrink

FEWEST_TO_COMPARE = 2
TOO_FEW_TO_COMPARE = "too_few_to_compare"


@dataclass(frozen=True)
class ComparedGroup:
    """One group beside the others.

    `shrunken` and its interval lie on the index's scale; `kept_0_1` is the part of its distance
    to the mean that the group keeps. `probability_above` is that its true index lies above the
    plain mean of the others'.
    """

    raw: GroupIndex
    shrunken: float
    interval: Interval
    kept_0_1: float
    probability_above: float


@dataclass(frozen=True)
class Comparison:
    """Groups in the order given, and what may be said about their differences.

    `bands` are sets of keys in which no two groups can be told apart, the highest first, their
    keys in the order given; None above 150 groups. `mean` and `between_sd` (the spread of true
    indices) are None where nothing was shrunk. `left_out` names groups with fewer than 2
    answers to an element. `reason`: ``too_few_to_compare`` (below 2 groups: no groups here),
    ``too_few_groups``, ``no_spread_beyond_chance``, or None.
    """

    groups: tuple[ComparedGroup, ...]
    bands: tuple[tuple[str, ...], ...] | None
    mean: float | None
    between_sd: float | None
    left_out: tuple[str, ...]
    reason: str | None

    @property
    def allows_for_days(self) -> bool:
        """Whether all of it allows for sheets of one day being alike."""
        return bool(self.groups) and all(one.raw.day_factor is not None for one in self.groups)

    def with_day_effects(self, groups: Iterable[GroupIndex]) -> list[GroupIndex]:
        """Other figures of the same groups, each as much less sure as the group is here."""
        known = {one.raw.key: one.raw for one in self.groups}
        held = all_of_kind(groups, GroupIndex, "a group")
        return [one.like(known[one.key]) if one.key in known else one for one in held]


def compare(
    tallies: Mapping[str, Tally], rule: Rule, days: Mapping[str, ClusterSums] | None = None
) -> Comparison:
    """Compare the indices of groups of sheets.

    Parameters
    ----------
    tallies : mapping of group key to Tally
        Groups that share no sheets. The order is kept.
    rule : Rule
        With the tallies' items and scale.
    days : mapping of group key to ClusterSums, optional
        What each day adds to a group, for those of which that is known.

    Returns
    -------
    Comparison
        Without the groups that have fewer than 2 answers to an element.

    Raises
    ------
    ValueError
        If a tally and the rule do not fit.

    Notes
    -----
    As `compare_indices`, with the variances that `analytics.day_effects.day_effects` gives; where
    days are not known well enough, with those of `analytics.group_indices.at_least_pooled`.

    Source
    ------
    As `compare_indices` and those two.

    Examples
    --------
    >>> from decimal import Decimal
    >>> from fractions import Fraction
    >>> from analytics.inputs import Band
    >>> rule = Rule({"waktu": Fraction(1)}, 25, (Band(Decimal(25), "D", "Buruk"),), 1, 4)
    >>> rows = {"A": [[4]] * 40, "B": [[4], [3]] * 20, "C": [[1], [2]] * 20, "D": [[4]]}
    >>> tallies = {key: Tally.from_ratings(held, ("waktu",), 1, 4) for key, held in rows.items()}
    >>> found = compare(tallies, rule)
    >>> found.bands, found.left_out, found.reason
    ((('A',), ('B',), ('C',)), ('D',), 'too_few_groups')
    """
    held_days = mapping_of({} if days is None else days, ClusterSums, "the days of")
    mapping_of(tallies, Tally, "the tally of")
    measured = {key: group_index(key, tally, rule) for key, tally in tallies.items()}
    groups = [group for group in measured.values() if group]
    held = [GroupDays(tallies[one.key], held_days.get(one.key)) for one in groups]
    effects = day_effects(held, rule)
    return compare_indices(
        with_days(groups, effects) if effects else at_least_pooled(groups),
        low=rule.factor * rule.low,
        high=rule.factor * rule.high,
        left_out=tuple(key for key, group in measured.items() if not group),
    )


def compare_indices(
    groups: Sequence[GroupIndex], *, low: float, high: float, left_out: tuple[str, ...] = ()
) -> Comparison:
    """Compare groups whose indices and variances are known.

    Parameters
    ----------
    groups : sequence of GroupIndex
        In any order, which is kept.
    low, high : float
        Ends of the index's scale; intervals of shrunken indices are cut there.
    left_out : tuple of str
        Keys of groups that could not be measured; only passed on.

    Returns
    -------
    Comparison
        Below 2 groups without any, and the reason ``too_few_to_compare``.

    Raises
    ------
    ValueError
        If a number is not finite, a variance is not above 0 or the scale is not in order.

    Notes
    -----
    Shrunken indices and probabilities are those of `analytics.shrinkage.shrink`. Bands come
    from the raw indices: Welch's test of each pair, all pairs together by Benjamini and
    Hochberg at 5 %. They are ordered by the mean of their shrunken indices.

    Source
    ------
    Goldstein, H. and Spiegelhalter, D. J. (1996), JRSS A 159(3), 385-443 (why ranks are not
    given); otherwise `analytics.shrinkage` and `analytics.separation`.

    Examples
    --------
    >>> from fractions import Fraction
    >>> held = Interval(80.0, 90.0, 0.95, "")
    >>> groups = [GroupIndex(key, 9, Fraction(85), 4.0, 8, held) for key in "ABCD"]
    >>> found = compare_indices(groups, low=25, high=100)
    >>> found.bands, found.mean, found.between_sd
    ((('A', 'B', 'C', 'D'),), 85.0, 0.0)
    """
    groups = all_of_kind(groups, GroupIndex, "a group")
    left_out = tuple(all_of_kind(left_out, str, "a key left out"))
    low, high = finite_number(low, "low"), finite_number(high, "high")
    if low >= high:
        raise ValueError(f"scale is {low} to {high}; expected the lowest first")
    if len(groups) < FEWEST_TO_COMPARE:
        return Comparison((), None, None, None, left_out, TOO_FEW_TO_COMPARE)
    shrunk = shrink([float(group.index) for group in groups], [group.variance for group in groups])
    return Comparison(
        groups=tuple(_compared(groups, shrunk, low, high)),
        bands=_bands(groups, shrunk) if len(groups) <= MOST_GROUPS else None,
        mean=shrunk.mean,
        between_sd=None if shrunk.between is None else float(np.sqrt(shrunk.between)),
        left_out=left_out,
        reason=shrunk.reason,
    )


def _compared(
    groups: Sequence[GroupIndex], shrunk: Shrunk, low: float, high: float
) -> list[ComparedGroup]:
    limits = np.clip([shrunk.lows, shrunk.highs], low, high).T.tolist()
    return [
        ComparedGroup(
            raw=group,
            shrunken=float(shrunk.means[place]),
            interval=_interval(group, shrunk, limits[place]),
            kept_0_1=float(shrunk.kept[place]),
            probability_above=float(shrunk.probabilities_above[place]),
        )
        for place, group in enumerate(groups)
    ]


def _interval(group: GroupIndex, shrunk: Shrunk, limits: Sequence[float]) -> Interval:
    """Where nothing was shrunk, the group's own interval: one number has one interval."""
    if shrunk.between is None:
        return group.interval
    return Interval(limits[0], limits[1], shrunk.level, METHOD)


def _bands(groups: Sequence[GroupIndex], shrunk: Shrunk) -> tuple[tuple[str, ...], ...]:
    """The bands by key. Groups are taken in order of index, which keeps splitting quick."""
    order = sorted(range(len(groups)), key=lambda place: groups[place].index)
    p_values = welch_p_values(
        [float(groups[place].index) for place in order],
        [groups[place].variance for place in order],
        [groups[place].degrees for place in order],
    )
    found = [sorted(order[at] for at in band) for band in bands(separated_pairs(p_values))]
    found.sort(key=lambda band: -float(shrunk.means[band].mean()))
    return tuple(tuple(groups[place].key for place in band) for band in found)
