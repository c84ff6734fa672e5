"""Which views count what was released: each view in batches of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import numpy as np

from analytics.small_counts import withheld_groups
from app.clock import Period, PeriodKind
from app.models.tallies import LENGTHS, Told

# The least numbers of answers that staff and the public may see.
K = 5
PUBLIC_K = 10


class Cell(NamedTuple):
    """What released answers have in common, besides the views that count them."""

    counter_id: int
    month: date
    slot: str
    service_id: int
    channel: str
    is_verified: bool
    is_flagged: bool
    instrument: str


class ReleasedPart(NamedTuple):
    """Released answers of one cell that the same views count (`Told` bits)."""

    cell: Cell
    told: int
    vector: np.ndarray

    @property
    def n(self) -> int:
        """Answers in it."""
        return int(self.vector[0])


@dataclass(frozen=True)
class _Kind:
    """A kind of view: the groups it tells apart, each within a total that is seen as well."""

    told: Told
    total: Told | None
    within: Callable[[Cell], object]
    apart: Callable[[Cell], object]


def _everything(_cell: Cell) -> None:
    """One total over all."""


KINDS = (
    _Kind(Told.UNIT, None, _everything, _everything),
    _Kind(Told.COUNTER, Told.UNIT, _everything, lambda cell: cell.counter_id),
    _Kind(Told.SERVICE, Told.UNIT, _everything, lambda cell: cell.service_id),
    _Kind(Told.VERIFIED, Told.UNIT, _everything, lambda cell: cell.is_verified),
    _Kind(Told.UNFLAGGED, Told.UNIT, _everything, lambda cell: cell.is_flagged),
    _Kind(
        Told.COUNTER_VERIFIED,
        Told.COUNTER,
        lambda cell: cell.counter_id,
        lambda cell: cell.is_verified,
    ),
    _Kind(
        Told.SERVICE_VERIFIED,
        Told.SERVICE,
        lambda cell: cell.service_id,
        lambda cell: cell.is_verified,
    ),
)


def told_to_views(parts: Iterable[ReleasedPart]) -> list[ReleasedPart]:
    """The released parts of one unit's year, each told to every view that may count it by now.

    A view counts more answers only when at least k new ones wait for it. Groups are told apart
    within their total only when no remainder of fewer than k stays behind, so that the difference
    between a total and its groups moves by at least k, or not at all, as well.
    """
    known = list(parts)
    for length in reversed(LENGTHS):
        for kind in KINDS:
            known = _told_to(kind, length, known)
    return joined(known)


def _told_to(kind: _Kind, length: PeriodKind, parts: list[ReleasedPart]) -> list[ReleasedPart]:
    bit = kind.told.over(length)
    needed = kind.total.over(length) if kind.total is not None else 0
    waits = [part for part in parts if not part.told & bit and part.told & needed == needed]
    after = [part for part in parts if part.told & bit or part.told & needed != needed]
    for total in _groups(
        waits, lambda cell: (Period.containing(cell.month, length), kind.within(cell))
    ):
        groups = _groups(total, kind.apart)
        hidden = withheld_groups([sum(part.n for part in group) for group in groups], K)
        for group, stays in zip(groups, hidden, strict=True):
            after += group if stays else [part._replace(told=part.told | bit) for part in group]
    return after


def _groups(
    parts: Iterable[ReleasedPart], label: Callable[[Cell], object]
) -> list[list[ReleasedPart]]:
    groups: dict[object, list[ReleasedPart]] = {}
    for part in parts:
        groups.setdefault(label(part.cell), []).append(part)
    return list(groups.values())


def joined(parts: Iterable[ReleasedPart]) -> list[ReleasedPart]:
    """Parts of the same cell that the same views count, added together."""
    sums: dict[tuple[Cell, int], np.ndarray] = {}
    for cell, told, vector in parts:
        held = sums.get((cell, told))
        sums[cell, told] = vector if held is None else held + vector
    return [ReleasedPart(cell, told, vector) for (cell, told), vector in sums.items()]
