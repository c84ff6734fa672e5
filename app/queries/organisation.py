"""Agencies, units, counters and services that a scope reaches."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

import sqlalchemy as sa

from app.access import Permission, Scope, unscoped
from app.database import db, under
from app.errors import NotFound
from app.models.organisation import Agency, Counter, ServiceType, Unit

SEE = Permission.SEE_SCORES
Place = TypeVar("Place", Counter, ServiceType)


def agencies(scope: Scope, permission: Permission = SEE) -> Sequence[Agency]:
    """The agencies that lie wholly within the scope."""
    found = db.session.scalars(sa.select(Agency).order_by(Agency.name)).all()
    return [agency for agency in found if scope.may(permission, agency.path)]


def agency(scope: Scope, agency_id: int, permission: Permission = SEE) -> Agency:
    """One agency of the scope, or NotFound."""
    found = db.session.get(Agency, agency_id)
    if found is None or not scope.may(permission, found.path):
        raise NotFound("Instansi tidak ditemukan.")
    return found


@unscoped("only says whether the database is empty, holds the demo, or another agency")
def first_agency() -> Agency | None:
    """The agency that was made first, if any."""
    return db.session.scalars(sa.select(Agency).order_by(Agency.id).limit(1)).first()


@unscoped("a label for every page; it names nothing")
def holds_simulation() -> bool:
    """Whether the answers of some agency here are made up."""
    chosen = sa.select(sa.exists().where(Agency.is_simulation))
    return bool(db.session.scalar(chosen))


def units(scope: Scope, permission: Permission = SEE) -> Sequence[Unit]:
    """Every unit within the scope, each after its parent."""
    chosen = sa.select(Unit).where(under(Unit.path, scope.paths(permission)))
    return db.session.scalars(chosen.order_by(Unit.path)).all()


def unit(scope: Scope, unit_id: int, permission: Permission = SEE) -> Unit:
    """One unit within the scope, or NotFound."""
    chosen = sa.select(Unit).where(Unit.id == unit_id, under(Unit.path, scope.paths(permission)))
    found = db.session.scalars(chosen).first()
    if found is None:
        raise NotFound("Unit tidak ditemukan.")
    return found


def agencies_in_reach(scope: Scope, permission: Permission = SEE) -> Sequence[Agency]:
    """The agencies that the scope reaches wholly or with some of their units, by name."""
    reached = {unit.agency_id for unit in units(scope, permission)}
    found = db.session.scalars(sa.select(Agency).order_by(Agency.name)).all()
    return [a for a in found if a.id in reached or scope.may(permission, a.path)]


def line_of(scope: Scope, unit_id: int, permission: Permission = SEE) -> Sequence[Unit]:
    """The unit with those above it that the scope reaches, from the top down."""
    place = unit(scope, unit_id, permission)
    _agency_id, *unit_ids = place.path.strip("/").split("/")
    chosen = sa.select(Unit).where(
        Unit.id.in_([int(step) for step in unit_ids]), under(Unit.path, scope.paths(permission))
    )
    return db.session.scalars(chosen.order_by(Unit.path)).all()


def agency_of_unit(scope: Scope, unit_id: int, permission: Permission = SEE) -> Agency:
    """The agency that a unit within the scope belongs to."""
    place = unit(scope, unit_id, permission)
    return db.session.get_one(Agency, place.agency_id)


def unit_by_code(scope: Scope, code: str, permission: Permission = SEE) -> Unit:
    """The unit with this code or id within the scope, or NotFound; Ambiguous codes are refused."""
    found = [u for u in units(scope, permission) if code in (u.code, str(u.id))]
    if len(found) != 1:
        raise NotFound("Unit '%(code)s' tidak ditemukan atau lebih dari satu.", code=code)
    return found[0]


def only_unit(scope: Scope, permission: Permission = SEE) -> Unit:
    """The one unit within the scope; NotFound where there is none, or more than one to mean."""
    found = units(scope, permission)
    if len(found) != 1:
        raise NotFound("Ada %(count)s unit; sebutkan unit mana yang dimaksud.", count=len(found))
    return found[0]


def counters(scope: Scope, unit_id: int, permission: Permission = SEE) -> Sequence[Counter]:
    """The counters of a unit and of the units under it, by name."""
    chosen = _below(scope, Counter, unit_id, permission)
    return db.session.scalars(chosen.order_by(Counter.stands_for_unit, Counter.name)).all()


@unscoped("a release sums what belongs to the same unit, and shows nothing")
def own_counter_ids(unit_id: int) -> Sequence[int]:
    """The counters of a unit itself, without those of units under it."""
    return db.session.scalars(sa.select(Counter.id).where(Counter.unit_id == unit_id)).all()


@unscoped("marks the units whose released state was mended")
def unit_ids_of(counter_ids: Iterable[int]) -> Sequence[int]:
    """The units that these counters belong to."""
    chosen = sa.select(Counter.unit_id).where(Counter.id.in_(list(counter_ids))).distinct()
    return db.session.scalars(chosen).all()


@unscoped("decides what may be shown to anybody, and shows nothing")
def units_of_tree(unit_id: int) -> Sequence[Unit]:
    """Every unit of the tree that this one stands in, from its top down."""
    path = db.session.execute(sa.select(Unit.path).where(Unit.id == unit_id)).scalar_one()
    top = "/".join(path.split("/")[:3]) + "/"
    chosen = sa.select(Unit).where(Unit.path.startswith(top, autoescape=True))
    return db.session.scalars(chosen.order_by(Unit.path)).all()


@unscoped("names units whose results are published for all")
def units_with_agencies(unit_ids: Iterable[int]) -> Sequence[tuple[Unit, Agency]]:
    """These units, each with its agency."""
    chosen = sa.select(Unit, Agency).join(Agency, Agency.id == Unit.agency_id)
    found = db.session.execute(chosen.where(Unit.id.in_(list(unit_ids)))).all()
    return [(unit, agency) for unit, agency in found]


@unscoped("decides what may be shown to anybody, and shows nothing")
def owners_of_counters(unit_ids: Iterable[int]) -> dict[int, int]:
    """The unit of each counter of these units, by the counter's id."""
    chosen = sa.select(Counter.id, Counter.unit_id).where(Counter.unit_id.in_(list(unit_ids)))
    return {row.id: row.unit_id for row in db.session.execute(chosen)}


def counters_in_reach(scope: Scope, permission: Permission = SEE) -> Sequence[Counter]:
    """Every counter within the scope."""
    chosen = _within(scope, Counter, permission)
    return db.session.scalars(chosen.order_by(Counter.id)).all()


def counter(scope: Scope, counter_id: int, permission: Permission = SEE) -> Counter:
    """One counter within the scope, or NotFound."""
    chosen = _within(scope, Counter, permission).where(Counter.id == counter_id)
    found = db.session.scalars(chosen).first()
    if found is None:
        raise NotFound("Loket tidak ditemukan.")
    return found


def services(scope: Scope, unit_id: int, permission: Permission = SEE) -> Sequence[ServiceType]:
    """The service types of a unit and of the units under it, by name."""
    chosen = _below(scope, ServiceType, unit_id, permission)
    return db.session.scalars(chosen.order_by(ServiceType.name)).all()


def services_in_reach(scope: Scope, permission: Permission = SEE) -> Sequence[ServiceType]:
    """Every service type within the scope."""
    chosen = _within(scope, ServiceType, permission)
    return db.session.scalars(chosen.order_by(ServiceType.id)).all()


def service(scope: Scope, service_id: int, permission: Permission = SEE) -> ServiceType:
    """One service type within the scope, or NotFound."""
    chosen = _within(scope, ServiceType, permission).where(ServiceType.id == service_id)
    found = db.session.scalars(chosen).first()
    if found is None:
        raise NotFound("Jenis layanan tidak ditemukan.")
    return found


@unscoped("names that stand on the public form")
def offered_services(unit_id: int) -> tuple[tuple[str, str], ...]:
    """The (id, name) pairs of the services that a citizen may choose on the unit's forms."""
    chosen = sa.select(ServiceType.id, ServiceType.name).where(
        ServiceType.unit_id == unit_id, ServiceType.is_offered
    )
    rows = db.session.execute(chosen.order_by(ServiceType.name))
    return tuple((str(row.id), row.name) for row in rows)


def _below(
    scope: Scope, kind: type[Place], unit_id: int, permission: Permission
) -> sa.Select[Place]:
    """The counters or services of a unit and of the units under it; NotFound beyond the scope."""
    top = unit(scope, unit_id, permission)
    return _of_units(kind).where(Unit.path.startswith(top.path, autoescape=True))


def _within(scope: Scope, kind: type[Place], permission: Permission) -> sa.Select[Place]:
    """The counters or services within the scope."""
    return _of_units(kind).where(under(Unit.path, scope.paths(permission)))


def _of_units(kind: type[Place]) -> sa.Select[Place]:
    return sa.select(kind).join(Unit, Unit.id == kind.unit_id)
