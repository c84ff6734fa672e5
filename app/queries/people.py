"""People, API keys and sign-in delays; the places at which roles can be granted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from app.access import EVERYWHERE, Permission, Scope, unscoped
from app.database import db, under
from app.errors import NotFound
from app.models.organisation import Agency, Unit
from app.models.people import ApiKey, Person, RoleGrant, SignInDelay
from app.queries import organisation

EDIT = Permission.EDIT_PEOPLE
WHOLE_SYSTEM = "Seluruh sistem"


@dataclass(frozen=True)
class Place:
    """A node of the organisation at which a role or key can be bound; it covers all under it."""

    path: str
    name: str
    depth: int


def people(scope: Scope) -> Sequence[Person]:
    """Everybody who holds a role somewhere within the scope, by name."""
    return db.session.scalars(_people_within(scope).order_by(Person.name, Person.id)).all()


def person(scope: Scope, person_id: int) -> Person:
    """One person who holds a role within the scope, or NotFound."""
    found = db.session.scalars(_people_within(scope).where(Person.id == person_id)).first()
    return _found(found)


def person_named(scope: Scope, username: str) -> Person:
    """The person of this account name within the scope, or NotFound."""
    found = db.session.scalars(_people_within(scope).where(Person.username == username)).first()
    return _found(found)


@unscoped("signing in happens before there is a scope")
def account(username: str) -> Person | None:
    """The account of this name, if there is one."""
    return db.session.scalars(sa.select(Person).where(Person.username == username)).first()


@unscoped("the session names the person whose scope is about to be made")
def session_holder(session_key: str) -> Person | None:
    """The active person whose sessions carry this key now."""
    chosen = sa.select(Person).where(Person.session_key == session_key, Person.is_active)
    return db.session.scalars(chosen).first()


@unscoped("the key itself is the proof; its scope is about to be made")
def usable_key(key_hash: bytes, today: date) -> ApiKey | None:
    """The key with this hash, unless it was revoked or its last day is past."""
    chosen = sa.select(ApiKey).where(
        ApiKey.key_hash == key_hash, ApiKey.revoked_at.is_(None), ApiKey.expires_on >= today
    )
    return db.session.scalars(chosen).first()


def api_keys(scope: Scope) -> Sequence[ApiKey]:
    """The keys bound within the scope, the newest first, with those that ended."""
    chosen = sa.select(ApiKey).where(under(ApiKey.path, scope.paths(EDIT)))
    return db.session.scalars(chosen.order_by(ApiKey.id.desc())).all()


def api_key(scope: Scope, key_id: int) -> ApiKey:
    """One key bound within the scope, or NotFound."""
    chosen = sa.select(ApiKey).where(ApiKey.id == key_id, under(ApiKey.path, scope.paths(EDIT)))
    found = db.session.scalars(chosen).first()
    if found is None:
        raise NotFound("Kunci API tidak ditemukan.")
    return found


def places(scope: Scope) -> tuple[Place, ...]:
    """Where the scope may grant roles and bind keys: agencies, each with its units as a tree."""
    top = (Place(EVERYWHERE, WHOLE_SYSTEM, 0),) if scope.may(EDIT, EVERYWHERE) else ()
    named = [Place(a.path, a.name, 1) for a in organisation.agencies(scope, EDIT)]
    named += [Place(u.path, u.name, u.path.count("/") - 1) for u in organisation.units(scope, EDIT)]
    return top + tuple(sorted(named, key=lambda place: _numbers(place.path)))


def place(scope: Scope, path: str) -> Place:
    """The place with this path where the scope may grant, or NotFound."""
    found = next((each for each in places(scope) if each.path == path), None)
    if found is None:
        raise NotFound("Unit atau instansi ini tidak ditemukan dalam wewenang Anda.")
    return found


@unscoped("names of units and agencies, which stand on every poster")
def place_names() -> dict[str, str]:
    """The name of each path at which a role can be held."""
    rows = db.session.execute(sa.select(Unit.path, Unit.name)).all()
    named = {path: name for path, name in rows}
    named |= {agency.path: agency.name for agency in db.session.scalars(sa.select(Agency))}
    return {EVERYWHERE: WHOLE_SYSTEM} | named


@unscoped("counts tries by keyed hash; says nothing of any person")
def locked_delays(subjects: Sequence[bytes]) -> Sequence[SignInDelay]:
    """The delays of these subjects, kept from others until the transaction ends."""
    chosen = sa.select(SignInDelay).where(SignInDelay.subject_hash.in_(subjects))
    ordered = chosen.order_by(SignInDelay.subject_hash).with_for_update()
    return db.session.scalars(ordered, execution_options={"populate_existing": True}).all()


def _people_within(scope: Scope) -> sa.Select[Person]:
    within = Person.grants.any(under(RoleGrant.path, scope.paths(EDIT)))
    return sa.select(Person).where(within)


def _found(found: Person | None) -> Person:
    if found is None:
        raise NotFound("Akun tidak ditemukan.")
    return found


def _numbers(path: str) -> tuple[int, ...]:
    """The ids of a path, so that /1/10/ stands after /1/9/."""
    return tuple(int(part) for part in path.split("/") if part)
