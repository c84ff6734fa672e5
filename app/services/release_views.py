"""Which views count what was released: each view goes on in steps of its own.

Whoever reads numbers before and after a release sees what came between: a step. So a view takes a
step only where no small group follows from it and from all steps that any view took before, and
neither the ratings of few nor one low rating of all.
"""

from __future__ import annotations

from collections import Counter as Counts
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import product

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from analytics.seen_sums import SeenSums
from app.clock import Period, PeriodKind
from app.models.tallies import LENGTHS
from app.services.kinds_of_view import KINDS, TOLD_TO_ALL, Kind
from app.services.released_parts import (
    SETTLED,
    ReleasedPart,
    joined,
    read_history,
    written,
)
from app.services.scoring_rules import K
from app.services.step_ratings import StepRatings

# Beyond this many groups with a history, what waits for a view does so until its period is closed.
MOST_OPEN = 500
# So many small groups can be looked through at once: their pairs take memory.
MOST_AT_ONCE = 3_000
Mask = np.ndarray


def told_to_views(parts: Iterable[ReleasedPart], step: str) -> list[ReleasedPart]:
    """The released parts of one unit's year, each told to every view that may count it by now.

    `step` marks this step in the parts' histories, and names no other one of the unit.
    """
    known = list(parts)
    settled = [part for part in known if not part.is_open]
    is_open = [part for part in known if part.is_open]
    if not is_open:
        return joined(settled)
    moves = _Moves(is_open, settled, step).made()
    if moves.tell_ratings():
        moves = _Moves(is_open, settled, step, is_careful=True).made()
    return joined([*settled, *moves.parts_after()])


def can_be_followed(parts: Iterable[ReleasedPart]) -> bool:
    """Whether the open parts are few enough for what follows from their steps to be known."""
    sizes: Counts[object] = Counts()
    for part in parts:
        if part.is_open:
            sizes[_alike(part)] += part.n
    return sum(n < K for n in sizes.values()) <= MOST_AT_ONCE


def _alike(part: ReleasedPart) -> object:
    """What parts have in common that all views count alike: slot and channel part nothing."""
    return part.cell._replace(slot="", channel=""), part.steps


class _Moves:
    """One step of a unit's views over its open parts, in groups that all views count alike.

    Which ratings follow is asked once, after all moves. Who is careful asks it of each kind of
    view, and before each move where that would tell of some; this takes longer.
    """

    def __init__(
        self,
        parts: list[ReleasedPart],
        settled: list[ReleasedPart],
        step: str,
        *,
        is_careful: bool = False,
    ) -> None:
        self.parts, self.settled, self.step = parts, settled, step
        self.is_careful, self.asks_of_each = is_careful, False
        groups: dict[object, list[int]] = {}
        for number, part in enumerate(parts):
            groups.setdefault(_alike(part), []).append(number)
        self.members = list(groups.values())
        self.first = [parts[numbers[0]] for numbers in self.members]
        self.history = [read_history(part.steps) for part in self.first]
        self.told = np.array([part.told for part in self.first], dtype=np.int64)
        self.is_new = self.told == 0
        sizes = [sum(parts[number].n for number in numbers) for numbers in self.members]
        self.sizes = np.array(sizes, dtype=np.int64)
        self.seen = list(self._seen_before())
        self.known = [SeenSums.of(self.sizes, K, self._rows(self.seen))]
        self.before = [self._ratings.told_by(known) for known in self.known]

    def made(self) -> _Moves:
        """The same once every view counts what it may."""
        totals, *others = KINDS
        self.tell(totals, PeriodKind.MONTH)
        self.expect_closes(totals)
        for length in LENGTHS[1:]:
            self.tell(totals, length)
        for kind, length in product(others, LENGTHS):
            self.tell(kind, length)
        return self

    def tell_ratings(self) -> bool:
        """Whether ratings of few, or one low rating of all, follow that did not before the step."""
        return self._tell_more(self.known)

    def tell(self, kind: Kind, length: PeriodKind) -> None:
        """Let the views of this kind, over periods of this length, count what they may.

        Each counts all that waits for it, or else what is new of that, or else what views over
        shorter periods count of it, or else nothing more.
        """
        before = self.known, self.seen, self.told.copy()
        self._go_on(kind, length)
        if self.is_careful and self.tell_ratings():
            self.known, self.seen, self.told = before
            self.asks_of_each = True
            self._go_on(kind, length)
            self.asks_of_each = False

    def _go_on(self, kind: Kind, length: PeriodKind) -> None:
        groups = self._groups(kind, length, self._waiting(kind, length))
        large = [group for group in groups if self._are_many(kind, group)]
        if large and self._are_told(kind, length, large):
            return
        for group in large:
            for chosen in (group, group & self.is_new, group & self._in_shorter(kind, length)):
                if self._are_many(kind, chosen) and self._are_told(kind, length, [chosen]):
                    break

    def expect_closes(self, totals: Kind) -> None:
        """Let nothing small follow either once a period is closed, and its total counts all.

        What follows from such a total by itself is then no fault of a step.
        """
        now = self.known[0]
        closed = [now.knowing([total]) for total in self._seen_at_close(totals)]
        later = [known for known in closed if known is not now]
        self.known += later
        self.before += [self._ratings.told_by(known) for known in later]

    def parts_after(self) -> Iterator[ReleasedPart]:
        """The parts after the step; those that need a history no longer are settled."""
        stays_open = self._stays_open()
        for at, numbers in enumerate(self.members):
            steps = self._steps(at) if stays_open[at] else SETTLED
            for number in numbers:
                yield self.parts[number]._replace(told=int(self.told[at]), steps=steps)

    def _waiting(self, kind: Kind, length: PeriodKind) -> Mask:
        """The groups that views of this kind do not count yet, but may."""
        needed = kind.needed(length)
        return (self.told & kind.told.over(length) == 0) & (self.told & needed == needed)

    def _are_many(self, kind: Kind, group: Mask) -> bool:
        """Whether at least k answers are seen, of all and of those that the view counts.

        The latter must not be alike in a low rating, nor few of them have answered an element.
        """
        seen = [int(self.sizes[chosen].sum()) for chosen in self._sums(kind, group)]
        counted = group & self._counted[kind]
        return min(seen, default=0) >= K and not self._ratings.tell(counted)

    def _are_told(self, kind: Kind, length: PeriodKind, groups: list[Mask]) -> bool:
        """Let views count these groups if all of them may; whether they do."""
        sums = [seen for group in groups for seen in self._sums(kind, group)]
        known = [before.admitting(sums) for before in self.known]
        admitted = [after for after in known if after is not None]
        if len(admitted) < len(known) or (self.asks_of_each and self._tell_more(admitted)):
            return False
        self.known, self.seen = admitted, [*self.seen, *sums]
        self.told[np.any(groups, axis=0)] |= kind.told.over(length)
        return True

    def _tell_more(self, after: list[SeenSums]) -> bool:
        """The same of what would be known."""
        return any(
            self._ratings.tell_more(before, now)
            for before, now in zip(self.before, after, strict=True)
        )

    def _in_shorter(self, kind: Kind, length: PeriodKind) -> Mask:
        """The groups that views of this kind count over the next shorter periods."""
        at = LENGTHS.index(length)
        return self.told & (kind.told.over(LENGTHS[at - 1]) if at else 0) > 0

    def _rows(self, sums: list[Mask]) -> np.ndarray:
        return np.array(sums, dtype=bool).reshape(-1, len(self.first))

    def _sums(self, kind: Kind, group: Mask) -> list[Mask]:
        """What is seen where a view comes to count these: what it was told of, and what it counts.

        The first is seen in the share that the second has of it.
        """
        counted = group & self._counted[kind]
        return [chosen for chosen in (group, counted) if chosen.any()]

    @cached_property
    def _ratings(self) -> StepRatings:
        held = np.array([part.vector for part in self.parts])
        vectors = [held[numbers].sum(axis=0) for numbers in self.members]
        return StepRatings(self.first[0].cell.instrument, vectors)

    @cached_property
    def _counted(self) -> dict[Kind, Mask]:
        """The groups that the views of each kind count, if any view of it does."""
        return {
            kind: np.array([kind.counts(part.cell) for part in self.first], dtype=bool)
            for kind in KINDS
        }

    def _groups(self, kind: Kind, length: PeriodKind, among: Mask) -> list[Mask]:
        """Some groups by the view of this kind that they belong to, the largest first."""
        view = self._views[kind, length]
        masks = [among & (view == number) for number in np.unique(view[among])]
        return sorted(masks, key=lambda group: -int(self.sizes[group].sum()))

    @cached_property
    def _views(self) -> dict[tuple[Kind, PeriodKind], np.ndarray]:
        """The view of each kind and length that each group belongs to, as a number."""
        found = {}
        for kind, length in product(KINDS, LENGTHS):
            numbers: dict[object, int] = {}
            views = [(Period.containing(p.cell.month, length), kind.of(p.cell)) for p in self.first]
            held = [numbers.setdefault(view, len(numbers)) for view in views]
            found[kind, length] = np.array(held, dtype=np.int64)
        return found

    def _seen_before(self) -> Iterator[Mask]:
        """The sums that were seen in earlier steps."""
        for step in dict.fromkeys(step for history in self.history for step in history):
            told = np.array([history.get(step, 0) for history in self.history], dtype=np.int64)
            for kind, length in product(KINDS, LENGTHS):
                for group in self._groups(kind, length, told & kind.told.over(length) > 0):
                    yield from self._sums(kind, group)

    def _seen_at_close(self, totals: Kind) -> Iterator[Mask]:
        """The unit's totals that do not count all yet, as they would be if closed now."""
        for length in LENGTHS:
            n: Counts[Period] = Counts()
            for part in (*self.parts, *self.settled):
                n[Period.containing(part.cell.month, length)] += part.n
            waits = self._waiting(totals, length)
            periods = [Period.containing(part.cell.month, length) for part in self.first]
            for period in dict.fromkeys(periods):
                total = np.array([period == each for each in periods], dtype=bool)
                if n[period] >= K and (waits & total).any():
                    yield total

    def _stays_open(self) -> Mask:
        """The groups that wait for some view, and what was seen together with them."""
        waits = self.told != TOLD_TO_ALL
        seen = csr_array(self._rows(self.seen).astype(np.int32))
        _, component = connected_components(seen.T @ seen, directed=False)
        stays = np.isin(component, component[waits])
        return stays & (stays.sum() <= MOST_OPEN)

    def _steps(self, at: int) -> str:
        brought = int(self.told[at]) & ~self.first[at].told
        return written(self.history[at] | ({self.step: brought} if brought else {}))
