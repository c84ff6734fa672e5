"""Of which scores of a year the straight-lined share may be told, so that none betrays a few.

A quarter's share less those of two of its months is that of the third, where one to four people may
have rated all alike, or may not.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import numpy as np

from analytics.disclosure import safe_views
from app.clock import Period
from app.queries import tallies as held
from app.queries.tallies import ReleasedTallies
from app.services.overtaken_views import closed_views, is_overtaken_at, rows_of_views
from app.services.rating_counts import counts_of
from app.services.row_groups import RowGroups
from app.services.score_subjects import COUNTER, UNIT
from app.services.score_views import View, Views
from app.services.scoring_rules import K
from app.services.seen_views import seen_views
from app.services.trees import Tree, TreeState, state_of, tree_of
from app.services.view_audit import Candidate, priorities_of, rows_of_units

MOST_KEPT = 1024
# Beyond this many views times groups no share is told.
MOST_TOGETHER = 30_000_000
N_COMPLETE, N_STRAIGHTLINED = 1, 2


def straightlined_views(unit_id: int, period: Period) -> Views:
    """The views whose straight-lined share may be told, of a unit's tree and the period's year.

    None of a unit in whose year late answers came to a closed period: two shares of nearly the same
    sheets could be held against each other.
    """
    return _straightlined_in_tree(state_of(unit_id, period))


@lru_cache(maxsize=MOST_KEPT)
def _straightlined_in_tree(state: TreeState) -> Views:
    tree = tree_of(state.top_id)
    closed = closed_views(tree, state.year)
    shown = seen_views(state.top_id, state.year).union(*(one.views for one in closed))
    found: set[View] = set()
    for tallies in held.released_at(list(tree.owners), state.year).values():
        units = {
            unit.unit_id
            for unit in rows_of_units(tallies, tree)
            if not is_overtaken_at(tallies, unit.subtree, tree, closed)
        }
        views = [view for view in shown if _unit_of(view, tree) in units]
        masks = rows_of_views(tallies, tree, views)
        found.update(_safe(tallies, dict(zip(views, masks, strict=True))))
    return frozenset(found)


def _unit_of(view: View, tree: Tree) -> int | None:
    """The unit of a view whose share is told somewhere; None of a service."""
    if view.kind == COUNTER:
        return tree.owners.get(view.id)
    return view.id if view.kind == UNIT else None


def _safe(tallies: ReleasedTallies, masks: dict[View, np.ndarray]) -> Iterator[View]:
    """The views whose complete sheets, straight-lined or not, give no small group away."""
    groups = RowGroups.by(tallies.parted_by)
    if len(masks) * groups.n > MOST_TOGETHER:
        return
    candidates = [_candidate(tallies, view, rows) for view, rows in masks.items() if rows.any()]
    complete, alike = groups.summed(tallies.vectors)[:, [N_COMPLETE, N_STRAIGHTLINED]].T
    safe = safe_views(
        complete,
        groups.covered([candidate.rows for candidate in candidates]),
        K,
        priorities=priorities_of(candidates, ()),
        parts=np.vstack([alike, complete - alike]),
    )
    yield from (c.view for c, is_safe in zip(candidates, safe, strict=True) if is_safe)


def _candidate(tallies: ReleasedTallies, view: View, rows: np.ndarray) -> Candidate:
    summed = tallies.summed(rows)
    return Candidate(view, rows, int(summed[0]), counts_of(tallies.instrument, summed[None])[0])
