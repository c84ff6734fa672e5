"""Which scores of a year may be seen together, so that none gives a small group away."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from app.clock import Period
from app.queries import tallies as held
from app.queries.tallies import ReleasedTallies
from app.services.overtaken_views import (
    FrozenViews,
    are_overtaken,
    closed_views,
    views_beside,
)
from app.services.row_groups import RowGroups
from app.services.score_subjects import SERVICE, UNIT
from app.services.score_views import View, Views, nodes_of
from app.services.scoring_rules import K
from app.services.trees import Tree, TreeState, state_of, tree_of
from app.services.view_audit import (
    Candidate,
    UnitRows,
    candidates_of,
    decided,
    rows_of_units,
)

MOST_KEPT = 4096
# Beyond this many views times groups, units are audited one by one (see `_apart`).
MOST_TOGETHER = 30_000_000


def seen_views(unit_id: int, period: Period) -> Views:
    """Every view that may be seen of the tree a unit stands in, over the year of the period."""
    return _seen_in_tree(state_of(unit_id, period))


def views_of(tallies: ReleasedTallies, unit_id: int, period: Period) -> Views:
    """The views of a period that may be seen where nothing but these tallies is known."""
    everything = np.ones(len(tallies.month), dtype=bool)
    units = [UnitRows(unit_id, everything, everything)]
    return decided(tallies, candidates_of(tallies, units, nodes_of(period)), (), K)


@lru_cache(maxsize=MOST_KEPT)
def _seen_in_tree(state: TreeState) -> Views:
    tree = tree_of(state.top_id)
    closed = closed_views(tree, state.year)
    found: Views = frozenset()
    for tallies in held.released_at(list(tree.owners), state.year).values():
        found |= _seen_of(_Known(tallies, tree, closed), state.year)
    return found


@dataclass(frozen=True)
class _Known:
    """What was released of one questionnaire in a tree, and what its closed periods show."""

    tallies: ReleasedTallies
    tree: Tree
    closed: Sequence[FrozenViews]

    @cached_property
    def is_overtaken(self) -> bool:
        """Whether late answers came to a closed period."""
        return are_overtaken(self.tallies, self.tree, self.closed)

    def decided(self, candidates: Sequence[Candidate], unit: UnitRows | None = None) -> Views:
        """The candidates that may be seen: of the whole tree, or of the own rows of a unit."""
        if self.is_overtaken:
            rows = self.tallies if unit is None else self.tallies.only(unit.own)
            beside = views_beside(rows, self.tree, self.closed, candidates)
            # How the answers rate that came late is not known there: it is held among those of now.
            return decided(self.tallies, [c for c in candidates if c.view in beside], (), K)
        fixed = frozenset(view for earlier in self.closed for view in earlier.views)
        return decided(self.tallies, candidates, fixed, K)


def _seen_of(known: _Known, year: Period) -> Views:
    """The views of all units that may be seen; where they are too many, of each for itself."""
    units = list(rows_of_units(known.tallies, known.tree))
    candidates = list(candidates_of(known.tallies, units, nodes_of(year)))
    groups = RowGroups.by(known.tallies.parted_by)
    if len(units) > 1 and len(candidates) * groups.n > MOST_TOGETHER:
        return _apart(known, units, candidates)
    return known.decided(candidates)


def _apart(known: _Known, units: Sequence[UnitRows], candidates: Sequence[Candidate]) -> Views:
    """The views of each unit by itself; and totals of several units that add nothing to them.

    A total over several units may be seen where it is the sum of totals that are seen anyway.
    """
    found: Views = frozenset()
    for unit in units:
        alone = [UnitRows(unit.unit_id, unit.own, unit.own)]
        own = list(candidates_of(known.tallies, alone, _nodes_seen(candidates)))
        found |= known.decided(own, unit)
    sums = {view for view in found if view.kind == UNIT}
    several = {unit.unit_id for unit in units if not unit.is_alone}
    of_subtrees = {(UNIT, unit_id) for unit_id in several} | {(SERVICE, -u) for u in several}
    totals = [c for c in candidates if c.view.kind == UNIT and c.view.id in several]
    shown = {total.view for total in totals if _is_sum(known.tallies, units, total, sums)}
    return frozenset({view for view in found if view[:2] not in of_subtrees} | shown)


def _nodes_seen(candidates: Iterable[Candidate]) -> list[Period]:
    return list(dict.fromkeys(Period.parse(c.view.period) for c in candidates))


def _is_sum(
    tallies: ReleasedTallies,
    units: Sequence[UnitRows],
    total: Candidate,
    sums: Collection[View],
) -> bool:
    """Whether each unit that a total counts is seen by itself over the same period."""
    counted = [unit for unit in units if tallies.sizes[total.rows & unit.own].any()]
    return all(View(UNIT, unit.unit_id, *total.view[2:]) in sums for unit in counted)
