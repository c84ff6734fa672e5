"""A series in a file: sheets or measured values by day, or one row for each period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Protocol

import numpy as np

from analytics import clustered_change, clustered_values, small_samples
from analytics.autocorrelation import Effect
from analytics.clustered_values import Measured, clustered_mean_difference
from analytics.inputs import Tally
from analytics.intervention import mean_difference
from analytics.mean_index import ni
from analytics.results import Interval
from analytics.trend import Change, Direction, direction_of, element_change, index_change
from app.clock import Period
from app.services.file_columns import FileColumns
from app.services.file_sheets import FileSheets

VALUE = "nilai"
INDEX = "IKM"


@dataclass(frozen=True)
class SeriesPoint:
    """A period: its code, its place in time (neighbours are 1 apart), a mean, and its answers."""

    period: Period
    value: Fraction
    n: int

    @property
    def time(self) -> int:
        """Its place in time, in its own length."""
        return time_of(self.period)


@dataclass(frozen=True)
class Difference:
    """After less before, as the answers themselves show it; without one `reason` says why."""

    estimate: float | None
    interval: Interval | None
    direction: Direction | None
    reason: str | None

    @property
    def allows_for_days(self) -> bool | None:
        """Whether the interval allows for what was measured on one day being alike.

        None where it comes from whole periods, or there is none.
        """
        if self.interval is None or self.interval.method == small_samples.METHOD:
            return None
        return self.interval.method in (clustered_change.METHOD, clustered_values.METHOD)


class Series(Protocol):
    """What all series have in common, whatever kind of file they come from."""

    @property
    def what(self) -> str:
        """What was measured."""

    @property
    def columns(self) -> FileColumns:
        """The rows of the file."""

    def points(self, chosen: np.ndarray) -> tuple[SeriesPoint, ...]:
        """The chosen rows (boolean mask) by period, in order of time."""

    def sizes(self, change: date, chosen: np.ndarray) -> tuple[int, int]:
        """Answers of the chosen rows before that day and from it on."""

    def difference(self, change: date, chosen: np.ndarray) -> Difference | None:
        """The chosen rows from that day on against those before; None where there are no days."""


@dataclass(frozen=True)
class SheetSeries:
    """Answer sheets with their days; the index, or one element's mean."""

    sheets: FileSheets
    days: Sequence[date]
    element: str | None

    @property
    def what(self) -> str:
        """The index or the element's key."""
        return self.element or INDEX

    @property
    def columns(self) -> FileColumns:
        """The rows that hold a rating."""
        return self.sheets.columns

    def points(self, chosen: np.ndarray) -> tuple[SeriesPoint, ...]:
        """The months of the chosen sheets; one in which an element has no answer has no point."""
        found = []
        for period, rows in _by_month(self.days, chosen):
            tally = self.sheets.only(rows).tally
            asked = [self.element] if self.element else list(tally.items)
            answered = [int(tally.answered[tally.items.index(key)]) for key in asked]
            if min(answered):
                found.append(SeriesPoint(period, self._value(rows), min(answered)))
        return tuple(found)

    def sizes(self, change: date, chosen: np.ndarray) -> tuple[int, int]:
        """Sheets before that day and from it on."""
        return _counts(self.days, change, chosen)

    def difference(self, change: date, chosen: np.ndarray) -> Difference:
        """The change of the index or element, from all sheets of either side.

        With days as clusters where either side has enough of them: moods of days are no change.
        """
        is_before = _before(self.days, change)
        sides = self._by_day(chosen & is_before), self._by_day(chosen & ~is_before)
        found = self._clustered(*sides) or self._plain(chosen, is_before)
        estimate = None if found.difference is None else float(found.difference)
        return Difference(estimate, found.interval, found.direction, found.reason)

    def _by_day(self, rows: np.ndarray) -> list[Tally]:
        held: dict[date, list[int]] = {}
        for row in np.flatnonzero(rows).tolist():
            held.setdefault(self.days[row], []).append(row)
        masks = (np.isin(np.arange(len(rows)), found) for found in held.values())
        return [self.sheets.only(mask).tally for mask in masks]

    def _clustered(self, before: list[Tally], after: list[Tally]) -> Change | None:
        if self.element:
            return clustered_change.clustered_element_change(before, after, self.element)
        return clustered_change.clustered_change(before, after, self.sheets.rule)

    def _plain(self, chosen: np.ndarray, is_before: np.ndarray) -> Change:
        before = self.sheets.only(chosen & is_before).tally
        after = self.sheets.only(chosen & ~is_before).tally
        if self.element:
            return element_change(before, after, self.element)
        return index_change(before, after, self.sheets.rule)

    def _value(self, rows: np.ndarray) -> Fraction:
        tally, rule = self.sheets.only(rows).tally, self.sheets.rule
        if self.element is None:
            return rule.factor * ni(tally, rule)
        place = tally.items.index(self.element)
        return Fraction(int(tally.sums[place]), int(tally.answered[place]))


@dataclass(frozen=True)
class MeasuredSeries:
    """Values measured one by one with their days, such as minutes."""

    what: str
    columns: FileColumns
    days: Sequence[date]
    values: Sequence[Fraction]

    def points(self, chosen: np.ndarray) -> tuple[SeriesPoint, ...]:
        """The months of the chosen rows."""
        found = []
        for period, rows in _by_month(self.days, chosen):
            values = [self.values[row] for row in np.flatnonzero(rows).tolist()]
            found.append(SeriesPoint(period, _mean(values), len(values)))
        return tuple(found)

    def sizes(self, change: date, chosen: np.ndarray) -> tuple[int, int]:
        """Values before that day and from it on."""
        return _counts(self.days, change, chosen)

    def difference(self, change: date, chosen: np.ndarray) -> Difference:
        """The difference of the two means, with days as clusters where there are enough."""
        is_before = _before(self.days, change)
        before, after = self._side(chosen & is_before), self._side(chosen & ~is_before)
        effect = clustered_mean_difference(before, after)
        effect = effect or mean_difference(before.values, after.values)
        if effect is None:
            return Difference(None, None, None, "too_few_answers")
        return difference_of(effect)

    def _side(self, rows: np.ndarray) -> Measured:
        places = np.flatnonzero(rows).tolist()
        values = [float(self.values[place]) for place in places]
        return Measured(values, [self.days[place] for place in places])


@dataclass(frozen=True)
class PeriodSeries:
    """One row for each period, with a mean and the answers behind it."""

    columns: FileColumns
    periods: Sequence[Period]
    values: Sequence[Fraction]
    sizes_of_rows: Sequence[int]

    @property
    def what(self) -> str:
        """The name of the column of values."""
        return VALUE

    def points(self, chosen: np.ndarray) -> tuple[SeriesPoint, ...]:
        """The chosen rows; several of one period are joined by their answers."""
        held: dict[Period, list[int]] = {}
        for row in np.flatnonzero(chosen).tolist():
            held.setdefault(self.periods[row], []).append(row)
        return tuple(self._joined(period, held[period]) for period in sorted(held))

    def sizes(self, change: date, chosen: np.ndarray) -> tuple[int, int]:
        """Answers of the periods before that day and from it on; a mixed one is in neither."""
        points = self.points(chosen)
        before = sum(point.n for point in points if point.period.last_day < change)
        return before, sum(point.n for point in points if point.period.first_day >= change)

    def difference(self, change: date, chosen: np.ndarray) -> None:  # noqa: ARG002
        """None: the answers themselves are not in the file."""
        return

    def _joined(self, period: Period, rows: Sequence[int]) -> SeriesPoint:
        n = sum(self.sizes_of_rows[row] for row in rows)
        total = sum((self.values[row] * self.sizes_of_rows[row] for row in rows), Fraction(0))
        return SeriesPoint(period, total / n, n)


def time_of(period: Period) -> int:
    """The place of a period in time, in its own length."""
    return (period.year * 12 + period.first_month - 1) // period.months


def difference_of(effect: Effect) -> Difference:
    """An effect as a difference with its word."""
    return Difference(effect.estimate, effect.interval, direction_of(effect.interval), None)


def _by_month(days: Sequence[date], chosen: np.ndarray) -> list[tuple[Period, np.ndarray]]:
    months = np.array([day.year * 12 + day.month - 1 for day in days], dtype=np.int64)
    held = sorted({int(month) for month in months[chosen]})
    return [(Period(m // 12, m % 12 + 1, 1), chosen & (months == m)) for m in held]


def _before(days: Sequence[date], change: date) -> np.ndarray:
    return np.array([day < change for day in days], dtype=bool)


def _mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)


def _counts(days: Sequence[date], change: date, chosen: np.ndarray) -> tuple[int, int]:
    is_before = _before(days, change)
    return int((chosen & is_before).sum()), int((chosen & ~is_before).sum())
