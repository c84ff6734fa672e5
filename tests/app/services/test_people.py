"""Accounts and roles: made within one's own subtree, recorded, never one's own."""

from __future__ import annotations

from datetime import datetime

import pytest
import sqlalchemy as sa
from flask import Flask

from app.access import EVERYWHERE, Actor, Grant, Permission, Role, Scope
from app.database import db
from app.errors import Conflict, Invalid, NotAllowed, NotFound
from app.models.audit import AuditEvent
from app.models.organisation import Unit
from app.models.people import Person
from app.services import organisation, people
from tests.factories.people import somebody


@pytest.fixture
def units(app: Flask, scope: Scope, now: datetime) -> tuple[Unit, Unit]:
    """Two units of one agency."""
    agency = organisation.create_agency(scope, now, "Kabupaten Contoh")
    first = organisation.create_unit(scope, now, agency.id, "A", "Dinas A")
    return first, organisation.create_unit(scope, now, agency.id, "B", "Dinas B")


@pytest.fixture
def admin(units: tuple[Unit, Unit]) -> Scope:
    """The admin of the first unit, who has an account."""
    return Scope(Actor("person", "admin"), (Grant(Role.ADMIN, units[0].path),))


def events(verb: str) -> list[AuditEvent]:
    chosen = sa.select(AuditEvent).where(AuditEvent.verb == verb).order_by(AuditEvent.id)
    return list(db.session.scalars(chosen))


def test_a_person_is_made_with_a_role_and_an_event(
    admin: Scope, units: tuple[Unit, Unit], now: datetime
) -> None:
    made = people.create_person(admin, now, " Staf ", "Staf  R", Role.OFFICER, units[0].path)

    person = made.person
    assert (person.username, person.name) == ("staf", "Staf R")
    assert person.scope == Scope(Actor("person", "staf"), (Grant(Role.OFFICER, units[0].path),))
    assert made.password not in person.password_hash
    (event,) = events("create_person")
    assert (event.actor, event.subject) == ("admin", "staf")
    assert event.details == {"role": "officer", "path": units[0].path}


def test_a_taken_name_is_a_conflict(scope: Scope, app: Flask, now: datetime) -> None:
    somebody(scope, now)

    with pytest.raises(Conflict, match="staf"):
        somebody(scope, now, username="Staf")
    assert len(events("create_person")) == 1


@pytest.mark.parametrize("username", ["", "ab", "a b c", "-staf", "x" * 81, "<b>staf"])
def test_unusable_account_names_are_refused(
    username: str, app: Flask, scope: Scope, now: datetime
) -> None:
    with pytest.raises(Invalid):
        somebody(scope, now, username=username)


def test_a_given_password_must_be_acceptable(app: Flask, scope: Scope, now: datetime) -> None:
    with pytest.raises(Invalid):
        people.create_person(scope, now, "staf", "S", Role.ADMIN, EVERYWHERE, password="pendek")


def test_nobody_is_granted_anything_outside_the_grantors_subtree(
    admin: Scope, units: tuple[Unit, Unit], scope: Scope, now: datetime
) -> None:
    within = somebody(scope, now, path=units[0].path).person

    for path in (units[1].path, "/", f"/{units[0].agency_id}/"):
        with pytest.raises(NotFound):
            people.create_person(admin, now, "baru", "Baru", Role.MANAGER, path)
        with pytest.raises(NotFound):
            people.grant_role(admin, now, within.id, Role.OFFICER, path)
    assert not events("grant_role")


def test_a_path_that_is_no_place_is_refused(
    app: Flask, units: tuple[Unit, Unit], scope: Scope, now: datetime
) -> None:
    for path in ("", "/999/", units[0].path + "7/", units[0].path.rstrip("/")):
        with pytest.raises(NotFound):
            somebody(scope, now, path=path)


def test_each_grant_and_withdrawal_leaves_an_event(
    admin: Scope, units: tuple[Unit, Unit], scope: Scope, now: datetime
) -> None:
    person = somebody(scope, now, path=units[0].path).person

    people.grant_role(admin, now, person.id, Role.OFFICER, units[0].path)
    grant = next(g for g in person.grants if g.role is Role.OFFICER)
    people.withdraw_role(admin, now, person.id, grant.id)

    assert [e.details["role"] for e in events("grant_role")] == ["officer"]
    assert [e.details["role"] for e in events("withdraw_role")] == ["officer"]
    db.session.expire_all()
    assert [g.role for g in person.grants] == [Role.MANAGER]


def test_the_same_role_twice_is_a_conflict(
    units: tuple[Unit, Unit], scope: Scope, now: datetime
) -> None:
    person = somebody(scope, now, path=units[0].path).person

    with pytest.raises(Conflict):
        people.grant_role(scope, now, person.id, Role.MANAGER, units[0].path)


def test_the_last_role_stays(units: tuple[Unit, Unit], scope: Scope, now: datetime) -> None:
    person = somebody(scope, now, path=units[0].path).person

    with pytest.raises(Conflict, match="terakhir"):
        people.withdraw_role(scope, now, person.id, person.grants[0].id)


def test_nobody_changes_his_own_rights_or_account(
    units: tuple[Unit, Unit], scope: Scope, now: datetime
) -> None:
    me = somebody(scope, now, role=Role.ADMIN, path=units[0].path).person

    for change in (
        lambda: people.grant_role(me.scope, now, me.id, Role.MANAGER, units[0].path),
        lambda: people.withdraw_role(me.scope, now, me.id, me.grants[0].id),
        lambda: people.set_active(me.scope, now, me.id, active=False),
        lambda: people.reset_password(me.scope, now, me.id),
    ):
        with pytest.raises(NotAllowed):
            change()


def test_people_of_another_unit_are_not_found(
    admin: Scope, units: tuple[Unit, Unit], scope: Scope, now: datetime
) -> None:
    stranger = somebody(scope, now, path=units[1].path).person

    for change in (
        lambda: people.grant_role(admin, now, stranger.id, Role.MANAGER, units[0].path),
        lambda: people.withdraw_role(admin, now, stranger.id, stranger.grants[0].id),
        lambda: people.set_active(admin, now, stranger.id, active=False),
        lambda: people.reset_password(admin, now, stranger.id),
    ):
        with pytest.raises(NotFound):
            change()


def test_the_admin_of_a_unit_cannot_take_over_who_holds_more(
    admin: Scope, units: tuple[Unit, Unit], scope: Scope, now: datetime
) -> None:
    chief = somebody(scope, now, role=Role.ADMIN, path=units[1].path).person
    people.grant_role(scope, now, chief.id, Role.MANAGER, units[0].path)
    above = next(g for g in chief.grants if g.role is Role.ADMIN)

    with pytest.raises(NotAllowed):
        people.reset_password(admin, now, chief.id)
    with pytest.raises(NotAllowed):
        people.set_active(admin, now, chief.id, active=False)
    with pytest.raises(NotFound):
        people.withdraw_role(admin, now, chief.id, above.id)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMIN])
def test_only_admins_touch_accounts(
    role: Role, units: tuple[Unit, Unit], scope: Scope, now: datetime
) -> None:
    person = somebody(scope, now, path=units[0].path).person
    other = Scope(Actor("person", "x"), (Grant(role, units[0].path),))

    assert not other.may(Permission.EDIT_PEOPLE)
    with pytest.raises(NotFound):
        people.reset_password(other, now, person.id)
    with pytest.raises(NotFound):
        people.create_person(other, now, "baru", "Baru", Role.ADMIN, units[0].path)


def test_stopping_an_account_ends_its_sessions(app: Flask, scope: Scope, now: datetime) -> None:
    person = somebody(scope, now).person
    before = person.session_key

    people.set_active(scope, now, person.id, active=False)

    assert not db.session.get(Person, person.id).is_active
    assert person.session_key != before
    assert len(events("deactivate_person")) == 1
    people.set_active(scope, now, person.id, active=True)
    assert len(events("activate_person")) == 1


def test_a_reset_password_is_random_and_ends_sessions(
    app: Flask, scope: Scope, now: datetime
) -> None:
    made = somebody(scope, now)
    before = made.person.session_key

    renewed = people.reset_password(scope, now, made.person.id)

    assert renewed.password != made.password
    assert made.person.session_key != before
    assert len(events("reset_password")) == 1
