"""What the scores of one unit and period are computed from: tallies, names, and the reading."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from app.access import Scope
from app.clock import Period
from app.models.publications import FrozenScore
from app.queries.tallies import ReleasedTallies
from app.services.released_tallies import tallies_of_period
from app.services.score_subjects import Subject, subjects_of


class Reading(StrEnum):
    """Which answers are read: all that were accepted, or only those with a ticket."""

    ALL = "all"
    VERIFIED = "verified"


@dataclass(frozen=True)
class Source:
    """What the scores of one unit and period are computed from."""

    scope: Scope
    unit_id: int
    period: Period
    reading: Reading
    tallies: ReleasedTallies
    frozen: FrozenScore | None
    population: int | None

    @property
    def everything(self) -> np.ndarray:
        """Every row."""
        return np.ones(len(self.tallies.month), dtype=bool)

    def subjects(self, kind: str) -> tuple[Subject, ...]:
        """The unit itself, its counters or its services, by the names of that time."""
        return subjects_of(self.scope, self.unit_id, kind, self.frozen)

    def read(self, chosen: np.ndarray) -> np.ndarray:
        """Of the chosen rows, those that this reading counts."""
        return chosen & self.tallies.is_verified if self.reading is Reading.VERIFIED else chosen

    def n(self, chosen: np.ndarray) -> int:
        """How many answers of the chosen rows this reading counts."""
        return _n(self.tallies, self.read(chosen))

    def n_verified(self, chosen: np.ndarray) -> int:
        """How many answers of the chosen rows came with a ticket, whatever the reading."""
        return _n(self.tallies, chosen & self.tallies.is_verified)

    def n_unverified(self, chosen: np.ndarray) -> int:
        """How many came without one."""
        return _n(self.tallies, chosen & ~self.tallies.is_verified)


def _n(tallies: ReleasedTallies, chosen: np.ndarray) -> int:
    return int(tallies.vectors[chosen, 0].sum())


def source_of(
    scope: Scope, unit_id: int, period: Period, reading: Reading, version: int | None = None
) -> Source:
    """What a unit's scores are made of: of a frozen version when one is named."""
    held = tallies_of_period(scope, unit_id, period, version)
    return Source(scope, unit_id, period, reading, held.tallies, held.frozen, held.population)
