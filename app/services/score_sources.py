"""What the scores of one unit and period are computed from: tallies, names, and the reading."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from app.access import Scope
from app.clock import Period
from app.models.publications import FrozenScore
from app.models.tallies import NO_SERVICE
from app.queries import tickets
from app.queries.tallies import ReleasedTallies
from app.services.released_tallies import released_of_period, tallies_of_period
from app.services.score_subjects import COUNTER, MONTH, SERVICE, UNIT, Subject, subjects_of
from app.services.score_views import (
    Reading,
    View,
    Views,
    counted_rows,
    rows_of,
    told_of_rows,
    written_views,
)
from app.services.seen_views import seen_views, views_of
from app.services.straightlined_views import straightlined_views


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

    def subjects(self, kind: str) -> tuple[Subject, ...]:
        """The unit itself, its counters or its services, by the names of that time."""
        return subjects_of(self.scope, self.unit_id, kind, self.frozen)

    def rows(self, subject: Subject, reading: Reading | None = None) -> np.ndarray:
        """The rows that a view of the subject counts (boolean mask), in this reading or another."""
        return counted_rows(self.tallies, self.view(subject, reading))

    def n(self, subject: Subject, reading: Reading | None = None) -> int:
        """How many answers that view counts."""
        return int(self.tallies.sizes[self.rows(subject, reading)].sum())

    def n_parted(self, subject: Subject) -> int:
        """Of how many answers that are counted the views tell whether they are verified."""
        counted = self.view(subject, Reading.ALL)
        parted = counted_rows(self.tallies, counted) & told_of_rows(
            self.tallies, self.view(subject, Reading.VERIFIED)
        )
        return int(self.tallies.sizes[parted].sum())

    def n_released(self, subject: Subject, reading: Reading | None = None) -> int:
        """How many answers were released in all, also those that the view does not count yet."""
        return int(self.tallies.sizes[rows_of(self.tallies, self.view(subject, reading))].sum())

    def n_issued(self, subject: Subject) -> int:
        """How many tickets were issued at the subject; none of a service, as many name none."""
        if subject.kind == SERVICE:
            return 0
        return sum(
            n
            for (counter_id, month), n in self.issued.items()
            if (subject.kind != COUNTER or counter_id == subject.id)
            and (subject.kind != MONTH or f"{month:%Y-%m}" == subject.name)
        )

    def shows(self, subject: Subject, reading: Reading | None = None) -> bool:
        """Whether that view may be seen beside all others."""
        return self.view(subject, reading) in self.seen

    def view(self, subject: Subject, reading: Reading | None = None) -> View:
        """The view of the subject; a month is one of the unit, over that month."""
        asked = reading or self.reading
        if subject.kind == MONTH:
            return View(UNIT, self.unit_id, asked, subject.name)
        if (subject.kind, subject.id) == (SERVICE, NO_SERVICE):
            return View(SERVICE, -self.unit_id, asked, self.period.code)
        return View(subject.kind, subject.id, asked, self.period.code)

    @cached_property
    def issued(self) -> Mapping[tuple[int, date], int]:
        """Tickets by counter and month: as frozen with a closed period, else as of now.

        Scores that were frozen before tickets were written down tell of none.
        """
        if self.frozen:
            rows = json.loads(self.frozen.content).get("tickets", ())
            return {(counter, date.fromisoformat(month)): n for counter, month, n in rows}
        first, last = self.period.first_day, self.period.last_day
        return tickets.issued_between(self.scope, self.unit_id, first, last)

    @cached_property
    def seen(self) -> Views:
        """The views that may be seen: as frozen with a closed period, else as of now."""
        if self.frozen is None:
            return seen_views(self.unit_id, self.period)
        content = json.loads(self.frozen.content)
        if "seen" not in content:  # frozen before views were written down
            return views_of(self.tallies, self.unit_id, self.period)
        return written_views(content)

    @cached_property
    def straightlined(self) -> Views:
        """The views whose straight-lined share may be told."""
        return straightlined_views(self.unit_id, self.period)


def source_of(
    scope: Scope, unit_id: int, period: Period, reading: Reading, version: int | None = None
) -> Source:
    """What a unit's scores are made of: of a frozen version when one is named."""
    held = tallies_of_period(scope, unit_id, period, version)
    return Source(scope, unit_id, period, reading, held.tallies, held.frozen, held.population)


def released_source(scope: Scope, unit_id: int, period: Period) -> Source:
    """What was released of a unit's period, whether it is closed or not."""
    held = released_of_period(scope, unit_id, period)
    return Source(scope, unit_id, period, Reading.ALL, held.tallies, None, held.population)
