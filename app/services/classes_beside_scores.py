"""Which classes of respondents may be told in public beside every score that staff may see.

A score counts answers by the views they were told to (`Told` bits), and nobody knows which people
those are; classes are counted from the answers themselves. What can be said: answers of one
counter, service, month, verified and flagged state that the same views count move on together. So
whatever score there is, of today, of any version of a closed period, or opened by answers that are
told to it later, it counts such a strand as a whole or not at all. `analytics.class_counts` asks
for no more than that, and for how many of each class are sure to lie in one strand of their place:
where r answers of a place lie outside its largest strand, because they wait or were told later, r
of every group in it are taken to be among them.

A class that can only be held by knowing more than this is not told. Small offices with many
counters and services, whose places have one or two answers each, tell few classes or none.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import numpy as np

from analytics.class_counts import safe_classes
from app.clock import Period
from app.queries import tallies as held
from app.queries.tallies import ReleasedTallies
from app.services.answered_people import People
from app.services.overtaken_views import closed_views
from app.services.seen_views import seen_views
from app.services.strands import strands_of
from app.services.trees import Tree
from app.services.view_audit import candidates_of, rows_of_units

Masks = Sequence[np.ndarray]
# A unit and a period of which classes are told.
UnitPeriod = tuple[int, Period]


def beside_scores(
    people: People,
    tree: Tree,
    year: Period,
    instrument: str,
    *,
    of: Collection[UnitPeriod],
    before: Masks,
    asked: Masks,
    priorities: Sequence[Sequence[int]],
    k: int,
) -> np.ndarray:
    """Of the classes asked for those that may be told beside the classes told before (mask)."""
    now = held.released_at(list(tree.owners), year)[instrument]
    then = [earlier.tallies.get(instrument) for earlier in closed_views(tree, year)]
    known = strands_of(now, then)
    numbers = {place: number for number, place in enumerate(dict.fromkeys(people.places))}
    return safe_classes(
        np.array([numbers[place] for place in people.places]),
        people.surely_alike(known),
        np.array(asked),
        np.array(list(_whole_scores(people, tree, now, of))),
        k,
        before=np.array(before),
        priorities=priorities,
    )


def _whole_scores(
    people: People,
    tree: Tree,
    now: ReleasedTallies,
    of: Collection[UnitPeriod],
) -> Iterator[np.ndarray]:
    """Whom the totals count, and the scores beside them in which nobody waits.

    What follows from these alone was decided as the scores were. Whatever period classes are told
    of, its total counts everybody.
    """
    units = {unit.unit_id: unit for unit in rows_of_units(now, tree)}
    for unit_id, period in of:
        yield people.of(unit_id, period)
        seen = seen_views(unit_id, period)
        for candidate in candidates_of(now, [units[unit_id]], [period]):
            behind = people.behind(candidate.view, unit_id)
            if candidate.view in seen and candidate.n == people.n(behind):
                yield behind
