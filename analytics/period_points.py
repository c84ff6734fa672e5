"""Points of a series, one a period, and whether there are enough on either side of a change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analytics.kind_checks import all_of_kind, of_kind
from analytics.number_checks import finite_number

FEWEST_POINTS = 8
FEWEST_ANSWERS = 35
# Floats carry 16 digits; a difference of two numbers has lost those that they share.
ROUNDING = 1e-12
TOO_LITTLE, NO_VARIATION = "too_little_baseline", "no_variation"


@dataclass(frozen=True)
class Point:
    """One period: its place in time (months are 1 apart), a mean, and the answers behind it."""

    time: int
    value: float
    n: int


@dataclass(frozen=True)
class Needed:
    """How many more there must be before anything may be said; 0 where there are enough."""

    points_before: int
    points_after: int
    answers_before: int
    answers_after: int

    @property
    def is_nothing(self) -> bool:
        """Whether nothing is missing."""
        return not any(
            (self.points_before, self.points_after, self.answers_before, self.answers_after)
        )


def still_needed(points: Sequence[Point], change: int) -> Needed:
    """Give how many more points and answers it takes before and after a change.

    Parameters
    ----------
    points : sequence of Point
        In any order.
    change : int
        The time of the first point after the change.

    Returns
    -------
    Needed
        At least 8 points and 35 answers on either side.

    Raises
    ------
    ValueError
        If a point has fewer than 1 answer or a value that is not finite, or two points share a
        time.

    Source
    ------
    Our minimum: two lines have four coefficients, and Hawley et al. (2019), Clinical
    Epidemiology 11, 197-205, found even 12 and 12 points too few where each rests on few people.
    35 answers: from where this product's interval was shown to hold.

    Examples
    --------
    >>> still_needed([Point(month, 3.5, 10) for month in range(10)], 7)
    Needed(points_before=1, points_after=5, answers_before=0, answers_after=5)
    """
    check_points(points)
    finite_number(change, "change")
    before = [point for point in points if point.time < change]
    after = [point for point in points if point.time >= change]
    lacking = [max(0, FEWEST_POINTS - len(side)) for side in (before, after)]
    answers = [max(0, FEWEST_ANSWERS - sum(p.n for p in side)) for side in (before, after)]
    return Needed(*lacking, *answers)


def columns(points: Sequence[Point]) -> tuple[NDArray[np.float64], ...]:
    """Give times, values and numbers of answers of points as arrays.

    Parameters
    ----------
    points : sequence of Point
        At least one.

    Returns
    -------
    tuple of three arrays (t,)

    Raises
    ------
    ValueError
        If there is no point.

    Source
    ------
    Rearrangement; nothing is computed.

    Examples
    --------
    >>> [column.tolist() for column in columns([Point(0, 3.5, 10)])]
    [[0.0], [3.5], [10.0]]
    """
    points = all_of_kind(points, Point, "a point")
    check_points(points)
    if not points:
        raise ValueError("there is no point; expected at least one")
    rows = np.array([(point.time, point.value, point.n) for point in points], dtype=float)
    return rows[:, 0], rows[:, 1], rows[:, 2]


def why_not(
    needed: Needed, points: Sequence[Point], change: int, *, largest: float = 0.0
) -> str | None:
    """Give the reason why nothing may be said of a change, if there is one.

    Parameters
    ----------
    needed : Needed
        What `still_needed` gave for the points.
    points : sequence of Point
    change : int
        The time of the first point after the change.
    largest : float
        Of the numbers whose differences the values are, the one furthest from 0: values that
        differ by its rounding only are equal. 0 where the values are as they were given.

    Returns
    -------
    str or None
        ``too_little_baseline``, or ``no_variation`` where the values of each side are all
        equal: nothing then shows how much they vary by chance.

    Raises
    ------
    ValueError
        Never for what `still_needed` took.

    Source
    ------
    As `still_needed`.

    Examples
    --------
    >>> points = [Point(month, 4.0, 10) for month in range(16)]
    >>> why_not(still_needed(points, 8), points, 8)
    'no_variation'
    """
    check_points(points)
    finite_number(change, "change")
    finite_number(largest, "largest")
    if not of_kind(needed, Needed, "needed").is_nothing:
        return TOO_LITTLE
    sides = [[p.value for p in points if (p.time >= change) is after] for after in (False, True)]
    rounding = ROUNDING * abs(largest)
    is_flat = all(max(values) - min(values) <= rounding for values in sides)
    return NO_VARIATION if is_flat else None


def check_points(points: Sequence[Point]) -> None:
    """Refuse points that cannot be: without answers, without a finite value, twice in a period.

    Parameters
    ----------
    points : sequence of Point
        In any order; none is allowed.

    Raises
    ------
    ValueError
        If a point is one of those.

    Source
    ------
    Definition of `Point`.

    Examples
    --------
    >>> check_points([Point(0, 3.5, 0)])
    Traceback (most recent call last):
    ValueError: a point has no answer or no finite value; expected at least 1 answer
    """
    if any(not _is_sound(point) for point in all_of_kind(points, Point, "a point")):
        raise ValueError("a point has no answer or no finite value; expected at least 1 answer")
    times = [point.time for point in points]
    if len(set(times)) < len(times):
        raise ValueError("two points share a time; expected one point for each period")


def _is_sound(point: Point) -> bool:
    finite_number(point.time, "time of a point")
    is_whole = isinstance(point.n, int | np.integer) and not isinstance(point.n, bool)
    is_number = isinstance(point.value, int | float | np.number)
    return is_whole and point.n >= 1 and is_number and bool(np.isfinite(point.value))
