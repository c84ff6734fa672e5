"""Minutes of visits: held by day, sorted apart, within a month."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from app.access import Actor, Grant, KeyKind, Scope
from app.database import db
from app.errors import Invalid, NotFound
from app.models.audit import AuditEvent
from app.models.tickets import VisitMinutes
from app.services.visits import DAYS_LATE, Report, report_visits
from tests.factories.organisation import an_office


@pytest.fixture
def office(app, scope, now):
    """An office with a service."""
    return an_office(scope, now, services=1)


def test_minutes_are_sorted_apart_and_the_event_holds_none(office, scope, now) -> None:
    report = Report(office.counters[0].id, office.services[0].id, now.date(), (9, 1, 5), (7, 2, 3))
    report_visits(scope, now, report)

    (row,) = db.session.scalars(sa.select(VisitMinutes))
    event = db.session.scalars(sa.select(AuditEvent).order_by(AuditEvent.id.desc())).first()
    assert (row.waiting, row.service) == ([1, 5, 9], [2, 3, 7])
    assert (event.verb, event.details) == ("report_visits", {"day": now.date().isoformat()})


@pytest.mark.parametrize("days", [-1, DAYS_LATE + 1])
def test_days_to_come_and_long_past_are_refused(days, office, scope, now) -> None:
    report = Report(office.counters[0].id, None, now.date() - timedelta(days=days), (), ())

    with pytest.raises(Invalid, match="hari ini atau paling lama"):
        report_visits(scope, now, report)


def test_a_key_for_tickets_reports_nothing(office, now) -> None:
    key = Scope(Actor("key", "antrean"), (Grant(KeyKind.TICKETS, office.agency.path),))

    with pytest.raises(NotFound):
        report_visits(key, now, Report(office.counters[0].id, None, now.date(), (), ()))


def test_a_service_of_another_unit_is_not_found(office, scope, now) -> None:
    other = an_office(scope, now, code="LAIN", services=1)
    report = Report(office.counters[0].id, other.services[0].id, now.date(), (), ())

    with pytest.raises(NotFound):
        report_visits(scope, now, report)
