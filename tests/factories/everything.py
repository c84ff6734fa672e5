"""At least one row in every table, made the way the product makes them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import sqlalchemy as sa

from app.access import Scope
from app.clock import Period, PeriodKind
from app.database import db
from app.models.coaching import SelfFilled
from app.models.comments import CommentRedaction, ExpiredCommentMonth
from app.models.organisation import AgencyLogo
from app.models.people import ApiKey, Person, RoleGrant, SignInDelay
from app.models.responses import Comment, ImportedFile
from app.models.tickets import UsedTicket, VisitMinutes
from app.services import devices, publications, releases, tallies, tickets
from app.services.coaching import record_coaching
from tests.factories.organisation import Office, an_office
from tests.factories.responses import a_full_answer, a_tap, an_answer

CLOSED = Period.parse("2026-05")


def rows_everywhere(scope: Scope, now: datetime) -> Office:
    """An office with answers of two months, the first of which is closed, and people."""
    office = an_office(scope, now, services=1)
    earlier = now - timedelta(days=31)
    for moment in (earlier, now):
        for _ in range(6):
            an_answer(office.points[0].code, moment, (2,) * 9, comment="Antre lama.")
    busy = an_office(scope, now, agency=office.agency, code="KETUK", instrument="pulse-1")
    a_full_answer(busy.points[0].code, now, a_tap(busy.points[0].code, now))
    for number in range(6):
        month = Period.containing(now.date(), PeriodKind.MONTH)
        record_coaching(office.counters[0].id, month, SelfFilled.YES, f"tanda {number}")
    tallies.rebuild_daily_tallies(scope, now)
    releases.release(scope, now)
    publications.close_period(scope, now, office.unit.id, CLOSED)
    wanted = tickets.Wanted(office.counters[0].id, office.services[0].id, 2)
    tickets.issue_tickets(scope, now, wanted)
    devices.enrol_device(scope, now, office.counters[0].id, "Tablet", "112358")
    _people(office, now)
    return office


def _people(office: Office, now: datetime) -> None:
    """Rows of tables whose services are not what these tests are about."""
    rows = (
        (Person, {"id": 1, "username": "a", "name": "A", "password_hash": "x", "session_key": "s"}),
        (RoleGrant, {"person_id": 1, "role": "admin", "path": "/"}),
        (
            ApiKey,
            {
                **{"name": "k", "key_hash": b"k" * 32, "hint": "k", "path": "/"},
                **{"created_at": now, "expires_on": date(2027, 1, 1)},
            },
        ),
        (AgencyLogo, {"agency_id": office.agency.id, "picture": b"png"}),
        (ExpiredCommentMonth, {"month": date(2019, 1, 1)}),
        (UsedTicket, {"ticket_hash": b"t" * 32}),
        (
            VisitMinutes,
            {
                **{"counter_id": office.counters[0].id, "day": now.date(), "service_id": 0},
                **{"waiting": [3, 8], "service": [5, 5]},
            },
        ),
        (SignInDelay, {"subject_hash": b"d" * 32, "failures": 1, "last_failed_at": now}),
        (
            ImportedFile,
            {
                **{"sha256": "0" * 64, "filename": "lembar.csv", "rows": 1},
                **{"unit_id": office.unit.id, "imported_at": now},
            },
        ),
    )
    with db.engine.begin() as connection:
        for model, row in rows:
            connection.execute(sa.insert(model), row)
        asked = {"comment_id": connection.scalar(sa.select(Comment.id)), "reason": "Nama orang."}
        connection.execute(sa.insert(CommentRedaction), asked | {"asked_by": "a"})
