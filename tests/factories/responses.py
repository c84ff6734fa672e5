"""Citizens' answers, sent through the service that takes them in."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from itertools import repeat

import sqlalchemy as sa

from app.clock import Slot
from app.database import transaction
from app.models.responses import Channel, Response
from app.queries.collection import open_collection_point
from app.services.responses import Receipt, key_hash_of, record_response
from app.services.taps import full_point, seal, tap_to_follow
from survey_forms import catalogue
from survey_forms.answers import Answers
from tests.factories.organisation import Office

ALL_FOURS = (4,) * 9


def an_answer(
    code: str,
    now: datetime,
    ratings: Iterable[int | None] = ALL_FOURS,
    *,
    service: str | None = None,
    comment: str | None = None,
    block: dict[str, str] | None = None,
    submission_key: str | None = None,
    receipt_seed: str | None = None,
) -> Receipt:
    """One answer at the collection point of a code."""
    point = open_collection_point(code, now)
    answers = Answers(
        ratings=tuple(ratings),
        block=block or {},
        service=service,
        comment=comment,
        submission_key=submission_key or secrets.token_hex(16),
        receipt_seed=receipt_seed or secrets.token_hex(16),
    )
    keys = catalogue.find(point.instrument).keys
    return record_response(point, keys, answers, receipt_key=b"test")


def a_tap(code: str, now: datetime, rating: int = 4) -> bytes:
    """One tap at the collection point of a code; gives the hash of its submission key."""
    key = secrets.token_hex(16)
    an_answer(code, now, (rating,), submission_key=key)
    return key_hash_of(key)


def a_full_answer(
    code: str,
    now: datetime,
    tap: bytes,
    ratings: Iterable[int | None] = ALL_FOURS,
    *,
    submission_key: str | None = None,
) -> Receipt:
    """The full answer that follows a tap."""
    point = full_point(open_collection_point(code, now))
    given = tuple(ratings)
    key = submission_key or secrets.token_hex(16)
    answers = Answers(given, {}, None, None, key, secrets.token_hex(16))
    follows = tap_to_follow(b"test", point, seal(b"test", tap))
    keys = catalogue.find(point.instrument).keys
    return record_response(point, keys, answers, receipt_key=b"test", follows=follows)


def many_answers(
    code: str, now: datetime, how_many: int, ratings: Iterable[int | None] = ALL_FOURS
) -> None:
    """The same answer from several citizens."""
    for _ in range(how_many):
        an_answer(code, now, tuple(ratings))


def stored_rows(
    office: Office,
    ratings: Iterable[Iterable[int | None]],
    *,
    counter: int = 0,
    day: date = date(2026, 6, 15),
    service_id: int | None = None,
    is_verified: bool = False,
    is_flagged: bool = False,
    slot: Slot = Slot.MORNING,
    channel: Channel | None = None,
    instrument: str | None = None,
    blocks: Iterable[Mapping[str, str]] = repeat({}),
) -> None:
    """Rows put straight into the table, for what no citizen's form can send yet."""
    usual = {
        "round_id": office.round.id,
        "counter_id": office.counters[counter].id,
        "service_id": service_id,
        "instrument": instrument or office.round.instrument,
        "day": day,
        "slot": slot,
        "channel": channel or (Channel.TICKET if is_verified else Channel.STATIC_QR),
        "is_verified": is_verified,
        "is_flagged": is_flagged,
    }
    rows = [
        usual
        | {
            "submission_key_hash": secrets.token_bytes(32),
            "ratings": tuple(given),
            "block": dict(block),
        }
        for given, block in zip(ratings, blocks, strict=False)
    ]
    with transaction() as session:
        if rows:
            session.execute(sa.insert(Response), rows)
