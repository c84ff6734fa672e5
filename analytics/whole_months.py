"""Months whose sheets rate otherwise than the place usually does: what a slow drip adds up to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import scipy  # its stats are loaded when they are first used: 0.7 s
from numpy.typing import NDArray

from analytics.day_summaries import DaySummary
from analytics.kind_checks import all_of_kind
from analytics.own_history import is_long_enough, shortfall_tails
from analytics.response_quality import FALSE_DISCOVERIES, Reason
from analytics.tally_checks import whole_number

FEWEST_SHEETS = 10
MOST_SET_ASIDE = 5


@dataclass(frozen=True)
class JudgedMonth:
    """The days of one place in one month; `reason` is None where nothing stands out."""

    place: int
    month: int
    n: int
    share_0_1: float
    usual_share_0_1: float
    reason: Reason | None


def judged_months(days: Sequence[DaySummary], months: Sequence[int]) -> tuple[JudgedMonth, ...]:
    """Hold each month of each place against its other days.

    Parameters
    ----------
    days : sequence of DaySummary
        Each place and day once; any order.
    months : sequence of int, as long as `days`
        The number of the month each day lies in.

    Returns
    -------
    tuple of JudgedMonth
        By place and month. Places with too short a history without the month, and months of
        fewer than 10 sheets, are left out. A month that stands out is not a fault: services do
        become better and worse, and the trend says more.

    Raises
    ------
    ValueError
        If `months` is not as long as `days`.

    Notes
    -----
    The oddest month of a place is set aside and the others are tested again without it, up to 5
    times, or one bad month would make all others look good. It stays in where too few days would
    be left.

    Source
    ------
    `analytics.own_history.shortfall_tails` with months as spells; Benjamini and Hochberg (1995),
    JRSS B 57(1), 289-300, at 0.01 over all months of all places.

    Examples
    --------
    >>> days = [DaySummary(1, d, 4, 4, 3, 0, 6, 20, 27) for d in range(60)]
    >>> drip = [DaySummary(1, d, 5, 5, 4, 0, 27, 400, 27) for d in range(60, 80)]
    >>> found = judged_months([*days, *drip], [d // 20 for d in range(80)])
    >>> [str(month.reason) for month in found]
    ['None', 'None', 'None', 'worse_than_usual']
    """
    days = all_of_kind(days, DaySummary, "a day")
    months = [whole_number(month, "a month") for month in all_of_kind(months, object, "a month")]
    if len(months) != len(days):
        raise ValueError(f"{len(months)} months for {len(days)} days; expected one for each")
    places = [_place(days, months, number) for number in sorted({day.place for day in days})]
    found = _tested(places)
    for _ in range(MOST_SET_ASIDE):
        before, places = places, [_without_oddest(place, found) for place in places]
        if all(place is earlier for place, earlier in zip(places, before, strict=True)):
            break
        found = _tested(places)
    return tuple(month for month, _ in found)


@dataclass(frozen=True)
class _Place:
    """The days of one place with their months, and which of them stand in the others' history."""

    number: int
    days: tuple[DaySummary, ...]
    months: NDArray[np.int64]
    trusted: NDArray[np.bool_]

    def without(self, month: int) -> _Place:
        """The place with that month set aside; itself where that leaves too few days."""
        trusted = self.trusted & (self.months != month)
        if not is_long_enough(self.days, trusted, self.months):
            return self
        return replace(self, trusted=trusted)


def _place(days: Sequence[DaySummary], months: Sequence[int], number: int) -> _Place:
    held = [(day, month) for day, month in zip(days, months, strict=True) if day.place == number]
    own = tuple(day for day, _ in held)
    spells = np.array([month for _, month in held], dtype=np.int64)
    return _Place(number, own, spells, np.ones(len(own), dtype=bool))


def _tested(places: Sequence[_Place]) -> list[tuple[JudgedMonth, float]]:
    """Each month of all places, judged together, with the smaller of its chances."""
    tested = [month for place in places for month in _chances(place)]
    if not tested:
        return []
    tails = np.array([[better, worse] for _, better, worse in tested])
    adjusted = scipy.stats.false_discovery_control(np.clip(tails, 0, 1).ravel()).reshape(
        tails.shape
    )
    return [
        (_month(found, chances), min(better, worse))
        for (found, better, worse), chances in zip(tested, adjusted, strict=True)
    ]


def _chances(place: _Place) -> Iterator[tuple[JudgedMonth, float, float]]:
    """Each month of a place with the chances of sheets as good and as bad."""
    if not is_long_enough(place.days, place.trusted, place.months):
        return
    tails = shortfall_tails(place.days, place.trusted, place.months)
    for month in np.unique(place.months):
        held = np.flatnonzero(place.months == month)
        those, first = [place.days[at] for at in held], held[0]
        n = sum(day.n for day in those)
        if n >= FEWEST_SHEETS:
            share = sum(day.shortfall / day.most for day in those) / n
            usual = float(tails.usual_share_0_1[first])
            found = JudgedMonth(place.number, int(month), n, share, usual, None)
            yield found, float(tails.better[first]), float(tails.worse[first])


def _without_oddest(place: _Place, found: Sequence[tuple[JudgedMonth, float]]) -> _Place:
    trusted = set(place.months[place.trusted].tolist())
    odd = [
        (chance, month.month)
        for month, chance in found
        if month.place == place.number and month.reason and month.month in trusted
    ]
    return place.without(min(odd)[1]) if odd else place


def _month(found: JudgedMonth, chances: NDArray[np.float64]) -> JudgedMonth:
    better, worse = chances <= FALSE_DISCOVERIES
    if not (better or worse):
        return found
    reason = Reason.BETTER_THAN_USUAL if better else Reason.WORSE_THAN_USUAL
    return JudgedMonth(
        found.place, found.month, found.n, found.share_0_1, found.usual_share_0_1, reason
    )
