"""What the admin templates about people show."""

from __future__ import annotations

from datetime import datetime

from flask import Flask

from app.access import EVERYWHERE, Role, Scope
from app.queries import people
from app.services import people as accounts
from app.web.admin.people_pages import people_page, person_page, place_choices, role_choices
from tests.factories.organisation import an_office
from tests.factories.people import somebody


def test_a_place_is_named_once_in_a_row(app: Flask, scope: Scope, now: datetime) -> None:
    person = somebody(scope, now).person
    accounts.grant_role(scope, now, person.id, Role.OFFICER, EVERYWHERE)

    with app.test_request_context():
        (row,) = people_page([person], people.place_names()).rows

    assert (row.roles, row.places) == ("Kepala unit, Petugas", "Seluruh sistem")


def test_only_grants_within_reach_can_be_withdrawn(app: Flask, scope: Scope, now: datetime) -> None:
    unit = an_office(scope, now).unit
    person = somebody(scope, now).person
    accounts.grant_role(scope, now, person.id, Role.OFFICER, unit.path)
    admin = somebody(scope, now, username="admin", role=Role.ADMIN, path=unit.path).person

    with app.test_request_context():
        page = person_page(admin.scope, person, (), people.place_names())

    assert [(g.role, bool(g.withdraw_href)) for g in page.grants] == [
        ("Kepala unit", False),
        ("Petugas", True),
    ]


def test_deeper_places_are_indented(app: Flask, scope: Scope, now: datetime) -> None:
    an_office(scope, now)

    names = [name for _path, name in place_choices(people.places(scope))]

    assert [len(name) - len(name.lstrip()) for name in names] == [0, 3, 6]


def test_every_role_can_be_chosen(app: Flask) -> None:
    with app.test_request_context():
        assert {value for value, _name in role_choices()} == {role.value for role in Role}
