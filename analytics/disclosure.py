"""Which views may be shown together, so that no combination of them gives a small group away."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analytics.kind_checks import all_of_kind
from analytics.number_checks import array_of
from analytics.small_unions import MOST_STEPS, PRIME, has_small_union
from analytics.tally_checks import whole_number

Views = NDArray[np.bool_]
Numbers = NDArray[np.int64]


def safe_views(
    sizes: ArrayLike,
    views: ArrayLike,
    k: int,
    *,
    priorities: Sequence[Sequence[int]] | None = None,
    forbidden: ArrayLike | None = None,
    most_steps: int = MOST_STEPS,
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
    most_steps : int
        Steps of each search for a small group, after which a view is left out unproved.

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
    the view matrix. That space is kept in reduced echelon form over a prime field, with pivots in
    groups of k answers or more wherever there is one. A small group can only be made of the rows
    that have none: `has_small_union` looks through those, for every k and unions of any width.

    The elimination takes time in proportion to views x rank x cells, as every Gaussian one does. A
    search happens only when a view adds a row without a large group, and takes `most_steps` steps
    at most; one that ends before its answer counts as if something followed. So the result never
    shows too much, and is exact where no search was cut short. Both are within a few seconds for
    the 2,000 views and 5,000 groups of 22 counters with 4 services over a year.

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
    >>> safe_views([20, 8], [[1, 1], [1, 0], [0, 1]], 10).tolist()
    [True, False, False]
    """
    size, seen, secret = _checked(sizes, views, forbidden, k)
    answers = seen @ size
    groups, members = _distinct(size, np.vstack([seen, secret]))
    whole_number(most_steps, "most_steps")
    audit = _Audit(groups, k, members[len(seen) :], most_steps)
    shown = answers == 0
    for together in _priorities(priorities, len(seen)):
        asked = [number for number in together if answers[number] >= k]
        shown[audit.admit(asked, members)] = True
    return shown


class _Audit:
    """What follows from the views admitted so far: their row space in reduced echelon form.

    `large` rows have their pivot in a group of at least k answers, `few` rows cover none of those
    groups. Groups stand in order of size, the largest first, so that the first entry of a row is
    its pivot.
    """

    def __init__(self, sizes: Numbers, k: int, secret: Views, most_steps: int) -> None:
        self.k, self.most_steps = k, most_steps
        self.order = np.argsort(-sizes, kind="stable")
        self.sizes = sizes[self.order]
        self.n_large = int((sizes >= k).sum())
        self.rest = secret[secret.any(axis=1)][:, self.order].astype(np.int64)
        self.rows = np.zeros((0, len(sizes)), np.int64)
        self.pivots = np.zeros(0, np.int64)

    def admit(self, asked: Sequence[int], views: Views) -> list[int]:
        """Take in these views together, else one by one; gives those that were admitted."""
        if self.n_large == len(self.sizes) and not len(self.rest):
            return list(asked)
        given = [(number, views[number][self.order]) for number in asked]
        before = self.rows, self.pivots, self.rest
        if all(self._takes(view) for _, view in given):
            return list(asked)
        self.rows, self.pivots, self.rest = before
        return [number for number, view in given if self._takes(view)]

    def _takes(self, view: NDArray[np.bool_]) -> bool:
        """Take the view in, unless something small or forbidden would follow."""
        added = _reduced(view.astype(np.int64), self.rows, self.pivots)
        held = np.flatnonzero(added)
        if not len(held):
            return True
        pivot = held[0]
        added = added * pow(int(added[pivot]), PRIME - 2, PRIME) % PRIME
        rest = _without(self.rest, added, pivot)
        rows = np.vstack([_without(self.rows, added, pivot), added])
        pivots = np.append(self.pivots, pivot)
        changed = np.append(self.rows[:, pivot] != 0, True)
        if (len(rest) and not rest.any(axis=1).all()) or self._gives_small(rows, pivots, changed):
            return False
        self.rows, self.pivots, self.rest = rows, pivots, rest
        return True

    def _gives_small(self, rows: Numbers, pivots: Numbers, changed: NDArray[np.bool_]) -> bool:
        """Whether a small group follows that did not without the last row."""
        if pivots[-1] < self.n_large:
            return False
        few = pivots >= self.n_large
        return has_small_union(
            rows[few, self.n_large :],
            pivots[few] - self.n_large,
            self.sizes[self.n_large :],
            self.k,
            changed=changed[few],
            most_steps=self.most_steps,
        )


def _reduced(vector: Numbers, rows: Numbers, pivots: Numbers) -> Numbers:
    """The vector less the rows that bring its entries at their pivots to 0."""
    times = vector[pivots]
    for number in np.flatnonzero(times):
        vector = (vector - times[number] * rows[number]) % PRIME
    return vector


def _without(rows: Numbers, added: Numbers, pivot: np.intp) -> Numbers:
    """The rows with 0 at the pivot of the added row; those that had it already are not touched."""
    changed = np.flatnonzero(rows[:, pivot])
    if not len(changed):
        return rows
    rows = rows.copy()
    rows[changed] = (rows[changed] - rows[changed, pivot][:, None] * added) % PRIME
    return rows


def _distinct(sizes: Numbers, views: Views) -> tuple[Numbers, Views]:
    """Base groups that all views count alike, added together; empty ones are left out."""
    held = views[:, sizes > 0]
    columns, place = np.unique(held, axis=1, return_inverse=True)
    added = np.bincount(place.ravel(), weights=sizes[sizes > 0], minlength=columns.shape[1])
    return added.astype(np.int64), columns


def _checked(
    sizes: ArrayLike, views: ArrayLike, forbidden: ArrayLike | None, k: int
) -> tuple[Numbers, Views, Views]:
    size = array_of(sizes, "sizes")
    if size.ndim != 1 or (len(size) and size.dtype.kind not in "iu") or (size < 0).any():
        raise ValueError(f"sizes are {sizes!r:.80}; expected a row of whole numbers, none below 0")
    if whole_number(k, "k") < 2:
        raise ValueError(f"k is {k}; expected at least 2")
    return size.astype(np.int64), _as_views(views, len(size)), _as_views(forbidden, len(size))


def _priorities(given: Sequence[Sequence[int]] | None, views: int) -> list[list[int]]:
    if given is None:
        return [list(range(views))]
    sets = [
        [whole_number(number, "a view") for number in all_of_kind(one, object, "a view")]
        for one in all_of_kind(given, object, "a set of views")
    ]
    beyond = [number for one in sets for number in one if number >= views]
    if beyond:
        raise ValueError(f"priorities name view {beyond[0]}; expected 0 to {views - 1}")
    return sets


def _as_views(given: ArrayLike | None, cells: int) -> Views:
    views = np.zeros((0, cells), bool) if given is None else array_of(given, "views").astype(bool)
    if views.ndim != 2 or views.shape[1] != cells:
        raise ValueError(f"views have shape {views.shape}; expected (views, {cells})")
    return views
