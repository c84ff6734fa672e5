"""Letting viewers read comments, at least k of a unit's month at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import sqlalchemy as sa

from app.clock import Period
from app.database import db
from app.models.comments import ReleasedComment
from app.queries import comments
from app.services.batches import batches_of

Rows = Sequence[sa.Row]


def release_comments() -> int:
    """Let viewers read every batch that is large enough, inside the caller's transaction.

    A counter's comments of a month go with its name once k of them wait; those of the unit's other
    counters together and without a counter. Fewer wait on. Returns how many were let out.
    """
    return _let_out(_batches(comments.waiting()))


def release_rest_of_comments(unit_ids: Iterable[int], period: Period) -> int:
    """Let out what still waits in months of these units, as the first close of a period does.

    Only months that show k comments already take more, without their counter; a month with fewer
    than k in all stays unseen (decisions 1). Inside the caller's transaction.
    """
    shown = comments.months_with_released(unit_ids)
    rest = [
        row
        for row in comments.waiting()
        if (row.unit_id, row.month) in shown and period.first_day <= row.month <= period.last_day
    ]
    return _let_out([(False, rest)])


def _batches(waiting: Rows) -> Iterator[tuple[bool, Rows]]:
    """Batches of at least k with whether they are told with their counter."""
    return batches_of(
        waiting,
        together=lambda row: (row.unit_id, row.month),
        counter=lambda row: row.counter_id,
    )


def _let_out(batches: Iterable[tuple[bool, Rows]]) -> int:
    rows = [
        {"comment_id": row.id, "shown_with_counter": with_counter}
        for with_counter, batch in batches
        for row in batch
    ]
    if rows:
        # In the order of random keys, so that the table does not tell which came together.
        rows.sort(key=lambda row: bytes(row["comment_id"]))
        db.session.execute(sa.insert(ReleasedComment.__table__), rows)
    return len(rows)
