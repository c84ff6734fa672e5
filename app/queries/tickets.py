"""What a ticket opens, and how many were issued at each counter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

import sqlalchemy as sa

from app.access import Permission, Scope, unscoped
from app.clock import local_day_and_slot
from app.database import db
from app.models.collection import CollectionPoint
from app.models.organisation import Agency, Counter, ServiceType, Unit
from app.models.responses import Response
from app.models.tallies import DailyTally
from app.models.tickets import IssuedTicket, UsedTicket, VisitMinutes
from app.queries import organisation

# Three days and the rest of the day: at least the 72 hours that a ticket is good for.
DAYS_VALID = 3


class TicketState(StrEnum):
    """Whether a ticket can be used now, and if not why."""

    OPEN = "open"
    USED = "used"
    EXPIRED = "expired"
    REVOKED = "revoked"


@dataclass(frozen=True)
class HeldTicket:
    """A ticket that was issued here; `code` is that of its counter's poster, where one is up."""

    state: TicketState
    code: str
    service: tuple[str, str] | None
    expires_on: date


_CODE = (
    sa.select(CollectionPoint.code)
    .where(CollectionPoint.counter_id == Counter.id, CollectionPoint.revoked_on.is_(None))
    .order_by(CollectionPoint.id.desc())
    .limit(1)
    .scalar_subquery()
)
_TICKET = (
    sa.select(
        IssuedTicket.expires_on,
        UsedTicket.ticket_hash.is_not(None).label("is_used"),
        Agency.zone,
        _CODE.label("code"),
        ServiceType.id.label("service_id"),
        ServiceType.name.label("service"),
    )
    .join(Counter, Counter.id == IssuedTicket.counter_id)
    .join(Unit, Unit.id == Counter.unit_id)
    .join(Agency, Agency.id == Unit.agency_id)
    .outerjoin(ServiceType, ServiceType.id == IssuedTicket.service_id)
    .outerjoin(UsedTicket, UsedTicket.ticket_hash == IssuedTicket.ticket_hash)
    .where(IssuedTicket.ticket_hash == sa.bindparam("ticket_hash"))
)


@unscoped("a citizen has no account; holding the ticket is the right to answer")
def find_ticket(ticket_hash: bytes, now: datetime) -> HeldTicket | None:
    """The ticket with this hash as it stands now, or None when none was issued here."""
    with db.engine.connect() as connection:
        row = connection.execute(_TICKET, {"ticket_hash": ticket_hash}).first()
    if row is None:
        return None
    service = (str(row.service_id), row.service) if row.service_id else None
    return HeldTicket(_state(row, now), row.code or "", service, row.expires_on)


def _state(row: sa.Row, now: datetime) -> TicketState:
    if row.is_used:
        return TicketState.USED
    if row.code is None:
        return TicketState.REVOKED
    today, _slot = local_day_and_slot(now, row.zone)
    return TicketState.EXPIRED if today > row.expires_on else TicketState.OPEN


@unscoped("only says whether this very send was stored, to whoever made its key")
def is_stored(submission_key_hash: bytes) -> bool:
    """Whether an answer was stored under a submission key."""
    chosen = sa.select(sa.exists().where(Response.submission_key_hash == submission_key_hash))
    with db.engine.connect() as connection:
        return bool(connection.scalar(chosen))


@unscoped("lists hashes alone, to tell a retried batch from a new one")
def expiry_of(ticket_hash: bytes) -> date | None:
    """The last day of the ticket with this hash, or None when none was issued here."""
    chosen = sa.select(IssuedTicket.expires_on).where(IssuedTicket.ticket_hash == ticket_hash)
    return db.session.scalar(chosen)


def issued_between(
    scope: Scope, unit_id: int, first: date, last: date
) -> dict[tuple[int, date], int]:
    """Tickets issued on the days, by counter of the unit's subtree and first day of the month."""
    counts: dict[tuple[int, date], int] = {}
    for (counter_id, day), n in issued_by_day(scope, unit_id, first, last).items():
        month = day.replace(day=1)
        counts[counter_id, month] = counts.get((counter_id, month), 0) + n
    return counts


def issued_by_day(
    scope: Scope, unit_id: int, first: date, last: date
) -> dict[tuple[int, date], int]:
    """Tickets issued on the days, by counter of the unit's subtree and day."""
    expires, valid = IssuedTicket.expires_on, timedelta(days=DAYS_VALID)
    held = sa.select(IssuedTicket.counter_id, expires, sa.func.count().label("n")).where(
        IssuedTicket.counter_id.in_(_counter_ids(scope, unit_id)),
        expires.between(first + valid, last + valid),
    )
    rows = db.session.execute(held.group_by(IssuedTicket.counter_id, expires))
    return {(row.counter_id, row.expires_on - valid): row.n for row in rows}


def released_by_day(
    scope: Scope, unit_id: int, first: date, last: date
) -> dict[tuple[int, date], int]:
    """Answers with a ticket that were released of the days, by counter and day; to judge only."""
    table = DailyTally.__table__.c
    chosen = sa.select(table.counter_id, table.day, sa.func.sum(table.n_released).label("n")).where(
        table.counter_id.in_(_counter_ids(scope, unit_id)),
        table.day.between(first, last),
        table.is_verified,
        table.n_released > 0,
    )
    rows = db.session.execute(chosen.group_by(table.counter_id, table.day))
    return {(row.counter_id, row.day): int(row.n) for row in rows}


def visit_minutes(scope: Scope, unit_id: int, first: date, last: date) -> Sequence[VisitMinutes]:
    """The reported minutes of the days at the counters of the unit's subtree."""
    chosen = sa.select(VisitMinutes).where(
        VisitMinutes.counter_id.in_(_counter_ids(scope, unit_id)),
        VisitMinutes.day.between(first, last),
    )
    return db.session.scalars(chosen).all()


def _counter_ids(scope: Scope, unit_id: int) -> list[int]:
    counters = organisation.counters(scope, unit_id, Permission.SEE_SCORES)
    return [counter.id for counter in counters]
