"""XmR control charts: what a series of index values usually does, and where it did otherwise.

Everything is rational and computed exactly, so that a point that lies on a limit or on the mean
is seen to lie there. The signals are those of `analytics.control_signals`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from analytics.control_signals import Signal, signals_of
from analytics.kind_checks import all_of_kind
from analytics.tally_checks import whole_number

LIMIT_FACTOR = Fraction("2.66")
SCREEN_FACTOR = Fraction("3.267")
# Where the outer third begins, between the mean (0) and a limit (1).
OUTER_FROM = Fraction(2, 3)
FEWEST_POINTS = 6
FIRM_POINTS = 12
TOO_FEW_POINTS, NO_VARIATION = "too_few_points", "no_variation"

Number = Fraction | Decimal | float | int


@dataclass(frozen=True)
class Limits:
    """Mean and limits of a phase; `screened` are the points whose moving range was left out.

    `is_trial` says that they rest on fewer than FIRM_POINTS points and may still move much.
    """

    mean: Fraction
    mean_range: Fraction
    low: Fraction
    high: Fraction
    screened: tuple[int, ...]
    is_trial: bool

    @property
    def outer_high(self) -> Fraction:
        """Where the outer third above the mean begins."""
        return self.mean + OUTER_FROM * (self.high - self.mean)

    @property
    def outer_low(self) -> Fraction:
        """Where the outer third below the mean begins."""
        return self.mean - OUTER_FROM * (self.mean - self.low)

    def clipped(self, lowest: int, highest: int) -> tuple[Fraction, Fraction]:
        """Give the limits as far as a scale reaches; for drawing only, no signal uses them.

        Parameters
        ----------
        lowest, highest : int
            Ends of the scale, 25 and 100 for the index.

        Returns
        -------
        (Fraction, Fraction)
            Each limit, or the end of the scale that it lies beyond.

        Raises
        ------
        ValueError
            If the lowest is not below the highest.

        Source
        ------
        Display of this product; the limits themselves are those of `xmr_chart`.

        Examples
        --------
        >>> limits = xmr_chart([90, 99, 92, 98, 91, 97]).phases[0].limits
        >>> float(limits.high), [float(limit) for limit in limits.clipped(25, 100)]
        (113.12, [75.88, 100.0])
        """
        low, high = _finite(lowest), _finite(highest)
        if low >= high:
            raise ValueError(f"scale is {lowest} to {highest}; expected the lowest first")
        return max(self.low, low), min(self.high, high)


@dataclass(frozen=True)
class Phase:
    """Points start to stop - 1, judged by limits of their own; without limits `reason` says why.

    ``too_few_points``: no limits. ``no_variation``: limits of width zero, which judge nothing.
    """

    start: int
    stop: int
    limits: Limits | None
    reason: str | None


@dataclass(frozen=True)
class ControlChart:
    """A series in order of time with its phases and signals, by the places of their points."""

    values: tuple[Fraction, ...]
    phases: tuple[Phase, ...]
    signals: tuple[Signal, ...]

    @property
    def current(self) -> Phase:
        """The phase that the last point lies in."""
        return self.phases[-1]


def xmr_chart(
    values: Sequence[Number], *, baseline: int | None = None, changes: Sequence[int] = ()
) -> ControlChart:
    """Give the control chart of a series of single values.

    Parameters
    ----------
    values : sequence of numbers, length k
        In order of time, each finite; months that are left out are simply not there.
    baseline : int, optional
        Limits come from the first so many points of each phase (at least FEWEST_POINTS), and
        judge those after them too. Without it all points of a phase make its limits.
    changes : sequence of int
        Places where a new phase begins, rising, from 1 to k - 1: mean and limits are computed
        anew there, and no moving range or signal reaches across.

    Returns
    -------
    ControlChart
        A phase of fewer than FEWEST_POINTS points (none at all, one answer) has no limits and
        no signals: ``too_few_points``. Equal points: limits of width 0, no signals,
        ``no_variation``. Below FIRM_POINTS points the limits are on trial.

    Raises
    ------
    ValueError
        If a value is not finite, the baseline is too short, or a change is not a place inside
        the series.

    Notes
    -----
    Limits = mean +/- 2.66 x mean moving range. Moving ranges above 3.267 x their mean are left
    out of it once, not again and again; all points stay in the mean. Where that would leave
    ranges of 0 only, none is left out: limits of width 0 would judge every point.

    Source
    ------
    Factors 2.66 = 3 / 1.128 and 3.267, and screening once: Provost, L. P. and Murray, S. K.
    (2011), The Health Care Data Guide, Appendix 5.1 ("only once"); Nelson, L. S. (1982), Journal of
    Quality Technology 14(3), 172-173 (with 3.5). Phases, baseline and the 12 points: package
    NHSRplotthedots of the NHS-R community, which follows NHS England's "Making Data Count";
    its vignettes say that the programme's spreadsheets do not screen, and quote Wheeler, D. J.,
    Understanding Variation, p. 60, for useful limits from as few as five or six values.

    Examples
    --------
    >>> chart = xmr_chart([90, 91, 89, 90, 92, 90])
    >>> float(chart.current.limits.mean_range), round(float(chart.current.limits.high), 4)
    (1.6, 94.5893)
    >>> xmr_chart([90, 91]).current.reason
    'too_few_points'
    """
    exact = tuple(_finite(value) for value in all_of_kind(values, object, "a value"))
    if baseline is not None and whole_number(baseline, "baseline") < FEWEST_POINTS:
        raise ValueError(f"baseline is {baseline} points; expected at least {FEWEST_POINTS}")
    phases = tuple(_phase(exact, *ends, baseline) for ends in _ends(len(exact), changes))
    signals = tuple(signal for phase in phases for signal in _signals(exact, phase))
    return ControlChart(exact, phases, signals)


def _finite(value: object) -> Fraction:
    if isinstance(value, bool) or not isinstance(value, Fraction | Decimal | float | int):
        raise ValueError(f"value is {value!r}; expected a finite number")
    if isinstance(value, Decimal | float) and not math.isfinite(value):
        raise ValueError(f"value is {value}; expected a finite number")
    return Fraction(value)


def _ends(k: int, changes: Sequence[int]) -> list[tuple[int, int]]:
    given = all_of_kind(changes, object, "a change")
    bounds = [0, *(whole_number(change, "a change") for change in given), k]
    if changes and any(start >= stop for start, stop in pairwise(bounds)):
        raise ValueError(
            f"changes at {list(changes)}; expected rising places from 1 to {k - 1}, none twice"
        )
    return list(pairwise(bounds))


def _phase(values: Sequence[Fraction], start: int, stop: int, baseline: int | None) -> Phase:
    used = min(stop, start + baseline) if baseline else stop
    if used - start < FEWEST_POINTS:
        return Phase(start, stop, None, TOO_FEW_POINTS)
    limits = _limits(values[start:used], start)
    return Phase(start, stop, limits, None if limits.mean_range else NO_VARIATION)


def _limits(values: Sequence[Fraction], start: int) -> Limits:
    ranges = [abs(later - value) for value, later in pairwise(values)]
    bound = SCREEN_FACTOR * _mean(ranges)
    screened = [place for place, size in enumerate(ranges) if size > bound]
    kept = [size for size in ranges if size <= bound]
    if not any(kept):
        screened, kept = [], ranges
    mean, mean_range = _mean(values), _mean(kept)
    reach = LIMIT_FACTOR * mean_range
    # A moving range belongs to the later of its two points.
    later = tuple(start + place + 1 for place in screened)
    return Limits(mean, mean_range, mean - reach, mean + reach, later, len(values) < FIRM_POINTS)


def _mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)


def _signals(values: Sequence[Fraction], phase: Phase) -> list[Signal]:
    if phase.limits is None or phase.reason:
        return []
    limits = phase.limits
    return signals_of(
        values[phase.start : phase.stop],
        mean=limits.mean,
        low=limits.low,
        high=limits.high,
        outer_low=limits.outer_low,
        outer_high=limits.outer_high,
        first=phase.start,
    )
