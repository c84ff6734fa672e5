"""Issuing one-time tickets: a link for each, of which only the hash is kept."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.access import Permission, Scope
from app.clock import local_day_and_slot
from app.database import db, insert, transaction
from app.errors import Conflict, Invalid, NotFound
from app.models.organisation import Counter
from app.models.tickets import IssuedTicket
from app.queries import collection, organisation
from app.queries.tickets import DAYS_VALID, expiry_of
from app.services.audit import record_event

ISSUE = Permission.ISSUE_TICKETS
TICKET_BYTES = 16
MOST_AT_ONCE = 1000
_TICKET = re.compile(r"[A-Za-z0-9_-]{22}")


@dataclass(frozen=True)
class Wanted:
    """What tickets are wanted: at which counter, for which service if any, and how many."""

    counter_id: int
    service_id: int | None
    count: int


@dataclass(frozen=True)
class Batch:
    """Tickets in clear, to be handed out once and kept nowhere."""

    tickets: tuple[str, ...]
    counter: Counter
    service: str
    expires_on: date


@dataclass(frozen=True)
class Retry:
    """What makes a batch the same one when it is asked for again: a secret and the asker's key."""

    secret: bytes
    key: str


def issue_tickets(
    scope: Scope, now: datetime, wanted: Wanted, *, retry: Retry | None = None
) -> Batch:
    """New tickets of one counter, good for three days after today.

    With a `retry` the same request gives the same tickets again, which are derived from it: so
    none has to be kept in clear.
    """
    counter, service = _place(scope, wanted)
    zone = organisation.agency_of_unit(scope, counter.unit_id, ISSUE).zone
    expires_on = local_day_and_slot(now, zone)[0] + timedelta(days=DAYS_VALID)
    tickets = _derived(scope, wanted, retry) if retry else _random(wanted.count)
    with transaction():
        if _insert(wanted, tickets, expires_on):
            record_event(
                scope,
                now,
                "issue_tickets",
                f"counter {counter.id}",
                count=wanted.count,
                service=wanted.service_id,
            )
        last_day = expiry_of(hash_of(tickets[0])) or expires_on
    return Batch(tickets, counter, service, last_day)


def ticket_link(base_url: str, ticket: str) -> str:
    """The web address that the QR code of a ticket leads to."""
    return f"{base_url}/t/{ticket}"


def hash_of(ticket: str) -> bytes:
    """What is kept of a ticket; 128 random bits need no slow hash."""
    return hashlib.sha256(ticket.encode()).digest()


def is_ticket(text: str) -> bool:
    """Whether a text has the form of a ticket."""
    return _TICKET.fullmatch(text) is not None


def _place(scope: Scope, wanted: Wanted) -> tuple[Counter, str]:
    """The counter and the service's name; what cannot get tickets is refused."""
    if not 1 <= wanted.count <= MOST_AT_ONCE:
        raise Invalid("Jumlah tiket sekali terbit antara 1 dan %(most)s.", most=MOST_AT_ONCE)
    counter = organisation.counter(scope, wanted.counter_id, ISSUE)
    if not any(p.revoked_on is None for p in collection.points(scope, counter.id, ISSUE)):
        raise Conflict(
            "Loket ini belum memiliki kode survei yang berlaku, jadi tiketnya tidak dapat dipakai."
        )
    return counter, _service_name(scope, counter, wanted.service_id)


def _service_name(scope: Scope, counter: Counter, service_id: int | None) -> str:
    if service_id is None:
        return ""
    service = organisation.service(scope, service_id, ISSUE)
    if service.unit_id != counter.unit_id:
        raise NotFound("Jenis layanan tidak ditemukan.")
    return service.name


def _insert(wanted: Wanted, tickets: Sequence[str], expires_on: date) -> bool:
    """Store the hashes inside the caller's transaction; whether any of them is new."""
    hashes = sorted(map(hash_of, tickets))  # not in the order of their making
    is_new = expiry_of(hashes[0]) is None
    shared = {
        "counter_id": wanted.counter_id,
        "service_id": wanted.service_id,
        "expires_on": expires_on,
    }
    rows = [shared | {"ticket_hash": ticket_hash} for ticket_hash in hashes]
    db.session.execute(insert(IssuedTicket.__table__).on_conflict_do_nothing(), rows)
    return is_new


def _random(count: int) -> tuple[str, ...]:
    return tuple(secrets.token_urlsafe(TICKET_BYTES) for _ in range(count))


def _derived(scope: Scope, wanted: Wanted, retry: Retry) -> tuple[str, ...]:
    """Tickets that this request and no other gives, and that nobody makes without the secret."""
    request = f"ticket|{scope.actor.name}|{retry.key}|{wanted.counter_id}|{wanted.service_id}"
    seeds = (f"{request}|{wanted.count}|{number}".encode() for number in range(wanted.count))
    digests = (hmac.digest(retry.secret, seed, "sha256")[:TICKET_BYTES] for seed in seeds)
    return tuple(base64.urlsafe_b64encode(d).rstrip(b"=").decode("ascii") for d in digests)
