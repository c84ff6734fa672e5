"""What follows from sums that may be seen, one after the other, and which sum may be seen next."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analytics.echelon import Echelon
from analytics.growing_echelon import GrowingEchelon
from analytics.number_checks import array_of
from analytics.partial_counts import PartialCount
from analytics.small_unions import MOST_STEPS, has_small_union

Sums = NDArray[np.bool_]
Numbers = NDArray[np.int64]


class SumAudit:
    """What follows from the sums admitted so far: their row space in reduced echelon form.

    `large` rows have their pivot in a group of at least k answers, `few` rows cover none of those
    groups. Groups stand in order of size, the largest first, so that the first entry of a row is
    its pivot. A sum is a mask over the groups, whose `sizes` are at least 1.
    """

    def __init__(
        self,
        sizes: Numbers,
        k: int,
        secret: Sums | None = None,
        parts: Sequence[PartialCount] = (),
        most_steps: int = MOST_STEPS,
    ) -> None:
        self.k, self.most_steps = k, most_steps
        self.order = np.argsort(-sizes, kind="stable")
        self.sizes = sizes[self.order]
        self.n_large = int((sizes >= k).sum())
        hidden = np.zeros((0, len(sizes)), bool) if secret is None else secret
        self.rest = hidden[hidden.any(axis=1)][:, self.order].astype(np.int64)
        self.growing = GrowingEchelon(len(sizes))
        telling = [part for part in parts if part.may_betray(sizes, k)]
        self.parts = [PartialCount(part.counts[self.order], part.least) for part in telling]

    def know(self, sums: Sums) -> None:
        """Take in what was seen before, whatever follows from it."""
        for each in () if self._tells_all() else sums:
            self.growing.take(each[self.order].astype(np.int64))
            self.growing.settle()

    def takes_all(self, sums: Sums) -> bool:
        """Take in these sums if nothing small or forbidden follows with them; whether they are."""
        rest = self.rest
        if self._tells_all() or all(self._takes(each[self.order]) for each in sums):
            self.growing.settle()
            return True
        while self.growing.n_open:
            self.growing.take_back()
        self.rest = rest
        return False

    def admit(self, asked: Sequence[int], sums: Sums) -> list[int]:
        """Take in these sums together, else one by one; gives those that were admitted."""
        if self.takes_all(sums[list(asked)]):
            return list(asked)
        return [number for number in asked if self.takes_all(sums[[number]])]

    def _tells_all(self) -> bool:
        """Whether nothing that follows could be small or forbidden."""
        return self.n_large == len(self.sizes) and not len(self.rest) and not self.parts

    def _takes(self, chosen: NDArray[np.bool_]) -> bool:
        """Take the sum in, unless something small or forbidden would follow."""
        changed = self.growing.take(chosen.astype(np.int64))
        if changed is None:
            return True
        known = self.growing.known
        self.rest = Echelon.without(self.rest, known.rows[-1], known.pivots[-1])
        return not (
            (len(self.rest) and not self.rest.any(axis=1).all())
            or self._gives_small(known, changed)
            or any(part.follows_from(known, changed, self.most_steps) for part in self.parts)
        )

    def _gives_small(self, known: Echelon, changed: NDArray[np.bool_]) -> bool:
        """Whether a small group follows that did not without the last row."""
        if known.pivots[-1] < self.n_large:
            return False
        few = known.pivots >= self.n_large
        return has_small_union(
            known.rows[few, self.n_large :],
            known.pivots[few] - self.n_large,
            self.sizes[self.n_large :],
            self.k,
            changed=changed[few],
            most_steps=self.most_steps,
        )


def distinct_groups(sizes: Numbers, sums: Sums) -> tuple[Numbers, Sums, NDArray[np.intp]]:
    """Add together base groups that all sums count alike; empty ones are left out.

    Parameters
    ----------
    sizes : int64 array (groups,)
    sums : bool array (sums, groups)

    Returns
    -------
    tuple of int64 array (joined,), bool array (sums, joined), int array (groups,)
        Answers of each joined group, those that each sum covers, and the joined group that each
        base group went into, -1 for empty ones.

    Raises
    ------
    ValueError
        If the shapes do not fit.

    Source
    ------
    Definition.

    Examples
    --------
    >>> distinct_groups(np.array([3, 4, 0]), np.array([[True, True, False]]))[0].tolist()
    [7]
    """
    if sums.shape != (len(sums), len(sizes)):
        raise ValueError(f"sums have shape {sums.shape}; expected (sums, {len(sizes)})")
    columns, joined = np.unique(sums[:, sizes > 0], axis=1, return_inverse=True)
    place = np.full(len(sizes), -1)
    place[sizes > 0] = joined.ravel()
    added = np.bincount(joined.ravel(), weights=sizes[sizes > 0], minlength=columns.shape[1])
    return added.astype(np.int64), columns, place


def base_sizes(given: ArrayLike) -> Numbers:
    """Give the sizes of base groups as int64.

    Parameters
    ----------
    given : integer array (groups,)
        Number of answers of each base group; 0 or more.

    Returns
    -------
    int64 array (groups,)

    Raises
    ------
    ValueError
        If they are no row of whole numbers, or one is below 0.

    Source
    ------
    Definition.

    Examples
    --------
    >>> base_sizes([3, 0]).tolist()
    [3, 0]
    """
    size = array_of(given, "sizes")
    if size.ndim != 1 or (len(size) and size.dtype.kind not in "iu") or (size < 0).any():
        raise ValueError(f"sizes are {given!r:.80}; expected a row of whole numbers, none below 0")
    return size.astype(np.int64)


def views_over(groups: int, given: ArrayLike | None) -> Sums:
    """Give views as truths over base groups.

    Parameters
    ----------
    groups : int
        How many base groups there are.
    given : bool array (views, groups), or None
        None stands for no view.

    Returns
    -------
    bool array (views, groups)

    Raises
    ------
    ValueError
        If they have another shape.

    Source
    ------
    Definition.

    Examples
    --------
    >>> views_over(2, [[1, 0]]).tolist(), views_over(2, None).shape
    ([[True, False]], (0, 2))
    """
    views = np.zeros((0, groups), bool) if given is None else array_of(given, "views").astype(bool)
    if views.ndim != 2 or views.shape[1] != groups:
        raise ValueError(f"views have shape {views.shape}; expected (views, {groups})")
    return views
