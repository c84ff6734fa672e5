"""API keys of other systems: issued once in clear, kept as a hash, ended at once."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.access import KeyKind, Scope
from app.clock import local_day_and_slot
from app.database import transaction
from app.errors import Conflict, Invalid
from app.models.people import ApiKey
from app.queries import people
from app.services.audit import record_event
from app.services.organisation_rows import required_name

PREFIX = "sl_"
USUAL_DAYS = 365
GREATEST_DAYS = 730
GREATEST_NAME = 100


@dataclass(frozen=True)
class IssuedKey:
    """A key with its secret in clear, to be shown once and kept nowhere."""

    key: ApiKey
    secret: str


def issue_key(
    scope: Scope,
    now: datetime,
    name: str,
    path: str,
    *,
    days: int = USUAL_DAYS,
    kind: KeyKind = KeyKind.SCORES,
) -> IssuedKey:
    """A new key for one kind of use within one subtree, for so many days."""
    place = people.place(scope, path)
    if not 1 <= days <= GREATEST_DAYS:
        raise Invalid("Masa berlaku kunci antara 1 dan %(most)s hari.", most=GREATEST_DAYS)
    label = required_name(name)
    if len(label) > GREATEST_NAME:
        raise Invalid("Nama kunci paling banyak %(most)s karakter.", most=GREATEST_NAME)
    secret = PREFIX + secrets.token_urlsafe(32)
    with transaction() as session:
        made = ApiKey(
            name=label,
            key_hash=hash_of(secret),
            hint=secret[-4:],
            path=place.path,
            kind=kind,
            created_at=now,
            expires_on=day_of(now) + timedelta(days=days),
        )
        session.add(made)
        session.flush()
        told = {"name": label, "path": path, "days": days, "kind": kind}
        record_event(scope, now, "issue_key", f"api_key {made.id}", **told)
    return IssuedKey(made, secret)


def revoke_key(scope: Scope, now: datetime, key_id: int) -> ApiKey:
    """End a key: the next request with it is refused."""
    key = people.api_key(scope, key_id)
    if key.revoked_at is not None:
        raise Conflict("Kunci ini sudah dicabut sebelumnya.")
    with transaction():
        key.revoked_at = now
        record_event(scope, now, "revoke_key", f"api_key {key.id}", name=key.name)
    return key


def hash_of(secret: str) -> bytes:
    """What is stored of a key; 256 random bits need no slow hash."""
    return hashlib.sha256(secret.encode()).digest()


def day_of(moment: datetime) -> date:
    """The day that a key's last day is compared with; every agency uses that of Jakarta."""
    return local_day_and_slot(moment, "WIB")[0]
