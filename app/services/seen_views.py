"""Which scores of a year may be seen together, so that none gives a small group away."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from analytics.disclosure import safe_views
from app.clock import Period, PeriodKind
from app.models.organisation import Unit
from app.queries import organisation, publications
from app.queries import tallies as held
from app.queries.tallies import ReleasedTallies
from app.services.release_views import K
from app.services.score_subjects import COUNTER, SERVICE, UNIT
from app.services.score_views import (
    COUNTED_BY,
    Reading,
    View,
    Views,
    counted_rows,
    nodes_of,
    written_views,
)
from app.services.scoring_rules import instrument_of

SHEET_NUMBERS = 3
MOST_KEPT = 4096
# Beyond this many views times groups, units are audited one by one (see `_apart`).
MOST_TOGETHER = 30_000_000


@dataclass(frozen=True)
class _Place:
    """A unit with the released rows of its own counters and of its whole subtree (masks)."""

    unit_id: int
    own: np.ndarray
    subtree: np.ndarray

    @property
    def is_alone(self) -> bool:
        """Whether no unit under it has answers of its own."""
        return bool((self.own == self.subtree).all())


@dataclass(frozen=True)
class _Candidate:
    """A view with the rows that it counts and whether its own numbers may be shown at all."""

    view: View
    rows: np.ndarray
    n: int
    is_one_sided: bool


def seen_views(unit_id: int, period: Period) -> Views:
    """Every view that may be seen of the tree a unit stands in, over the year of the period."""
    tree = organisation.units_of_tree(unit_id)
    year = Period.containing(period.first_day, PeriodKind.YEAR)
    stamps = held.stamps([unit.id for unit in tree])
    return _seen_in_tree(tree[0].id, year, tuple(stamps.items()))


def views_of(tallies: ReleasedTallies, unit_id: int, period: Period) -> Views:
    """The views of a period that may be seen where nothing but these tallies is known."""
    everything = np.ones(len(tallies.month), dtype=bool)
    places = [_Place(unit_id, everything, everything)]
    return _decided(tallies, _candidates(tallies, places, nodes_of(period)), ())


@lru_cache(maxsize=MOST_KEPT)
def _seen_in_tree(top_id: int, year: Period, _stamps: tuple[tuple[int, str], ...]) -> Views:
    """The views of a tree in one released state, which the stamps tell from every other one."""
    tree = organisation.units_of_tree(top_id)
    owners = organisation.owners_of_counters([unit.id for unit in tree])
    fixed = _published([unit.id for unit in tree], year)
    found: Views = frozenset()
    for tallies in held.released_at(list(owners), year).values():
        places = list(_places(tallies, tree, owners))
        found |= _decided_together(tallies, places, year, fixed)
    return found


def _places(
    tallies: ReleasedTallies, tree: Sequence[Unit], owners: dict[int, int]
) -> Iterator[_Place]:
    owner = np.array([owners[counter] for counter in tallies.counter_id.tolist()])
    for unit in tree:
        below = [other.id for other in tree if other.path.startswith(unit.path)]
        yield _Place(unit.id, owner == unit.id, np.isin(owner, below))


def _decided_together(
    tallies: ReleasedTallies, places: Sequence[_Place], year: Period, fixed: Views
) -> Views:
    """The views of all places that may be seen; where they are too many, of each for itself."""
    candidates = list(_candidates(tallies, places, nodes_of(year)))
    if len(places) > 1 and len(candidates) * _cells(tallies)[0] > MOST_TOGETHER:
        return _apart(tallies, places, candidates, fixed)
    return _decided(tallies, candidates, fixed)


def _apart(
    tallies: ReleasedTallies,
    places: Sequence[_Place],
    candidates: Sequence[_Candidate],
    fixed: Views,
) -> Views:
    """The views of each unit by itself; and totals of several units that add nothing to them.

    A total over several units may be seen where it is the sum of totals that are seen anyway.
    """
    found: Views = frozenset()
    for place in places:
        alone = [_Place(place.unit_id, place.own, place.own)]
        own = _candidates(tallies, alone, _nodes_seen(candidates))
        found |= _decided(tallies, own, fixed)
    sums = {view for view in found if view.kind == UNIT}
    several = {place.unit_id for place in places if not place.is_alone}
    of_subtrees = {(UNIT, unit_id) for unit_id in several} | {(SERVICE, -u) for u in several}
    totals = [c for c in candidates if c.view.kind == UNIT and c.view.id in several]
    shown = {total.view for total in totals if _is_sum(tallies, places, total, sums)}
    return frozenset({view for view in found if view[:2] not in of_subtrees} | shown)


def _nodes_seen(candidates: Iterable[_Candidate]) -> list[Period]:
    return list(dict.fromkeys(Period.parse(c.view.period) for c in candidates))


def _is_sum(
    tallies: ReleasedTallies,
    places: Sequence[_Place],
    total: _Candidate,
    sums: Collection[View],
) -> bool:
    """Whether each unit that a total counts is seen by itself over the same period."""
    counted = [place for place in places if tallies.sizes[total.rows & place.own].any()]
    return all(View(UNIT, place.unit_id, *total.view[2:]) in sums for place in counted)


def _published(unit_ids: Iterable[int], year: Period) -> Views:
    """The views that closed periods of these units show already."""
    contents = (json.loads(frozen.content) for frozen in publications.closed_in(unit_ids, year))
    return frozenset(view for content in contents for view in written_views(content))


def _candidates(
    tallies: ReleasedTallies, places: Iterable[_Place], nodes: Iterable[Period]
) -> Iterator[_Candidate]:
    """Every view there could be over these periods, without those that count nothing."""
    counts = _counts(tallies)
    periods = [node.code for node in nodes]
    for place in places:
        for (kind, reading), subject in _subjects(tallies, place):
            within = place.subtree if kind == UNIT else place.own
            for code in periods:
                view = View(kind, subject, reading, code)
                rows = counted_rows(tallies, view) & within
                n = int(tallies.sizes[rows].sum())
                if n:
                    yield _Candidate(view, rows, n, _is_one_sided(counts[rows]))


def _subjects(tallies: ReleasedTallies, place: _Place) -> Iterator[tuple[tuple[str, Reading], int]]:
    """The kinds of view with the subjects of a place; "not recorded" only where it is alone."""
    services = np.unique(tallies.service_id[place.own]).tolist()
    of_kind = {
        UNIT: [place.unit_id],
        COUNTER: np.unique(tallies.counter_id[place.own]).tolist(),
        SERVICE: [service or -place.unit_id for service in services if service or place.is_alone],
    }
    for kind in COUNTED_BY:
        for subject in of_kind[kind[0]]:
            yield kind, subject


def _counts(tallies: ReleasedTallies) -> np.ndarray:
    """Ratings in each row per element and point of the scale."""
    asked = instrument_of(tallies.instrument)
    low, high = asked.scale
    points = high - low + 1
    stored = tallies.vectors[:, SHEET_NUMBERS : SHEET_NUMBERS + len(asked.keys) * points]
    return stored.reshape(len(stored), len(asked.keys), points)


def _is_one_sided(counts: np.ndarray) -> bool:
    """Whether an element has few answers, or all of them are one and the same low rating.

    Low ratings are the lower half of the scale, 1 and 2 of four (decisions 31).
    """
    total = counts.sum(axis=0)
    answered, low = total.sum(axis=1), total[:, : total.shape[1] // 2]
    return bool((answered < K).any() or (low == answered[:, None]).any())


def _decided(
    tallies: ReleasedTallies,
    candidates: Iterable[_Candidate],
    fixed: Collection[View],
) -> Views:
    """Of the candidates those that may be seen: first what is fixed, then by importance."""
    large = [candidate for candidate in candidates if candidate.n >= K]
    closed = [c.rows for c in large if c.is_one_sided]
    open_to_all = [c for c in large if not c.is_one_sided]
    if not open_to_all:
        return frozenset()
    cells, place = _cells(tallies)
    sizes = np.bincount(place, weights=tallies.sizes, minlength=cells).astype(np.int64)
    safe = safe_views(
        sizes,
        _by_cell([c.rows for c in open_to_all], place, cells),
        K,
        priorities=_priorities(open_to_all, fixed),
        forbidden=_by_cell(closed, place, cells),
    )
    return frozenset(c.view for c, shown in zip(open_to_all, safe, strict=True) if shown)


def _cells(tallies: ReleasedTallies) -> tuple[int, np.ndarray]:
    """How many base groups the views can tell apart, and which one each row lies in."""
    columns = np.column_stack(
        [
            tallies.counter_id,
            tallies.service_id,
            tallies.month,
            tallies.is_verified,
            tallies.is_flagged,
            tallies.told,
        ]
    )
    cells, place = np.unique(columns, axis=0, return_inverse=True)
    return len(cells), place.ravel()


def _by_cell(rows: Collection[np.ndarray], place: np.ndarray, cells: int) -> np.ndarray:
    views = np.zeros((len(rows), cells), dtype=bool)
    for number, chosen in enumerate(rows):
        views[number, place[chosen]] = True
    return views


def _priorities(candidates: list[_Candidate], fixed: Collection[View]) -> list[list[int]]:
    """What was published already, then the unit, counters, services; each from year to month."""
    groups: dict[tuple[int, ...], list[int]] = {}
    kinds, readings = list(COUNTED_BY), list(Reading)
    order = sorted(range(len(candidates)), key=lambda number: -candidates[number].n)
    for number in order:
        view = candidates[number].view
        rank = readings.index(view.reading), int(view.kind != UNIT)
        months = Period.parse(view.period).months
        key = (0,) if view in fixed else (1, *rank, -months, kinds.index((view.kind, view.reading)))
        groups.setdefault(key, []).append(number)
    return [groups[key] for key in sorted(groups)]
