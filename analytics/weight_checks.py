"""What weights and the cells of sheets they belong to must satisfy, each fault said in words."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analytics.number_checks import SMALLEST, array_of, finite_numbers


def checked_counts(counts: ArrayLike) -> NDArray[np.int64]:
    """Give counts of sheets as whole numbers.

    Parameters
    ----------
    counts : array of int
        One for each cell.

    Returns
    -------
    array of int64

    Raises
    ------
    ValueError
        If they are not whole numbers of at least 1 in one row, or there is no cell.

    Source
    ------
    Definition of a cell.

    Examples
    --------
    >>> checked_counts([3, 1]).tolist()
    [3, 1]
    """
    sheets = array_of(counts, "counts")
    if sheets.ndim != 1 or sheets.dtype.kind not in "iu" or (sheets < 1).any() or not len(sheets):
        raise ValueError(
            f"counts are {counts!r}; expected a row of whole numbers of at least 1, one a cell"
        )
    return sheets.astype(np.int64)


def checked_weights(weights: ArrayLike, counts: NDArray[np.int64]) -> NDArray[np.float64]:
    """Give weights as floats, one for each cell.

    Parameters
    ----------
    weights : array of float, length cells
    counts : array of int64, length cells

    Returns
    -------
    array of float

    Raises
    ------
    ValueError
        If they are not as many as cells, or one is not finite and above 0.

    Source
    ------
    Definition of a weight.

    Examples
    --------
    >>> checked_weights([2, 1], checked_counts([3, 4])).tolist()
    [2.0, 1.0]
    """
    expected = f"{len(checked_counts(counts))} numbers above 0"
    given = finite_numbers(weights, "weights", expected=expected)
    if given.shape != np.shape(counts) or not (given >= SMALLEST).all():
        raise ValueError(f"weights are {weights!r:.80}; expected {expected}")
    return given
