"""Signing in: who may, what is said to who may not, and what is left behind."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from argon2 import PasswordHasher
from flask import Flask

from app.access import Scope, job_scope
from app.database import db, transaction
from app.errors import Invalid, NotFound, TooSoon
from app.models.audit import AuditEvent
from app.models.people import Person
from app.services import passwords, people
from app.services.people import Credentials
from app.services.sign_in import REFUSED, Attempt, change_own_password, sign_in, sign_out
from tests.factories.people import somebody

SECRET = "for-tests"
NEW = "kopi pagi di teras"


@pytest.fixture
def hasher() -> PasswordHasher:
    """The real one, whose parameters these tests are about."""
    return passwords.HASHER


@pytest.fixture
def staf(app: Flask, scope: Scope, now: datetime) -> Credentials:
    return somebody(scope, now)


def attempt(
    username: str, password: str, *, address: str = "10.0.0.7", is_local: bool = False
) -> Attempt:
    return Attempt(username, password, address, is_local)


def verbs() -> list[str]:
    return list(db.session.scalars(sa.select(AuditEvent.verb).order_by(AuditEvent.id)))


def test_the_right_password_signs_in_and_is_recorded(staf: Credentials, now: datetime) -> None:
    person = sign_in(now, attempt("staf", staf.password), SECRET)

    event = db.session.scalars(sa.select(AuditEvent).where(AuditEvent.verb == "sign_in")).one()
    assert person.id == staf.person.id
    assert (event.actor_kind, event.actor) == ("person", "staf")


def test_the_name_may_be_typed_in_capitals_with_spaces(staf: Credentials, now: datetime) -> None:
    assert sign_in(now, attempt(" Staf ", staf.password), SECRET).username == "staf"


@pytest.mark.parametrize("username", ["staf", "nobody"])
def test_known_and_unknown_names_are_refused_alike(
    username: str, staf: Credentials, now: datetime
) -> None:
    with pytest.raises(Invalid) as refused:
        sign_in(now, attempt(username, "a wrong password"), SECRET)

    assert refused.value.message == REFUSED


def test_a_stopped_account_is_refused_alike(staf: Credentials, scope: Scope, now: datetime) -> None:
    people.set_active(scope, now, staf.person.id, active=False)

    with pytest.raises(Invalid) as refused:
        sign_in(now, attempt("staf", staf.password), SECRET)
    assert refused.value.message == REFUSED


def test_a_demo_account_signs_in_on_this_machine_only(
    app: Flask, scope: Scope, now: datetime
) -> None:
    demo = somebody(scope, now, username="demo", is_demo=True)

    with pytest.raises(Invalid) as refused:
        sign_in(now, attempt("demo", demo.password), SECRET)
    assert refused.value.message == REFUSED
    assert sign_in(now, attempt("demo", demo.password, is_local=True), SECRET).username == "demo"


def test_while_waiting_even_the_right_password_is_not_looked_at(
    staf: Credentials, now: datetime
) -> None:
    for _ in range(3):
        with pytest.raises(Invalid):
            sign_in(now, attempt("staf", "a wrong password"), SECRET)

    with pytest.raises(TooSoon):
        sign_in(now, attempt("staf", staf.password), SECRET)
    sign_in(now + timedelta(seconds=1), attempt("staf", staf.password), SECRET)


def test_unknown_names_wait_as_known_ones_do(staf: Credentials, now: datetime) -> None:
    waits = []
    for username in ("staf", "nobody"):
        for number in range(3):
            with pytest.raises(Invalid):
                sign_in(now, attempt(username, "x", address=f"10.{len(waits)}.0.{number}"), SECRET)
        with pytest.raises(TooSoon) as refused:
            sign_in(now, attempt(username, "x"), SECRET)
        waits.append(refused.value.message)

    assert waits[0] == waits[1]


def test_a_hash_of_older_parameters_is_made_anew(staf: Credentials, now: datetime) -> None:
    weaker = PasswordHasher(memory_cost=8192, time_cost=1, parallelism=1).hash(staf.password)
    with transaction():
        staf.person.password_hash = weaker

    sign_in(now, attempt("staf", staf.password), SECRET)

    assert staf.person.password_hash.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    sign_in(now, attempt("staf", staf.password), SECRET)


def test_signing_out_changes_the_session_key(staf: Credentials, now: datetime) -> None:
    before = staf.person.session_key

    sign_out(staf.person.scope, now)

    assert staf.person.session_key != before
    assert verbs()[-1] == "sign_out"


def test_an_own_password_is_changed_and_sessions_end(staf: Credentials, now: datetime) -> None:
    before = staf.person.session_key

    change_own_password(staf.person.scope, now, staf.password, NEW, secret=SECRET)

    assert staf.person.session_key != before
    assert verbs()[-1] == "change_own_password"
    assert sign_in(now, attempt("staf", NEW), SECRET)
    with pytest.raises(Invalid):
        sign_in(now, attempt("staf", staf.password), SECRET)


def test_a_wrong_current_password_changes_nothing_and_soon_waits(
    staf: Credentials, now: datetime
) -> None:
    kept = staf.person.password_hash
    for _ in range(3):
        with pytest.raises(Invalid) as refused:
            change_own_password(staf.person.scope, now, "not mine", NEW, secret=SECRET)
        assert refused.value.faults == ("current_password",)

    with pytest.raises(TooSoon):
        change_own_password(staf.person.scope, now, staf.password, NEW, secret=SECRET)
    assert db.session.get(Person, staf.person.id).password_hash == kept


def test_a_poor_new_password_is_refused(staf: Credentials, now: datetime) -> None:
    with pytest.raises(Invalid) as refused:
        change_own_password(staf.person.scope, now, staf.password, "pendek", secret=SECRET)

    assert refused.value.faults == ("new_password",)


def test_a_job_has_no_account_to_sign_out_of(app: Flask, now: datetime) -> None:
    with pytest.raises(NotFound):
        sign_out(job_scope("nightly"), now)
