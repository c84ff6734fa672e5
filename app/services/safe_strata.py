"""Whose strata may be told apart beside all scores of a year, so that none betrays a few answers.

A stratum lies across counters and services: less a service that is seen, or over other months, it
could leave a few. So all strata of a year are held against each other and against every view.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from analytics.disclosure import safe_views
from app.clock import Period
from app.queries import tallies as held
from app.queries.tallies import ReleasedTallies
from app.services.joined_strata import rows_by_stratum
from app.services.overtaken_views import closed_views, is_overtaken_at, rows_of_views
from app.services.rating_counts import counts_of
from app.services.row_groups import RowGroups
from app.services.score_subjects import COUNTER
from app.services.score_views import Reading, View, Views, counted_rows, nodes_of
from app.services.scoring_rules import K
from app.services.seen_views import seen_views
from app.services.trees import TreeState, state_of, tree_of
from app.services.view_audit import is_one_sided

MOST_KEPT = 1024
# Beyond this many strata times groups the strata of shorter periods are not told apart.
MOST_TOGETHER = 10_000_000
# Instrument, counter and period.
ToldApart = frozenset[tuple[str, int, str]]
# A counter and period, and the rows of each of its strata.
Asked = tuple[tuple[int, str], list[np.ndarray]]


def told_apart(unit_id: int, period: Period) -> ToldApart:
    """The counters of a unit's own, with the periods of the year, whose strata may be told apart.

    None of a year in which late answers came to a closed period of the unit: which of them lay in
    which stratum is not known.
    """
    return _told_apart(unit_id, state_of(unit_id, period))


@dataclass(frozen=True)
class _OwnRows:
    """A unit's own rows of one questionnaire's year, and which of them each seen view counts."""

    tallies: ReleasedTallies
    seen: Views
    seen_rows: Sequence[np.ndarray]

    @property
    def groups(self) -> RowGroups:
        """The rows as views and strata can tell them apart."""
        return RowGroups.by((*self.tallies.parted_by, self.tallies.slot, self.tallies.channel))


@lru_cache(maxsize=MOST_KEPT)
def _told_apart(unit_id: int, state: TreeState) -> ToldApart:
    tree, year = tree_of(unit_id), state.year
    closed = closed_views(tree, year)
    seen = seen_views(unit_id, year)
    shown = seen.union(*(one.views for one in closed))
    found: set[tuple[str, int, str]] = set()
    for tallies in held.released_at(list(tree.owners), year).values():
        own = np.array([tree.owners[counter] == unit_id for counter in tallies.counter_id.tolist()])
        if own.any() and not is_overtaken_at(tallies, own, tree, closed):
            masks = rows_of_views(tallies, tree, shown)
            rows = _OwnRows(tallies.only(own), seen, _distinct([mask[own] for mask in masks]))
            found |= {(tallies.instrument, *who) for who in _safe(rows, year)}
    return frozenset(found)


def _safe(own: _OwnRows, year: Period) -> Iterator[tuple[int, str]]:
    """The counters and periods whose strata add nothing small to what is seen."""
    groups = own.groups
    sizes = groups.summed(own.tallies.sizes)
    if (sizes >= K).all():
        yield from (who for who, _ in _asked(own, year))
        return
    asked = list(_first(_asked(own, year), MOST_TOGETHER // groups.n))
    views = [*own.seen_rows, *(mask for _, masks in asked for mask in masks)]
    priorities = list(_numbered(len(own.seen_rows), [len(masks) for _, masks in asked]))
    safe = safe_views(sizes, groups.covered(views), K, priorities=priorities)
    for (who, _), numbers in zip(asked, priorities[1:], strict=True):
        if safe[numbers].all():
            yield who


def _numbered(n_known: int, each: Sequence[int]) -> Iterator[list[int]]:
    """The numbers of what is seen, then of each counter's strata."""
    yield list(range(n_known))
    start = n_known
    for n in each:
        yield list(range(start, start + n))
        start += n


def _distinct(masks: Sequence[np.ndarray]) -> list[np.ndarray]:
    return list({mask.tobytes(): mask for mask in masks}.values())


def _asked(own: _OwnRows, year: Period) -> Iterator[Asked]:
    """The strata of every counter and period, the longest periods first."""
    for node in nodes_of(year):
        for counter in np.unique(own.tallies.counter_id).tolist():
            view = View(COUNTER, counter, Reading.ALL, node.code)
            masks = _strata(own, view) if view in own.seen else []
            if masks:
                yield (counter, node.code), masks


def _first(asked: Iterable[Asked], most: int) -> Iterator[Asked]:
    """Those before the strata are more than can be looked through."""
    for who, masks in asked:
        most -= len(masks)
        if most < 0:
            return
        yield who, masks


def _strata(own: _OwnRows, view: View) -> list[np.ndarray]:
    """The rows of each stratum; none where one of them gave all elements the same low rating."""
    tallies = own.tallies
    masks = list(rows_by_stratum(tallies, counted_rows(tallies, view)).values())
    if not masks:
        return []
    vectors = np.array([tallies.summed(mask) for mask in masks])
    together = counts_of(tallies.instrument, vectors).sum(axis=1, keepdims=True)
    return [] if any(is_one_sided(counts, K) for counts in together) else masks
