"""An office whose quarter was closed, with services and respondents of several sizes."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from datetime import date, datetime

import sqlalchemy as sa

from app.access import Scope
from app.clock import Period, Slot
from app.database import transaction
from app.models.publications import FrozenScore
from app.models.responses import Channel, Response
from app.services.publications import close_period
from app.services.releases import release
from app.services.tallies import rebuild_daily_tallies
from tests.factories.organisation import Office, an_office

QUARTER = Period.parse("2025-Q2")
RATINGS = [(4, 4, 3, 4, 4, 4, 4, 4, 3), (3,) * 9, (4, 3, 3, 4, 3, 4, 3, 4, 3)]


def answers_of(
    office: Office,
    how_many: int,
    *,
    day: date = date(2025, 5, 20),
    service: int | None = None,
    block: Mapping[str, str] | None = None,
    is_verified: bool = False,
    is_flagged: bool = False,
    counter: int = 0,
    ratings: Iterable[tuple[int, ...]] = tuple(RATINGS),
) -> None:
    """Answers of people who have a block in common, about one of the office's services."""
    given = list(ratings)
    rows = [
        {
            "submission_key_hash": secrets.token_bytes(32),
            "round_id": office.round.id,
            "counter_id": office.counters[counter].id,
            "service_id": None if service is None else office.services[service].id,
            "instrument": office.round.instrument,
            "day": day,
            "slot": Slot.MORNING,
            "channel": Channel.TICKET if is_verified else Channel.STATIC_QR,
            "is_verified": is_verified,
            "is_flagged": is_flagged,
            "ratings": given[number % len(given)],
            "block": dict(block or {}),
        }
        for number in range(how_many)
    ]
    with transaction() as session:
        session.execute(sa.insert(Response), rows)


def closed(scope: Scope, now: datetime, office: Office, period: Period = QUARTER) -> FrozenScore:
    """Count, release and close a period of the office."""
    rebuild_daily_tallies(scope, now)
    release(scope, now)
    return close_period(scope, now, office.unit.id, period)


def a_published_quarter(scope: Scope, now: datetime) -> Office:
    """79 answers: services of 40, 25, 10 and 4; 45 women, 30 men, 4 who did not say."""
    office = an_office(scope, now, services=4, year=2025)
    people = [
        (0, 25, {"jenis_kelamin": "perempuan", "usia": "26-35", "pendidikan": "s1"}),
        (0, 15, {"jenis_kelamin": "laki-laki", "usia": "26-35", "pendidikan": "sma"}),
        (1, 15, {"jenis_kelamin": "laki-laki", "usia": "36-45", "pendidikan": "sma"}),
        (1, 10, {"jenis_kelamin": "perempuan", "usia": "17-25", "pendidikan": "s1"}),
        (2, 10, {"jenis_kelamin": "perempuan", "usia": "56-ke-atas", "pendidikan": "sd"}),
        (3, 4, {}),
    ]
    for service, how_many, block in people:
        answers_of(office, how_many, service=service, block=block)
    closed(scope, now, office)
    return office
