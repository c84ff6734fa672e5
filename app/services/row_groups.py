"""Released rows in groups: answers that nobody can tell apart by what is seen of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class RowGroups:
    """How many groups there are, and the number of the one that each row lies in."""

    n: int
    of_row: np.ndarray

    @classmethod
    def by(cls, columns: Sequence[np.ndarray]) -> RowGroups:
        """Rows that are equal in all of these columns are one group."""
        codes = np.column_stack([np.unique(column, return_inverse=True)[1] for column in columns])
        groups, of_row = np.unique(codes, axis=0, return_inverse=True)
        return cls(len(groups), of_row.ravel())

    def summed(self, numbers: np.ndarray) -> np.ndarray:
        """The numbers of each row (one or several) added together by group."""
        sums = np.zeros((self.n, *numbers.shape[1:]), dtype=np.int64)
        np.add.at(sums, self.of_row, numbers)
        return sums

    def covered(self, masks: Collection[np.ndarray]) -> np.ndarray:
        """The groups that lie in each mask of rows (masks x groups)."""
        covered = np.zeros((len(masks), self.n), dtype=bool)
        for number, rows in enumerate(masks):
            covered[number, self.of_row[rows]] = True
        return covered
