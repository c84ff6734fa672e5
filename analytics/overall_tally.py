"""A question about the visit as a whole, counted beside the elements without becoming one of them.

The vector of a tally with such a question is the vector of its elements
(`analytics.tally_vectors`), followed by an extension of ``s + 4 m`` integers: counts of the overall
answers (s); then, for each element in item order, the sheets that answered both (m), the sum of
the element over them (m), the sum of the overall answer over them (m), and the sum of the products
of both (m). All add up, and whoever reads the elements alone takes the first part: `split`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analytics import counting, tally_vectors
from analytics.inputs import Tally
from analytics.kind_checks import all_of_kind
from analytics.number_checks import array_of
from analytics.tally_checks import check_scale
from analytics.tally_vectors import extended_length, vector_length

OVERALL = "overall"


@dataclass(frozen=True, eq=False)
class OverallTally:
    """Elements and the overall question together: pairwise numbers, sums and products.

    Parameters
    ----------
    items : tuple of str, length m
        Element keys. The overall question is row and column m of every matrix.
    low, high : int
        The scale, which the overall question shares.
    n : int
        Sheets that answered the overall question.
    counts : array (m + 1, s) of int64
    pair_n, pair_sum, pair_product : array (m + 1, m + 1) of int64
        As those of `analytics.inputs.Tally`.

    Examples
    --------
    >>> tally = overall_tally([[4, 3, 4], [2, 2, 0]], ("waktu", "biaya"), 1, 4)
    >>> tally.n, tally.pair_product[2].tolist()
    (1, [16, 12, 16])
    """

    items: tuple[str, ...]
    low: int
    high: int
    n: int
    counts: NDArray[np.int64] = field(repr=False)
    pair_n: NDArray[np.int64] = field(repr=False)
    pair_sum: NDArray[np.int64] = field(repr=False)
    pair_product: NDArray[np.int64] = field(repr=False)


def split(vectors: ArrayLike, m: int, s: int) -> tuple[NDArray, NDArray | None]:
    """Part vectors into what says the elements and what says the overall question.

    Parameters
    ----------
    vectors : integer array (..., length)
        One vector or many, with or without the extension.
    m, s : int
        Elements and points of the scale.

    Returns
    -------
    (array, array or None)
        The vectors of the elements alone; the extensions, None where there are none.

    Raises
    ------
    ValueError
        If they are no whole numbers, or the length is neither that of m elements nor that with
        the extension.

    Source
    ------
    Layout above.

    Examples
    --------
    >>> elements, extension = split(range(extended_length(1, 2)), 1, 2)
    >>> elements.tolist(), extension.tolist()
    ([0, 1, 2, 3, 4], [5, 6, 7, 8, 9, 10])
    """
    numbers = array_of(vectors, "vectors")
    if numbers.dtype.kind not in "iu":
        raise ValueError(f"vectors are of {numbers.dtype}; expected whole numbers")
    plain, extended = vector_length(m, s), extended_length(m, s)
    found = numbers.shape[-1] if numbers.ndim else 0
    if found not in (plain, extended):
        raise ValueError(
            f"vectors have {found} numbers; expected {plain}, or {extended} with an overall part"
        )
    return numbers[..., :plain], numbers[..., plain:] if found == extended else None


def count_groups(
    ratings: ArrayLike, groups: ArrayLike, n_groups: int, low: int, high: int
) -> NDArray[np.int64]:
    """Count groups of sheets with an overall question, each into its extended vector.

    Parameters
    ----------
    ratings : array (sheets, m + 1) of uint8
        The overall answer in the last column; 0 is a gap. A sheet that rated no element is not
        counted, not even its overall answer.
    groups : integer array (sheets,)
        0 to n_groups - 1.
    n_groups : int
    low, high : int
        The scale.

    Returns
    -------
    array (n_groups, extended_length(m, s)) of int64
        The first part is what `analytics.counting.count_groups` gives of the elements alone.

    Raises
    ------
    ValueError
        If there is no element, a rating lies outside the scale, or a group does not exist.

    Notes
    -----
    The overall question is counted as one more element, whose numbers then stand apart. Only the
    numbers of sheets are made anew, because being complete is a matter of the elements.

    Source
    ------
    Layout above; checked against plain loops.

    Examples
    --------
    >>> count_groups(np.array([[4, 3]], dtype=np.uint8), [0], 1, 3, 4).tolist()
    [[1, 1, 1, 0, 1, 1, 0, 1, 4, 3, 12]]
    """
    m = _elements_of(ratings)
    names = tuple(str(place) for place in range(m + 1))
    sheets = counting.checked_ratings(ratings, names, low, high).copy()
    elements = sheets[:, :m]
    sheets[~elements.any(axis=1), m] = 0
    together = counting.count_groups(sheets, groups, n_groups, low, high)
    own = _own_places(m, high - low + 1)
    vectors = np.concatenate((together[:, own], together[:, ~own]), axis=1)
    vectors[:, :3] = _sheet_numbers(elements, np.asarray(groups), n_groups)
    return vectors


def overall_tally(ratings: ArrayLike, items: Sequence[str], low: int, high: int) -> OverallTally:
    """Count sheets whose last column is the overall answer.

    Parameters
    ----------
    ratings : integer array (sheets, m + 1)
        0 is a gap.
    items : sequence of str, length m
    low, high : int
        The scale.

    Returns
    -------
    OverallTally
        Without sheets: every number 0.

    Raises
    ------
    ValueError
        If the shape does not fit the items or a rating lies outside the scale.

    Source
    ------
    Layout above.

    Examples
    --------
    >>> overall_tally([[4, 3, 4]], ("waktu", "biaya"), 1, 4).counts[2].tolist()
    [0, 0, 0, 1]
    """
    check_scale(low, high)
    keys = all_of_kind(items, str, "an item")
    sheets = counting.checked_ratings(ratings, (*keys, OVERALL), low, high)
    (vector,) = count_groups(sheets, np.zeros(len(sheets), dtype=int), 1, low, high)
    return overall_tally_of(vector, items, low, high)


def overall_tally_of(vector: ArrayLike, items: Sequence[str], low: int, high: int) -> OverallTally:
    """Rebuild elements and overall question from an extended vector, or a sum of such.

    Parameters
    ----------
    vector : integer array, length ``extended_length(m, s)``
    items : sequence of str, length m
    low, high : int
        The scale.

    Returns
    -------
    OverallTally

    Raises
    ------
    ValueError
        If there is no extension or the integers cannot come from any sheets.

    Source
    ------
    Layout above.

    Examples
    --------
    >>> (vector,) = count_groups(np.array([[4, 3, 4]], dtype=np.uint8), [0], 1, 1, 4)
    >>> overall_tally_of(3 * vector, ("waktu", "biaya"), 1, 4).n
    3
    """
    check_scale(low, high)
    m, s = len(all_of_kind(items, str, "an item")), high - low + 1
    elements, extension = split(vector, m, s)
    if extension is None:
        raise ValueError(f"vector has {len(elements)} numbers; expected {extended_length(m, s)}")
    own = _own_places(m, s)
    together = np.empty(own.size, dtype=np.int64)
    together[own], together[~own] = elements, extension
    seen = _possible(together, (*items, OVERALL), low, high)
    matrices = (seen.counts, seen.pair_n, seen.pair_sum, seen.pair_product)
    return OverallTally(tuple(items), low, high, int(seen.answered[m]), *matrices)


def _possible(together: NDArray[np.int64], items: Sequence[str], low: int, high: int) -> Tally:
    """A tally of all questions, which refuses what cannot be.

    How many sheets answered everything is not known, so the fewest that there can be stand for it.
    """
    numbers = tally_vectors.unpack(together, len(items), low, high)
    answered = numbers.pair_n.diagonal()
    fewest = max(0, int(answered.sum()) - (len(items) - 1) * numbers.n)
    known = numbers._replace(n_complete=fewest, n_straightlined=0)
    return Tally(tuple(items), low, high, *known)


def _elements_of(ratings: ArrayLike) -> int:
    shape = np.shape(ratings)
    if len(shape) != 2 or shape[1] < 2:
        raise ValueError(f"ratings have shape {shape}; expected elements and one overall column")
    return int(shape[1]) - 1


def _sheet_numbers(
    elements: NDArray[np.uint8], groups: NDArray[np.integer], n_groups: int
) -> NDArray[np.int64]:
    lowest, highest = elements.min(axis=1), elements.max(axis=1)
    marks = (highest > 0, lowest > 0, (lowest > 0) & (lowest == highest))
    return np.stack([np.bincount(groups[mark], minlength=n_groups) for mark in marks], axis=1)


@cache
def _own_places(m: int, s: int) -> NDArray[np.bool_]:
    """Which numbers of a vector of m + 1 questions say nothing of the last one."""
    above_i, above_j = np.triu_indices(m + 1, 1)
    off_i, off_j = np.nonzero(~np.eye(m + 1, dtype=bool))
    parts = (
        np.ones(3, dtype=bool),
        np.repeat(np.arange(m + 1) < m, s),
        (above_i < m) & (above_j < m),
        (off_i < m) & (off_j < m),
        (above_i < m) & (above_j < m),
    )
    return np.concatenate(parts)
