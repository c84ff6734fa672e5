"""API keys: shown once, kept as a hash, bound, ended."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from app.access import EVERYWHERE, Actor, Grant, Role, Scope
from app.database import db
from app.errors import Conflict, Invalid, NotFound
from app.models.audit import AuditEvent
from app.queries import people
from app.services import organisation
from app.services.api_keys import day_of, hash_of, issue_key, revoke_key


def test_a_key_is_kept_as_its_hash_only(app: Flask, scope: Scope, now: datetime) -> None:
    issued = issue_key(scope, now, "SI Evaluasi", EVERYWHERE)

    assert issued.secret.startswith("sl_")
    assert len(issued.secret) == 3 + 43  # 256 bits in base64
    assert issued.key.key_hash == hashlib.sha256(issued.secret.encode()).digest()
    assert issued.secret.endswith(issued.key.hint)
    assert len(issued.key.hint) == 4


def test_no_event_holds_the_key(app: Flask, scope: Scope, now: datetime) -> None:
    issued = issue_key(scope, now, "SI Evaluasi", EVERYWHERE)

    event = db.session.scalars(sa.select(AuditEvent).where(AuditEvent.verb == "issue_key")).one()
    assert issued.secret not in str(event.details)
    assert event.details == {
        "name": "SI Evaluasi",
        "path": "/",
        "days": 365,
        "kind": "scores",
    }


def test_a_key_is_usable_through_its_last_day(app: Flask, scope: Scope, now: datetime) -> None:
    issued = issue_key(scope, now, "SI Evaluasi", EVERYWHERE, days=30)
    last = day_of(now) + timedelta(days=30)

    assert issued.key.expires_on == last
    assert people.usable_key(hash_of(issued.secret), last)
    assert people.usable_key(hash_of(issued.secret), last + timedelta(days=1)) is None


def test_a_revoked_key_is_unusable_at_once(app: Flask, scope: Scope, now: datetime) -> None:
    issued = issue_key(scope, now, "SI Evaluasi", EVERYWHERE)

    revoke_key(scope, now, issued.key.id)

    assert people.usable_key(hash_of(issued.secret), day_of(now)) is None
    with pytest.raises(Conflict):
        revoke_key(scope, now, issued.key.id)


@pytest.mark.parametrize("days", [0, -1, 731])
def test_a_life_out_of_bounds_is_refused(
    days: int, app: Flask, scope: Scope, now: datetime
) -> None:
    with pytest.raises(Invalid, match="730"):
        issue_key(scope, now, "SI Evaluasi", EVERYWHERE, days=days)


def test_a_long_name_is_refused(app: Flask, scope: Scope, now: datetime) -> None:
    with pytest.raises(Invalid, match="100"):
        issue_key(scope, now, "x" * 101, EVERYWHERE)


def test_keys_outside_the_subtree_are_neither_made_nor_ended(
    app: Flask, scope: Scope, now: datetime
) -> None:
    agency = organisation.create_agency(scope, now, "Kabupaten Contoh")
    unit = organisation.create_unit(scope, now, agency.id, "A", "Dinas A")
    admin = Scope(Actor("person", "admin"), (Grant(Role.ADMIN, unit.path),))
    above = issue_key(scope, now, "SI Evaluasi", agency.path)

    with pytest.raises(NotFound):
        issue_key(admin, now, "SI Evaluasi", agency.path)
    with pytest.raises(NotFound):
        revoke_key(admin, now, above.key.id)
    assert issue_key(admin, now, "SI Evaluasi", unit.path).key.path == unit.path


def test_the_day_is_that_of_jakarta() -> None:
    assert day_of(datetime(2026, 6, 15, 18, tzinfo=UTC)) == date(2026, 6, 16)
