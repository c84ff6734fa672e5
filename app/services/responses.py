"""Taking in a citizen's answer: one transaction, one row, once."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from analytics.comments import mask_identifiers
from app.access import unaudited
from app.clock import Period, PeriodKind
from app.database import db, insert, random_id, turn_to_write
from app.errors import Revoked
from app.models.responses import Channel, Comment, Response
from app.models.tickets import UsedTicket
from app.queries import responses
from app.queries.collection import OpenPoint
from app.services.taps import Tap
from survey_forms.answers import LOW_RATINGS, Answers


class TicketUsed(Revoked):
    """A ticket that another send used already; nothing was stored."""


class Outcome(StrEnum):
    """What became of a send."""

    STORED = "stored"
    SAME = "same"
    FIRST_STANDS = "first_stands"


@dataclass(frozen=True)
class Receipt:
    """What the citizen gets: a code that says nothing of the answer, and what became of it."""

    code: str
    outcome: Outcome


@unaudited("a citizen's send leaves no event, or its time would be kept (decisions 10)")
def record_response(
    point: OpenPoint,
    keys: tuple[str, ...],
    answers: Answers,
    *,
    receipt_key: bytes,
    channel: Channel = Channel.STATIC_QR,
    is_flagged: bool = False,
    follows: Tap | None = None,
    ticket_hash: bytes | None = None,
) -> Receipt:
    """Store an answer unless its submission key was seen; the first send stands.

    `keys` are the instrument's items in the order of the ratings; `is_flagged` is what
    receipt_flags found while the answer arrived; `follows` is the tap that this full answer
    counts in place of, and that only one answer can follow. With a ticket the answer is verified,
    and the ticket is used up together with it; TicketUsed when another send was first.
    """
    key_hash = key_hash_of(answers.submission_key)
    seen = {"is_flagged": is_flagged, "is_verified": ticket_hash is not None}
    row = _response_row(point, answers, key_hash, channel) | seen
    if follows:
        row |= _as_it_came(follows)
    with turn_to_write(), db.engine.begin() as connection:
        stored = _insert_once(connection, Response.__table__, row)
        if stored and ticket_hash is not None:
            _use_up(connection, ticket_hash)
        if stored and answers.comment:
            connection.execute(sa.insert(Comment.__table__), _comment_row(point, keys, answers))
    outcome = Outcome.STORED if stored else _outcome_of_repeat(key_hash, row)
    return Receipt(_receipt_code(receipt_key, answers.receipt_seed, point), outcome)


def key_hash_of(submission_key: str) -> bytes:
    """What is stored of a submission key."""
    return hashlib.sha256(submission_key.encode()).digest()


def _as_it_came(tap: Tap) -> dict[str, object]:
    """The tap that a full answer follows; it is as verified as that tap was."""
    return {
        "follows_key_hash": tap.key_hash,
        "channel": tap.channel,
        "is_verified": tap.is_verified,
    }


def _insert_once(connection: sa.Connection, table: Any, row: dict[str, object]) -> bool:
    """Insert a row unless one like it is there; whether it was inserted."""
    statement = _insert_if_new(table, connection.dialect.name)
    return bool(connection.execute(statement, row).rowcount == 1)


@lru_cache
def _insert_if_new(table: sa.Table, _dialect: str) -> Any:
    """The statement, which is the same for every answer in one kind of database."""
    # PostgreSQL's driver keeps the count of an INSERT only when it is asked to.
    return insert(table).on_conflict_do_nothing().execution_options(preserve_rowcount=True)


def _use_up(connection: sa.Connection, ticket_hash: bytes) -> None:
    """Mark the ticket as used; raising takes the answer back as well."""
    if not _insert_once(connection, UsedTicket.__table__, {"ticket_hash": ticket_hash}):
        raise TicketUsed("Tiket ini sudah dipakai. Satu tiket berlaku untuk satu jawaban.")


def _response_row(
    point: OpenPoint, answers: Answers, key_hash: bytes, channel: Channel
) -> dict[str, object]:
    return {
        "id": random_id(),
        "submission_key_hash": key_hash,
        "round_id": point.round_id,
        "counter_id": point.counter_id,
        "service_id": int(answers.service) if answers.service else None,
        "instrument": point.instrument,
        "day": point.day,
        "slot": point.slot,
        "channel": channel,
        "ratings": answers.stored,
        "block": dict(answers.block),
        "follows_key_hash": None,
    }


def _comment_row(point: OpenPoint, keys: tuple[str, ...], answers: Answers) -> dict[str, object]:
    rated = zip(keys, answers.ratings, strict=True)
    return {
        "id": random_id(),
        "unit_id": point.unit_id,
        "counter_id": point.counter_id,
        "month": point.day.replace(day=1),
        "text": mask_identifiers(answers.comment or ""),
        "low_elements": sorted(key for key, rating in rated if rating in LOW_RATINGS),
    }


def _outcome_of_repeat(key_hash: bytes, row: dict[str, object]) -> Outcome:
    """Whether a repeated key carries the answers that stand, or others.

    A new key whose tap another answer followed first has no answers that stand.
    """
    first = responses.answers_of(key_hash)
    is_same = first is not None and all(row[name] == held for name, held in first._mapping.items())
    return Outcome.SAME if is_same else Outcome.FIRST_STANDS


def _receipt_code(receipt_key: bytes, seed: str, point: OpenPoint) -> str:
    """Eight characters of the form's random value, and eight that prove them for the month.

    The code can be checked with the key alone; nothing of it is stored (decisions 14).
    """
    shown = _letters(hashlib.sha256(seed.encode()).digest())
    return _proved(receipt_key, shown, Period.containing(point.day, PeriodKind.MONTH))


def month_of_receipt(receipt_key: bytes, code: str, months: Iterable[Period]) -> Period | None:
    """Which of these months a code was given as a receipt in, if any.

    All months are tried whatever the code is, so that the time taken tells nothing.
    """
    shown, asked = code.partition("-")[0], code.encode()
    found = [
        month
        for month in months
        if hmac.compare_digest(asked, _proved(receipt_key, shown, month).encode())
    ]
    return found[0] if found else None


def _proved(receipt_key: bytes, shown: str, month: Period) -> str:
    proof = hmac.digest(receipt_key, f"receipt|{shown}|{month.code}".encode(), "sha256")
    return f"{shown}-{_letters(proof)}"


def _letters(digest: bytes) -> str:
    return base64.b32encode(digest[:5]).decode("ascii")
