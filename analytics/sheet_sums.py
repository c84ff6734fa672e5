"""How the sum of two ratings over n sheets falls out when the sheets are drawn from one group."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analytics.covariances import pair_covariances
from analytics.inputs import Tally
from analytics.kind_checks import of_kind
from analytics.number_checks import finite_number, finite_numbers
from analytics.tally_checks import whole_number

Shares = NDArray[np.float64]
ROUNDING = 1e-9
# The transform of more sums would not fit into memory.
MOST_SHEETS = 10**7


class Tails(NamedTuple):
    """Probabilities of a sum at most, and at least, as large as the one observed."""

    at_most: float
    at_least: float


def sum_shares(tally: Tally) -> Shares:
    """Give how often a sheet of a group has each sum of its two ratings.

    Parameters
    ----------
    tally : Tally
        Of two elements, both answered on at least 2 sheets.

    Returns
    -------
    array of float, length 2 (high - low) + 1
        Shares that sum to 1, for the sums from 2 low to 2 high. Their mean is that of the group.

    Raises
    ------
    ValueError
        If the tally is not of two elements, or fewer than 2 sheets answered both.

    Notes
    -----
    A tally keeps how often each rating was given to each element and how the two go together,
    not each pair of ratings. Two couplings have the tally's own shares for each element: ratings
    as alike as those shares allow, and independent ones. They are mixed so that the covariance
    is the tally's too; one that no mixture reaches gives the coupling next to it.

    Source
    ------
    Frechet, M. (1951), Annales de l'Universite de Lyon 14, 53-77 (the coupling of greatest
    covariance); mixing it with independence is ours, compared with the real pairs by
    benchmarks/individuals.py.

    Examples
    --------
    >>> tally = Tally.from_ratings([[1, 1], [2, 2]], ("kompetensi", "perilaku"), 1, 2)
    >>> sum_shares(tally).tolist()
    [0.5, 0.0, 0.5]
    """
    if len(of_kind(tally, Tally, "tally").items) != 2:
        raise ValueError(f"the tally has {len(tally.items)} elements; expected 2")
    covariance = float(pair_covariances(tally)[0][1])
    first, second = tally.counts / tally.counts.sum(axis=1, keepdims=True)
    alike, apart = _most_alike(first, second), np.convolve(first, second)
    greatest = (_variance(alike) - _variance(apart)) / 2
    part = min(max(covariance / greatest, 0.0), 1.0) if greatest > 0 else 0.0
    return np.asarray(part * alike + (1 - part) * apart)


def tails(shares: Shares, n: int, total: Fraction) -> Tails:
    """Give the probabilities of sums as low, and as high, as the one observed.

    Parameters
    ----------
    shares : array, length s
        How often a sheet has each sum 0, 1, ..., s - 1 above the lowest; see `sum_shares`.
    n : int
        Sheets drawn with replacement, at least 1.
    total : Fraction
        Observed sum above the lowest, 0 to n (s - 1); a fraction where gaps made it one.

    Returns
    -------
    Tails
        Both count the observed sum itself, so together they may exceed 1.

    Raises
    ------
    ValueError
        If n is no whole number or below 1, the total is outside its range, or the shares are
        not numbers of at least 0 that sum to 1.

    Notes
    -----
    The distribution of the sum is the n-th power of the shares' Fourier transform; its error is
    about 1e-15, far below any p-value that decides.

    Source
    ------
    Convolution theorem; drawing without replacement, as from the group itself, is never more
    spread: Hoeffding, W. (1963), JASA 58(301), 13-30, theorem 4.

    Examples
    --------
    >>> low, high = tails(np.array([0.5, 0.5]), 3, Fraction(1))
    >>> round(low, 6), round(high, 6)
    (0.5, 0.875)
    """
    shares = _checked_shares(shares)
    highest = whole_number(n, "n") * (len(shares) - 1)
    if n < 1 or not 0 <= finite_number(total, "total") <= highest:
        raise ValueError(f"total {total} of {n} sheets; expected n >= 1, total 0 to {highest}")
    at_most, at_least = whole_tails(shares, n)
    return Tails(float(at_most[math.floor(total)]), float(at_least[math.ceil(total)]))


def whole_tails(shares: Shares, n: int) -> tuple[Shares, Shares]:
    """Give both tails of every whole sum that n sheets may have.

    Parameters
    ----------
    shares : array, length s
        As `tails`.
    n : int
        Sheets, at least 1.

    Returns
    -------
    (array, array), length n (s - 1) + 1
        Probabilities of at most, and at least, each sum from 0 on.

    Raises
    ------
    ValueError
        If n or the shares are refused by `tails`.

    Source
    ------
    As `tails`.

    Examples
    --------
    >>> [side.round(3).tolist() for side in whole_tails(np.array([0.5, 0.5]), 2)]
    [[0.25, 0.75, 1.0], [1.0, 0.75, 0.25]]
    """
    shares = _checked_shares(shares)
    probable = _of_sums(shares, _sheets(n))
    at_most, at_least = np.cumsum(probable), np.cumsum(probable[::-1])[::-1]
    return np.minimum(at_most, 1.0), np.minimum(at_least, 1.0)


def _checked_shares(shares: Shares) -> Shares:
    given = finite_numbers(shares, "shares")
    if given.ndim != 1 or (given < 0).any() or abs(given.sum() - 1) > ROUNDING:
        raise ValueError(f"shares are {shares!r}; expected a row of at least 0 that sums to 1")
    return given


def _sheets(n: int) -> int:
    if not 1 <= whole_number(n, "n") <= MOST_SHEETS:
        raise ValueError(f"n is {n}; expected at least 1 sheet and at most {MOST_SHEETS}")
    return n


def _of_sums(shares: Shares, n: int) -> Shares:
    length = n * (len(shares) - 1) + 1
    probable = np.fft.irfft(np.fft.rfft(shares, length) ** n, length)
    return np.maximum(probable, 0.0)


def _most_alike(first: Shares, second: Shares) -> Shares:
    """The shares of sums when the k-th lowest rating of one meets the k-th lowest of the other."""
    joint = np.diff(
        np.diff(np.minimum.outer(_steps(first), _steps(second)), axis=0),
        axis=1,
    )
    places = np.add.outer(np.arange(len(first)), np.arange(len(second)))
    return np.bincount(places.ravel(), np.maximum(joint, 0.0).ravel()).astype(float)


def _steps(shares: Shares) -> Shares:
    return np.concatenate([[0.0], np.cumsum(shares)])


def _variance(shares: Shares) -> float:
    places = np.arange(len(shares))
    return float(shares @ places**2 - (shares @ places) ** 2)
