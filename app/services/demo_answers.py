"""Rows of the demo's made-up visits: answers, tickets, minutes, comments, and who asked for marks.

They are stored at once rather than sent one by one, so that the demo is there within seconds.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
import sqlalchemy as sa

from app.access import Scope
from app.clock import Slot
from app.database import db, random_id, transaction
from app.models.coaching import CoachingAnswer, SelfFilled
from app.models.collection import SurveyRound
from app.models.organisation import Unit
from app.models.responses import Channel, Comment, Response
from app.models.tickets import IssuedTicket, UsedTicket, VisitMinutes
from app.queries import collection, organisation
from app.queries.tickets import DAYS_VALID
from app.services.audit import record_event
from survey_forms import catalogue
from survey_forms.answers import stored_ratings

Rows = list[dict[str, Any]]
SEED = 2026
TICKETS_A_DAY = 15
MINUTES = 12
STATED = ("jenis_kelamin", "usia")
TAPS_A_DAY, FOLLOWED_ONE_IN = 5, 4
HASH_BYTES = 32
COUNTERS = (("L1", "Loket Surat"), ("L2", "Loket KTP"), ("L3", "Loket Umum"))
COMMENTS = (
    "Antrean terlalu lama, mohon tambah petugas.",
    "Petugas ramah dan sabar menjelaskan.",
    "Ruang tunggu panas, kipas angin mati.",
    "Syarat berkas sebaiknya ditulis di papan.",
    "Nomor antrean dipanggil tidak urut.",
    "Prosesnya cepat, terima kasih.",
    "Tempat parkir sempit.",
    "Dua kali datang karena berkas kurang, padahal tidak diberi tahu.",
)
# How many of each counter said yes, no, and neither to filling in alone, each month.
TOLD_A_MONTH = ((19, 0, 5), (12, 9, 6), (16, 5, 0))


@dataclass(frozen=True)
class _Place:
    """A counter's answers of a day by channel, those with tickets day by day in turn; its mean."""

    tickets: tuple[int, ...]
    kiosk: int
    static: int
    liked: float


# The second counter's tickets come back in bursts, as kept ones do; of the third's too few do.
PLACES = (
    _Place(tickets=(6,), kiosk=2, static=1, liked=3.5),
    _Place(tickets=(2, 1, 12), kiosk=0, static=1, liked=3.8),
    _Place(tickets=(2,), kiosk=0, static=2, liked=3.1),
)


def store_visits(
    scope: Scope, now: datetime, unit: Unit, counter_ids: Sequence[int], days: Sequence[date]
) -> None:
    """Store the made-up visits of counters that are asked a full questionnaire."""
    drawn = np.random.default_rng(SEED)
    services = [s.id for s in organisation.services(scope, unit.id) if s.unit_id == unit.id]
    asked = _newest_round(scope, unit)
    with transaction():
        for counter_id, place in zip(counter_ids, PLACES, strict=True):
            answers = [
                _answer(drawn, asked, counter_id, place.liked, day, channel)
                | {"service_id": int(drawn.choice(services))}
                for number, day in enumerate(days)
                for channel in _channels(place, number)
            ]
            _store(Response.__table__, answers)
            _store_tickets(answers, counter_id, days)
            _store(VisitMinutes.__table__, [_minutes(drawn, counter_id, day) for day in days])
        _store(Comment.__table__, list(_comments(unit, counter_ids, days)))
        _store(CoachingAnswer.__table__, list(_told(counter_ids, days)))
        record_event(scope, now, "simulate_visits", f"unit {unit.id}", days=len(days))


def store_taps(
    scope: Scope, now: datetime, unit: Unit, counter_id: int, days: Sequence[date]
) -> None:
    """Store made-up taps, of which one in four is followed by a full answer."""
    drawn = np.random.default_rng(SEED)
    asked = _newest_round(scope, unit)
    static = Channel.STATIC_QR
    taps = [
        _answer(drawn, asked, counter_id, 3.4, day, static)
        for day in days
        for _ in range(TAPS_A_DAY)
    ]
    with transaction():
        _store(Response.__table__, taps)
        full = str(asked.follow_up_instrument)
        _store(
            Response.__table__,
            [
                _answer(drawn, asked, counter_id, 3.2, tap["day"], static, instrument=full)
                | {"follows_key_hash": tap["submission_key_hash"]}
                for tap in taps[::FOLLOWED_ONE_IN]
            ],
        )
        record_event(scope, now, "simulate_visits", f"unit {unit.id}", days=len(days))


def _newest_round(scope: Scope, unit: Unit) -> SurveyRound:
    return collection.rounds(scope, unit.id)[0]


def _channels(place: _Place, number: int) -> list[Channel]:
    """How the answers of a counter's day come in; `number` counts its days."""
    tickets = place.tickets[number % len(place.tickets)]
    return (
        [Channel.TICKET] * tickets
        + [Channel.KIOSK] * place.kiosk
        + [Channel.STATIC_QR] * place.static
    )


def _answer(
    drawn: np.random.Generator,
    asked: SurveyRound,
    counter_id: int,
    liked: float,
    day: date,
    channel: Channel,
    *,
    instrument: str | None = None,
) -> dict[str, Any]:
    """One answer whose ratings lie around `liked`; what is asked is the round's questionnaire."""
    form = catalogue.find(instrument or asked.instrument)
    # Waiting is liked least nearly everywhere, and each person answers in one mood.
    mood = liked + drawn.normal(0, 0.45)
    spread = drawn.normal(0, 0.5, len(form.keys))
    lower = np.array([0.5 if key == "waktu" else 0.0 for key in form.keys])
    ratings = np.clip(np.rint(mood + spread - lower), 1, 4).astype(int).tolist()
    overall = int(np.clip(np.rint(mood + drawn.normal(0, 0.3)), 1, 4))
    return {
        "id": random_id(),
        "submission_key_hash": secrets.token_bytes(HASH_BYTES),
        "round_id": asked.id,
        "counter_id": counter_id,
        "service_id": None,
        "instrument": form.reference,
        "day": day,
        "slot": Slot.MORNING if drawn.random() < 0.6 else Slot.AFTERNOON,
        "channel": channel,
        "is_verified": channel is Channel.TICKET,
        "is_flagged": False,
        "ratings": stored_ratings(tuple(ratings), form, overall=overall),
        "block": {
            field.key: str(drawn.choice([choice.code for choice in field.choices[1:]]))
            for field in form.block
            if field.key in STATED
        },
        "follows_key_hash": None,
    }


def _store_tickets(answers: Rows, counter_id: int, days: Sequence[date]) -> None:
    """Issue the tickets of each day, and use up as many as answers came with one."""
    used = sum(row["is_verified"] for row in answers)
    issued: Rows = [
        {
            "ticket_hash": secrets.token_bytes(HASH_BYTES),
            "counter_id": counter_id,
            "service_id": None,
            "expires_on": day + timedelta(days=DAYS_VALID),
        }
        for day in days
        for _ in range(TICKETS_A_DAY)
    ]
    _store(IssuedTicket.__table__, issued)
    _store(UsedTicket.__table__, [{"ticket_hash": row["ticket_hash"]} for row in issued[:used]])


def _minutes(drawn: np.random.Generator, counter_id: int, day: date) -> dict[str, Any]:
    return {
        "counter_id": counter_id,
        "day": day,
        "service_id": 0,
        "waiting": sorted(drawn.poisson(17, MINUTES).tolist()),
        "service": sorted(drawn.poisson(8, MINUTES).tolist()),
    }


def _comments(unit: Unit, counter_ids: Sequence[int], days: Sequence[date]) -> Iterator[dict]:
    """Every comment now and then, at one counter or another."""
    for number, month in enumerate(_months(days)):
        for place, counter_id in enumerate(counter_ids):
            for text in COMMENTS[(number + place) % 2 :: 1 + (number + place) % 3]:
                yield {
                    "id": random_id(),
                    "unit_id": unit.id,
                    "counter_id": counter_id,
                    "month": month,
                    "text": text,
                    "low_elements": ["waktu"] if "ntrean" in text else [],
                }


def _told(counter_ids: Sequence[int], days: Sequence[date]) -> Iterator[dict]:
    """What citizens said on whether somebody asked for a rating, month by month."""
    for month in _months(days):
        for counter_id, told in zip(counter_ids, TOLD_A_MONTH, strict=True):
            for answer, n in zip(SelfFilled, told, strict=True):
                for _ in range(n):
                    yield {
                        "id": random_id(),
                        "counter_id": counter_id,
                        "month": month,
                        "answer": answer,
                    }


def _months(days: Sequence[date]) -> list[date]:
    return sorted({day.replace(day=1) for day in days})


def _store(table: Any, rows: Rows) -> None:
    """Insert the rows as they are, without an object for each."""
    db.session.execute(sa.insert(table), rows)
