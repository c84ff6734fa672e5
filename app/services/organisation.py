"""Building the organisation by hand: agencies, units, counters and service types."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from app.access import EVERYWHERE, Permission, Scope
from app.database import db, transaction
from app.errors import NotAllowed
from app.models.organisation import Agency, Counter, ServiceType, Unit
from app.queries import organisation
from app.services.audit import record_event
from app.services.organisation_rows import (
    add_agency,
    add_counter,
    add_service,
    add_unit,
    required_name,
)

EDIT = Permission.EDIT_ORGANISATION


def create_agency(
    scope: Scope,
    now: datetime,
    name: str,
    *,
    zone: str = "WIB",
    is_demo: bool = False,
    is_simulation: bool = False,
) -> Agency:
    """A new agency; only who holds everything may make one."""
    if not scope.may(EDIT, EVERYWHERE):
        raise NotAllowed("Hanya pengelola seluruh sistem yang dapat menambah instansi.")
    with transaction():
        made = add_agency(name, zone=zone, is_demo=is_demo, is_simulation=is_simulation)
        record_event(scope, now, "create_agency", f"agency {made.id}", name=made.name)
    return made


def create_unit(
    scope: Scope,
    now: datetime,
    agency_id: int,
    code: str,
    name: str,
    *,
    parent_id: int | None = None,
) -> Unit:
    """A new unit under an agency, or under the unit `parent_id`, in whose agency it then is."""
    top = (
        organisation.agency(scope, agency_id, EDIT)
        if parent_id is None
        else organisation.unit(scope, parent_id, EDIT)
    )
    with transaction():
        made = add_unit(top, code, name)
        record_event(scope, now, "create_unit", f"unit {made.id}", code=made.code, name=made.name)
    return made


def create_counter(scope: Scope, now: datetime, unit_id: int, code: str, name: str) -> Counter:
    """A new counter (loket) of a unit."""
    place = organisation.unit(scope, unit_id, EDIT)
    with transaction():
        made = add_counter(place, code, name)
        record_event(
            scope, now, "create_counter", f"counter {made.id}", code=made.code, name=made.name
        )
    return made


def create_service(scope: Scope, now: datetime, unit_id: int, code: str, name: str) -> ServiceType:
    """A new service type (jenis layanan) of a unit."""
    place = organisation.unit(scope, unit_id, EDIT)
    with transaction():
        made = add_service(place, code, name)
        record_event(
            scope, now, "create_service", f"service {made.id}", code=made.code, name=made.name
        )
    return made


def rename_unit(scope: Scope, now: datetime, unit_id: int, name: str) -> Unit:
    """Give a unit another name; its answers and codes stay."""
    place = organisation.unit(scope, unit_id, EDIT)
    with transaction():
        before, place.name = place.name, required_name(name)
        place.revision += 1
        record_event(scope, now, "rename_unit", f"unit {unit_id}", before=before, after=place.name)
    return place


def rename_counter(scope: Scope, now: datetime, counter_id: int, name: str) -> Counter:
    """Give a counter another name; its answers and codes stay."""
    place = organisation.counter(scope, counter_id, EDIT)
    with transaction():
        before, place.name = place.name, required_name(name)
        _touch_unit(place.unit_id)
        subject = f"counter {counter_id}"
        record_event(scope, now, "rename_counter", subject, before=before, after=place.name)
    return place


def offer_service(scope: Scope, now: datetime, service_id: int, *, offered: bool) -> ServiceType:
    """Offer a service type on the forms, or take it off; its past answers stay."""
    kind = organisation.service(scope, service_id, EDIT)
    with transaction():
        kind.is_offered = offered
        _touch_unit(kind.unit_id)
        record_event(scope, now, "offer_service", f"service {service_id}", offered=offered)
    return kind


def _touch_unit(unit_id: int) -> None:
    """Tell ready pages that they are stale."""
    db.session.execute(sa.update(Unit).where(Unit.id == unit_id).values(revision=Unit.revision + 1))
