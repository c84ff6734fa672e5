"""Those who answered in a tree and a year, in groups, and which scores count which of them."""

from __future__ import annotations

import json
from collections import Counter as Counts
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from app.clock import Period
from app.models.tallies import NO_SERVICE
from app.queries import responses
from app.queries.tallies import ReleasedTallies
from app.services.score_subjects import COUNTER, SERVICE
from app.services.score_views import Reading, View, Views, counted_rows
from app.services.strands import Place, Strand
from app.services.trees import Tree
from survey_forms import catalogue

# Disability is sensitive (decisions 31) and occupation nearly a name in a small office.
FIELDS = ("jenis_kelamin", "usia", "pendidikan")


@dataclass(frozen=True)
class People:
    """Groups of people who have everything here in common: parallel columns, with their sizes.

    `month` is the ordinal of its first day. `below` has the units of each unit's subtree.
    """

    sizes: np.ndarray
    unit_id: np.ndarray
    counter_id: np.ndarray
    service_id: np.ndarray
    month: np.ndarray
    is_verified: np.ndarray
    is_flagged: np.ndarray
    classes: dict[str, np.ndarray]
    below: dict[int, list[int]]

    def n(self, rows: np.ndarray) -> int:
        """How many they are."""
        return int(self.sizes[rows].sum())

    def of(self, unit_id: int, period: Period) -> np.ndarray:
        """Those who answered in a unit's subtree over a period (mask)."""
        months = [day.toordinal() for day in period.each_month()]
        return np.isin(self.unit_id, self.below[unit_id]) & np.isin(self.month, months)

    def behind(self, view: View, unit_id: int) -> np.ndarray:
        """Those whom a score of a unit's period is about, counted by it or not yet (mask)."""
        rows = self.of(unit_id, Period.parse(view.period))
        if view.kind == SERVICE:
            rows &= (self.unit_id == unit_id) & (self.service_id == max(view.id, NO_SERVICE))
        elif view.kind == COUNTER:
            rows &= self.counter_id == view.id
        if view.reading is Reading.VERIFIED:
            return rows & self.is_verified
        return rows & ~self.is_flagged if view.reading is Reading.UNFLAGGED else rows

    def counted_whole(self, views: Views, unit_id: int, tallies: ReleasedTallies) -> Views:
        """Those of a unit's views that count everybody they are about, none of whom waits."""
        return frozenset(
            view
            for view in views
            if tallies.sizes[counted_rows(tallies, view)].sum()
            == self.n(self.behind(view, unit_id))
        )

    @cached_property
    def places(self) -> list[Place]:
        """Each group's counter, service, month, verified and flagged."""
        columns = (
            self.counter_id,
            self.service_id,
            self.month,
            self.is_verified,
            self.is_flagged,
        )
        return list(zip(*(column.tolist() for column in columns), strict=True))

    def surely_alike(self, strands: Sequence[Strand]) -> np.ndarray:
        """How many of each group are sure to lie in the largest strand of their place.

        Nobody knows which people of a place the other strands count, or who waits to be counted:
        at worst they are all of this group.
        """
        largest: dict[Place, int] = {}
        for strand in strands:
            largest[strand.place] = max(strand.n, largest.get(strand.place, 0))
        of_place: Counts[Place] = Counts()
        for place, n in zip(self.places, self.sizes.tolist(), strict=True):
            of_place[place] += n
        others = np.array([of_place[place] - largest.get(place, 0) for place in self.places])
        return np.maximum(0, self.sizes - others)


def people_of(tree: Tree, year: Period, instrument: str) -> People | None:
    """Those whose answers of the year count for this questionnaire; None where there is nobody."""
    sizes = _sizes(tree, year, instrument)
    if not sizes:
        return None
    unit_id, counter_id, service_id, month, verified, flagged, *classes = (
        np.array(column) for column in zip(*sorted(sizes), strict=True)
    )
    return People(
        sizes=np.array([sizes[key] for key in sorted(sizes)]),
        unit_id=unit_id,
        counter_id=counter_id,
        service_id=service_id,
        month=month,
        is_verified=verified,
        is_flagged=flagged,
        classes=dict(zip(FIELDS, classes, strict=True)),
        below={unit.id: tree.subtree_ids(unit) for unit in tree.units},
    )


def _sizes(tree: Tree, year: Period, instrument: str) -> Counts[tuple[object, ...]]:
    """How many they are by all the columns of People, in their order."""
    sizes: Counts[tuple[object, ...]] = Counts()
    for row in responses.respondent_groups(list(tree.owners), year.first_day, year.last_day):
        if catalogue.find(row.instrument).counted_as == instrument:
            block = json.loads(row.block)
            first = date(year.first_day.year, int(row.month), 1).toordinal()
            where = (
                tree.owners[row.counter_id],
                row.counter_id,
                row.service_id or NO_SERVICE,
                first,
            )
            which = (bool(row.is_verified), bool(row.is_flagged))
            sizes[where + which + tuple(block.get(field, "") for field in FIELDS)] += row.n
    return sizes
