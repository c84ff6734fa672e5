"""Tickets and minutes, as an evaluator's system reads them."""

from __future__ import annotations

from app.database import transaction
from app.models.tickets import VisitMinutes
from tests.factories.evaluator_systems import System
from tests.factories.organisation import Office
from tests.factories.tickets import some_tickets


def test_each_counter_has_a_row_a_month(system: System, office: Office, scope, now) -> None:
    some_tickets(scope, now, office, 8)
    minutes = {"waiting": [1, 2, 3, 4, 5], "service": [2]}
    with transaction() as session:
        row = VisitMinutes(counter_id=office.counters[0].id, day=now.date(), service_id=0)
        row.waiting, row.service = minutes["waiting"], minutes["service"]
        session.add(row)

    found = system.get(f"/units/{office.unit.id}/tickets/2026-06").get_json()["items"]
    first = next(item for item in found if item["counter_id"] == office.counters[0].id)

    assert first == {
        "counter_id": office.counters[0].id,
        "month": "2026-06",
        "issued": 8,
        "used": 0,
        "unused": 8,
        "response_rate": "0.0000",
        "median_waiting_minutes": 3.0,
        "median_service_minutes": None,
    }
