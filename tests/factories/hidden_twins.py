"""Two years of one agency that differ only in what nobody may learn.

Each number that may be seen is the same in both: what differs is how a seen sum is made up of two
groups that are withheld, such as a counter of three answers and the one that is withheld for it.
Whatever is served of one year and not of the other tells of those groups.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

import sqlalchemy as sa

from app.access import Scope
from app.clock import Period, Slot
from app.database import transaction
from app.models.coaching import SelfFilled
from app.models.responses import Channel, Response
from app.services.publications import close_period
from tests.factories.coaching import said
from tests.factories.comments import stored_comments
from tests.factories.evaluator_systems import release_answers
from tests.factories.organisation import Office, an_office
from tests.factories.tickets import some_tickets

GOOD, BAD = (4, 4, 3, 4, 4, 4, 4, 4, 4), (1, 2, 1, 2, 3, 3, 2, 3, 4)
USUAL = (GOOD, (3,) * 9, (4,) * 9, (2, 3, 3, 3, 4, 4, 4, 4, 4), BAD)
TICKETS = 26
CLOSED = Period.parse("2026-01")
SCHOOLS = {"sd": 3, "smp": 8, "s1": 40}


@dataclass(frozen=True)
class Group:
    """Answers of one month at one counter, about one service, by its number."""

    month: int
    counter: int
    n: int
    ratings: Sequence[tuple[int, ...]] = USUAL
    service: int = 0
    is_verified: bool = False
    schools: Mapping[str, int] = field(default_factory=dict)


def a_tree(scope: Scope, now: datetime) -> tuple[Office, Office]:
    """A unit, and one under it with three counters and services and tickets at each counter."""
    top = an_office(scope, now, code="ATAS", counters=1, services=1)
    below = an_office(scope, now, agency=top.agency, code="UPT", name="UPT", counters=3, services=3)
    with transaction() as session:
        session.add(below.unit)
        below.unit.parent_id = top.unit.id
        below.unit.path = f"{top.unit.path}{below.unit.id}/"
    for counter in range(3):
        some_tickets(scope, datetime(2026, 2, 3, 3, tzinfo=UTC), below, TICKETS, counter=counter)
    return top, below


def a_year(scope: Scope, now: datetime, tree: tuple[Office, Office], *, is_twin: bool) -> None:
    """The year or its twin, released; January of the lower unit is closed."""
    top, below = tree
    _store(top, [Group(month, 0, 20) for month in (1, 2, 6)])
    _store(below, _groups(is_twin))
    for counter, n in enumerate((6, 2, 4) if is_twin else (6, 3, 3)):
        texts = [f"Antre lama ke-{counter if counter == 0 else 9}"] * n
        stored_comments(below, texts, counter=counter, month=date(2026, 2, 1))
    for counter, n in enumerate((7, 4, 1) if is_twin else (7, 2, 3)):
        said(below, {SelfFilled.NO: n}, counter=counter, month=Period.parse("2026-05"))
    release_answers(scope, now)
    close_period(scope, now, below.unit.id, CLOSED)


def _groups(is_twin: bool) -> Iterator[Group]:
    """January withholds two counters, February two services and the used tickets of two."""
    yield Group(1, 0, 51, schools=dict(SCHOOLS, sd=2, smp=9) if is_twin else SCHOOLS)
    yield Group(2, 0, 30)
    yield Group(6, 0, 20)
    few, others = ([BAD] * 3, [GOOD] * 3 + [BAD]) if is_twin else ([GOOD] * 3, [BAD] * 4)
    for place, ratings in ((1, few), (2, [*others, *([(3,) * 9] * 4)])):
        yield Group(1, place, len(ratings), ratings)
        yield Group(2, 0, len(ratings), ratings, service=place)
    for counter, n in enumerate((10, 4, 3) if is_twin else (10, 3, 4)):
        yield Group(2, counter, n, [GOOD], is_verified=True)
        yield Group(2, counter, 10 - n, [GOOD])
        yield Group(2, counter, 25)


def _store(office: Office, groups: Iterable[Group]) -> None:
    rows = [row for group in groups for row in _rows(office, group)]
    with transaction() as session:
        session.execute(sa.insert(Response), rows)


def _rows(office: Office, group: Group) -> Iterator[dict[str, object]]:
    schools = [school for school, n in group.schools.items() for _ in range(n)]
    for number in range(group.n):
        yield {
            "submission_key_hash": secrets.token_bytes(32),
            "round_id": office.round.id,
            "counter_id": office.counters[group.counter].id,
            "service_id": office.services[group.service].id,
            "instrument": office.round.instrument,
            "day": date(2026, group.month, 3),
            "slot": Slot.MORNING,
            "channel": Channel.TICKET if group.is_verified else Channel.STATIC_QR,
            "is_verified": group.is_verified,
            "is_flagged": False,
            "ratings": group.ratings[number % len(group.ratings)],
            "block": {"pendidikan": schools[number]} if schools else {},
        }
