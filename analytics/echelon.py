"""What follows from sums over base groups: their row space in reduced echelon form."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analytics.tally_checks import whole_number

PRIME = 2_147_483_647
Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Echelon:
    """Rows over the prime field `PRIME`, each with a 1 at its pivot where all others have 0.

    A pivot is the first group, in the order of the columns, in which its row is not 0.
    """

    rows: Numbers
    pivots: Numbers

    @classmethod
    def empty(cls, groups: int) -> Echelon:
        """What follows from nothing at all."""
        return cls(np.zeros((0, groups), np.int64), np.zeros(0, np.int64))

    @classmethod
    def of(cls, rows: Numbers) -> Echelon:
        """What follows from these rows, reduced already or not."""
        return cls.empty(rows.shape[1]).taking_all(rows)

    @property
    def rank(self) -> int:
        """How many of the rows are independent: all there are."""
        return len(self.rows)

    def taking_all(self, rows: Numbers) -> Echelon:
        """What follows with these rows more."""
        found = self
        for row in rows:
            found = found.taking(row)
        return found

    def taking(self, row: Numbers) -> Echelon:
        """What follows with one row more; the same object where that adds nothing."""
        new = self.added_by(row)
        if new is None:
            return self
        added, pivot = new
        rows = np.vstack([self.without(self.rows, added, pivot), added])
        return Echelon(rows, np.append(self.pivots, pivot))

    def added_by(self, row: Numbers) -> tuple[Numbers, np.intp] | None:
        """What a row adds, with a 1 at its pivot, and the pivot; None where the row follows."""
        added = row % PRIME
        times = added[self.pivots]
        for number in np.flatnonzero(times):
            added = (added - times[number] * self.rows[number]) % PRIME
        held = np.flatnonzero(added)
        if not len(held):
            return None
        return added * pow(int(added[held[0]]), PRIME - 2, PRIME) % PRIME, held[0]

    def within(
        self,
        groups: NDArray[np.bool_],
        asked: NDArray[np.bool_],
        held: NDArray[np.bool_],
    ) -> tuple[Echelon, NDArray[np.bool_]]:
        """Whatever follows about these groups, and no others, from rows asked for.

        Of the columns only those held are kept. The second part of the result says of which rows
        one takes part in whatever the rows not asked for do not give. Only rows with a pivot in
        the groups can take part, none that alone holds another group, and of the rest those that
        share a group with a row asked for, directly or through others.
        """
        taking = groups[self.pivots]
        rows, pivots, asked = self.rows[taking], self.pivots[taking], asked[taking]
        while len(rows):
            outside = rows[:, ~groups] != 0
            stays = ~outside[:, outside.sum(axis=0) == 1].any(axis=1)
            if stays.all():
                break
            rows, pivots, asked = rows[stays], pivots[stays], asked[stays]
        near = self.touching(rows != 0, asked)
        rows, pivots, asked = rows[near], pivots[near], asked[near]
        crosses = (rows[:, ~groups] != 0).any(axis=1)
        stands = ~crosses & held[pivots]
        before = rows[stands][:, held]
        found = Echelon(before, (np.cumsum(held) - 1)[pivots[stands]])
        for row in [*rows[~crosses & ~stands], *self._inside(rows[crosses], groups)]:
            found = found.taking(row[held])
        is_new = np.ones(len(found.rows), bool)
        is_new[: len(before)] = asked[stands] | (found.rows[: len(before)] != before).any(axis=1)
        return found, is_new

    @staticmethod
    def _inside(rows: Numbers, groups: NDArray[np.bool_]) -> Numbers:
        """What the rows that cross the groups' border give within it, by elimination."""
        some = (rows != 0).any(axis=0)
        order = np.flatnonzero(some)[np.argsort(groups[some], kind="stable")]
        found = Echelon.of(rows[:, order])
        inside = found.rows[found.pivots >= int((some & ~groups).sum())]
        spread = np.zeros((len(inside), len(groups)), np.int64)
        spread[:, order] = inside
        return spread

    @staticmethod
    def without(rows: Numbers, added: Numbers, pivot: np.intp) -> Numbers:
        """The rows with 0 at the pivot of the added one; those that had it are not touched."""
        changed = np.flatnonzero(rows[:, pivot])
        if not len(changed):
            return rows
        rows = rows.copy()
        rows[changed] = (rows[changed] - rows[changed, pivot][:, None] * added) % PRIME
        return rows

    @staticmethod
    def touching(holds: NDArray[np.bool_], asked: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """The rows asked for and those that share a group with one, directly or through others."""
        touched = asked
        while True:
            wider = (holds & holds[touched].any(axis=0)).any(axis=1) | touched
            if (wider == touched).all():
                return touched
            touched = wider


def without_columns(matrix: Numbers, columns: int) -> Numbers:
    """Give combinations of a matrix's rows that are 0 in its first columns, without these.

    Parameters
    ----------
    matrix : int64 array (rows, columns)
        Over the prime field `PRIME`.
    columns : int

    Returns
    -------
    int64 array (rows less the rank of the first columns, columns left)

    Raises
    ------
    ValueError
        If it is no matrix of whole numbers, or has fewer columns.

    Source
    ------
    Gaussian elimination.

    Examples
    --------
    >>> without_columns(np.array([[1, 2, 5], [2, 4, 11]]), 2).tolist()
    [[1]]
    """
    if matrix.ndim != 2 or matrix.dtype.kind not in "iu":
        raise ValueError(f"matrix is {matrix!r:.80}; expected whole numbers in two dimensions")
    if whole_number(columns, "columns") > matrix.shape[1]:
        raise ValueError(f"columns are {columns}; expected at most {matrix.shape[1]}")
    left = matrix.astype(np.int64) % PRIME
    for column in range(columns):
        held = np.flatnonzero(left[:, column])
        if len(held):
            pivot = left[held[0]] * pow(int(left[held[0], column]), PRIME - 2, PRIME) % PRIME
            left = np.delete(left, held[0], axis=0)
            left = (left - left[:, column][:, None] * pivot) % PRIME
    return left[:, columns:]


def rank_of(matrix: Numbers) -> int:
    """Count the independent rows of a matrix over the prime field `PRIME`.

    Parameters
    ----------
    matrix : int64 array (rows, columns)

    Returns
    -------
    int

    Raises
    ------
    ValueError
        If it is no matrix of whole numbers.

    Source
    ------
    Gaussian elimination.

    Examples
    --------
    >>> rank_of(np.array([[1, 2], [2, 4], [0, 1]]))
    2
    """
    return len(matrix) - len(without_columns(matrix, np.shape(matrix)[-1]))
