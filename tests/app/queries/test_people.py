"""People, keys and places: seen within one's own subtree only."""

from __future__ import annotations

from datetime import datetime

import pytest
from flask import Flask

from app.access import EVERYWHERE, Actor, Grant, Role, Scope
from app.errors import NotFound
from app.models.organisation import Unit
from app.queries import people
from app.services import api_keys, organisation
from app.services import people as accounts
from tests.factories.people import somebody


@pytest.fixture
def units(app: Flask, scope: Scope, now: datetime) -> tuple[Unit, Unit, Unit]:
    """Two units of one agency, and one under the second."""
    agency = organisation.create_agency(scope, now, "Kabupaten Contoh")
    first = organisation.create_unit(scope, now, agency.id, "A", "Dinas A")
    second = organisation.create_unit(scope, now, agency.id, "B", "Dinas B")
    under = organisation.create_unit(scope, now, agency.id, "B1", "Puskesmas", parent_id=second.id)
    return first, second, under


def admin_of(path: str) -> Scope:
    return Scope(Actor("person", "admin"), (Grant(Role.ADMIN, path),))


def test_people_are_seen_by_the_admins_above_them(
    units: tuple[Unit, Unit, Unit], scope: Scope, now: datetime
) -> None:
    _first, second, under = units
    person = somebody(scope, now, path=under.path).person

    assert [p.id for p in people.people(admin_of(second.path))] == [person.id]
    assert people.person(admin_of(under.path), person.id) is person
    assert people.person_named(scope, "staf") is person


def test_people_of_other_units_are_not_found(
    units: tuple[Unit, Unit, Unit], scope: Scope, now: datetime
) -> None:
    first, second, _under = units
    person = somebody(scope, now, path=second.path).person

    assert not people.people(admin_of(first.path))
    with pytest.raises(NotFound):
        people.person(admin_of(first.path), person.id)
    with pytest.raises(NotFound):
        people.person_named(admin_of(first.path), "staf")


def test_who_holds_a_role_in_two_units_is_seen_in_both(
    units: tuple[Unit, Unit, Unit], scope: Scope, now: datetime
) -> None:
    first, second, _under = units
    person = somebody(scope, now, path=first.path).person
    accounts.grant_role(scope, now, person.id, Role.OFFICER, second.path)

    for unit in (first, second):
        assert [p.id for p in people.people(admin_of(unit.path))] == [person.id]


def test_a_role_without_the_permission_shows_nobody(
    units: tuple[Unit, Unit, Unit], scope: Scope, now: datetime
) -> None:
    somebody(scope, now, path=units[0].path)
    manager = Scope(Actor("person", "x"), (Grant(Role.MANAGER, EVERYWHERE),))

    assert not people.people(manager)
    assert not people.places(manager)
    assert not people.api_keys(manager)


def test_a_session_key_finds_its_holder_while_active(
    app: Flask, scope: Scope, now: datetime
) -> None:
    person = somebody(scope, now).person

    assert people.session_holder(person.session_key) is person
    assert people.session_holder("another") is None
    accounts.set_active(scope, now, person.id, active=False)
    assert people.session_holder(person.session_key) is None
    assert people.account("staf") is person


def test_places_stand_as_the_tree_does(units: tuple[Unit, Unit, Unit], scope: Scope) -> None:
    assert [(place.name, place.depth) for place in people.places(scope)] == [
        ("Seluruh sistem", 0),
        ("Kabupaten Contoh", 1),
        ("Dinas A", 2),
        ("Dinas B", 2),
        ("Puskesmas", 3),
    ]


def test_places_end_where_the_scope_does(units: tuple[Unit, Unit, Unit]) -> None:
    _first, second, under = units
    admin = admin_of(second.path)

    assert [place.path for place in people.places(admin)] == [second.path, under.path]
    assert people.place(admin, under.path).name == "Puskesmas"
    for path in (EVERYWHERE, units[0].path, second.path + "99/"):
        with pytest.raises(NotFound):
            people.place(admin, path)


def test_every_path_has_a_name(units: tuple[Unit, Unit, Unit]) -> None:
    names = people.place_names()

    assert names[EVERYWHERE] == "Seluruh sistem"
    assert names[units[2].path] == "Puskesmas"
    assert names[f"/{units[0].agency_id}/"] == "Kabupaten Contoh"


def test_keys_are_seen_within_the_subtree(
    units: tuple[Unit, Unit, Unit], scope: Scope, now: datetime
) -> None:
    first, second, _under = units
    key = api_keys.issue_key(scope, now, "SI Evaluasi", first.path).key

    assert [k.id for k in people.api_keys(admin_of(first.path))] == [key.id]
    assert not people.api_keys(admin_of(second.path))
    assert people.api_key(admin_of(first.path), key.id) is key
    with pytest.raises(NotFound):
        people.api_key(admin_of(second.path), key.id)
