"""Two agencies beside each other: somebody's own one, and one that is none of theirs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.access import Role, Scope
from app.services import api_keys, devices, people
from tests.factories.organisation import an_office
from tests.factories.people import somebody


@dataclass(frozen=True)
class Neighbour:
    """An agency, with one thing of each kind that an address may name."""

    path: str
    arguments: dict[str, int | str]


def a_neighbour(scope: Scope, now: datetime, code: str) -> Neighbour:
    """An agency with an office, a person with two roles, and an API key."""
    office = an_office(scope, now, code=code, name=f"Dinas {code}", services=1)
    person = somebody(scope, now, username=f"orang.{code.lower()}", path=office.unit.path).person
    people.grant_role(scope, now, person.id, Role.OFFICER, office.unit.path)
    key = api_keys.issue_key(scope, now, f"SI {code}", office.unit.path).key
    device = devices.enrol_device(scope, now, office.counters[0].id, "Tablet", "112358").device
    arguments = {
        "agency_id": office.agency.id,
        "unit_id": office.unit.id,
        "counter_id": office.counters[0].id,
        "service_id": office.services[0].id,
        "round_id": office.round.id,
        "person_id": person.id,
        "grant_id": person.grants[0].id,
        "key_id": key.id,
        "device_id": device.id,
    }
    return Neighbour(office.agency.path, arguments)
