"""The parts of a counter's answers that share service, half-day and channel, for fair comparing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from app.access import Scope
from app.clock import Period
from app.services.release_views import K
from app.services.score_sources import Reading, Source, released_source
from app.services.score_subjects import COUNTER, Subject

# Service (0: not recorded), half-day and channel.
Kind = tuple[int, str, str]


@dataclass(frozen=True)
class Stratum:
    """Answers at one counter of one service (0: not recorded), half-day and channel.

    `rows` are those of its source's tallies (mask), whose sum is `vector`.
    """

    counter: Subject
    service_id: int
    slot: str
    channel: str
    instrument: str
    rows: np.ndarray
    vector: np.ndarray


def shown_strata(scope: Scope, unit_id: int, period: Period) -> tuple[Stratum, ...]:
    """The strata of every counter that may be seen; those of fewer than k answers are joined.

    Each goes with the one of its counter that is most like it. None is left out: the rest of the
    counter, held against its services, could tell what the few said. They are read from what was
    released, also where the period is closed: a frozen score does not keep half-days and channels
    apart.
    """
    return strata_of(released_source(scope, unit_id, period))


def strata_of(source: Source) -> tuple[Stratum, ...]:
    """The same from a source that was read already."""
    return tuple(
        stratum
        for counter in source.subjects(COUNTER)
        if source.shows(counter, Reading.ALL)
        for stratum in _strata(source, counter)
    )


def _strata(source: Source, counter: Subject) -> Iterator[Stratum]:
    for kind, rows in _rows_by_kind(source, counter).items():
        vector = source.tallies.vectors[rows].sum(axis=0)
        yield Stratum(counter, *kind, source.tallies.instrument, rows, vector)


def _rows_by_kind(source: Source, counter: Subject) -> dict[Kind, np.ndarray]:
    """The rows of each stratum of a counter (boolean masks), none with fewer than k answers."""
    tallies, rows = source.tallies, source.rows(counter)
    labels = zip(
        tallies.service_id.tolist(), tallies.slot.tolist(), tallies.channel.tolist(), strict=True
    )
    found: dict[Kind, np.ndarray] = {}
    for number, kind in enumerate(labels):
        if rows[number]:
            found.setdefault(kind, np.zeros(len(rows), dtype=bool))[number] = True
    sizes = {kind: int(tallies.sizes[held].sum()) for kind, held in found.items()}
    while len(found) > 1 and min(sizes.values()) < K:
        few = min(sizes, key=lambda kind: (sizes[kind], kind))
        into = max((kind for kind in found if kind != few), key=_likeness(few, sizes))
        found[into] |= found.pop(few)
        sizes[into] += sizes.pop(few)
    return found


def _likeness(few: Kind, sizes: Mapping[Kind, int]) -> Callable[[Kind], tuple[object, ...]]:
    """How like others are to a stratum: by service, half-day and channel, then by their answers."""
    return lambda kind: (*(kind[place] == few[place] for place in range(3)), sizes[kind], kind)
