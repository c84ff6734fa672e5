"""What a ticket opens, day by day, and what was issued where."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from app.access import Actor, Grant, Role, Scope
from app.database import transaction
from app.errors import NotFound
from app.models.tickets import UsedTicket
from app.queries.tickets import TicketState, find_ticket, issued_between
from app.services import organisation
from app.services.tickets import hash_of
from tests.factories.organisation import an_office
from tests.factories.tickets import some_tickets


@pytest.fixture
def office(app, scope, now):
    """An office with a service."""
    return an_office(scope, now, services=1)


def state(ticket: str, now: datetime) -> TicketState | None:
    held = find_ticket(hash_of(ticket), now)
    return held.state if held else None


def test_a_ticket_leads_to_its_counters_newest_code(office, scope, now) -> None:
    (ticket,) = some_tickets(scope, now, office, counter=1, service_id=office.services[0].id)
    held = find_ticket(hash_of(ticket), now)

    assert held is not None
    assert (held.state, held.code) == (TicketState.OPEN, office.points[1].code)
    assert held.service == (str(office.services[0].id), "Layanan 1")


def test_an_unknown_hash_is_none(office, now) -> None:
    assert find_ticket(b"x" * 32, now) is None


def test_a_used_ticket_is_used_also_when_it_is_past(office, scope, now) -> None:
    (ticket,) = some_tickets(scope, now, office)
    with transaction() as session:
        session.add(UsedTicket(ticket_hash=hash_of(ticket)))

    assert state(ticket, now + timedelta(days=30)) is TicketState.USED


@pytest.mark.parametrize(
    ("zone", "last_moment"),
    [
        ("WIB", datetime(2026, 6, 18, 16, 59, 59, tzinfo=UTC)),
        ("WIT", datetime(2026, 6, 18, 14, 59, 59, tzinfo=UTC)),
    ],
)
def test_the_last_day_ends_at_local_midnight(app, scope, now, zone, last_moment) -> None:
    agency = organisation.create_agency(scope, now, f"Kabupaten {zone}", zone=zone)
    (ticket,) = some_tickets(scope, now, an_office(scope, now, agency=agency))

    assert state(ticket, last_moment) is TicketState.OPEN
    assert state(ticket, last_moment + timedelta(seconds=1)) is TicketState.EXPIRED


def test_a_clock_set_back_revives_no_used_ticket(office, scope, now) -> None:
    (ticket,) = some_tickets(scope, now, office)
    with transaction() as session:
        session.add(UsedTicket(ticket_hash=hash_of(ticket)))

    assert state(ticket, now - timedelta(hours=1)) is TicketState.USED


def test_issued_tickets_are_counted_in_the_month_of_their_issue(office, scope) -> None:
    last_of_june = datetime(2026, 6, 30, 3, tzinfo=UTC)
    some_tickets(scope, last_of_june, office, 4)
    some_tickets(scope, last_of_june + timedelta(days=1), office, 2)
    first, second = office.counters[0].id, date(2026, 7, 1)

    june = issued_between(scope, office.unit.id, date(2026, 6, 1), date(2026, 6, 30))
    both = issued_between(scope, office.unit.id, date(2026, 6, 1), date(2026, 7, 31))

    assert june == {(first, date(2026, 6, 1)): 4}
    assert both == {(first, date(2026, 6, 1)): 4, (first, second): 2}


def test_counts_of_another_agency_are_not_found(office) -> None:
    stranger = Scope(Actor("person", "lain"), (Grant(Role.INSPECTORATE, "/999/"),))

    with pytest.raises(NotFound):
        issued_between(stranger, office.unit.id, date(2026, 6, 1), date(2026, 6, 30))
