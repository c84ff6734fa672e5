"""Further counts of base groups, such as the answers to one element, which may be few as well."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from analytics.echelon import Echelon, Numbers
from analytics.small_unions import has_small_union


@dataclass(frozen=True)
class PartialCount:
    """A count of each base group, of which nothing from 1 to `least` - 1 may follow.

    A group of enough answers in all may hold a single answer to some element: its sum would be that
    person's rating.
    """

    counts: Numbers
    least: int

    def joined(self, place: NDArray[np.intp], groups: int) -> PartialCount:
        """The same for base groups that were added together; `place` is -1 for what is left out."""
        added = np.zeros(groups, np.int64)
        np.add.at(added, place[place >= 0], self.counts[place >= 0])
        return PartialCount(added, self.least)

    def may_betray(self, sizes: Numbers, k: int) -> bool:
        """Whether it can be too small in groups whose sizes, by k, are not."""
        if not self.counts[self.is_small].any() or sizes[self.is_small].sum() < k:
            return False
        return self.least > k or not np.array_equal(self.counts, sizes)

    @cached_property
    def is_small(self) -> NDArray[np.bool_]:
        """The base groups that a group below the least number can be made of."""
        return self.counts < self.least

    def follows_from(self, known: Echelon, changed: NDArray[np.bool_], most_steps: int) -> bool:
        """Whether by rows that changed a group follows that has some of it, but too few.

        Whether base groups without any of it are in that group makes no difference. True where the
        search gave up.
        """
        if not self.is_small[known.pivots[changed]].any():
            return False
        held = self.counts > 0
        found, is_new = known.within(self.is_small, changed, held)
        return has_small_union(
            found.rows,
            found.pivots,
            self.counts[held],
            self.least,
            changed=is_new,
            most_steps=most_steps,
        )
