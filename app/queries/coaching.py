"""What citizens said on filling in by themselves: counted for the release, or released."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa

from app.access import Permission, Scope, unscoped
from app.database import db
from app.models.coaching import CoachingAnswer, ReleasedCoaching, SelfFilled
from app.models.organisation import Counter, Unit
from app.queries import organisation

Cell = tuple[int, date, SelfFilled]


@unscoped("the release job compares what was said with what was released, and shows nothing")
def said_since(month: date) -> dict[Cell, int]:
    """How many answers of each kind every counter got in each month from this one on."""
    table = CoachingAnswer.__table__.c
    chosen = sa.select(table.counter_id, table.month, table.answer, sa.func.count())
    cells = chosen.where(table.month >= month).group_by(table.counter_id, table.month, table.answer)
    return {(c, m, answer): n for c, m, answer, n in db.session.execute(cells)}


@unscoped("the release job compares what was said with what was released, and shows nothing")
def released_since(month: date) -> dict[Cell, int]:
    """How many of them were released."""
    table = ReleasedCoaching.__table__.c
    chosen = sa.select(table.counter_id, table.month, table.answer, table.n)
    rows = db.session.execute(chosen.where(table.month >= month))
    return {(c, m, answer): n for c, m, answer, n in rows}


def released(scope: Scope, unit_id: int, first: date, last: date) -> Sequence[sa.Row]:
    """The released counts of a unit's subtree: counter_id, counter, month, answer, n."""
    top = organisation.unit(scope, unit_id, Permission.SEE_SHARES)
    chosen = (
        sa.select(
            Counter.id.label("counter_id"),
            Counter.name.label("counter"),
            ReleasedCoaching.month,
            ReleasedCoaching.answer,
            ReleasedCoaching.n,
        )
        .join(Counter, Counter.id == ReleasedCoaching.counter_id)
        .join(Unit, Unit.id == Counter.unit_id)
        .where(
            Unit.path.startswith(top.path, autoescape=True),
            ReleasedCoaching.month.between(first, last),
        )
    )
    return db.session.execute(chosen.order_by(Counter.name, Counter.id)).all()


def pooled(
    scope: Scope, unit_id: int, months: tuple[date, date], before: date, few: int
) -> Sequence[sa.Row]:
    """What counters with under `few` answers of a kind got together: month, answer, n.

    `months` are the first and the last; only those before `before` are looked at, which take no
    more answers. Each unit's counters are put together by themselves, and left out under `few`; and
    where each got the most that it can have: eight of two counters would be four of either.
    """
    top = organisation.unit(scope, unit_id, Permission.SEE_SHARES)
    table = CoachingAnswer.__table__.c
    cell = (table.counter_id, table.month, table.answer)
    small = (
        sa.select(*cell, sa.func.count().label("n"))
        .where(table.month.between(*months), table.month < before)
        .group_by(*cell)
        .having(sa.func.count() < few)
        .subquery()
    )
    together = sa.func.sum(small.c.n)
    chosen = (
        sa.select(small.c.month, small.c.answer, together.label("n"))
        .join(Counter, Counter.id == small.c.counter_id)
        .join(Unit, Unit.id == Counter.unit_id)
        .where(Unit.path.startswith(top.path, autoescape=True))
        .group_by(Unit.id, small.c.month, small.c.answer)
        .having(together >= few, together < (few - 1) * sa.func.count())
    )
    return db.session.execute(chosen).all()
