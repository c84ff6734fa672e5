"""From ratings to the integers of a tally, quickly and exactly."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analytics.number_checks import array_of
from analytics.tally_checks import check_items, check_scale, whole_number
from analytics.tally_vectors import TallyNumbers, vector_length

Ratings = NDArray[np.uint8]
SHEETS_AT_ONCE = 2**16
VECTORS_AT_ONCE = 2**12
# The vectors of more would not fit into memory together.
MOST_GROUPS = 10**7
# So few that no library shares the product out among threads, which would wait for one another on
# a busy machine; and sums of squares of ratings up to 100 stay below 2**24, exact in float32.
SHEETS_IN_A_PRODUCT = 2**9


def checked_ratings(ratings: ArrayLike, items: tuple[str, ...], low: int, high: int) -> Ratings:
    """Give ratings as bytes after checking shape, type and scale.

    Parameters
    ----------
    ratings : integer array (sheets, m)
        0 marks a gap.
    items : tuple of str, length m
        Named in the message of a fault.
    low, high : int
        The scale, at most 100.

    Returns
    -------
    array (sheets, m) of uint8

    Raises
    ------
    ValueError
        Naming the first sheet (counted from 1) and item whose rating is outside the scale.

    Source
    ------
    Definition of `analytics.inputs.Tally`.

    Examples
    --------
    >>> checked_ratings([[4, 0]], ("waktu", "biaya"), 1, 4).dtype
    dtype('uint8')
    """
    check_items(items)
    check_scale(low, high)
    array = array_of(ratings, "ratings")
    if array.ndim != 2 or array.shape[1] != len(items):
        raise ValueError(
            f"ratings have shape {array.shape}; expected (sheets, {len(items)}), a column an item"
        )
    if array.size and array.dtype.kind not in "iu":
        raise ValueError(f"ratings are {array.dtype}; expected whole numbers, gaps as 0")
    if array.size and not _within(array, low, high):
        sheet, item = np.argwhere((array != 0) & ((array < low) | (array > high)))[0]
        raise ValueError(
            f"sheet {sheet + 1}, {items[item]}: {array[sheet, item]}; "
            f"expected {low} to {high}, or 0 where it was not answered"
        )
    return array.astype(np.uint8, copy=False)


def count_ratings(ratings: Ratings, low: int, high: int) -> TallyNumbers:
    """Count checked ratings.

    Parameters
    ----------
    ratings : array (sheets, m) of uint8
        As `checked_ratings` gives them.
    low, high : int
        The scale.

    Returns
    -------
    TallyNumbers
        All 0 without sheets.

    Raises
    ------
    ValueError
        If there is not a row a sheet and a column an item.

    Notes
    -----
    Pairs are matrix products of answered-marks and ratings. Their float32 sums are exact
    because each is over so few sheets that none reaches 2**24.

    Source
    ------
    Definition of `analytics.inputs.Tally`; exactness of whole numbers: IEEE 754, binary32.

    Examples
    --------
    >>> count_ratings(np.array([[4, 3], [2, 0]], dtype=np.uint8), 1, 4)[:3]
    (2, 1, 0)
    """
    _check_bytes(ratings)
    check_scale(low, high)
    m = ratings.shape[1]
    sheets = np.zeros(3, dtype=np.int64)
    counts = np.zeros((m, high - low + 1), dtype=np.int64)
    pairs = np.zeros((2 * m, 2 * m), dtype=np.int64)
    for start in range(0, len(ratings), SHEETS_AT_ONCE):
        columns = np.ascontiguousarray(ratings[start : start + SHEETS_AT_ONCE].T)
        sheets += _count_sheets(columns)
        counts += _count_points(columns, low, high)
        pairs += _count_pairs(columns)
    n, n_complete, n_straightlined = sheets.tolist()
    square = (pairs[:m, :m], pairs[m:, :m], pairs[m:, m:])
    return TallyNumbers(n, n_complete, n_straightlined, counts, *square)


def count_groups(
    ratings: Ratings, groups: ArrayLike, n_groups: int, low: int, high: int
) -> NDArray[np.int64]:
    """Count many small groups of sheets at once, each into the vector of its tally.

    Parameters
    ----------
    ratings : array (sheets, m) of uint8
        As `checked_ratings` gives them.
    groups : integer array (sheets,)
        0 to n_groups - 1: where each sheet belongs.
    n_groups : int
        Number of groups.
    low, high : int
        The scale.

    Returns
    -------
    array (n_groups, vector_length(m, s)) of int64
        Row g is what ``Tally.from_ratings(ratings[groups == g]).to_vector()`` gives.

    Raises
    ------
    ValueError
        If a sheet has no group or one outside 0 to n_groups - 1.

    Source
    ------
    Definition of `analytics.inputs.Tally`; checked against it group by group.

    Examples
    --------
    >>> sheets = np.array([[4], [3], [4]], dtype=np.uint8)
    >>> count_groups(sheets, [0, 1, 0], 2, 1, 4).tolist()
    [[2, 2, 2, 0, 0, 0, 2], [1, 1, 1, 0, 0, 1, 0]]
    """
    _check_bytes(ratings)
    check_scale(low, high)
    places = array_of(groups, "groups")
    _check_groups(places, len(ratings), n_groups)
    length = vector_length(ratings.shape[1], high - low + 1)
    vectors = np.zeros((n_groups, length), dtype=np.int64)
    order = np.argsort(places, kind="stable")
    for start in range(0, len(order), VECTORS_AT_ONCE):
        chosen = order[start : start + VECTORS_AT_ONCE]
        present, firsts = np.unique(places[chosen], return_index=True)
        sheets = _sheet_vectors(ratings[chosen], low, high)
        vectors[present] += np.add.reduceat(sheets, firsts, dtype=np.int64)
    return vectors


def _within(array: NDArray[np.integer], low: int, high: int) -> bool:
    if array.min() < 0 or array.max() > high:
        return False
    return low == 1 or not ((array > 0) & (array < low)).any()


def _count_sheets(columns: Ratings) -> NDArray[np.int64]:
    lowest, highest = columns.min(axis=0), columns.max(axis=0)
    marks = (highest > 0, lowest > 0, (lowest > 0) & (lowest == highest))
    return np.array([np.count_nonzero(mark) for mark in marks])


def _count_points(columns: Ratings, low: int, high: int) -> NDArray[np.int64]:
    points = range(low, high + 1)
    return np.array([[np.count_nonzero(column == p) for p in points] for column in columns])


def _count_pairs(columns: Ratings) -> NDArray[np.int64]:
    short = -columns.shape[1] % SHEETS_IN_A_PRODUCT
    whole = np.pad(columns, ((0, 0), (0, short)))
    marks_and_ratings = np.concatenate((whole > 0, whole)).astype(np.float32)
    parts = marks_and_ratings.reshape(len(marks_and_ratings), -1, SHEETS_IN_A_PRODUCT)
    stacked = parts.transpose(1, 0, 2)
    products = stacked @ stacked.transpose(0, 2, 1)
    return products.sum(axis=0, dtype=np.float64).astype(np.int64)


def _check_bytes(ratings: Ratings) -> None:
    if not isinstance(ratings, np.ndarray) or ratings.dtype != np.uint8:
        raise ValueError(f"ratings are {ratings!r:.80}; expected what checked_ratings gives")
    if ratings.ndim != 2:
        raise ValueError(f"ratings have {ratings.ndim} dimensions; expected 2")


def _check_groups(groups: NDArray[np.integer], sheets: int, n_groups: int) -> None:
    if whole_number(n_groups, "n_groups") > MOST_GROUPS:
        raise ValueError(f"{n_groups} groups; expected at most {MOST_GROUPS}")
    if groups.shape != (sheets,) or (sheets and groups.dtype.kind not in "iu"):
        raise ValueError(
            f"groups of {groups.dtype} have shape {groups.shape}; "
            f"expected one whole number for each of {sheets} sheets"
        )
    if sheets and not 0 <= groups.min() <= groups.max() < n_groups:
        raise ValueError(
            f"groups reach from {groups.min()} to {groups.max()}; expected 0 to {n_groups - 1}"
        )


def _sheet_vectors(ratings: Ratings, low: int, high: int) -> NDArray[np.uint16]:
    # The largest entry is a product of two ratings, at most 100 * 100.
    m = ratings.shape[1]
    above_i, above_j = np.triu_indices(m, 1)
    off_i, off_j = np.nonzero(~np.eye(m, dtype=bool))
    marks, values = ratings > 0, ratings.astype(np.uint16)
    lowest, highest = ratings.min(axis=1), ratings.max(axis=1)
    straight = (lowest > 0) & (lowest == highest)
    points = ratings[:, :, None] == np.arange(low, high + 1)
    parts = (
        np.column_stack((highest > 0, lowest > 0, straight)),
        points.reshape(len(ratings), -1),
        marks[:, above_i] & marks[:, above_j],
        values[:, off_i] * marks[:, off_j],
        values[:, above_i] * values[:, above_j],
    )
    return np.concatenate(parts, axis=1, dtype=np.uint16)
