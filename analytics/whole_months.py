"""Months whose sheets rate otherwise than the place usually does: what a slow drip adds up to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from analytics.day_summaries import DaySummary
from analytics.own_history import is_long_enough, shortfall_tails
from analytics.response_quality import FALSE_DISCOVERIES, Reason

FEWEST_SHEETS = 10


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
    if len(months) != len(days):
        raise ValueError(f"{len(months)} months for {len(days)} days; expected one for each")
    tested = [month for place in _places(days) for month in _tested(days, months, place)]
    if not tested:
        return ()
    tails = np.array([[better, worse] for _, better, worse in tested])
    adjusted = stats.false_discovery_control(np.clip(tails, 0, 1).ravel()).reshape(tails.shape)
    return tuple(
        _month(found, chances) for (found, _, _), chances in zip(tested, adjusted, strict=True)
    )


def _places(days: Sequence[DaySummary]) -> list[int]:
    return sorted({day.place for day in days})


def _tested(
    days: Sequence[DaySummary], months: Sequence[int], place: int
) -> Iterator[tuple[JudgedMonth, float, float]]:
    """Each month of a place with the chances of sheets as good and as bad."""
    held = [(day, month) for day, month in zip(days, months, strict=True) if day.place == place]
    own, spells = [day for day, _ in held], np.array([month for _, month in held])
    trusted: NDArray[np.bool_] = np.ones(len(own), dtype=bool)
    if not is_long_enough(own, trusted, spells):
        return
    tails = shortfall_tails(own, trusted, spells)
    for month in np.unique(spells):
        first = int(np.flatnonzero(spells == month)[0])
        those = [day for day, other in held if other == month]
        n = sum(day.n for day in those)
        if n >= FEWEST_SHEETS:
            share = sum(day.shortfall / day.most for day in those) / n
            usual = float(tails.usual_share_0_1[first])
            found = JudgedMonth(place, int(month), n, share, usual, None)
            yield found, float(tails.better[first]), float(tails.worse[first])


def _month(found: JudgedMonth, chances: NDArray[np.float64]) -> JudgedMonth:
    better, worse = chances <= FALSE_DISCOVERIES
    if not (better or worse):
        return found
    reason = Reason.BETTER_THAN_USUAL if better else Reason.WORSE_THAN_USUAL
    return JudgedMonth(
        found.place, found.month, found.n, found.share_0_1, found.usual_share_0_1, reason
    )
