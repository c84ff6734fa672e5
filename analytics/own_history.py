"""Days of a place held against all its other days: how the sheets rate, and how many came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy  # its stats are loaded when they are first used: 0.7 s
from numpy.typing import NDArray
from scipy import special

from analytics.day_summaries import DaySummary, columns_of
from analytics.kind_checks import all_of_kind
from analytics.number_checks import array_of

FEWEST_DAYS, FEWEST_SHEETS = 10, 30
LEAST_CLUSTERING, MOST_CLUSTERING = 0.05, 0.9
PSEUDO_SHEETS, PSEUDO_SHARE = 0.5, 0.5
USUAL_FLAGGED_SHARE, PSEUDO_FLAG_SHEETS = 0.02, 50.0

Floats = NDArray[np.float64]
Truths = NDArray[np.bool_]
Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class ShortfallTails:
    """Of each day, whether its spell's sheets rate better or worse than on the other days.

    `usual_share_0_1` is the mean shortfall of the other days; a spell is one day or several.
    """

    usual_share_0_1: Floats
    better: Floats
    worse: Floats


def is_long_enough(days: Sequence[DaySummary], trusted: Truths, spells: Numbers) -> bool:
    """Say whether each spell of a place has at least 10 other days with 30 sheets.

    Parameters
    ----------
    days, trusted, spells
        As for `shortfall_tails`.

    Returns
    -------
    bool
        False without any days.

    Raises
    ------
    ValueError
        If `days` are of several places, or the arrays are not as long.

    Source
    ------
    Our decision: fewer tell too little of a variance between days.

    Examples
    --------
    >>> days = [DaySummary(1, day, 3, 3, 3, 0, 0, 0, 27) for day in range(11)]
    >>> is_long_enough(days, np.ones(11, dtype=bool), np.arange(11))
    True
    >>> is_long_enough(days, np.ones(11, dtype=bool), np.arange(11) // 2)
    False
    """
    days = _checked(days, trusted, spells)
    if not days:
        return False
    (n,) = columns_of(days, "n")
    history = _History(trusted, spells)
    days_left, sheets_left = history.sums(np.ones(len(days))), history.sums(n)
    return bool(days_left.min() >= FEWEST_DAYS and sheets_left.min() >= FEWEST_SHEETS)


def shortfall_tails(days: Sequence[DaySummary], trusted: Truths, spells: Numbers) -> ShortfallTails:
    """Say how likely sheets as good, and as bad, as those of each spell are.

    Parameters
    ----------
    days : sequence of DaySummary
        All of one place, and enough of them (`is_long_enough`).
    trusted : bool array, as long as `days`
        Days that may stand in the history of others; a spell never stands in its own.
    spells : int array, as long as `days`
        Days of one number are tested together: all different to test each day.

    Returns
    -------
    ShortfallTails
        Upper bounds for small n, because a tail holds the point itself.

    Raises
    ------
    ValueError
        If `days` are of several places, are too few, or the arrays are not as long.

    Notes
    -----
    Sheets of one day resemble each other, so the variance of a spell's mean is
    v sum(n_d (1 + (n_d - 1) rho)) / (sum n_d)^2, with v and rho by analysis of variance over
    the other days (rho between 0.05 and 0.9); that of the usual share is added. The tail is that
    of a binomial with as many trials as give this variance, which keeps the skewness near the
    ceiling; half a pseudo-sheet of the middle keeps it away from certainty.

    Source
    ------
    Analysis of variance estimator of rho: Donner (1986), International Statistical Review 54(1),
    67-82, section 2. Design effect: Kish (1965), Survey Sampling, 5.4. Quasi-binomial: McCullagh
    and Nelder (1989), 4.5.

    Examples
    --------
    >>> usual = [DaySummary(1, d, 5, 5, 3, 0, 9 + d % 2, 40 + d % 3, 27) for d in range(40)]
    >>> bad = DaySummary(1, 99, 30, 30, 30, 0, 30 * 27, 30 * 27 * 27, 27)
    >>> tails = shortfall_tails([*usual, bad], np.ones(41, dtype=bool), np.arange(41))
    >>> bool(tails.worse[-1] < 1e-6), bool(tails.better[-1] > 0.999)
    (True, True)
    """
    days = all_of_kind(days, DaySummary, "a day")
    if not is_long_enough(days, trusted, spells):
        raise ValueError(
            f"{len(days)} days are too few; expected {FEWEST_DAYS} others of {FEWEST_SHEETS} sheets"
        )
    n, points, squares, most = columns_of(days, "n", "shortfall", "shortfall_squares", "most")
    total, square = points / most, squares / most**2
    history = _History(trusted, spells)
    usual, variance, clustering = _usual(n, total, square, history)
    # Each spell has a likeness of its own, by which all of its other days count.
    together = n * (n - 1)
    own = variance * (history.own(n) + clustering * history.own(together)) / history.own(n) ** 2
    theirs = variance * (history.sums(n) + clustering * history.sums(together))
    theirs /= history.sums(n) ** 2
    trials = usual * (1 - usual) / (own + theirs)
    hits = trials * history.own(total) / history.own(n)
    return ShortfallTails(
        usual_share_0_1=usual,
        better=special.betainc(np.maximum(trials - hits, 1e-12), hits + 1, 1 - usual),
        worse=special.betainc(np.maximum(hits, 1e-12), trials - hits + 1, usual),
    )


def volume_tail(days: Sequence[DaySummary], trusted: Truths) -> tuple[Floats, Floats]:
    """Say how many sheets the other days of a place have, and how likely as many as each day's are.

    Parameters
    ----------
    days, trusted
        As for `shortfall_tails`.

    Returns
    -------
    tuple of two arrays
        The mean number of the other days; the probability of at least so many.

    Raises
    ------
    ValueError
        As `shortfall_tails`.

    Source
    ------
    Negative binomial by the moments of the other days, never narrower than Poisson: Johnson,
    Kemp and Kotz (2005), Univariate Discrete Distributions, 5.8.

    Examples
    --------
    >>> days = [DaySummary(1, d, 3 + d % 3, 3, 3, 0, 0, 0, 27) for d in range(30)]
    >>> mean, tail = volume_tail([*days, DaySummary(1, 99, 40, 40, 40, 0, 0, 0, 27)],
    ...     np.ones(31, dtype=bool))
    >>> float(mean[-1]), bool(tail[-1] < 1e-12)
    (4.0, True)
    """
    days = all_of_kind(days, DaySummary, "a day")
    alone = np.arange(len(days))
    if not is_long_enough(days, trusted, alone):
        raise ValueError(f"{len(days)} days are too few; expected {FEWEST_DAYS} others")
    (n,) = columns_of(days, "n")
    history = _History(trusted, alone)
    others = history.sums(np.ones(len(days)))
    mean = history.sums(n) / others
    variance = (history.sums(n**2) - others * mean**2) / (others - 1)
    size = mean**2 / np.maximum(variance - mean, 1e-3 * mean)
    return mean, scipy.stats.nbinom.sf(n - 1, size, size / (size + mean))


def flagged_tail(days: Sequence[DaySummary], trusted: Truths) -> Floats:
    """Say how likely as many sheets flagged at receipt as on each day of a place are.

    Parameters
    ----------
    days, trusted
        As for `shortfall_tails`; a short history will do.

    Returns
    -------
    array
        1 where none is flagged.

    Raises
    ------
    ValueError
        If `days` are of several places, or `trusted` is not as long.

    Source
    ------
    Binomial with the flagged share of the other days, drawn towards 0.02 by 50 sheets: the
    posterior mean of a beta prior, Gelman et al. (2013), Bayesian Data Analysis, 2.4.

    Examples
    --------
    >>> days = [DaySummary(1, d, 5, 5, 5, 0, 0, 0, 27) for d in range(3)]
    >>> tail = flagged_tail([*days, DaySummary(1, 9, 30, 30, 30, 20, 0, 0, 27)], np.ones(4, bool))
    >>> bool(tail[-1] < 1e-12), float(tail[0])
    (True, 1.0)
    """
    days = all_of_kind(days, DaySummary, "a day")
    alone = np.arange(len(days))
    _checked(days, trusted, alone)
    n, flags = columns_of(days, "n", "n_flagged")
    history = _History(trusted, alone)
    prior = USUAL_FLAGGED_SHARE * PSEUDO_FLAG_SHEETS
    usual = (history.sums(flags) + prior) / (history.sums(n) + PSEUDO_FLAG_SHEETS)
    tail: Floats = scipy.stats.binom.sf(flags - 1, n, usual)
    return tail


@dataclass(frozen=True)
class _History:
    """Sums over the trusted days outside each day's own spell, and over the spell itself."""

    trusted: Truths
    spells: Numbers

    def sums(self, values: Floats) -> Floats:
        """The sum over the trusted days of all other spells."""
        counted = np.where(self.trusted, values, 0.0)
        return counted.sum() - self.own(counted)

    def own(self, values: Floats) -> Floats:
        """The sum over the days of the same spell, trusted or not."""
        _, places = np.unique(self.spells, return_inverse=True)
        return np.bincount(places, weights=values)[places].astype(np.float64)


def _checked(days: Sequence[DaySummary], trusted: Truths, spells: Numbers) -> list[DaySummary]:
    held = all_of_kind(days, DaySummary, "a day")
    if len({day.place for day in held}) > 1:
        raise ValueError("days are of several places; expected those of one")
    for name, values, kinds in (("trusted", trusted, "b"), ("spells", spells, "iu")):
        array = array_of(values, name)
        if array.shape != (len(held),):
            raise ValueError(f"{name} has shape {array.shape}; expected ({len(held)},)")
        if array.dtype.kind not in kinds:
            raise ValueError(f"{name} is of {array.dtype}; expected truths or whole numbers")
    return held


def _usual(
    n: Floats, total: Floats, square: Floats, history: _History
) -> tuple[Floats, Floats, Floats]:
    """Share, variance of a sheet and clustering within days, from the other trusted days."""
    sheets, others = history.sums(n), history.sums(np.ones(len(n)))
    sums, squares = history.sums(total), history.sums(square)
    within_days = history.sums(total**2 / n)
    size = (sheets - history.sums(n**2) / sheets) / (others - 1)
    mean_within = (squares - within_days) / np.maximum(sheets - others, 1)
    mean_between = (within_days - sums**2 / sheets) / (others - 1)
    # Days of one sheet each tell nothing of their likeness, and take the variance as it is.
    between = np.where(size > 1, np.maximum(mean_between - mean_within, 0) / size, 0.0)
    whole = np.where(sheets > others, mean_within + between, mean_between)
    clustering = np.divide(between, whole, out=np.zeros_like(whole), where=whole > 0)
    share = (sums + PSEUDO_SHEETS * PSEUDO_SHARE) / (sheets + PSEUDO_SHEETS)
    pseudo = PSEUDO_SHEETS * (PSEUDO_SHARE - share) ** 2
    variance = (np.maximum(whole, 0) * sheets + pseudo) / (sheets + PSEUDO_SHEETS)
    return share, variance, np.clip(clustering, LEAST_CLUSTERING, MOST_CLUSTERING)
