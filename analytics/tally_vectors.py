"""The order in which a tally's integers are stored, shortest form first.

Layout for m items and s points, in this order (a stored vector depends on it, so a change
is a new version of the stored tallies):
n, n_complete, n_straightlined; counts row by row (m * s); pair_n above the diagonal, row by
row; pair_sum off the diagonal, row by row; pair_product above the diagonal, row by row.
Diagonals follow from counts, and pair_n and pair_product are symmetric.

Behind it may stand the extension of `analytics.overall_tally`, which no reader of elements sees.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analytics.kind_checks import of_kind
from analytics.number_checks import array_of
from analytics.tally_checks import check_scale, whole_number

LARGEST = np.iinfo(np.int32).max
SHEET_NUMBERS = 3


class TallyNumbers(NamedTuple):
    """The integers of a tally, as `analytics.inputs.Tally` names and explains them."""

    n: int
    n_complete: int
    n_straightlined: int
    counts: NDArray[np.int64]
    pair_n: NDArray[np.int64]
    pair_sum: NDArray[np.int64]
    pair_product: NDArray[np.int64]


def vector_length(m: int, s: int) -> int:
    """Give how many integers the vector of a tally has.

    Parameters
    ----------
    m : int
        Items, at least 1.
    s : int
        Points of the scale, at least 2.

    Returns
    -------
    int
        ``3 + m s + 2 m (m - 1)``; 183 for nine items of four points.

    Raises
    ------
    ValueError
        If m or s is smaller.

    Source
    ------
    Layout above.

    Examples
    --------
    >>> vector_length(9, 4)
    183
    """
    if whole_number(m, "m") < 1 or whole_number(s, "s") < 2:
        raise ValueError(f"{m} items of {s} points; expected at least 1 item of 2 points")
    return SHEET_NUMBERS + m * s + 2 * m * (m - 1)


def extended_length(m: int, s: int) -> int:
    """Give how many integers the vector of m elements and an overall question has.

    Parameters
    ----------
    m, s : int
        As `vector_length`.

    Returns
    -------
    int
        ``vector_length(m, s) + s + 4 m``; 223 for nine elements of four points.

    Raises
    ------
    ValueError
        If m or s is smaller than there.

    Source
    ------
    Layout of `analytics.overall_tally`.

    Examples
    --------
    >>> extended_length(9, 4)
    223
    """
    return vector_length(m, s) + s + 4 * m


def pack(numbers: TallyNumbers) -> NDArray[np.int32]:
    """Put a tally's integers into one vector.

    Parameters
    ----------
    numbers : TallyNumbers

    Returns
    -------
    array of int32

    Raises
    ------
    ValueError
        If a number does not fit 32 bits.

    Source
    ------
    Layout above.

    Examples
    --------
    >>> one = np.array([[1]])
    >>> pack(TallyNumbers(1, 1, 1, np.array([[0, 0, 0, 1]]), one, 4 * one, 16 * one)).tolist()
    [1, 1, 1, 0, 0, 0, 1]
    """
    above, off = _places(len(of_kind(numbers, TallyNumbers, "numbers").pair_n))
    parts = (
        [numbers.n, numbers.n_complete, numbers.n_straightlined],
        numbers.counts.ravel(),
        numbers.pair_n[above],
        numbers.pair_sum[off],
        numbers.pair_product[above],
    )
    vector = np.concatenate(parts, dtype=np.int64)
    if vector.max() > LARGEST:
        raise ValueError(f"a count of {vector.max()} does not fit; expected at most {LARGEST}")
    return vector.astype(np.int32)


def unpack(vector: ArrayLike, m: int, low: int, high: int) -> TallyNumbers:
    """Give the integers back that `pack` put into a vector.

    Parameters
    ----------
    vector : integer array
        One vector, or the sum of several; an extension for an overall question is passed over.
    m : int
        Items.
    low, high : int
        The scale.

    Returns
    -------
    TallyNumbers

    Raises
    ------
    ValueError
        If the vector does not hold whole numbers, or not as many as m and the scale need.

    Source
    ------
    Layout above.

    Examples
    --------
    >>> unpack([1, 1, 1, 0, 0, 0, 1], 1, 1, 4).pair_product.tolist()
    [[16]]
    """
    check_scale(low, high)
    m = whole_number(m, "m")
    points = np.arange(low, high + 1)
    numbers = _elements_of(vector, m, len(points))
    pairs = m * (m - 1) // 2
    cuts = np.cumsum([SHEET_NUMBERS, m * len(points), pairs, 2 * pairs])
    sheets, flat_counts, flat_n, flat_sum, flat_product = np.split(numbers, cuts)
    counts = flat_counts.reshape(m, len(points))
    pair_n, pair_sum, pair_product = (np.diag(counts @ points**power) for power in (0, 1, 2))
    above, off = _places(m)
    pair_n[above], pair_n.T[above] = flat_n, flat_n
    pair_sum[off] = flat_sum
    pair_product[above], pair_product.T[above] = flat_product, flat_product
    n, n_complete, n_straightlined = sheets.tolist()
    square = (pair_n, pair_sum, pair_product)
    return TallyNumbers(n, n_complete, n_straightlined, counts, *square)


def _elements_of(vector: ArrayLike, m: int, s: int) -> NDArray[np.int64]:
    numbers = array_of(vector, "vector")
    length = vector_length(m, s)
    shapes = ((length,), (extended_length(m, s),))
    if numbers.dtype.kind not in "iu" or numbers.shape not in shapes:
        raise ValueError(
            f"vector of {numbers.dtype} has shape {numbers.shape}; "
            f"expected {length} whole numbers in one dimension"
        )
    return numbers[:length].astype(np.int64)


@cache
def _places(m: int) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    above = np.triu(np.ones((m, m), dtype=bool), 1)
    return above, above | above.T
