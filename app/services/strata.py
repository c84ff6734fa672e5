"""The parts of a counter's answers that share service, half-day and channel, for fair comparing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from app.access import Scope
from app.clock import Period
from app.services.joined_strata import Partition, cells_of, rows_of_strata
from app.services.safe_strata import told_apart
from app.services.score_sources import Source, released_source
from app.services.score_subjects import COUNTER, Subject
from app.services.score_views import Reading
from app.services.trees import tree_of


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
    """The strata of every counter that may be seen; what is small or would betray others is joined.

    Each goes with the one of its counter that is most like it. None is left out: the rest of the
    counter, held against its services, could tell what the few said. They are read from what was
    released, also where the period is closed: a frozen score does not keep half-days and channels
    apart.
    """
    return strata_of(released_source(scope, unit_id, period))


def strata_of(source: Source) -> tuple[Stratum, ...]:
    """The same from a source that was read already."""
    shown = [one for one in source.subjects(COUNTER) if source.shows(one, Reading.ALL)]
    owners = tree_of(source.unit_id).owners
    parted = {
        counter_id: partition
        for unit_id in {owners[counter.id] for counter in shown}
        for (instrument, counter_id, code), partition in told_apart(unit_id, source.period).items()
        if (instrument, code) == (source.tallies.instrument, source.period.code)
    }
    return tuple(
        stratum
        for counter in shown
        if counter.id in parted
        for stratum in _strata(source, counter, parted[counter.id])
    )


def _strata(source: Source, counter: Subject, partition: Partition) -> Iterator[Stratum]:
    cells = cells_of(source.tallies, source.rows(counter))
    for key, rows in rows_of_strata(cells, partition).items():
        vector = source.tallies.vectors[rows].sum(axis=0)
        yield Stratum(counter, *key, source.tallies.instrument, rows, vector)
