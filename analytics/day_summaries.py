"""What is known of the sheets of one place on one day: a few integers that add up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from analytics.inputs import Tally
from analytics.kind_checks import all_of_kind, of_kind
from analytics.tally_checks import whole_number


@dataclass(frozen=True)
class DaySummary:
    """The sheets of one place on one day.

    Parameters
    ----------
    place : int
        Whose own history the day is held against; such as the id of a counter.
    day : int
        Number of the day; only told apart and given back, never computed with.
    n : int
        Sheets, at least 1.
    n_complete, n_straightlined : int
        Sheets with every rating, and those of them whose ratings are all equal.
    n_flagged : int
        Sheets that were flagged at their receipt.
    shortfall : int
        Points that the ratings lie below the highest one, summed over all sheets.
    shortfall_squares : int
        The same summed for each sheet, squared, and then added up.
    most : int
        The largest shortfall that a sheet can have: m (high - low).

    Raises
    ------
    ValueError
        If the integers cannot come from any sheets.

    Source
    ------
    First two moments of the sheets' totals; e.g. Chan, Golub and LeVeque (1983),
    The American Statistician 37(3), 242-247.

    Examples
    --------
    >>> DaySummary(1, 20, n=2, n_complete=2, n_straightlined=1, n_flagged=0,
    ...     shortfall=3, shortfall_squares=9, most=27).share_0_1
    0.05555555555555555
    """

    place: int
    day: int
    n: int
    n_complete: int
    n_straightlined: int
    n_flagged: int
    shortfall: int
    shortfall_squares: int
    most: int

    def __post_init__(self) -> None:
        for name in ("place", "day"):
            whole_number(getattr(self, name), name)
        for part in fields(self)[2:]:
            object.__setattr__(self, part.name, whole_number(getattr(self, part.name), part.name))
        conditions = {
            "n and most must be at least 1": self.n >= 1 and self.most >= 1,
            "n_straightlined must not exceed n_complete, nor that n": (
                self.n_straightlined <= self.n_complete <= self.n
            ),
            "n_flagged must not exceed n": self.n_flagged <= self.n,
            "shortfall must not exceed most for each sheet": self.shortfall <= self.n * self.most,
            "shortfall_squares must lie between those of equal and of extreme sheets": (
                self.shortfall**2 <= self.n * self.shortfall_squares
                and self.shortfall <= self.shortfall_squares <= self.most * self.shortfall
            ),
        }
        for condition, holds in conditions.items():
            if not holds:
                raise ValueError(f"{self} cannot come from any sheets: expected that {condition}")

    @property
    def share_0_1(self) -> float:
        """The mean shortfall as a part of the largest: 0 where all is the best, 1 the worst."""
        return self.shortfall / (self.n * self.most)


def summary_of(tally: Tally, place: int, day: int, n_flagged: int) -> DaySummary:
    """Sum up the tally of one place and day.

    Parameters
    ----------
    tally : Tally
        Of at least one sheet. A rating that is missing falls short of nothing.
    place, day, n_flagged : int
        As for `DaySummary`.

    Returns
    -------
    DaySummary

    Raises
    ------
    ValueError
        If the tally is empty, or more sheets are flagged than there are.

    Source
    ------
    With d = high - rating, the square of a sheet's sum of d is the sum of d_i d_j over all
    pairs, and sum d_i d_j = high^2 n_ij - high (s_ij + s_ji) + p_ij from the tally.

    Examples
    --------
    >>> tally = Tally.from_ratings([[4, 3], [2, 4]], ("waktu", "biaya"), 1, 4)
    >>> summary = summary_of(tally, place=1, day=20, n_flagged=0)
    >>> summary.shortfall, summary.shortfall_squares, summary.most
    (3, 5, 6)
    """
    high = of_kind(tally, Tally, "tally").high
    products = (
        high * high * tally.pair_n - high * (tally.pair_sum + tally.pair_sum.T) + tally.pair_product
    )
    return DaySummary(
        place=place,
        day=day,
        n=tally.n,
        n_complete=tally.n_complete,
        n_straightlined=tally.n_straightlined,
        n_flagged=n_flagged,
        shortfall=int((high * tally.answered - tally.sums).sum()),
        shortfall_squares=int(products.sum()),
        most=len(tally.items) * (high - tally.low),
    )


def columns_of(days: Sequence[DaySummary], *names: str) -> tuple[NDArray[np.float64], ...]:
    """Give fields of many summaries as arrays.

    Parameters
    ----------
    days : sequence of DaySummary
    *names : str
        Fields or properties of `DaySummary`.

    Returns
    -------
    tuple of float64 arrays, one for each name, as long as `days`

    Raises
    ------
    ValueError
        If a summary has no such field.

    Source
    ------
    Look-up; nothing is computed.

    Examples
    --------
    >>> one = DaySummary(1, 20, 2, 2, 1, 0, 3, 9, 27)
    >>> columns_of([one], "n", "shortfall")
    (array([2.]), array([3.]))
    """
    known = {*(part.name for part in fields(DaySummary)), "share_0_1"}
    held = all_of_kind(days, DaySummary, "a day")
    unknown = [name for name in names if not (isinstance(name, str) and name in known)]
    if unknown:
        raise ValueError(f"a day has no {unknown}; expected some of {sorted(known)}")
    return tuple(np.array([getattr(day, name) for day in held], dtype=float) for name in names)
