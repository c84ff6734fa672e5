"""A tree of units in a year: all whose numbers may be held against each other, and their state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from app.clock import Period, PeriodKind
from app.models.organisation import Unit
from app.queries import organisation, publications
from app.queries import tallies as held


@dataclass(frozen=True)
class Tree:
    """Every unit of a tree, from its top down, and the unit that owns each counter (by ids)."""

    units: Sequence[Unit]
    owners: dict[int, int]

    @property
    def unit_ids(self) -> list[int]:
        """The units by id."""
        return [unit.id for unit in self.units]

    def subtree_ids(self, unit: Unit) -> list[int]:
        """A unit and all under it."""
        return [other.id for other in self.units if other.path.startswith(unit.path)]


class TreeState(NamedTuple):
    """What tells a tree's year from any other state of it: what is decided of it may be kept.

    `stamps` are the marks of what is released at its units, `closed` the number of versions of
    closed periods.
    """

    top_id: int
    year: Period
    stamps: tuple[tuple[int, str], ...]
    closed: int


def tree_of(unit_id: int) -> Tree:
    """The tree that a unit stands in."""
    units = organisation.units_of_tree(unit_id)
    return Tree(units, organisation.owners_of_counters([unit.id for unit in units]))


def state_of(unit_id: int, period: Period) -> TreeState:
    """The state of the tree that a unit stands in, over the year of a period."""
    unit_ids = [unit.id for unit in organisation.units_of_tree(unit_id)]
    year = Period.containing(period.first_day, PeriodKind.YEAR)
    stamps = tuple(held.stamps(unit_ids).items())
    return TreeState(unit_ids[0], year, stamps, publications.how_many_in(unit_ids, year))
