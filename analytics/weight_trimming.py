"""What very large weights cost, and how they are cut down."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analytics.number_checks import finite_number
from analytics.weight_checks import checked_counts, checked_weights

USUAL_BOUND = 5.0


def trimmed_weights(
    weights: ArrayLike, counts: ArrayLike, *, bound: float = USUAL_BOUND
) -> NDArray[np.float64]:
    """Give weights of which none exceeds a bound, with the same sum.

    Parameters
    ----------
    weights : array of float, length cells
        Of a sheet in each cell, above 0.
    counts : array of int, length cells
        Sheets in each cell.
    bound : float
        Above 1; the largest weight as a multiple of the mean weight of the sheets.

    Returns
    -------
    array of float, length cells
        The same weights where none exceeds the bound. Otherwise what is cut off is shared out
        equally among the sheets below the bound, so margins are no longer met exactly.

    Raises
    ------
    ValueError
        If the bound is not above 1, or weights or counts are impossible.

    Notes
    -----
    min(bound, weight + a), with the one a that keeps the sum.

    Source
    ------
    Potter, F. J. (1990), Proceedings of the Survey Research Methods Section, ASA, 225-230;
    bound of 5: DeBell, M. and Krosnick, J. A. (2009), ANES Technical Report nes012427; checked
    against R survey::trimWeights(strict = TRUE).

    Examples
    --------
    >>> trimmed_weights([1.0, 7.0], [9, 1], bound=2).round(6).tolist()
    [1.422222, 3.2]
    """
    sheets = checked_counts(counts)
    given = checked_weights(weights, sheets)
    if finite_number(bound, "bound", expected="a finite number above 1") <= 1:
        raise ValueError(f"bound is {bound}; expected a finite number above 1")
    total = float((given * sheets).sum())
    largest = bound * total / sheets.sum()
    order = np.argsort(given)
    # Cell by cell from the heaviest: those cut stay at the bound, the rest share what is left.
    for cut in range(len(order), 0, -1):
        below, above = order[:cut], order[cut:]
        lacking = total - largest * sheets[above].sum() - (given * sheets)[below].sum()
        shift = lacking / sheets[below].sum()
        if given[order[cut - 1]] + shift <= largest:
            break
    return given if cut == len(order) else np.minimum(given + shift, largest)


def effective_n(weights: ArrayLike, counts: ArrayLike) -> float:
    """Give how many equally weighted sheets would be as sure, by Kish's rule.

    Parameters
    ----------
    weights : array of float, length cells
        Of a sheet in each cell, above 0.
    counts : array of int, length cells
        Sheets in each cell.

    Returns
    -------
    float
        1 to n; n where all weights are equal.

    Raises
    ------
    ValueError
        If weights or counts are impossible.

    Notes
    -----
    (sum of weights)^2 / sum of squared weights, over sheets.

    Source
    ------
    Kish, L. (1965), Survey Sampling, 11.7; Kish, L. (1992), Journal of Official Statistics
    8(2), 183-200.

    Examples
    --------
    >>> effective_n([1.0, 3.0], [10, 10])
    16.0
    """
    sheets = checked_counts(counts)
    given = checked_weights(weights, sheets)
    # Only relative weights matter; so the squares of very large ones stay in range.
    given = np.ldexp(given, -int(np.frexp(given.max())[1]))
    return float((given * sheets).sum() ** 2 / (given**2 * sheets).sum())
