"""A row space in reduced echelon form that grows in place, and can be taken back."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from analytics.echelon import PRIME, Echelon

FIRST_PLACES = 64
Numbers = NDArray[np.int64]


class GrowingEchelon:
    """An `Echelon` that takes rows without being copied each time.

    What each row changed is kept, so that the last ones can be taken back, until `settle`.
    """

    def __init__(self, groups: int) -> None:
        self._rows = np.zeros((FIRST_PLACES, groups), np.int64)
        self._pivots = np.zeros(FIRST_PLACES, np.int64)
        self._before: list[tuple[NDArray[np.intp], Numbers]] = []
        self.rank = 0

    @property
    def known(self) -> Echelon:
        """What follows by now; it changes with the next row that is taken."""
        return Echelon(self._rows[: self.rank], self._pivots[: self.rank])

    def take(self, row: Numbers) -> NDArray[np.bool_] | None:
        """Take in a row: which rows are new or others then, itself the last; None if it follows."""
        new = self.known.added_by(row)
        if new is None:
            return None
        added, pivot = new
        column = self._rows[: self.rank, pivot]
        changed = np.append(column != 0, True)
        others = np.flatnonzero(column)
        self._before.append((others, self._rows[others]))
        self._rows[others] = (self._rows[others] - column[others][:, None] * added) % PRIME
        self._append(added, pivot)
        return changed

    def take_back(self) -> None:
        """Undo the last row that was taken."""
        others, before = self._before.pop()
        self._rows[others] = before
        self.rank -= 1

    def settle(self) -> None:
        """What was taken so far stays."""
        self._before.clear()

    @property
    def n_open(self) -> int:
        """How many rows could be taken back."""
        return len(self._before)

    def _append(self, added: Numbers, pivot: np.intp) -> None:
        if self.rank == len(self._rows):
            self._rows = np.concatenate([self._rows, np.zeros_like(self._rows)])
            self._pivots = np.concatenate([self._pivots, np.zeros_like(self._pivots)])
        self._rows[self.rank], self._pivots[self.rank] = added, pivot
        self.rank += 1
