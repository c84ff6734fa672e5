"""What ratings follow from the steps of a unit's views: those of few, or one low rating of all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from analytics.seen_sums import SeenSums
from app.services.rating_counts import counts_of
from app.services.scoring_rules import K
from app.services.view_audit import is_one_sided

# Groups that rate alike are looked through in sets of so many at most: the work grows by cubes.
MOST_ALIKE = 256


class ToldBefore(NamedTuple):
    """What was known before a step, and how much of it is about groups that rate alike."""

    known: SeenSums
    n_alike: np.ndarray


class StepRatings:
    """The ratings of groups of answers that all views count alike.

    `alike` are, for elements and low ratings, the groups that gave no other rating and those of
    them that gave none; `gaps` how many answered each element that somebody skipped.
    """

    def __init__(self, instrument: str, vectors: Sequence[np.ndarray]) -> None:
        held = np.array(vectors)
        self.counts = counts_of(instrument, held)
        self.alike = np.array(list(self._alike()), dtype=bool).reshape(-1, 2, len(vectors))
        answered = self.counts.sum(axis=2).T
        self.gaps = answered[(answered < held[:, 0]).any(axis=1)]

    def tell(self, chosen: np.ndarray) -> bool:
        """Whether the groups (mask) tell of few who answered an element, or of one low rating.

        An element that none of them answered tells nothing.
        """
        counts = self.counts[chosen].sum(axis=0)
        asked = counts[counts.sum(axis=1) > 0]
        return bool(len(asked)) and is_one_sided(asked, K)

    def told_by(self, known: SeenSums) -> ToldBefore:
        """What is told already by what is known."""
        return ToldBefore(known, self._n_alike(known))

    def tell_more(self, before: ToldBefore, after: SeenSums) -> bool:
        """Whether ratings of few, or one low rating of all, follow that did not before."""
        return bool((self._n_alike(after) > before.n_alike).any()) or any(
            after.tells_small_part(answered, before.known) for answered in self.gaps
        )

    def _n_alike(self, known: SeenSums) -> np.ndarray:
        """How much follows about groups that gave an element one low rating, for each of these.

        Sums over groups that did not answer it tell nothing of it.
        """
        if not len(self.alike):
            return np.zeros(0, dtype=np.int64)
        within = known.n_within(self.alike.reshape(-1, self.alike.shape[2]))
        return np.array(within).reshape(-1, 2) @ (1, -1)

    def _alike(self) -> Iterator[tuple[np.ndarray, np.ndarray]]:
        """For elements and low ratings: the groups that gave no other, and those that gave none."""
        answered = self.counts.sum(axis=2)
        for low in range(self.counts.shape[2] // 2):
            for ratings, asked in zip(self.counts[:, :, low].T, answered.T, strict=True):
                of_one = ratings == asked
                if ratings[of_one].sum() >= K and of_one.sum() <= MOST_ALIKE:
                    yield of_one, asked == 0
