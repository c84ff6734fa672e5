"""An agency with a unit, counters, services, an open round and codes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from app.access import Scope
from app.models.collection import CollectionPoint, SurveyRound
from app.models.organisation import Agency, Counter, ServiceType, Unit
from app.services import collection, organisation


@dataclass(frozen=True)
class Office:
    """A unit that takes answers over one year."""

    agency: Agency
    unit: Unit
    counters: list[Counter]
    services: list[ServiceType]
    round: SurveyRound
    points: list[CollectionPoint]


def an_office(
    scope: Scope,
    now: datetime,
    *,
    agency: Agency | None = None,
    code: str = "DISDUK",
    name: str = "Dinas Kependudukan",
    counters: int = 2,
    services: int = 0,
    instrument: str = "skm-2017",
    population_served: int | None = 1200,
    year: int = 2026,
) -> Office:
    """An office with a round over the year; its agency is made unless one is given."""
    agency = agency or organisation.create_agency(scope, now, f"Kabupaten {code}")
    unit = organisation.create_unit(scope, now, agency.id, code, name)
    places = [
        organisation.create_counter(scope, now, unit.id, f"L{number}", f"Loket {number}")
        for number in range(1, counters + 1)
    ]
    kinds = [
        organisation.create_service(scope, now, unit.id, f"S{number}", f"Layanan {number}")
        for number in range(1, services + 1)
    ]
    opened = collection.open_round(
        scope,
        now,
        unit.id,
        f"SKM {year}",
        date(year, 1, 1),
        date(year, 12, 31),
        instrument=instrument,
        population_served=population_served,
    )
    points = [collection.issue_point(scope, now, place.id) for place in places]
    return Office(agency, unit, places, kinds, opened, points)
