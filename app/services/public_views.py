"""Which numbers of a period the public may see once it is closed: decided as it closes, for good.

Whoever reads a public page can keep it, so a number counts as seen for ever: in every version, and
beside those of longer and shorter periods and of the units above and below.
"""

from __future__ import annotations

import json
from collections import Counter as Counts
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from app.clock import Period, PeriodKind
from app.queries import publications
from app.queries import tallies as held
from app.queries.tallies import ReleasedTallies
from app.services.released_tallies import frozen_tallies
from app.services.score_subjects import SERVICE, UNIT
from app.services.score_views import Reading, View, Views, counted_rows, listed_views
from app.services.scoring_rules import PUBLIC_K, instrument_of
from app.services.seen_views import seen_views
from app.services.trees import tree_of
from app.services.view_audit import Candidate, UnitRows, candidates_of, decided, rows_of_units


@dataclass(frozen=True)
class Published:
    """A closed period with the numbers of it that the public has seen."""

    unit_id: int
    period: Period
    version: int
    views: Views
    tallies: ReleasedTallies | None


def least_in_public(instrument: str) -> int:
    """How many answers it takes before the public sees a number: 10, or more by the instrument."""
    return max(PUBLIC_K, instrument_of(instrument).rule.min_n_public)


def public_views(unit_id: int, period: Period, instrument: str) -> Views:
    """The views of a period, about to be closed, that may be seen in public beside all before it.

    Where the answers counted by an earlier public number have grown since, nobody can tell which of
    the new ones a number of today shares with it. Then only the unit's total is shown, and only
    where at least k answers are in it that no public number has counted before.
    """
    tree = tree_of(unit_id)
    year = Period.containing(period.first_day, PeriodKind.YEAR)
    now = held.released_at(list(tree.owners), year).get(instrument)
    if now is None:
        return frozenset()
    units = list(rows_of_units(now, tree))
    before = list(_published(tree.unit_ids, year, instrument))
    fixed = frozenset(view for earlier in before for view in earlier.views)
    k = least_in_public(instrument)
    asked = _asked(now, units, unit_id, period, k)
    if any(_has_grown(now, units, earlier) for earlier in before):
        return _total_alone(now, before, asked, k)
    known = [c for c in candidates_of(now, units, _periods(before)) if c.view in fixed]
    new = [candidate for candidate in asked if candidate.view not in fixed]
    return decided(now, [*known, *new], fixed, k) & {c.view for c in asked}


def _is_total(view: View) -> bool:
    return (view.kind, view.reading) == (UNIT, Reading.ALL)


def _asked(
    now: ReleasedTallies, units: Sequence[UnitRows], unit_id: int, period: Period, k: int
) -> list[Candidate]:
    """What a public page would like to say: the unit, its verified answers, and its services."""
    of_unit = [unit for unit in units if unit.unit_id == unit_id]
    wanted = {(UNIT, Reading.ALL), (UNIT, Reading.VERIFIED), (SERVICE, Reading.ALL)}
    inside = seen_views(unit_id, period)
    return [
        candidate
        for candidate in candidates_of(now, of_unit, [period])
        if (candidate.view.kind, candidate.view.reading) in wanted
        # What staff may not see is asked for only to be told apart by nobody.
        if candidate.view in inside or candidate.is_one_sided(k)
    ]


def _periods(before: Sequence[Published]) -> list[Period]:
    return list(dict.fromkeys(earlier.period for earlier in before))


def _published(unit_ids: Sequence[int], year: Period, instrument: str) -> Iterator[Published]:
    """Every version of each closed period of the year, in the order in which they were closed."""
    for frozen in publications.every_version_in(unit_ids, year):
        content = json.loads(frozen.content)
        views = public_list(content)
        if views:
            counted = frozen_tallies(content).get(instrument)
            period = Period.parse(frozen.period)
            yield Published(frozen.unit_id, period, frozen.version, views, counted)


def public_list(content: Mapping[str, Any]) -> Views:
    """The views that a frozen content says the public may see; older ones say nothing of it."""
    return listed_views((content.get("public") or {}).get("seen", ()))


def _has_grown(now: ReleasedTallies, units: Sequence[UnitRows], earlier: Published) -> bool:
    """Whether a public number counted another set of answers than the same view does today.

    The answers that one view counts only ever grow, so that equal numbers are equal sets.
    """
    if earlier.tallies is None:
        return False
    (unit,) = [unit for unit in units if unit.unit_id == earlier.unit_id]
    return any(
        _n(now, view, unit.within(view.kind)) != _n(earlier.tallies, view) for view in earlier.views
    )


def _n(tallies: ReleasedTallies, view: View, within: np.ndarray | bool = True) -> int:
    return int(tallies.sizes[counted_rows(tallies, view) & within].sum())


def _total_alone(
    now: ReleasedTallies, before: Sequence[Published], asked: Sequence[Candidate], k: int
) -> Views:
    """The unit's total, if k answers or more are in it that no public number has counted yet.

    Whatever follows from it and from all before then holds all of those, or none of it.
    """
    total = next((candidate for candidate in asked if _is_total(candidate.view)), None)
    if total is None or total.is_one_sided(k) or _n_new(now, total, before) < k:
        return frozenset()
    return frozenset({total.view})


def _n_new(now: ReleasedTallies, total: Candidate, before: Sequence[Published]) -> int:
    """Answers in a total that none of these periods counted, by counter and month."""
    known: Counts[tuple[int, int]] = Counts()
    for earlier in before:
        if earlier.tallies is not None:
            view = View(UNIT, earlier.unit_id, Reading.ALL, earlier.period.code)
            known |= _by_counter_and_month(earlier.tallies, counted_rows(earlier.tallies, view))
    return (_by_counter_and_month(now, total.rows) - known).total()


def _by_counter_and_month(tallies: ReleasedTallies, rows: np.ndarray) -> Counts[tuple[int, int]]:
    found: Counts[tuple[int, int]] = Counts()
    columns = (tallies.counter_id[rows], tallies.month[rows], tallies.sizes[rows])
    for counter, month, n in zip(*(column.tolist() for column in columns), strict=True):
        found[counter, month] += n
    return found
