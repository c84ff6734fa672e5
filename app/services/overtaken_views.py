"""What may be seen today beside frozen scores that late answers have overtaken.

A closed period shows what it counted then. Once the same view counts more, the two are different
numbers that somebody may hold side by side.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from analytics.disclosure import safe_views
from app.clock import Period, PeriodKind
from app.queries import publications
from app.queries.tallies import ReleasedTallies
from app.services.released_tallies import frozen_tallies
from app.services.score_subjects import COUNTER, SERVICE, UNIT
from app.services.score_views import View, Views, counted_rows, written_views
from app.services.scoring_rules import K
from app.services.strands import as_tallies, strands_of
from app.services.trees import Tree
from app.services.view_audit import Candidate, priorities_of, rows_of_units

MOST_KEPT = 512


@dataclass(frozen=True)
class FrozenViews:
    """The views of one closed period, with the tallies that they count, by instrument."""

    unit_id: int
    views: Views
    tallies: dict[str, ReleasedTallies]


def closed_views(tree: Tree, year: Period) -> list[FrozenViews]:
    """What every version of each closed period of a tree's year shows."""
    versions = publications.every_version_in(tree.unit_ids, year)
    return [_frozen_views(one.sha256, one.unit_id, one.content) for one in versions]


@lru_cache(maxsize=MOST_KEPT)
def _frozen_views(_sha256: str, unit_id: int, text: str) -> FrozenViews:
    """What a closed period shows; contents never change, so that they are read once."""
    content = json.loads(text)
    period = Period.parse(content["period"])
    listed = {
        kind: {place for place, _ in content["subjects"][kind]} for kind in (COUNTER, SERVICE)
    }
    own = listed | {UNIT: {unit_id}}
    own[SERVICE].add(-unit_id)
    months = {Period.containing(month, PeriodKind.MONTH).code for month in period.each_month()}
    views = frozenset(
        view
        for view in written_views(content)
        if view.id in own[view.kind]
        and (view.period == period.code or (view.kind == UNIT and view.period in months))
    )
    return FrozenViews(unit_id, views, frozen_tallies(content))


def are_overtaken(
    now: ReleasedTallies,
    tree: Tree,
    closed: Sequence[FrozenViews],
) -> bool:
    """Whether a view of a closed period counts other answers today than it did then.

    The answers that one view counts only ever grow, so that equal numbers are equal sets.
    """
    for earlier in closed:
        then = earlier.tallies.get(now.instrument)
        if then is None:
            continue
        counted_now = rows_of_views(now, tree, earlier.views)
        counted_then = rows_of_views(then, tree, earlier.views)
        for rows, rows_then in zip(counted_now, counted_then, strict=True):
            if now.sizes[rows].sum() != then.sizes[rows_then].sum():
                return True
    return False


def is_overtaken_at(
    now: ReleasedTallies,
    rows: np.ndarray,
    tree: Tree,
    closed: Sequence[FrozenViews],
) -> bool:
    """Whether that is so of the counters of these rows (mask), whatever came to others."""
    counters = np.unique(now.counter_id[rows])
    of_these = [replace(one, tallies=_only(one.tallies, counters)) for one in closed]
    return are_overtaken(now.only(rows), tree, of_these)


def _only(then: dict[str, ReleasedTallies], counters: np.ndarray) -> dict[str, ReleasedTallies]:
    return {name: rows.only(np.isin(rows.counter_id, counters)) for name, rows in then.items()}


def views_beside(
    now: ReleasedTallies,
    tree: Tree,
    closed: Sequence[FrozenViews],
    candidates: Sequence[Candidate],
) -> Views:
    """Of today's views those that may be seen by who knows every view of the closed periods."""
    large = [candidate for candidate in candidates if candidate.n >= K]
    asked = [candidate for candidate in large if not candidate.is_one_sided(K)]
    barred = [candidate.view for candidate in large if candidate.is_one_sided(K)]
    held = strands_of(now, [earlier.tallies.get(now.instrument) for earlier in closed])
    known = [
        mask
        for number, earlier in enumerate(closed)
        for mask in rows_of_views(as_tallies(held, now, number), tree, earlier.views)
    ]
    today = as_tallies(held, now, None)
    new = rows_of_views(today, tree, [candidate.view for candidate in asked])
    after = [[len(known) + number for number in group] for group in priorities_of(asked, ())]
    safe = safe_views(
        today.sizes,
        np.array([*known, *new], dtype=bool).reshape(-1, len(held)),
        K,
        priorities=[list(range(len(known))), *after],
        forbidden=np.array(rows_of_views(today, tree, barred), bool).reshape(-1, len(held)),
    )
    shown = safe[len(known) :]
    return frozenset(c.view for c, is_shown in zip(asked, shown, strict=True) if is_shown)


def rows_of_views(rows: ReleasedTallies, tree: Tree, views: Iterable[View]) -> list[np.ndarray]:
    """The rows that each view counts."""
    units = {unit.unit_id: unit for unit in rows_of_units(rows, tree)}
    masks = []
    for view in views:
        counted = counted_rows(rows, view)
        if view.kind == UNIT:
            counted = counted & units[view.id].within(UNIT)
        elif view.kind == SERVICE and view.id < 0:
            counted = counted & units[-view.id].within(SERVICE)
        masks.append(counted)
    return masks
