"""Signing in and out, and a person's own password: delays instead of lock-outs (threat 31)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.access import Scope
from app.database import transaction
from app.errors import N_, Invalid, NotFound
from app.models.people import Person
from app.queries import people
from app.services import passwords, sign_in_delays
from app.services.audit import record_event
from app.services.people import USERNAME, new_session_key

# One sentence for an unknown name, a wrong password, a stopped account and a demo account from
# another machine, so that nobody learns which names exist.
REFUSED = N_("Nama pengguna atau kata sandi tidak cocok. Periksa keduanya, lalu coba lagi.")


@dataclass(frozen=True)
class Attempt:
    """What was typed, and where it came from; `is_local` is true on this machine itself only."""

    username: str
    password: str
    address: str
    is_local: bool


def sign_in(now: datetime, attempt: Attempt, secret: str) -> Person:
    """The person who signed in; TooSoon while a delay runs, Invalid for anything that is wrong."""
    username = attempt.username.strip().casefold()
    turn = sign_in_delays.take_turn(
        now,
        sign_in_delays.name_subject(secret, username),
        sign_in_delays.address_subject(secret, attempt.address),
    )
    # What cannot be a name is not looked up: PostgreSQL refuses texts with a NUL in them.
    person = people.account(username) if USERNAME.fullmatch(username) else None
    is_right = passwords.is_right(person and person.password_hash, attempt.password)
    if person is None or not is_right or not _may_enter(person, attempt):
        raise Invalid(REFUSED)
    with transaction():
        sign_in_delays.give_back(turn)
        _renew_hash(person, attempt.password)
        record_event(person.scope, now, "sign_in", person.username)
    return person


def sign_out(scope: Scope, now: datetime) -> None:
    """End every session of the person, copies of the cookie too."""
    person = _self(scope)
    with transaction():
        person.session_key = new_session_key()
        record_event(scope, now, "sign_out", person.username)


def change_own_password(
    scope: Scope, now: datetime, current: str, new: str, *, secret: str
) -> Person:
    """Give oneself a new password; every session ends, so the caller begins one anew."""
    person = _self(scope)
    passwords.require_acceptable(person.username, new)
    turn = sign_in_delays.take_turn(now, sign_in_delays.name_subject(secret, person.username))
    if not passwords.is_right(person.password_hash, current):
        raise Invalid(
            "Kata sandi sekarang tidak cocok. Tulis yang Anda pakai untuk masuk.",
            faults=("current_password",),
        )
    with transaction():
        sign_in_delays.give_back(turn)
        person.password_hash = passwords.hash_password(new)
        person.session_key = new_session_key()
        record_event(scope, now, "change_own_password", person.username)
    return person


def _self(scope: Scope) -> Person:
    """The person whose scope it is; a key or a job has no account."""
    person = people.account(scope.actor.name) if scope.actor.kind == "person" else None
    if person is None:
        raise NotFound("Akun tidak ditemukan.")
    return person


def _may_enter(person: Person, attempt: Attempt) -> bool:
    """Stopped accounts may not, and demo accounts only from the machine itself (decisions 22)."""
    return person.is_active and (attempt.is_local or not person.is_demo)


def _renew_hash(person: Person, password: str) -> None:
    if passwords.is_outdated(person.password_hash):
        person.password_hash = passwords.hash_password(password)
