"""Covariances between elements, exactly, from a tally alone."""

from __future__ import annotations

from fractions import Fraction

from analytics.inputs import Tally
from analytics.kind_checks import of_kind

Covariances = tuple[tuple[Fraction, ...], ...]

FEWEST_SHEETS = 2


def pair_covariances(tally: Tally) -> Covariances:
    """Give the covariance of every two elements over the sheets that answered both.

    Parameters
    ----------
    tally : Tally
        Every two elements answered together on at least 2 sheets.

    Returns
    -------
    tuple (m) of tuples (m) of Fraction
        Symmetric, in item order, with the variances on the diagonal. 0 where an element was
        answered alike by all. With gaps the sheets differ from pair to pair, so a sum of
        entries need not be the variance of any total.

    Raises
    ------
    ValueError
        If it is no Tally, or some pair has fewer than 2 sheets; the pair is named.

    Notes
    -----
    C_ij = (P_ij - S_ij S_ji / N_ij) / (N_ij - 1) with the tally's pairwise n, sums and
    products.

    Source
    ------
    Sample covariance over available pairs, as R's ``cov(x, use = "pairwise")``.

    Examples
    --------
    >>> tally = Tally.from_ratings([[4, 4], [3, 2], [2, 0]], ("waktu", "biaya"), 1, 4)
    >>> [[str(value) for value in row] for row in pair_covariances(tally)]
    [['1', '1'], ['1', '2']]
    """
    places = range(len(of_kind(tally, Tally, "tally").items))
    return tuple(tuple(_covariance(tally, one, other) for other in places) for one in places)


def _covariance(tally: Tally, one: int, other: int) -> Fraction:
    n = int(tally.pair_n[one, other])
    if n < FEWEST_SHEETS:
        both = f"{tally.items[one]} and {tally.items[other]}"
        raise ValueError(f"{both} were answered together on {n} sheets; expected at least 2")
    sums = int(tally.pair_sum[one, other]) * int(tally.pair_sum[other, one])
    return (int(tally.pair_product[one, other]) - Fraction(sums, n)) / (n - 1)
