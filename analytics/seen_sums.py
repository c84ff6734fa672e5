"""What somebody knows who has seen sums one after the other, and which sum he may see next."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analytics.echelon import PRIME, rank_of, without_columns
from analytics.growing_echelon import GrowingEchelon
from analytics.kind_checks import of_kind
from analytics.marked_unions import MOST_K, has_marked_union
from analytics.number_checks import array_of
from analytics.sum_audit import base_sizes
from analytics.tally_checks import whole_number

# How many random vectors there are: each new sum takes one, and two are the marks.
VECTORS = 128
FEWEST = 8
# So many more vectors than groups are drawn to find what follows about these.
SURPLUS = 8
SEED = 20170914
HALF = 16
AT_ONCE = 256
Numbers = NDArray[np.int64]
Sums = NDArray[np.bool_]


@dataclass(frozen=True)
class SeenSums:
    """Sums over base groups that were seen, in whatever order, and what is orthogonal to them.

    `sizes` (groups,) are the answers of each group, `seen` (sums, groups) the groups that each sum
    covers, `free` (vectors, groups) random vectors over a prime field: see `of`.
    """

    sizes: Numbers
    k: int
    seen: Sums
    free: Numbers

    @classmethod
    def of(cls, sizes: ArrayLike, k: int, seen: ArrayLike) -> SeenSums:
        """Start from sums that were seen.

        Parameters
        ----------
        sizes : int array (groups,)
            Answers of each group, at least 1.
        k : int
            Least number of answers that may be seen, 2 to 5.
        seen : bool array (sums, groups)
            The groups that each sum covers. Whatever follows from these is known already.

        Returns
        -------
        SeenSums

        Raises
        ------
        ValueError
            If a size is below 1, k is not 2 to 5, or shapes do not fit.

        Notes
        -----
        Instead of what follows from the sums, random vectors are kept that are orthogonal to all
        of them, over a prime field. A sum follows exactly if they are orthogonal to it as well,
        but for a chance of 1 in 2**31 for each of them. A new sum turns them, and one is lost.
        Two of them are the marks by which `has_marked_union` finds every small union.

        Source
        ------
        Random projection of a null space: Freivalds (1977), Information Processing 77, 839-842;
        audit of sum queries as in `analytics.disclosure`, which finds the same.

        Examples
        --------
        >>> known = SeenSums.of([8, 12, 3], 5, [[1, 1, 1]])
        >>> known.admitting([[1, 1, 0]]) is None, known.admitting([[1, 0, 0]]) is None
        (True, False)
        """
        held = array_of(sizes, "sizes")
        if held.ndim != 1 or held.dtype.kind not in "iu" or (held < 1).any():
            raise ValueError(f"sizes are {sizes!r:.80}; expected whole numbers of at least 1")
        if not 2 <= whole_number(k, "k") <= MOST_K:
            raise ValueError(f"k is {k}; expected 2 to {MOST_K}")
        sums = _as_sums(seen, len(held))
        return cls(held.astype(np.int64), k, sums, _orthogonal_to(sums))

    def admitting(self, sums: ArrayLike) -> SeenSums | None:
        """Take in further sums, unless a small group would follow that did not before.

        Parameters
        ----------
        sums : bool array (sums, groups)

        Returns
        -------
        SeenSums or None
            What is known then; None where something small would follow.

        Raises
        ------
        ValueError
            If shapes do not fit.

        Source
        ------
        See `of`.

        Examples
        --------
        A unit of 11 answers was seen; one counter's 8 would give the other 3 away.

        >>> SeenSums.of([8, 3], 5, [[1, 1]]).admitting([[1, 0]]) is None
        True
        """
        known = self.knowing(sums)
        before, after = self.free[:2], known.free[:2]
        if known is not self and has_marked_union(after, self.sizes, self.k, before=before):
            return None
        return known

    def knowing(self, sums: ArrayLike) -> SeenSums:
        """Take in further sums, whatever follows from them.

        Parameters
        ----------
        sums : bool array (sums, groups)

        Returns
        -------
        SeenSums
            The same object where nothing new follows.

        Raises
        ------
        ValueError
            If shapes do not fit.

        Source
        ------
        See `of`.

        Examples
        --------
        >>> SeenSums.of([8, 3], 5, [[1, 1]]).knowing([[1, 0]]).admitting([[0, 1]]) is None
        False
        """
        known = self
        for chosen in _as_sums(sums, len(self.sizes)):
            known = known._with(chosen)
        return known

    def n_within(self, chosen: ArrayLike) -> list[int]:
        """Count for each set of groups what follows about these groups and no others.

        Parameters
        ----------
        chosen : bool array (sets, groups)

        Returns
        -------
        list of int
            Independent sums, weighted ones too: 0 exactly if nothing follows about them alone.

        Raises
        ------
        ValueError
            If the shape does not fit.

        Notes
        -----
        As many follow as the random vectors, cut down to the groups, have less than full rank, if
        there are more vectors than groups.

        Source
        ------
        See `of`; rank and nullity.

        Examples
        --------
        >>> known = SeenSums.of([8, 7, 9], 5, [[1, 1, 1], [1, 0, 0]])
        >>> known.n_within([[0, 1, 1], [0, 1, 0], [1, 1, 1]])
        [1, 0, 2]
        """
        sets = _as_sums(chosen, len(self.sizes))
        most = int(sets.sum(axis=1).max(initial=0))
        free = self._at_least(most)
        return [int(one.sum()) - rank_of(free[:, one]) for one in sets]

    def tells_small_part(self, part: ArrayLike, before: SeenSums) -> bool:
        """Say whether a small part of the answers follows that did not before.

        Parameters
        ----------
        part : int array (groups,)
            How many of each group's answers are of the part, such as the answers to an element.
        before : SeenSums
            What was known earlier over the same groups.

        Returns
        -------
        bool
            Whether groups follow that have 1 to k - 1 of the part, whatever else they have.

        Raises
        ------
        ValueError
            If the shapes do not fit, or a number is negative.

        Notes
        -----
        Groups that have none of the part may stand in any sum. So marks are taken that are 0 there.

        Source
        ------
        See `of` and `marked_unions.has_marked_union`.

        Examples
        --------
        Six answers came to 20; two of the six answered the element.

        >>> first = SeenSums.of([20, 6], 5, [[1, 0]])
        >>> first.knowing([[1, 1]]).tells_small_part([20, 2], first)
        True
        """
        counts, before = base_sizes(part), of_kind(before, SeenSums, "before")
        if counts.shape != self.sizes.shape or before.sizes.shape != self.sizes.shape:
            raise ValueError(f"part is {part!r:.80}; expected {len(self.sizes)} whole numbers")
        marks = [known._marks_apart_from(counts == 0) for known in (self, before)]
        return has_marked_union(marks[0], counts[counts > 0], self.k, before=marks[1])

    def _marks_apart_from(self, others: NDArray[np.bool_]) -> Numbers:
        """Two marks of each group but some, orthogonal to what follows of it with these."""
        n_others = int(others.sum())
        free = self._at_least(n_others)[:, np.argsort(~others, kind="stable")]
        return without_columns(free, n_others)[:2]

    def _at_least(self, groups: int) -> Numbers:
        """More random vectors than that many groups."""
        enough = len(self.free) > groups + 1
        return self.free if enough else _orthogonal_to(self.seen, groups + SURPLUS)

    def _with(self, chosen: NDArray[np.bool_]) -> SeenSums:
        """What is known with one sum more; the same object where it follows anyway."""
        products = self.free[:, chosen].sum(axis=1) % PRIME
        turned = np.flatnonzero(products)
        if not len(turned):
            return self
        seen = np.vstack([self.seen, chosen])
        if len(self.free) == FEWEST:
            return replace(self, seen=seen, free=_orthogonal_to(seen))
        lost = turned[-1]
        times = products * pow(int(products[lost]), PRIME - 2, PRIME) % PRIME
        free = (self.free - times[:, None] * self.free[lost]) % PRIME
        return replace(self, seen=seen, free=np.delete(free, lost, axis=0))


def _as_sums(given: ArrayLike, groups: int) -> Sums:
    sums = array_of(given, "sums")
    if sums.ndim != 2 or sums.shape[1] != groups or sums.dtype.kind not in "biu":
        raise ValueError(f"sums are {given!r:.80}; expected truths, (sums, {groups})")
    return sums.astype(bool)


def _orthogonal_to(sums: Sums, vectors: int = VECTORS) -> Numbers:
    """Random vectors that are orthogonal to all sums: free where no pivot is, made to fit there."""
    growing = GrowingEchelon(sums.shape[1])
    for row in np.unique(sums, axis=0).astype(np.int64):
        growing.take(row)
        growing.settle()
    known = growing.known
    drawn = np.random.default_rng(SEED).integers(1, PRIME, (vectors, sums.shape[1]))
    drawn[:, known.pivots] = 0
    drawn[:, known.pivots] = -_product(drawn, known.rows.T) % PRIME
    return drawn


def _product(left: Numbers, right: Numbers) -> Numbers:
    """The product of two matrices over the field, in parts that stay within 64 bits."""
    total = np.zeros((len(left), right.shape[1]), np.int64)
    for start in range(0, left.shape[1], AT_ONCE):
        some, others = left[:, start : start + AT_ONCE], right[start : start + AT_ONCE]
        high = some @ (others >> HALF) % PRIME << HALF
        total = (total + high + some @ (others & (1 << HALF) - 1)) % PRIME
    return total
