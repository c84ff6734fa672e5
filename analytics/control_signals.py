"""What stands out in a control chart: the four signals of "Making Data Count"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from itertools import groupby
from typing import Any

import numpy as np

from analytics.kind_checks import all_of_kind
from analytics.number_checks import finite_number
from analytics.tally_checks import whole_number

RUN = 7
WINDOW, FEWEST_OUTER = 3, 2


class SignalKind(StrEnum):
    """Which rule a signal comes from."""

    OUTSIDE = "outside"
    ONE_SIDE = "one_side"
    TREND = "trend"
    OUTER_THIRD = "outer_third"


class Side(StrEnum):
    """Above the mean or rising, or else below it or falling."""

    UP = "up"
    DOWN = "down"


@dataclass(frozen=True)
class Signal:
    """Points, by their places, that chance alone would seldom put so."""

    kind: SignalKind
    side: Side
    points: tuple[int, ...]


def signals_of(
    values: Sequence[Fraction],
    *,
    mean: Fraction,
    low: Fraction,
    high: Fraction,
    outer_low: Fraction,
    outer_high: Fraction,
    first: int = 0,
) -> list[Signal]:
    """Give the signals of a series that is judged by one mean and one pair of limits.

    Parameters
    ----------
    values : sequence of Fraction
        In order of time.
    mean, low, high : Fraction
        Low and high on either side of the mean.
    outer_low, outer_high : Fraction
        Where the outer thirds begin, between the mean and the limits.
    first : int
        The place of the first value in the chart.

    Returns
    -------
    list of Signal
        By rule, then by place; none for an empty series.

    Raises
    ------
    ValueError
        If mean, limits and thirds are not in order.

    Notes
    -----
    - ``outside``: one point beyond a limit; on the limit is inside.
    - ``one_side``: 7 or more consecutive points on one side; a point on the mean ends the run.
    - ``trend``: 7 or more consecutive points, each above (below) the one before; two equal
      neighbours end the run.
    - ``outer_third``: of 3 consecutive points on one side, 2 or 3 in the outer third, which ends
      at the limit; only those in the third are named. Windows that share a point are one signal.

    Source
    ------
    Rules as the package NHSRplotthedots of the NHS-R community applies them for NHS England's
    "Making Data Count" (R/ptd_calculate_point_type.R), with all three points on one side.
    Western Electric (1956), Statistical Quality Control Handbook, asks that of two points only.

    Examples
    --------
    >>> limits = {"mean": 0, "low": -3, "high": 3, "outer_low": -2, "outer_high": 2}
    >>> [(s.kind.value, s.points) for s in signals_of([0, 4, 1], **limits)]
    [('outside', (1,))]
    >>> [(s.kind.value, s.points) for s in signals_of([2.5, 1, 2.5], **limits)]
    [('outer_third', (0, 2))]
    """
    # Numbers of numpy are made plain: in its smaller kinds differences would overflow.
    series = [_plain(value) for value in all_of_kind(values, object, "a value")]
    for number in (low, outer_low, mean, outer_high, high):
        finite_number(number, "a value or limit")
    whole_number(first, "first")
    if not low <= outer_low <= mean <= outer_high <= high:
        raise ValueError(f"limits {low} to {high} around {mean} are not in order")
    found = [
        *_outside(series, low, high),
        *_one_side(series, mean),
        *_trends(series),
        *_outer_thirds(series, mean, (low, outer_low), (outer_high, high)),
    ]
    return [replace(s, points=tuple(first + place for place in s.points)) for s in found]


def _plain(value: Any) -> Any:
    number = finite_number(value, "a value or limit")
    return number if isinstance(value, np.generic) else value


def _outside(values: Sequence[Fraction], low: Fraction, high: Fraction) -> Iterator[Signal]:
    for place, value in enumerate(values):
        if not low <= value <= high:
            yield Signal(SignalKind.OUTSIDE, _side(value > high), (place,))


def _one_side(values: Sequence[Fraction], mean: Fraction) -> Iterator[Signal]:
    for sign, run in _runs(len(values), lambda place: _sign(values[place] - mean)):
        if sign and len(run) >= RUN:
            yield Signal(SignalKind.ONE_SIDE, _side(sign > 0), run)


def _trends(values: Sequence[Fraction]) -> Iterator[Signal]:
    def step(place: int) -> int:
        return _sign(values[place + 1] - values[place])

    for sign, steps in _runs(len(values) - 1, step):
        if sign and len(steps) + 1 >= RUN:
            yield Signal(SignalKind.TREND, _side(sign > 0), (*steps, steps[-1] + 1))


def _runs(stop: int, sign: Callable[[int], int]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Consecutive places with the same sign."""
    for found, places in groupby(range(stop), key=sign):
        yield found, tuple(places)


def _outer_thirds(
    values: Sequence[Fraction],
    mean: Fraction,
    below: tuple[Fraction, Fraction],
    above: tuple[Fraction, Fraction],
) -> Iterator[Signal]:
    upper = [above[0] < value <= above[1] for value in values]
    lower = [below[0] <= value < below[1] for value in values]
    yield from _two_of_three(Side.UP, upper, [value > mean for value in values])
    yield from _two_of_three(Side.DOWN, lower, [value < mean for value in values])


def _two_of_three(
    side: Side, is_outer: Sequence[bool], is_on_side: Sequence[bool]
) -> Iterator[Signal]:
    named: list[int] = []
    for start in range(len(is_outer) - WINDOW + 1):
        window = range(start, start + WINDOW)
        outer = [place for place in window if is_outer[place]]
        if len(outer) < FEWEST_OUTER or not all(is_on_side[place] for place in window):
            continue
        if named and not set(named) & set(outer):
            yield Signal(SignalKind.OUTER_THIRD, side, tuple(named))
            named = []
        named = sorted({*named, *outer})
    if named:
        yield Signal(SignalKind.OUTER_THIRD, side, tuple(named))


def _sign(difference: Fraction) -> int:
    return (difference > 0) - (difference < 0)


def _side(is_up: bool) -> Side:
    return Side.UP if is_up else Side.DOWN
