"""What somebody knows who has seen sums one after the other, and which sum he may see next."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analytics.echelon import PRIME, Echelon
from analytics.marked_unions import MOST_K, has_marked_union
from analytics.number_checks import array_of
from analytics.tally_checks import whole_number

# How many random vectors there are: each new sum takes one, and two are the marks.
VECTORS = 128
FEWEST = 8
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


def _orthogonal_to(sums: Sums) -> Numbers:
    """Random vectors that are orthogonal to all sums: free where no pivot is, made to fit there."""
    known = Echelon.of(np.unique(sums, axis=0).astype(np.int64))
    drawn = np.random.default_rng(SEED).integers(1, PRIME, (VECTORS, sums.shape[1]))
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
