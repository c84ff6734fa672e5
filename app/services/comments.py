"""The comments that a viewer may read, in an order that tells nothing of when they came."""

from __future__ import annotations

import hashlib
from collections import Counter as Counts
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from analytics.comment_elements import elements_in
from app.access import Scope
from app.clock import Period
from app.queries import comments
from app.services.scoring_rules import K


@dataclass(frozen=True)
class ShownComment:
    """A released comment: what it says, of which unit and month, and what it speaks of.

    `counter_id` and `counter` are None unless at least k comments of that counter and month are
    shown with it, and none or at least k of the unit's month without. What its writer rated is not
    told beside a single comment.
    """

    id: bytes
    text: str
    unit_id: int
    unit: str
    month: date
    counter_id: int | None
    counter: str | None
    elements: tuple[str, ...]


def shown_comments(scope: Scope, unit_id: int, period: Period) -> tuple[ShownComment, ...]:
    """The released comments of a unit's subtree: the newest month first, shuffled within it."""
    rows = comments.released(scope, unit_id, period.first_day, period.last_day)
    named = {key for of_month in _by_month(rows).values() for key in _named(of_month)}
    shown = [
        ShownComment(
            id=bytes(row.id),
            text=row.text,
            unit_id=row.unit_id,
            unit=row.unit,
            month=row.month,
            counter_id=row.counter_id if _counter(row) in named else None,
            counter=row.counter if _counter(row) in named else None,
            elements=elements_in(row.text),
        )
        for row in rows
    ]
    return tuple(sorted(shown, key=_place))


def _counter(row: sa.Row) -> tuple[date, int | None]:
    return row.month, row.counter_id


def _by_month(rows: Iterable[sa.Row]) -> dict[tuple[int, date], Counts[tuple[date, int | None]]]:
    """How many comments of each unit's month come from each counter, or without one."""
    found: dict[tuple[int, date], Counts[tuple[date, int | None]]] = {}
    for row in rows:
        found.setdefault((row.unit_id, row.month), Counts())[_counter(row)] += 1
    return found


def _named(of_month: Counts[tuple[date, int | None]]) -> Iterator[tuple[date, int | None]]:
    """The counters of a unit's month that are told: so few without one would stand out."""
    without = sum(n for (_, counter), n in of_month.items() if counter is None or n < K)
    named = [(n, key) for key, n in of_month.items() if key[1] is not None and n >= K]
    for n, key in sorted(named):
        if 0 < without < K:
            without += n
        else:
            yield key


def _place(comment: ShownComment) -> tuple[int, bytes, bytes]:
    return (-comment.month.toordinal(), *shuffled_place(comment.text, comment.id))


def shuffled_place(text: str, comment_id: bytes) -> tuple[bytes, bytes]:
    """A place in a list that depends on the text alone; equal texts lie by their random key."""
    return hashlib.sha256(text.encode()).digest(), comment_id
