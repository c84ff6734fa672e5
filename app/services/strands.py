"""Which answers a closed period counted, among those of today: groups that nothing has parted yet.

Released sums are added together, so that today's rows do not say which of their answers a frozen
score counted. But whatever counts an answer goes on counting it, and answers that were told to the
same views move on together. That leaves few ways, mostly one, from the rows of then to those of
now; where there are several, answers are taken to have moved as little as possible.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from app.queries.tallies import ReleasedTallies

# Counter, service, month, verified, flagged.
Place = tuple[int, int, int, bool, bool]
# Answers of each place by the views that count them (`Told` bits).
Parts = dict[Place, dict[int, int]]


@dataclass
class Strand:
    """Answers of one place that every score so far has counted together, or not at all.

    `told` are the views that count them now; `then` those that did as each closed period was
    frozen, by its number.
    """

    place: Place
    n: int
    told: int
    then: dict[int, int] = field(default_factory=dict)


def parts_of(tallies: ReleasedTallies) -> Parts:
    """The answers of released tallies by place and views."""
    found: Parts = {}
    columns = (*tallies.parted_by, tallies.sizes)
    for *place, told, n in zip(*(column.tolist() for column in columns), strict=True):
        at = found.setdefault((*place,), {})
        at[told] = at.get(told, 0) + n
    return found


def strands_of(now: ReleasedTallies, then: Iterable[ReleasedTallies | None]) -> list[Strand]:
    """The strands of today's rows, from the rows of each frozen score in the order of closing.

    A frozen score without rows of this questionnaire has None.
    """
    return strands([parts_of(rows) if rows else {} for rows in then], parts_of(now))


def strands(frozen: Sequence[Parts], now: Parts) -> list[Strand]:
    """The same from the parts of each."""
    held: dict[Place, list[Strand]] = {}
    for number, parts in enumerate(frozen):
        for place, by_told in parts.items():
            moved = _moved(place, held.get(place, []), by_told)
            held[place] = [replace(s, then=s.then | {number: s.told}) for s in moved]
    return [
        strand
        for place, by_told in now.items()
        for strand in _moved(place, held.get(place, []), by_told)
    ]


def _moved(place: Place, before: Iterable[Strand], by_told: dict[int, int]) -> list[Strand]:
    """The strands of a place, each among the views that count it now; what is over is new."""
    room = dict(by_told)
    after: list[Strand] = []
    for strand in sorted(before, key=lambda held: (-held.told.bit_count(), -held.n)):
        left = strand.n
        for told in _ways(strand, room):
            taken = min(left, room[told])
            if taken:
                after.append(replace(strand, n=taken, told=told))
                room[told] -= taken
                left -= taken
    return after + [Strand(place, n, told) for told, n in room.items() if n]


def _ways(strand: Strand, room: dict[int, int]) -> list[int]:
    """The views that may count a strand by now: where all of it has room, then the nearest."""
    wider = [told for told in room if told & strand.told == strand.told]
    return sorted(wider, key=lambda told: (room[told] < strand.n, told.bit_count()))


def as_tallies(
    held: Sequence[Strand], like: ReleasedTallies, number: int | None
) -> ReleasedTallies:
    """The strands as rows: told to the views of now, or of the frozen score of that number.

    Of the vectors only the first entry, the number of answers, is there.
    """
    places = list(zip(*(strand.place for strand in held), strict=True)) or [()] * 5
    told = [s.told if number is None else s.then.get(number, 0) for s in held]
    counter, service, month, verified, flagged = (np.array(column) for column in places)
    unknown = np.full(len(held), "")
    return replace(
        like,
        counter_id=counter,
        service_id=service,
        month=month,
        slot=unknown,
        channel=unknown,
        is_verified=verified.astype(bool),
        is_flagged=flagged.astype(bool),
        told=np.array(told, dtype=np.int64),
        vectors=np.array([[strand.n] for strand in held], dtype=np.int64).reshape(-1, 1),
    )
