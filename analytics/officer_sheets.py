"""The sheets of one officer: how many, their mean, how much they vary, how sure the mean is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from analytics.cluster_sums import ClusterSums
from analytics.covariances import pair_covariances
from analytics.inputs import Tally
from analytics.intervals import METHOD, PSEUDO_ANSWERS
from analytics.kind_checks import all_of_kind, of_kind
from analytics.results import Interval
from analytics.score_limits import score_limits

# What an officer may be held to; fees, requirements and facilities are not the officer's.
ITEMS = ("kompetensi", "perilaku")


@dataclass(frozen=True)
class OfficerSheets:
    """The verified sheets of one officer at one counter and service, counted.

    Parameters
    ----------
    code, group : str
        A code of the officer, never a name, and of the counter and service.
    tally : Tally
        Of ITEMS in this order.
    days : ClusterSums, optional
        What each day adds to the tally, where the sheets tell their day.

    Raises
    ------
    ValueError
        If code or group is no text or empty, or the tally is of other elements.

    Source
    ------
    PermenPANRB 14/2017: kompetensi pelaksana and perilaku pelaksana are the elements about
    the officer.

    Examples
    --------
    >>> tally = Tally.from_ratings([[4, 3], [3, 0]], ITEMS, 1, 4)
    >>> sheets = OfficerSheets("P01", "Loket 1", tally)
    >>> sheets.n, sheets.mean
    (1, Fraction(13, 4))
    """

    code: str
    group: str
    tally: Tally
    days: ClusterSums | None = None

    def __post_init__(self) -> None:
        if not all(isinstance(text, str) and text for text in (self.code, self.group)):
            raise ValueError(f"code {self.code!r}, group {self.group!r}; expected both")
        if of_kind(self.tally, Tally, "tally").items != ITEMS:
            raise ValueError(f"{self.code} has ratings of {self.tally.items}; expected {ITEMS}")
        if self.days is not None:
            of_kind(self.days, ClusterSums, "days")

    @property
    def n(self) -> int:
        """Sheets that answered both elements."""
        return int(self.tally.pair_n[0, 1])

    @property
    def mean(self) -> Fraction:
        """Mean of the two element means (NRR); both must have an answer."""
        first, second = map(int, self.tally.sums), map(int, self.tally.answered)
        return sum((Fraction(*pair) for pair in zip(first, second, strict=True)), Fraction(0)) / 2


def sheet_variance(tally: Tally) -> Fraction:
    """Give the variance between sheets of the mean of their two ratings.

    Parameters
    ----------
    tally : Tally
        Of two elements, both answered on at least 2 sheets.

    Returns
    -------
    Fraction
        At least 0; 0 where all sheets are equal. Over n it is the variance of the mean of n
        sheets, exactly so without gaps.

    Raises
    ------
    ValueError
        If fewer than 2 sheets answered both.

    Source
    ------
    Variance of a sum from the covariances of its parts.

    Examples
    --------
    >>> sheet_variance(Tally.from_ratings([[4, 4], [3, 2]], ITEMS, 1, 4))
    Fraction(9, 8)
    """
    (first, both), (_, second) = pair_covariances(tally)
    return max((first + 2 * both + second) / 4, Fraction(0))


def within_variance(officers: Sequence[OfficerSheets]) -> Fraction:
    """Give the variance between the sheets of one and the same officer, pooled over officers.

    Parameters
    ----------
    officers : sequence of OfficerSheets
        At least one, each with at least 2 sheets that answered both elements.

    Returns
    -------
    Fraction
        0 where every officer's sheets are all equal.

    Raises
    ------
    ValueError
        If there is no officer or one has fewer than 2 sheets.

    Source
    ------
    Mean square within groups of a one-way analysis of variance; Snijders, T. A. B. and Bosker,
    R. J. (2012), Multilevel Analysis, 2nd ed., 3.3.

    Examples
    --------
    >>> first = OfficerSheets("P1", "A", Tally.from_ratings([[4, 4], [3, 2]], ITEMS, 1, 4))
    >>> second = OfficerSheets("P2", "A", Tally.from_ratings([[4, 4], [4, 4]], ITEMS, 1, 4))
    >>> within_variance([first, second])
    Fraction(9, 16)
    """
    held = all_of_kind(officers, OfficerSheets, "an officer")
    if not held:
        raise ValueError("no officers; expected at least one")
    squares = sum(((one.n - 1) * sheet_variance(one.tally) for one in held), Fraction(0))
    return squares / sum(one.n - 1 for one in held)


def own_interval(sheets: OfficerSheets, *, level: float = 0.95) -> Interval:
    """Give the interval of an officer's own mean.

    Parameters
    ----------
    sheets : OfficerSheets
        At least 2 that answered both elements.
    level : float
        Between 0 and 1.

    Returns
    -------
    Interval
        On the rating scale. Equal sheets: narrow, never width 0.

    Raises
    ------
    ValueError
        If there are fewer than 2 sheets or the level is not between 0 and 1.

    Source
    ------
    As `analytics.intervals.index_interval`, with two elements of weight 1/2.

    Examples
    --------
    >>> tally = Tally.from_ratings([[4, 4]] * 30 + [[3, 4]] * 5, ITEMS, 1, 4)
    >>> interval = own_interval(OfficerSheets("P01", "Loket 1", tally))
    >>> round(interval.low, 3), round(interval.high, 3)
    (3.795, 3.976)
    """
    tally = of_kind(sheets, OfficerSheets, "sheets").tally
    span = tally.high - tally.low
    low, high = score_limits(
        float((sheets.mean - tally.low) / span),
        float((sheets.n - 1) * sheet_variance(tally) / span**2),
        sheets.n,
        pseudo_answers=PSEUDO_ANSWERS / len(ITEMS),
        level=level,
    )
    low, high = tally.low + span * float(low), tally.low + span * float(high)
    return Interval(low, high, level, METHOD)
