"""The comments that a viewer may read, in an order that tells nothing of when they came."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from analytics.comment_elements import elements_in
from app.access import Scope
from app.clock import Period
from app.queries import comments


@dataclass(frozen=True)
class ShownComment:
    """A released comment: what it says, of which unit and month, and what it speaks of.

    `counter_id` and `counter` are None unless at least k comments of that counter and month are
    shown with it. What its writer rated is not told beside a single comment.
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
    shown = [
        ShownComment(
            id=bytes(row.id),
            text=row.text,
            unit_id=row.unit_id,
            unit=row.unit,
            month=row.month,
            counter_id=row.counter_id,
            counter=row.counter,
            elements=elements_in(row.text),
        )
        for row in rows
    ]
    return tuple(sorted(shown, key=_place))


def _place(comment: ShownComment) -> tuple[int, bytes, bytes]:
    return (-comment.month.toordinal(), *shuffled_place(comment.text, comment.id))


def shuffled_place(text: str, comment_id: bytes) -> tuple[bytes, bytes]:
    """A place in a list that depends on the text alone; equal texts lie by their random key."""
    return hashlib.sha256(text.encode()).digest(), comment_id
