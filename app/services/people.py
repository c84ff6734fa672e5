"""Accounts of people and their roles: made, granted, withdrawn, stopped, given a new password."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from app.access import Permission, Role, Scope
from app.database import db, transaction
from app.errors import Conflict, Invalid, NotAllowed, NotFound
from app.models.people import Person, RoleGrant
from app.queries import people
from app.services import passwords
from app.services.audit import record_event
from app.services.organisation_rows import required_name

EDIT = Permission.EDIT_PEOPLE
USERNAME = re.compile(r"[a-z0-9][a-z0-9._@-]{2,79}")


@dataclass(frozen=True)
class Credentials:
    """An account with its password in clear, to be shown once and kept nowhere."""

    person: Person
    password: str


def create_person(
    scope: Scope,
    now: datetime,
    username: str,
    name: str,
    role: Role,
    path: str,
    *,
    password: str | None = None,
    is_demo: bool = False,
) -> Credentials:
    """A new account with its first role; the password is random unless one is given."""
    place = people.place(scope, path)
    account_name = _account_name(username)
    password = passwords.random_password() if password is None else password
    passwords.require_acceptable(account_name, password)
    with transaction():
        made = Person(
            username=account_name,
            name=required_name(name),
            password_hash=passwords.hash_password(password),
            session_key=new_session_key(),
            is_demo=is_demo,
            grants=[RoleGrant(role=role, path=place.path)],
        )
        _add(made, Conflict("Nama pengguna '%(name)s' sudah dipakai.", name=account_name))
        record_event(scope, now, "create_person", account_name, role=role, path=path)
    return Credentials(made, password)


def grant_role(scope: Scope, now: datetime, person_id: int, role: Role, path: str) -> Person:
    """Give somebody else one more role at a place within the grantor's own subtree."""
    place = people.place(scope, path)
    person = _somebody_else(scope, person_id)
    with transaction():
        grant = RoleGrant(person_id=person.id, role=role, path=place.path)
        clash = Conflict(
            "%(name)s sudah memegang peran ini di %(place)s.", name=person.name, place=place.name
        )
        _add(grant, clash)
        record_event(scope, now, "grant_role", person.username, role=role, path=path)
    return person


def withdraw_role(scope: Scope, now: datetime, person_id: int, grant_id: int) -> Person:
    """Take a role from somebody else; the last one stays, because an account is stopped whole."""
    person = _somebody_else(scope, person_id)
    grant = next((each for each in person.grants if each.id == grant_id), None)
    if grant is None or not scope.may(EDIT, grant.path):
        raise NotFound("Peran ini tidak ditemukan dalam wewenang Anda.")
    if len(person.grants) == 1:
        raise Conflict("Ini peran terakhirnya. Nonaktifkan akunnya, atau beri peran lain dahulu.")
    with transaction() as session:
        role, path = grant.role, grant.path
        session.delete(grant)
        record_event(scope, now, "withdraw_role", person.username, role=role, path=path)
    return person


def set_active(scope: Scope, now: datetime, person_id: int, *, active: bool) -> Person:
    """Stop somebody else's account and its sessions at once, or let it sign in again."""
    person = _governed(scope, person_id)
    with transaction():
        person.is_active = active
        person.session_key = new_session_key()
        verb = "activate_person" if active else "deactivate_person"
        record_event(scope, now, verb, person.username)
    return person


def reset_password(scope: Scope, now: datetime, person_id: int) -> Credentials:
    """Give somebody else a random password; every session of that person ends."""
    person = _governed(scope, person_id)
    password = passwords.random_password()
    with transaction():
        person.password_hash = passwords.hash_password(password)
        person.session_key = new_session_key()
        record_event(scope, now, "reset_password", person.username)
    return Credentials(person, password)


def new_session_key() -> str:
    """A key that no session carries yet."""
    return secrets.token_urlsafe(32)


def _account_name(username: str) -> str:
    account_name = username.strip().casefold()
    if not USERNAME.fullmatch(account_name):
        raise Invalid(
            "Nama pengguna terdiri dari 3 sampai 80 huruf kecil, angka, titik, garis, atau @."
        )
    return account_name


def _somebody_else(scope: Scope, person_id: int) -> Person:
    """The person, unless it is the one who asks: nobody changes his own rights (threat 27)."""
    person = people.person(scope, person_id)
    if scope.actor == person.scope.actor:
        raise NotAllowed("Anda tidak dapat mengubah wewenang atau akun Anda sendiri di sini.")
    return person


def _governed(scope: Scope, person_id: int) -> Person:
    """Somebody else all of whose roles lie within the scope.

    Otherwise the admin of one unit could take over the account of an admin of the whole agency
    who holds some role in that unit as well.
    """
    person = _somebody_else(scope, person_id)
    if not all(scope.may(EDIT, grant.path) for grant in person.grants):
        raise NotAllowed(
            "%(name)s juga memegang peran di luar wewenang Anda. "
            "Mintalah pengelola instansi untuk melakukannya.",
            name=person.name,
        )
    return person


def _add(made: Person | RoleGrant, clash: Conflict) -> None:
    """Insert now; what is there already raises the clash."""
    db.session.add(made)
    try:
        db.session.flush()
    except sa.exc.IntegrityError as error:
        raise clash from error
