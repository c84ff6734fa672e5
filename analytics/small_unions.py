"""Whether a row space over groups of answers holds a small group: a search that misses none."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analytics.echelon import PRIME, Echelon
from analytics.number_checks import array_of
from analytics.tally_checks import least_answers, whole_number

MOST_STEPS = 20_000
Numbers = NDArray[np.int64]


def has_small_union(
    rows: Numbers,
    pivots: Numbers,
    sizes: Numbers,
    k: int,
    *,
    changed: ArrayLike | None = None,
    most_steps: int = MOST_STEPS,
) -> bool:
    """Say whether some groups of fewer than k answers together follow from the rows.

    Parameters
    ----------
    rows : int64 array (rows, groups)
        A basis in reduced echelon form over the prime field `PRIME`.
    pivots : int64 array (rows,)
        The group in which each row, and no other, has its 1.
    sizes : int64 array (groups,)
        Answers of each group, at least 1.
    k : int
        Least number of answers that may be seen; at least 2.
    changed : bool array (rows,), optional
        Rows of which one takes part in whatever is looked for; by default any.
    most_steps : int
        Steps after which the search gives up, at least 0.

    Returns
    -------
    bool
        True where a combination of rows is the indicator of groups with fewer than k answers in
        all, and where the search gave up. False is always proved.

    Raises
    ------
    ValueError
        If k is below 2, or the arrays are of other numbers or shapes.

    Notes
    -----
    An indicator has 0 or 1 at each pivot, so it is a plain sum of some of the rows, and each row
    in it brings at least the answers of its pivot: at most k - 1 rows. The search begins with each
    changed row in turn and takes others in or leaves them out, one at a time, to mend an entry
    that is neither 0 nor 1 or to lower the sum. It goes back as soon as an entry can be mended by
    no row that is left, or the answers that can no longer be taken away reach k.

    Source
    ------
    Branch and bound over the basis of a linear space; the property of the reduced echelon form
    that it rests on is checked in the tests against every union of groups.

    Examples
    --------
    Of two rows over groups of 3, 4 and 2 answers, the second is a group of 2 itself.

    >>> rows = np.array([[1, 1, 0], [0, 0, 1]])
    >>> has_small_union(rows, np.array([0, 2]), np.array([3, 4, 2]), 5)
    True
    >>> has_small_union(rows[:1], np.array([0]), np.array([3, 4, 2]), 5)
    False
    """
    least_answers(k, "k")
    whole_number(most_steps, "most_steps")
    _check_basis(rows, pivots, sizes)
    # In smaller kinds of whole numbers, sums of rows would overflow.
    rows, pivots, sizes = (array.astype(np.int64) for array in (rows, pivots, sizes))
    asked = np.ones(len(rows), bool) if changed is None else array_of(changed, "changed")
    if asked.shape != pivots.shape or asked.dtype != bool:
        raise ValueError(f"changed is {changed!r:.80}; expected a truth for each row")
    usable = (sizes[pivots] < k) & Echelon.touching(rows != 0, asked)
    search = _Search(rows[usable], sizes[pivots][usable], sizes, k, most_steps)
    return search.finds(np.flatnonzero(asked[usable]))


def _check_basis(rows: Numbers, pivots: Numbers, sizes: Numbers) -> None:
    for array, dimensions in ((rows, 2), (pivots, 1), (sizes, 1)):
        is_fit = isinstance(array, np.ndarray) and array.dtype.kind in "iu"
        if not is_fit or array.ndim != dimensions:
            raise ValueError(f"{array!r:.80}; expected whole numbers in {dimensions} dimensions")
    if rows.shape != (len(pivots), len(sizes)):
        raise ValueError(f"rows have shape {rows.shape}; expected {(len(pivots), len(sizes))}")
    if len(pivots) and not 0 <= pivots.min() <= pivots.max() < len(sizes):
        raise ValueError(f"pivots are {pivots!r:.80}; expected groups from 0 to {len(sizes) - 1}")


class _Search:
    """Sums of rows, followed as far as they can become small."""

    def __init__(
        self, rows: Numbers, weights: Numbers, sizes: Numbers, k: int, most_steps: int
    ) -> None:
        held = (rows != 0).any(axis=0)
        self.rows = _signed(rows[:, held])
        self.weights, self.sizes, self.k = weights, sizes[held], k
        self.holds = self.rows != 0
        self.steps = most_steps

    def finds(self, first: NDArray[np.intp]) -> bool:
        """Whether there is such a sum with one of the first rows, or the search gave up."""
        free = np.ones(len(self.rows), dtype=bool)
        ways = self.holds.sum(axis=0)
        for row in first:
            free[row] = False
            ways = ways - self.holds[row]
            if self._finds(self.rows[row], int(self.weights[row]), free, ways):
                return True
        return False

    def _finds(
        self, total: Numbers, taken: int, free: NDArray[np.bool_], ways: NDArray[np.int64]
    ) -> bool:
        """Whether the sum so far (with rows of `taken` answers at their pivots) leads to one.

        `ways` counts, for each group, the free rows that could change its entry.
        """
        too_heavy = free & (self.weights + taken >= self.k)
        if too_heavy.any():
            free, ways = free & ~too_heavy, ways - self.holds[too_heavy].sum(axis=0)
        while True:
            self.steps -= 1
            wrong = (total != 0) & (total != 1)
            if self.steps < 0 or not (wrong.any() or self.sizes[total == 1].sum() >= self.k):
                return True
            row = self._row_to_decide(total, wrong, free, ways)
            if row is None:
                return False
            free, ways = free.copy(), ways - self.holds[row]
            free[row] = False
            more = _signed((total + self.rows[row]) % PRIME)
            if self._finds(more, taken + int(self.weights[row]), free, ways):
                return True

    def _row_to_decide(
        self,
        total: Numbers,
        wrong: NDArray[np.bool_],
        free: NDArray[np.bool_],
        ways: NDArray[np.int64],
    ) -> int | None:
        """A row that may mend the entry with the fewest ways to be mended; None if one has none."""
        settled = ways == 0
        if (wrong & settled).any() or self.sizes[settled & (total == 1)].sum() >= self.k:
            return None
        entries = np.flatnonzero(wrong if wrong.any() else (total == 1) & ~settled)
        if not len(entries):
            return None
        entry = entries[np.argmin(ways[entries])]
        return int(np.argmax(free & self.holds[:, entry]))


def _signed(numbers: Numbers) -> Numbers:
    """Numbers of the field as those nearest to 0, so that what is small looks small."""
    return np.where(numbers > PRIME // 2, numbers - PRIME, numbers)
