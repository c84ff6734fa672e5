"""The officers of one counter and service beside each other, before all groups are judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from analytics.inputs import Tally
from analytics.kind_checks import all_of_kind
from analytics.number_checks import finite_numbers
from analytics.officer_sheets import ITEMS, OfficerSheets, within_variance
from analytics.results import Interval
from analytics.sheet_sums import sum_shares, tails
from analytics.shrinkage import METHOD, Shrunk, shrink

FEWEST_OFFICERS = 2

TOO_FEW_ANSWERS = "too_few_answers"
ALONE_IN_GROUP = "alone_in_group"
NO_VARIANCE = "no_variance"
# In the words of `analytics.shrinkage` an officer is a group of sheets.
REASONS = {"too_few_groups": "too_few_officers"}


@dataclass(frozen=True)
class ShrunkenMean:
    """The mean drawn towards the group's: `reliability_0_1` of the distance is kept."""

    value: float
    interval: Interval
    reliability_0_1: float


@dataclass(frozen=True)
class BesideGroup:
    """One officer beside the group; `p_value` is of this officer alone, and not yet adjusted."""

    shrunken: ShrunkenMean | None
    probability_above_0_1: float | None
    p_value: float
    is_above: bool


@dataclass(frozen=True)
class GroupComparison:
    """A group's mean and variances, and its officers in the order given; empty if fewer than 2.

    `reason` says what could not be done: "too_few_answers" (no officer), "alone_in_group" (one),
    "no_variance" (each officer's sheets are all equal), "too_few_officers" (fewer than 4, so not
    shrunk), "no_spread_beyond_chance" (so all are drawn to the group's mean). `drawn_to` is the
    mean that officers are drawn to: surer ones weigh more in it; None where nobody is.
    """

    mean: Fraction | None
    within_variance: Fraction | None
    between_variance: float | None
    officers: tuple[BesideGroup, ...]
    reason: str | None
    drawn_to: float | None = None


def group_comparison(
    officers: Sequence[OfficerSheets],
    factors: Sequence[float] | None = None,
    *,
    level: float = 0.95,
) -> GroupComparison:
    """Give the officers of one group beside each other.

    Parameters
    ----------
    officers : sequence of OfficerSheets
        Each with at least 2 sheets that answered both elements; may be empty.
    factors : sequence of float, optional
        Of each officer, by what days as clusters multiply the variance of the mean; at least 1.
        Without them sheets count as independent.
    level : float
        Of the intervals, between 0 and 1.

    Returns
    -------
    GroupComparison
        With nothing for no officer, without comparison for one. Sheets that are all equal give
        p-values of 1 and no shrinkage.

    Raises
    ------
    ValueError
        If an officer has fewer than 2 sheets, scales differ or the level is not between 0 and 1.

    Notes
    -----
    The p-value is twice the smaller tail of the mean of n sheets drawn from all the group's
    sheets. The officer's own are among them, which errs towards no difference, the more so the
    fewer colleagues there are. With a factor f it is that of n / f sheets, rounded down, with the
    same mean: sheets of a day that are all alike are as good as one. The interval is cut at the
    ends of the scale.

    Source
    ------
    `analytics.shrinkage` and `analytics.sheet_sums`; an effective n in an exact tail: Korn, E. L.
    and Graubard, B. I. (1998), Survey Methodology 24(2), 193-201; reliability of a mean: Snijders,
    T. A. B. and Bosker, R. J. (2012), Multilevel Analysis, 2nd ed., 3.5.

    Examples
    --------
    >>> rows = [[[4, 4]] * 30 + [[3, 3]] * 10, [[4, 4]] * 12 + [[2, 3]] * 28]
    >>> found = group_comparison([
    ...     OfficerSheets(f"P{place}", "Loket 1", Tally.from_ratings(each, ITEMS, 1, 4))
    ...     for place, each in enumerate(rows)
    ... ])
    >>> str(found.mean), found.reason, [one.p_value < 0.001 for one in found.officers]
    ('67/20', 'too_few_officers', [True, True])
    """
    officers = all_of_kind(officers, OfficerSheets, "an officer")
    factors = _checked_factors(factors, len(officers))
    if not officers:
        return GroupComparison(None, None, None, (), TOO_FEW_ANSWERS)
    pooled = Tally.merged(one.tally for one in officers)
    within = within_variance(officers)
    mean = OfficerSheets("all", officers[0].group, pooled).mean
    if len(officers) < FEWEST_OFFICERS:
        return GroupComparison(mean, within, None, (), ALONE_IN_GROUP)
    shrunk = _shrunk(officers, within, factors, level) if within else None
    shares = sum_shares(pooled)
    return GroupComparison(
        mean=mean,
        within_variance=within,
        between_variance=shrunk.between if shrunk else None,
        officers=tuple(
            BesideGroup(
                shrunken=_shrunken(shrunk, place, pooled),
                probability_above_0_1=float(shrunk.probabilities_above[place]) if shrunk else None,
                p_value=_p_value(shares, one, factor),
                is_above=one.mean > mean,
            )
            for place, (one, factor) in enumerate(zip(officers, factors, strict=True))
        ),
        reason=REASONS.get(shrunk.reason or "", shrunk.reason) if shrunk else NO_VARIANCE,
        drawn_to=shrunk.mean if shrunk else None,
    )


def _checked_factors(factors: Sequence[float] | None, officers: int) -> list[float]:
    if factors is None:
        return [1.0] * officers
    given = finite_numbers(factors, "factors")
    if given.shape != (officers,) or (given < 1).any():
        raise ValueError(f"factors are {factors!r:.80}; expected {officers} numbers of at least 1")
    return [float(factor) for factor in given]


def _shrunk(
    officers: Sequence[OfficerSheets], within: Fraction, factors: Sequence[float], level: float
) -> Shrunk:
    means = [float(one.mean) for one in officers]
    variances = [
        float(within / one.n) * factor for one, factor in zip(officers, factors, strict=True)
    ]
    return shrink(means, variances, level=level)


def _shrunken(shrunk: Shrunk | None, place: int, pooled: Tally) -> ShrunkenMean | None:
    if shrunk is None or shrunk.between is None:
        return None
    low, high = np.clip((shrunk.lows[place], shrunk.highs[place]), pooled.low, pooled.high)
    return ShrunkenMean(
        value=float(shrunk.means[place]),
        interval=Interval(float(low), float(high), shrunk.level, METHOD),
        reliability_0_1=float(shrunk.kept[place]),
    )


def _p_value(shares: np.ndarray, one: OfficerSheets, factor: float) -> float:
    n = max(1, int(one.n / factor))
    total = len(ITEMS) * n * (one.mean - one.tally.low)
    return min(1.0, 2 * min(tails(shares, n, total)))
