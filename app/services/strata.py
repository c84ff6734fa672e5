"""The parts of a counter's answers that share service, half-day and channel, for fair comparing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from analytics.small_counts import withheld_groups
from app.access import Scope
from app.clock import Period
from app.services.release_views import K
from app.services.score_sources import Reading, Source, released_source
from app.services.score_subjects import COUNTER, Subject


@dataclass(frozen=True)
class Stratum:
    """Answers at one counter of one service (0: not recorded), half-day and channel."""

    counter: Subject
    service_id: int
    slot: str
    channel: str
    instrument: str
    vector: np.ndarray


def shown_strata(scope: Scope, unit_id: int, period: Period) -> tuple[Stratum, ...]:
    """The strata of every counter that may be seen; those of fewer than k answers are left out.

    They are read from what was released, also where the period is closed: a frozen score does not
    keep half-days and channels apart.
    """
    source = released_source(scope, unit_id, period)
    return tuple(
        stratum
        for counter in source.subjects(COUNTER)
        if source.shows(counter, Reading.ALL)
        for stratum in _strata(source, counter)
    )


def _strata(source: Source, counter: Subject) -> Iterator[Stratum]:
    tallies, rows = source.tallies, source.rows(counter)
    labels = list(
        zip(
            tallies.service_id[rows].tolist(),
            tallies.slot[rows].tolist(),
            tallies.channel[rows].tolist(),
            strict=True,
        )
    )
    vectors = tallies.vectors[rows]
    kinds = list(dict.fromkeys(labels))
    place = np.array([kinds.index(label) for label in labels])
    sums = [vectors[place == number].sum(axis=0) for number in range(len(kinds))]
    hidden = withheld_groups([int(vector[0]) for vector in sums], K)
    for kind, vector, stays in zip(kinds, sums, hidden, strict=True):
        if not stays:
            yield Stratum(counter, *kind, tallies.instrument, vector)
