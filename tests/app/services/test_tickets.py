"""Issuing tickets: once in clear, bound to a place, the same again for the same request."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from app.access import Actor, Grant, KeyKind, Role, Scope
from app.database import db
from app.errors import Conflict, Invalid, NotFound
from app.models.audit import AuditEvent
from app.models.tickets import IssuedTicket
from app.services import collection
from app.services.tickets import (
    MOST_AT_ONCE,
    Retry,
    Wanted,
    hash_of,
    is_ticket,
    issue_tickets,
    ticket_link,
)
from tests.factories.organisation import Office, an_office

RETRY = Retry(b"s" * 32, "antrean-2026-06-15-0001")


@pytest.fixture
def office(app: Flask, scope, now) -> Office:
    """An office with a service."""
    return an_office(scope, now, services=1)


@pytest.fixture
def wanted(office: Office) -> Wanted:
    """Three tickets of the first counter."""
    return Wanted(office.counters[0].id, None, 3)


def rows() -> list[IssuedTicket]:
    return list(db.session.scalars(sa.select(IssuedTicket)))


def n_events() -> int:
    chosen = sa.select(sa.func.count()).where(AuditEvent.verb == "issue_tickets")
    return db.session.scalar(chosen) or 0


def test_tickets_have_128_bits_and_differ(scope, now, wanted) -> None:
    tickets = issue_tickets(scope, now, wanted).tickets

    assert len(set(tickets)) == 3
    assert all(is_ticket(ticket) and len(ticket) == 22 for ticket in tickets)


def test_only_hashes_are_kept(scope, now, wanted, office) -> None:
    batch = issue_tickets(scope, now, wanted)

    assert {row.ticket_hash for row in rows()} == {hash_of(ticket) for ticket in batch.tickets}
    assert {row.expires_on for row in rows()} == {date(2026, 6, 18)} == {batch.expires_on}
    assert {row.counter_id for row in rows()} == {office.counters[0].id}


def test_a_batch_leaves_one_event_that_names_no_ticket(scope, now, wanted) -> None:
    batch = issue_tickets(scope, now, wanted)
    event = db.session.scalars(sa.select(AuditEvent).order_by(AuditEvent.id.desc())).first()

    assert (event.verb, event.details["count"]) == ("issue_tickets", 3)
    assert not any(ticket in f"{event.subject}{event.details}" for ticket in batch.tickets)


def test_the_same_request_gives_the_same_tickets_and_issues_them_once(scope, now, wanted) -> None:
    first = issue_tickets(scope, now, wanted, retry=RETRY)
    again = issue_tickets(scope, now + timedelta(days=1), wanted, retry=RETRY)

    assert (first.tickets, first.expires_on) == (again.tickets, again.expires_on)
    assert (len(rows()), n_events()) == (3, 1)


@pytest.mark.parametrize(
    "other",
    [
        {"retry": Retry(b"s" * 32, "antrean-2026-06-15-0002")},
        {"retry": Retry(b"t" * 32, RETRY.key)},
        {"count": 2},
        {"counter": 1},
        {"actor": "lain #2"},
    ],
    ids=lambda other: next(iter(other)),
)
def test_another_request_gives_other_tickets(other, scope, now, wanted, office) -> None:
    first = issue_tickets(scope, now, wanted, retry=RETRY)
    place = office.counters[other.get("counter", 0)].id
    asker = Scope(Actor("key", other.get("actor", scope.actor.name)), scope.grants)
    again = Wanted(place, None, other.get("count", 3))
    second = issue_tickets(asker, now, again, retry=other.get("retry", RETRY))

    assert set(first.tickets) & set(second.tickets) == set()


@pytest.mark.parametrize("count", [0, -1, MOST_AT_ONCE + 1])
def test_batches_have_a_size(count, scope, now, office) -> None:
    with pytest.raises(Invalid, match="antara 1 dan"):
        issue_tickets(scope, now, Wanted(office.counters[0].id, None, count))


def test_a_counter_without_a_code_gets_no_tickets(scope, now, wanted, office) -> None:
    collection.revoke_points(scope, now, office.counters[0].id)

    with pytest.raises(Conflict, match="kode survei"):
        issue_tickets(scope, now, wanted)
    assert rows() == []


def test_a_service_of_another_unit_is_not_found(scope, now, office) -> None:
    other = an_office(scope, now, code="LAIN", services=1)

    with pytest.raises(NotFound, match="Jenis layanan"):
        issue_tickets(scope, now, Wanted(office.counters[0].id, other.services[0].id, 1))


@pytest.mark.parametrize("role", [Role.MANAGER, Role.EVALUATOR, KeyKind.SCORES, KeyKind.VISITS])
def test_who_is_rated_or_reads_issues_nothing(role, now, office, wanted) -> None:
    somebody = Scope(Actor("person", "lain"), (Grant(role, office.agency.path),))

    with pytest.raises(NotFound):
        issue_tickets(somebody, now, wanted)


def test_a_key_for_tickets_issues_within_its_place_alone(now, office, wanted, scope) -> None:
    other = an_office(scope, now, code="LAIN")
    key = Scope(Actor("key", "antrean"), (Grant(KeyKind.TICKETS, office.agency.path),))

    assert len(issue_tickets(key, now, wanted).tickets) == 3
    with pytest.raises(NotFound):
        issue_tickets(key, now, Wanted(other.counters[0].id, None, 1))


def test_the_link_of_a_ticket_is_short() -> None:
    assert ticket_link("https://skm.example", "x" * 22) == f"https://skm.example/t/{'x' * 22}"
