"""Tickets of a counter, issued through the service."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from app.access import Scope
from app.database import db
from app.models.tickets import UsedTicket
from app.services.tickets import Wanted, issue_tickets
from tests.factories.organisation import Office


def some_tickets(
    scope: Scope,
    now: datetime,
    office: Office,
    count: int = 1,
    *,
    counter: int = 0,
    service_id: int | None = None,
) -> tuple[str, ...]:
    """Tickets in clear, for one counter of the office."""
    wanted = Wanted(office.counters[counter].id, service_id, count)
    return issue_tickets(scope, now, wanted).tickets


def n_used() -> int:
    """How many tickets were used."""
    return db.session.scalar(sa.select(sa.func.count()).select_from(UsedTicket)) or 0
