"""Whether a score rose or fell from one period to the next, and by how much, within limits."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from analytics.inputs import Rule, Tally
from analytics.intervals import element_interval, index_interval
from analytics.kind_checks import of_kind
from analytics.mean_index import ni
from analytics.results import Interval

METHOD = "square-and-add of score-t limits"
WITHHELD, TOO_FEW_ANSWERS = "withheld", "too_few_answers"


class Direction(StrEnum):
    """What may be said of a change: up, down, or that the two cannot be told apart."""

    RISE = "kenaikan"
    FALL = "penurunan"
    UNCLEAR = "tidak dapat dibedakan"


@dataclass(frozen=True)
class Change:
    """The later value less the earlier one; without a difference `reason` says why."""

    difference: Fraction | None
    interval: Interval | None
    direction: Direction | None
    reason: str | None


@dataclass(frozen=True)
class Estimate:
    """A value with its limits."""

    value: float
    low: float
    high: float


def index_change(
    before: Tally | None, after: Tally | None, rule: Rule, *, level: float = 0.95
) -> Change:
    """Give the change of the index between two periods.

    Parameters
    ----------
    before, after : Tally or None
        Of different people; None where the period is withheld.
    rule : Rule
        With the items and scale of both.
    level : float
        Between 0 and 1.

    Returns
    -------
    Change
        On the index's scale, exact. ``withheld``: a tally is None. ``too_few_answers``: an
        element has fewer than 2 answers, so that a period has no interval.

    Raises
    ------
    ValueError
        If a tally does not fit the rule, or the level is not between 0 and 1.

    Notes
    -----
    The limits of both periods, those shown everywhere, are joined by `difference_limits`:
    where most answers are fours they lean downwards, and the change's limits with them.

    Source
    ------
    As `difference_limits`.

    Examples
    --------
    >>> from decimal import Decimal
    >>> from analytics.inputs import Band
    >>> rule = Rule({"waktu": Fraction(1)}, 25, (Band(Decimal(25), "D", "Buruk"),), 1, 4)
    >>> first = Tally.from_ratings([[3]] * 30 + [[2]] * 10, ("waktu",), 1, 4)
    >>> second = Tally.from_ratings([[4]] * 30 + [[3]] * 10, ("waktu",), 1, 4)
    >>> change = index_change(first, second, rule)
    >>> change.difference, change.direction.value
    (Fraction(25, 1), 'kenaikan')
    >>> index_change(None, second, rule).reason
    'withheld'
    """

    def value(tally: Tally) -> Fraction:
        return rule.factor * ni(tally, rule)

    return _change(before, after, value, lambda tally: index_interval(tally, rule, level=level))


def element_change(
    before: Tally | None, after: Tally | None, key: str, *, level: float = 0.95
) -> Change:
    """Give the change of an element's mean between two periods.

    Parameters
    ----------
    before, after : Tally or None
        Of different people; None where the period is withheld.
    key : str
        The element.
    level : float
        Between 0 and 1.

    Returns
    -------
    Change
        On the rating scale; otherwise as `index_change`.

    Raises
    ------
    ValueError
        If there is no such element or the level is not between 0 and 1.

    Source
    ------
    As `difference_limits`.

    Examples
    --------
    >>> tally = Tally.from_ratings([[4]] * 30 + [[3]] * 10, ("waktu",), 1, 4)
    >>> element_change(tally, tally, "waktu").direction.value
    'tidak dapat dibedakan'
    """

    def value(tally: Tally) -> Fraction:
        place = tally.items.index(key)
        return Fraction(int(tally.sums[place]), int(tally.answered[place]))

    return _change(before, after, value, lambda tally: element_interval(tally, key, level=level))


def difference_limits(before: Estimate, after: Estimate) -> tuple[float, float]:
    """Give the limits of a difference of two independent estimates from the limits of each.

    Parameters
    ----------
    before, after : Estimate
        With limits at one level, around their values.

    Returns
    -------
    (float, float)
        Limits of after less before, around that difference; equal only where both estimates
        have limits of width 0.

    Raises
    ------
    ValueError
        If a number is not finite or a value lies outside its limits.

    Notes
    -----
    d = b - a; low = d - sqrt((b - b_low)^2 + (a_high - a)^2) and
    high = d + sqrt((b_high - b)^2 + (a - a_low)^2): each limit is recovered from those variances
    that hold near it.

    Source
    ------
    Newcombe, R. G. (1998), Interval estimation for the difference between independent
    proportions, Statistics in Medicine 17, 873-890, method 10; for any two estimates: Zou, G. Y.
    and Donner, A. (2008), Statistics in Medicine 27, 1693-1702.

    Examples
    --------
    >>> low, high = difference_limits(Estimate(0.6, 0.49, 0.70), Estimate(0.8, 0.69, 0.88))
    >>> round(low, 3), round(high, 3)
    (0.051, 0.336)
    """
    for estimate in (before, after):
        _check(of_kind(estimate, Estimate, "an estimate"))
    difference = after.value - before.value
    down = math.hypot(after.value - after.low, before.high - before.value)
    up = math.hypot(after.high - after.value, before.value - before.low)
    return difference - down, difference + up


def direction_of(interval: Interval) -> Direction:
    """Give what may be said of a change with these limits.

    Parameters
    ----------
    interval : Interval
        Of the later value less the earlier one.

    Returns
    -------
    Direction
        A rise or a fall only where 0 lies outside; a limit of exactly 0 leaves it unclear.

    Raises
    ------
    ValueError
        If a limit is not finite or they are not in order.

    Source
    ------
    Two-sided test by interval; e.g. Altman et al. (2000), Statistics with Confidence, 2nd ed.

    Examples
    --------
    >>> [direction_of(Interval(*limits, 0.95, "")).name for limits in ((1, 2), (-1, 2), (-2, -1))]
    ['RISE', 'UNCLEAR', 'FALL']
    """
    of_kind(interval, Interval, "interval")
    if not -math.inf < interval.low <= interval.high < math.inf:
        raise ValueError(f"limits are {interval.low} and {interval.high}; expected them in order")
    if interval.low > 0:
        return Direction.RISE
    return Direction.FALL if interval.high < 0 else Direction.UNCLEAR


def _change(
    before: Tally | None,
    after: Tally | None,
    value: Callable[[Tally], Fraction],
    interval: Callable[[Tally], Interval | None],
) -> Change:
    if before is None or after is None:
        return Change(None, None, None, WITHHELD)
    for tally in (before, after):
        of_kind(tally, Tally, "a period's tally")
    limits = interval(before), interval(after)
    if limits[0] is None or limits[1] is None:
        return Change(None, None, None, TOO_FEW_ANSWERS)
    values = value(before), value(after)
    low, high = difference_limits(_estimate(values[0], limits[0]), _estimate(values[1], limits[1]))
    joined = Interval(low, high, limits[0].level, METHOD)
    return Change(values[1] - values[0], joined, direction_of(joined), None)


def _estimate(value: Fraction, limits: Interval) -> Estimate:
    # The value as a float may fall a last digit outside of limits that touch it.
    held = min(max(float(value), limits.low), limits.high)
    return Estimate(held, limits.low, limits.high)


def _check(estimate: Estimate) -> None:
    if not -math.inf < estimate.low <= estimate.value <= estimate.high < math.inf:
        raise ValueError(f"{estimate}; expected finite numbers, the value within its limits")
