"""Tickets issued and answers with a ticket, put straight into the tables day by day."""

from __future__ import annotations

import secrets
from datetime import date, timedelta

import sqlalchemy as sa

from app.database import transaction
from app.models.tickets import IssuedTicket
from app.queries.tickets import DAYS_VALID
from tests.factories.organisation import Office
from tests.factories.responses import stored_rows

FIRST = date(2026, 2, 2)
IN_BURSTS, EVEN = (1, 1, 10), (4, 4, 4)


def ticket_days(
    office: Office, used: tuple[int, ...], *, days: int = 36, issued: int = 10, counter: int = 0
) -> None:
    """So many tickets issued each day, and answers with a ticket in a pattern that repeats."""
    rows = []
    for number in range(days):
        day = FIRST + timedelta(days=number)
        stored_rows(
            office,
            [(4, 3) * 4 + (4,)] * used[number % len(used)],
            day=day,
            counter=counter,
            is_verified=True,
        )
        rows += [
            {
                "ticket_hash": secrets.token_bytes(32),
                "counter_id": office.counters[counter].id,
                "service_id": None,
                "expires_on": day + timedelta(days=DAYS_VALID),
            }
            for _ in range(issued)
        ]
    with transaction() as session:
        session.execute(sa.insert(IssuedTicket), rows)
