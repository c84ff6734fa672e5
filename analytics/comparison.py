"""Groups side by side: shrunken indices, how likely each lies above the others, and bands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from analytics.inputs import Rule, Tally
from analytics.intervals import index_interval
from analytics.mean_index import ni
from analytics.number_checks import finite_number
from analytics.results import Interval
from analytics.sampling_variance import index_variance
from analytics.separation import MOST_GROUPS, bands, separated_pairs, welch_p_values
from analytics.shrinkage import METHOD, Shrunk, shrink

FEWEST_TO_COMPARE = 2
TOO_FEW_TO_COMPARE = "too_few_to_compare"


@dataclass(frozen=True)
class GroupIndex:
    """What is known of one group before it is compared.

    `variance` is the sampling variance of `index`, above 0, with `degrees` of freedom;
    `interval` is the group's own, without any borrowing from the others.
    """

    key: str
    n: int
    index: Fraction
    variance: float
    degrees: float
    interval: Interval


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
    rule.check_fits(tally)
    variance, interval = index_variance(tally, rule), index_interval(tally, rule)
    if variance is None or interval is None:
        return None
    index = rule.factor * ni(tally, rule)
    return GroupIndex(key, tally.n, index, float(variance), tally.n - 1, interval)


def compare(tallies: Mapping[str, Tally], rule: Rule) -> Comparison:
    """Compare the indices of groups of sheets.

    Parameters
    ----------
    tallies : mapping of group key to Tally
        Groups that share no sheets. The order is kept.
    rule : Rule
        With the tallies' items and scale.

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
    As `compare_indices`.

    Source
    ------
    As `compare_indices`.

    Examples
    --------
    >>> from decimal import Decimal
    >>> from analytics.inputs import Band
    >>> rule = Rule({"waktu": Fraction(1)}, 25, (Band(Decimal(25), "D", "Buruk"),), 1, 4)
    >>> rows = {"A": [[4]] * 40, "B": [[4], [3]] * 20, "C": [[1], [2]] * 20, "D": [[4]]}
    >>> tallies = {key: Tally.from_ratings(held, ("waktu",), 1, 4) for key, held in rows.items()}
    >>> found = compare(tallies, rule)
    >>> found.bands, found.left_out, found.reason
    ((('A',), ('B',), ('C',)), ('D',), 'too_few_groups')
    """
    measured = {key: group_index(key, tally, rule) for key, tally in tallies.items()}
    return compare_indices(
        [group for group in measured.values() if group],
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
    >>> held = Interval(80.0, 90.0, 0.95, "")
    >>> groups = [GroupIndex(key, 9, Fraction(85), 4.0, 8, held) for key in "ABCD"]
    >>> found = compare_indices(groups, low=25, high=100)
    >>> found.bands, found.mean, found.between_sd
    ((('A', 'B', 'C', 'D'),), 85.0, 0.0)
    """
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
