"""Waiting and service minutes that queue systems report, without any ticket."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.access import Permission, Scope
from app.clock import local_day_and_slot
from app.database import transaction, upsert
from app.errors import Invalid, NotFound
from app.models.tallies import NO_SERVICE
from app.models.tickets import VisitMinutes
from app.queries import organisation
from app.services.audit import record_event

REPORT = Permission.REPORT_VISITS
DAYS_LATE = 31


@dataclass(frozen=True)
class Report:
    """The minutes of one day's visits at a counter, for one service or for none."""

    counter_id: int
    service_id: int | None
    day: date
    waiting: Sequence[int]
    service: Sequence[int]


def report_visits(scope: Scope, now: datetime, report: Report) -> None:
    """Hold a day's minutes in the place of what was reported of it before.

    Both lists are sorted, so that the minutes of one visit do not stand together.
    """
    counter = organisation.counter(scope, report.counter_id, REPORT)
    if report.service_id is not None:
        _require_service(scope, report.service_id, counter.unit_id)
    zone = organisation.agency_of_unit(scope, counter.unit_id, REPORT).zone
    today = local_day_and_slot(now, zone)[0]
    if not today - timedelta(days=DAYS_LATE) <= report.day <= today:
        raise Invalid(
            "Hari kunjungan harus hari ini atau paling lama %(most)s hari yang lalu.",
            most=DAYS_LATE,
        )
    row = {
        "counter_id": counter.id,
        "day": report.day,
        "service_id": report.service_id or NO_SERVICE,
        "waiting": sorted(report.waiting),
        "service": sorted(report.service),
    }
    with transaction():
        upsert(VisitMinutes.__table__, [row], ["waiting", "service"])
        record_event(
            scope, now, "report_visits", f"counter {counter.id}", day=report.day.isoformat()
        )


def _require_service(scope: Scope, service_id: int, unit_id: int) -> None:
    if organisation.service(scope, service_id, REPORT).unit_id != unit_id:
        raise NotFound("Jenis layanan tidak ditemukan.")
