"""How finely strata may be told apart beside all scores of a year, so that none betrays a few.

A stratum lies across counters and services: less a service that is seen, or over other months, it
could leave a few. So all strata of a year are held against each other and against every view, and
joined until nothing small follows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from analytics.safe_partitions import finest_safe
from app.clock import Period
from app.queries import tallies as held
from app.queries.tallies import ReleasedTallies
from app.services.joined_strata import (
    Partition,
    StratumKey,
    cells_of,
    partitions_of,
    rows_of_strata,
)
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
# How the answers of an instrument, counter and period are parted.
ToldApart = Mapping[tuple[str, int, str], Partition]
# A counter and period, how it may be parted, and the rows of each stratum of the first way.
Asked = tuple[tuple[int, str], Sequence[Partition], Mapping[StratumKey, np.ndarray]]


def told_apart(unit_id: int, period: Period) -> ToldApart:
    """How the strata of a unit's own counters may be told apart, in each period of the year.

    Not at all in a year in which late answers came to a closed period of the unit: which of them
    lay in which stratum is not known.
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
    found: dict[tuple[str, int, str], Partition] = {}
    for tallies in held.released_at(list(tree.owners), year).values():
        own = np.array([tree.owners[counter] == unit_id for counter in tallies.counter_id.tolist()])
        if own.any() and not is_overtaken_at(tallies, own, tree, closed):
            masks = rows_of_views(tallies, tree, shown)
            rows = _OwnRows(tallies.only(own), seen, _distinct([mask[own] for mask in masks]))
            found |= {(tallies.instrument, *who): parted for who, parted in _safe(rows, year)}
    return found


def _safe(own: _OwnRows, year: Period) -> Iterator[tuple[tuple[int, str], Partition]]:
    """How each counter and period may be parted so that nothing small is added to what is seen."""
    groups = own.groups
    asked = list(_first(_asked(own, year), MOST_TOGETHER // groups.n))
    strata = [rows for _, _, by_key in asked for rows in by_key.values()]
    chosen = finest_safe(
        groups.summed(own.tallies.sizes),
        groups.covered(own.seen_rows),
        groups.covered(strata),
        list(_numbered(asked)),
        K,
    )
    for (who, partitions, _), number in zip(asked, chosen, strict=True):
        if number is not None:
            yield who, partitions[number]


def _numbered(asked: Iterable[Asked]) -> Iterator[list[list[list[int]]]]:
    """The partitions by the numbers of their strata, which count on from counter to counter."""
    start = 0
    for _, partitions, strata in asked:
        place = {key: start + number for number, key in enumerate(strata)}
        start += len(strata)
        yield [
            [[place[key] for key in keys if key in place] for keys in partition.values()]
            for partition in partitions
        ]


def _distinct(masks: Sequence[np.ndarray]) -> list[np.ndarray]:
    return list({mask.tobytes(): mask for mask in masks}.values())


def _asked(own: _OwnRows, year: Period) -> Iterator[Asked]:
    """What may be told of every counter and period, the longest periods first."""
    for node in nodes_of(year):
        for counter in np.unique(own.tallies.counter_id).tolist():
            view = View(COUNTER, counter, Reading.ALL, node.code)
            rows = counted_rows(own.tallies, view)
            if view in own.seen and rows.any():
                cells = cells_of(own.tallies, rows)
                partitions = list(_of_many_minds(own.tallies, cells))
                if partitions:
                    yield (counter, node.code), partitions, rows_of_strata(cells, partitions[0])


def _first(asked: Iterable[Asked], most: int) -> Iterator[Asked]:
    """Those before the strata are more than can be looked through."""
    for one in asked:
        most -= len(one[1][0])
        if most < 0:
            return
        yield one


def _of_many_minds(
    tallies: ReleasedTallies, cells: Mapping[StratumKey, np.ndarray]
) -> Iterator[Partition]:
    """The partitions in which no stratum has few answers, or gave all the same low rating."""
    sums = {key: tallies.summed(rows) for key, rows in cells.items()}
    for partition in partitions_of({key: int(total[0]) for key, total in sums.items()}):
        vectors = np.array([sum(sums[key] for key in keys) for keys in partition.values()])
        together = counts_of(tallies.instrument, vectors).sum(axis=1, keepdims=True)
        if vectors[:, 0].min() >= K and not any(is_one_sided(counts, K) for counts in together):
            yield partition
