"""The views that could be read of released rows, and which of them may be seen together.

`decided` is the one judgement of staff's and public scores; which rows and what else is known is
for `seen_views` and `public_views` to say.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from analytics.disclosure import safe_views
from app.clock import Period
from app.queries.tallies import ReleasedTallies
from app.services.rating_counts import counts_of
from app.services.row_groups import RowGroups
from app.services.score_subjects import COUNTER, SERVICE, UNIT
from app.services.score_views import COUNTED_BY, Reading, View, Views, counted_rows
from app.services.trees import Tree


@dataclass(frozen=True)
class UnitRows:
    """A unit with the released rows of its own counters and of its whole subtree (masks)."""

    unit_id: int
    own: np.ndarray
    subtree: np.ndarray

    def within(self, kind: str) -> np.ndarray:
        """The rows that views of this kind of subject may count: totals those of all under it."""
        return self.subtree if kind == UNIT else self.own

    @property
    def is_alone(self) -> bool:
        """Whether no unit under it has answers of its own."""
        return bool((self.own == self.subtree).all())


@dataclass(frozen=True)
class Candidate:
    """A view with the rows that it counts and how its own numbers look."""

    view: View
    rows: np.ndarray
    n: int
    counts: np.ndarray

    def is_one_sided(self, k: int) -> bool:
        """Whether an element has few answers, or all of them are one and the same low rating."""
        return is_one_sided(self.counts, k)


def is_one_sided(counts: np.ndarray, k: int) -> bool:
    """Whether some element has few answers, or only one and the same low rating.

    `counts` are the ratings by element and point of the scale. Low ratings are the lower half of
    the scale, 1 and 2 of four (decisions 31).
    """
    answered, low = counts.sum(axis=1), counts[:, : counts.shape[1] // 2]
    return bool((answered < k).any() or (low == answered[:, None]).any())


def rows_of_units(tallies: ReleasedTallies, tree: Tree) -> Iterator[UnitRows]:
    """Each unit of a tree with the rows of its own and of all under it."""
    owner = np.array([tree.owners[counter] for counter in tallies.counter_id.tolist()])
    for unit in tree.units:
        yield UnitRows(unit.id, owner == unit.id, np.isin(owner, tree.subtree_ids(unit)))


def candidates_of(
    tallies: ReleasedTallies, units: Iterable[UnitRows], nodes: Iterable[Period]
) -> Iterator[Candidate]:
    """Every view there could be over these periods, without those that count nothing."""
    counts = counts_of(tallies.instrument, tallies.vectors)
    periods = [node.code for node in nodes]
    for unit in units:
        for (kind, reading), subject in _subjects(tallies, unit):
            for code in periods:
                view = View(kind, subject, reading, code)
                rows = counted_rows(tallies, view) & unit.within(kind)
                n = int(tallies.sizes[rows].sum())
                if n:
                    yield Candidate(view, rows, n, counts[rows].sum(axis=0))


def _subjects(
    tallies: ReleasedTallies, unit: UnitRows
) -> Iterator[tuple[tuple[str, Reading], int]]:
    """The kinds of view with the subjects of a unit; "not recorded" only where it is alone."""
    services = np.unique(tallies.service_id[unit.own]).tolist()
    of_kind = {
        UNIT: [unit.unit_id],
        COUNTER: np.unique(tallies.counter_id[unit.own]).tolist(),
        SERVICE: [service or -unit.unit_id for service in services if service or unit.is_alone],
    }
    for kind in COUNTED_BY:
        for subject in of_kind[kind[0]]:
            yield kind, subject


def decided(
    tallies: ReleasedTallies, candidates: Iterable[Candidate], fixed: Collection[View], k: int
) -> Views:
    """Of the candidates those that may be seen: first what is fixed, then by importance."""
    large = [candidate for candidate in candidates if candidate.n >= k]
    barred = [c.rows for c in large if c.is_one_sided(k)]
    may_be = [c for c in large if not c.is_one_sided(k)]
    if not may_be:
        return frozenset()
    groups = RowGroups.by(tallies.parted_by)
    vectors = groups.summed(tallies.vectors)
    parts, least = _parts(counts_of(tallies.instrument, vectors), k)
    safe = safe_views(
        vectors[:, 0],
        groups.covered([c.rows for c in may_be]),
        k,
        priorities=priorities_of(may_be, fixed),
        forbidden=groups.covered(barred),
        parts=parts,
        least=least,
    )
    return frozenset(c.view for c, shown in zip(may_be, safe, strict=True) if shown)


def _parts(counts: np.ndarray, k: int) -> tuple[np.ndarray, list[int]]:
    """Further counts of ratings (groups x elements x points), and the least of each.

    Of the answers to an element none of 1 to k - 1. And for each low rating a count in which one
    other answer weighs more than all there are: what is below that is unanimous (decisions 31).
    """
    answered = counts.sum(axis=2).T
    most = counts.sum(axis=(0, 2)) + 2
    lows = [
        answered + most[:, None] * (answered - counts[:, :, low].T)
        for low in range(counts.shape[2] // 2)
    ]
    least = [k] * len(answered) + most.tolist() * len(lows)
    return np.vstack([answered, *lows]), least


def priorities_of(candidates: Sequence[Candidate], fixed: Collection[View]) -> list[list[int]]:
    """What was published already, then the unit, counters, services; each from year to month."""
    groups: dict[tuple[int, ...], list[int]] = {}
    kinds, readings = list(COUNTED_BY), list(Reading)
    order = sorted(range(len(candidates)), key=lambda number: -candidates[number].n)
    for number in order:
        view = candidates[number].view
        rank = readings.index(view.reading), int(view.kind != UNIT)
        months = Period.parse(view.period).months
        key = (0,) if view in fixed else (1, *rank, -months, kinds.index((view.kind, view.reading)))
        groups.setdefault(key, []).append(number)
    return [groups[key] for key in sorted(groups)]
