"""Which views may be shown together, so that no combination of them gives a small group away."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analytics.tally_checks import whole_number

PRIME = 2_147_483_647
SEED = 20_170_509
HALF = np.int64(31)
LOW = np.int64(2**31 - 1)
Views = NDArray[np.bool_]


def safe_views(
    sizes: ArrayLike,
    views: ArrayLike,
    k: int,
    *,
    priorities: Sequence[Sequence[int]] | None = None,
    forbidden: ArrayLike | None = None,
) -> NDArray[np.bool_]:
    """Say which of several views may be shown together.

    A view is the sum over some base groups, and whoever sees several can add and subtract them.
    Views are admitted in order of priority; one that would make a group of 1 to k - 1 answers
    follow from those admitted before is left out.

    Parameters
    ----------
    sizes : integer array (cells,)
        Number of answers of each base group; 0 or more.
    views : bool array (views, cells)
        Base groups that each view covers.
    k : int
        Least number of answers that may be seen; at least 2.
    priorities : sequence of sequences of int, optional
        Numbers of views, the most important first; each inner sequence is tried together and,
        if that fails, one by one in its order. Views that are named nowhere are left out. By
        default all views in the order given.
    forbidden : bool array (groups, cells), optional
        Larger groups that must not follow from the views either.

    Returns
    -------
    array of bool (views,)
        True where the view may be shown. A view of no answers at all may always be shown.

    Raises
    ------
    ValueError
        If shapes do not fit, a size is negative, or k is below 2.

    Notes
    -----
    A set of base groups follows from the views exactly if its indicator lies in the row space of
    the view matrix, which is so exactly if it is orthogonal to the whole null space. Random
    vectors of the null space over a prime field test that with a chance of error of about 1e-18.
    Unions of up to four base groups are tested, which is every small group for k up to 5. For a
    larger k, differences of two admitted views are left to the caller's choice of base groups.

    Source
    ------
    Audit of sum queries: Chin and Ozsoyoglu (1982), IEEE Transactions on Software Engineering
    8(6), 574-582; complementary suppression: Hundepool et al. (2012), Statistical Disclosure
    Control, Wiley, section 4.2. Checked against the exact elimination of an independent script.

    Examples
    --------
    A unit of 23 answers with counters of 20 and 3: the second is small, and so the first would
    give it away.

    >>> safe_views([20, 3], [[1, 1], [1, 0], [0, 1]], 5).tolist()
    [True, False, False]
    >>> safe_views([20, 8], [[1, 1], [1, 0], [0, 1]], 5).tolist()
    [True, True, True]
    """
    size, seen, secret = _checked(sizes, views, forbidden, k)
    answers = seen @ size
    groups, members = _distinct(size, np.vstack([seen, secret]))
    audit = _Audit(groups, k, members[len(seen) :], len(seen))
    shown = answers == 0
    for together in [range(len(seen))] if priorities is None else priorities:
        asked = [number for number in together if answers[number] >= k]
        shown[audit.admit(asked, members)] = True
    return shown


class _Audit:
    """What follows from the views admitted so far, by random vectors orthogonal to all of them."""

    def __init__(self, sizes: NDArray[np.int64], k: int, secret: Views, views: int) -> None:
        self.k = k
        self.sizes = sizes
        self.small = np.flatnonzero(sizes < k)
        self.secret = secret[secret.any(axis=1)]
        # Each admitted view uses up one vector; two must remain to test with.
        spare = min(views, len(sizes)) + 2
        drawn = np.random.default_rng(SEED)
        self.null = drawn.integers(1, PRIME, (spare, len(sizes)), dtype=np.int64)

    def admit(self, asked: Sequence[int], views: Views) -> list[int]:
        """Take in these views together, else one by one; gives those that were admitted."""
        if not len(self.small) and not len(self.secret):
            return list(asked)
        if self._stays_safe([views[number] for number in asked]):
            return list(asked)
        return [number for number in asked if self._stays_safe([views[number]])]

    def _stays_safe(self, views: Sequence[NDArray[np.bool_]]) -> bool:
        """Take the views in, unless something small or forbidden would follow."""
        before = self.null
        for view in views:
            self.null = _without(self.null, view)
        safe = self.null is before or not self._leaks()
        if not safe:
            self.null = before
        return safe

    def _leaks(self) -> bool:
        tests = self.null[:2]
        if any(not _packed(tests[:, group].sum(axis=1) % PRIME) for group in self.secret):
            return True
        return _small_union(_packed(tests[:, self.small]), self.sizes[self.small], self.k)


def _without(null: NDArray[np.int64], view: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Vectors orthogonal to the view as well; the same array if all of them are already."""
    products = null[:, view].sum(axis=1) % PRIME
    differing = np.flatnonzero(products)
    if not len(differing):
        return null
    pivot = differing[-1]
    factors = products * pow(int(products[pivot]), PRIME - 2, PRIME) % PRIME
    rest = (null - factors[:, None] * null[pivot]) % PRIME
    return np.delete(rest, pivot, axis=0)


def _small_union(keys: NDArray[np.int64], sizes: NDArray[np.int64], k: int) -> bool:
    """Whether up to four base groups with fewer than k answers together sum to nothing."""
    if (keys == 0).any():
        return True
    first, second = np.triu_indices(len(keys), 1)
    few = sizes[first] + sizes[second] < k
    pairs = np.column_stack([first[few], second[few]])
    sums = _added(keys[pairs[:, 0]], keys[pairs[:, 1]])
    if (sums == 0).any():
        return True
    singles = np.arange(len(keys))[:, None]
    return _cancel(pairs, sums, singles, keys, sizes, k) or _cancel(
        pairs, sums, pairs, sums, sizes, k
    )


def _cancel(
    unions: NDArray[np.int64],
    sums: NDArray[np.int64],
    others: NDArray[np.int64],
    other_sums: NDArray[np.int64],
    sizes: NDArray[np.int64],
    k: int,
) -> bool:
    """Whether a union and another one, disjoint and together fewer than k, sum to nothing."""
    order = np.argsort(other_sums)
    place = np.searchsorted(other_sums, _negated(sums), sorter=order)
    partner = order[np.minimum(place, len(order) - 1)] if len(order) else place
    for one in np.flatnonzero(other_sums[partner] == _negated(sums)) if len(order) else ():
        joined = {*unions[one].tolist(), *others[partner[one]].tolist()}
        if len(joined) == unions.shape[1] + others.shape[1] and sizes[list(joined)].sum() < k:
            return True
    return False


def _packed(pair: NDArray[np.int64]) -> NDArray[np.int64]:
    """Two numbers below 2^31 as one, so that both are compared at once."""
    packed: NDArray[np.int64] = (pair[0] << HALF) | pair[1]
    return packed


def _added(one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.int64]:
    high = ((one >> HALF) + (other >> HALF)) % PRIME
    low = ((one & LOW) + (other & LOW)) % PRIME
    return (high << HALF) | low


def _negated(keys: NDArray[np.int64]) -> NDArray[np.int64]:
    return ((-(keys >> HALF) % PRIME) << HALF) | (-(keys & LOW) % PRIME)


def _distinct(sizes: NDArray[np.int64], views: Views) -> tuple[NDArray[np.int64], Views]:
    """Base groups that all views count alike, added together; empty ones are left out."""
    held = views[:, sizes > 0]
    columns, place = np.unique(held, axis=1, return_inverse=True)
    added = np.bincount(place.ravel(), weights=sizes[sizes > 0], minlength=columns.shape[1])
    return added.astype(np.int64), columns


def _checked(
    sizes: ArrayLike, views: ArrayLike, forbidden: ArrayLike | None, k: int
) -> tuple[NDArray[np.int64], Views, Views]:
    size = np.asarray(sizes)
    if size.ndim != 1 or (len(size) and size.dtype.kind not in "iu") or (size < 0).any():
        raise ValueError("sizes must be a row of whole numbers, none below 0")
    if whole_number(k, "k") < 2:
        raise ValueError(f"k is {k}; expected at least 2")
    return size.astype(np.int64), _as_views(views, len(size)), _as_views(forbidden, len(size))


def _as_views(given: ArrayLike | None, cells: int) -> Views:
    views = np.zeros((0, cells), bool) if given is None else np.asarray(given, dtype=bool)
    if views.ndim != 2 or views.shape[1] != cells:
        raise ValueError(f"views have shape {views.shape}; expected (views, {cells})")
    return views
