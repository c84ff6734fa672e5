"""Every address x every role x own and other agency: nobody gets in where no row says so.

`doors.py` says who may enter each endpoint. An endpoint without a row there fails, so that no
address can be added without saying whom it is for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import product

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from app.access import PERMISSIONS, KeyKind, Permission, Role, Scope
from app.services import api_keys
from tests.app.web.doors import DOORS, Door, Who
from tests.factories.neighbours import Neighbour, a_neighbour
from tests.factories.people import form_token, sign_in, somebody

# Parts of addresses that name no thing of an agency.
FIXED = {
    "comment_key": "0" * 32,
    "kind": "poster",
    "language": "id",
    "period": "2026",
    "token": "0" * 32,
}
TURNED_AWAY = (403, 404)
# What systems send under /api/v1; who holds the permission as a person does it elsewhere.
BY_KEYS_ALONE = (Who.WITH_TICKET_KEY, Who.WITH_VISIT_KEY)


@dataclass(frozen=True)
class World:
    """An application in which two agencies stand side by side."""

    app: Flask
    own: Neighbour
    other: Neighbour

    def address(self, rule: Rule, arguments: dict[str, int | str]) -> str:
        """The address of a rule with these things named."""
        adapter = self.app.url_map.bind("localhost")
        return adapter.build(rule.endpoint, {n: arguments[n] for n in rule.arguments})

    def own_address(self, rule: Rule) -> str:
        """The address with things of one's own agency."""
        return self.address(rule, FIXED | self.own.arguments)

    def other_addresses(self, rule: Rule) -> Iterator[str]:
        """Every mixture of own and other things with at least one of the other agency."""
        names = sorted(rule.arguments - set(FIXED))
        for chosen in product((self.own, self.other), repeat=len(names)):
            if self.other in chosen:
                named = {
                    name: whose.arguments[name] for name, whose in zip(names, chosen, strict=True)
                }
                yield self.address(rule, FIXED | named)

    def rules(self, wanted: Callable[[Door], bool]) -> Iterator[tuple[Rule, str, Door]]:
        """Each address that has such a door, once for each method."""
        for rule in self.app.url_map.iter_rules():
            door = DOORS[rule.endpoint]
            for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
                if wanted(door):
                    yield rule, method, door


@pytest.fixture
def world(app: Flask, scope: Scope, now: datetime) -> Iterator[World]:
    with time_machine.travel(now, tick=False):
        yield World(app, a_neighbour(scope, now, "SINI"), a_neighbour(scope, now, "SANA"))


@pytest.fixture
def entered(
    world: World, client: FlaskClient, scope: Scope, now: datetime
) -> Callable[[Role], FlaskClient]:
    """Signs somebody in who holds a role over the own agency."""

    def browser(role: Role) -> FlaskClient:
        return sign_in(client, somebody(scope, now, role=role, path=world.own.path))

    return browser


def is_for_staff(door: Door) -> bool:
    return door.needs not in (Who.ANYONE, Who.WITH_KEY, *BY_KEYS_ALONE)


def opens_to(door: Door, role: Role) -> bool:
    return door.needs is Who.SIGNED_IN or door.needs in PERMISSIONS[role]


def sent(client: FlaskClient, method: str, address: str, token: str) -> int:
    data = {"csrf_token": token} if method != "GET" else None
    return client.open(address, method=method, data=data).status_code


def test_every_endpoint_has_a_row(app: Flask) -> None:
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()}

    assert endpoints - set(DOORS) == set(), "say in DOORS whom these are for"
    assert set(DOORS) - endpoints == set(), "these rows are about nothing any more"


def test_views_demand_what_their_rows_say(app: Flask) -> None:
    demanded = {
        endpoint: getattr(app.view_functions[endpoint], "required_permission", None)
        for endpoint in DOORS
    }
    by_key = {
        Who.WITH_TICKET_KEY: Permission.ISSUE_TICKETS,
        Who.WITH_VISIT_KEY: Permission.REPORT_VISITS,
    }
    told = {
        endpoint: door.needs if isinstance(door.needs, Permission) else by_key.get(door.needs)
        for endpoint, door in DOORS.items()
    }

    assert demanded == told


def test_strangers_are_led_to_the_sign_in_page(world: World, client: FlaskClient) -> None:
    tried = [(method, world.own_address(rule)) for rule, method, _door in world.rules(is_for_staff)]
    locations = {client.open(path, method=method).location for method, path in tried}

    assert len(tried) > 40
    assert {(location or "").partition("?")[0] for location in locations} == {"/akun/masuk"}


@pytest.mark.parametrize("role", Role)
def test_nobody_enters_without_the_permission(
    role: Role, world: World, entered: Callable[[Role], FlaskClient]
) -> None:
    client = entered(role)
    token = form_token(client, "/akun/")
    tried = [
        (rule.endpoint, method, address, sent(client, method, address, token))
        for rule, method, door in world.rules(is_for_staff)
        if not opens_to(door, role)
        for address in (world.own_address(rule), *world.other_addresses(rule))
    ]

    assert tried or role is Role.ADMIN
    assert [row for row in tried if row[-1] != 403] == []


@pytest.mark.parametrize("role", Role)
def test_nobody_reaches_into_another_agency(
    role: Role, world: World, entered: Callable[[Role], FlaskClient]
) -> None:
    client = entered(role)
    token = form_token(client, "/akun/")
    tried = [
        (rule.endpoint, method, address, sent(client, method, address, token))
        for rule, method, door in world.rules(is_for_staff)
        if opens_to(door, role)
        for address in world.other_addresses(rule)
    ]

    assert tried or role is Role.OFFICER
    assert [row for row in tried if row[-1] not in TURNED_AWAY] == []


@pytest.mark.parametrize("role", Role)
def test_each_role_reads_what_is_its_own(
    role: Role, world: World, entered: Callable[[Role], FlaskClient]
) -> None:
    client = entered(role)
    answers = {
        rule.endpoint: (
            client.get(world.own_address(rule), follow_redirects=True).status_code,
            door,
        )
        for rule, method, door in world.rules(is_for_staff)
        if method == "GET" and opens_to(door, role)
    }

    assert answers
    assert {name: got for name, (got, door) in answers.items() if got != door.answers} == {}


def test_nothing_is_written_without_the_forms_token(
    world: World, entered: Callable[[Role], FlaskClient]
) -> None:
    client = entered(Role.ADMIN)
    tried = [
        (rule.endpoint, client.open(world.own_address(rule), method=method).status_code)
        for rule, method, _door in world.rules(is_for_staff)
        if method != "GET"
    ]

    assert len(tried) > 20
    assert [row for row in tried if row[1] != 400] == []


def test_a_key_reads_its_own_agency_and_no_other(
    world: World, client: FlaskClient, scope: Scope, now: datetime
) -> None:
    secret = api_keys.issue_key(scope, now, "SI Evaluasi", world.own.path).secret
    key = {"Authorization": f"Bearer {secret}"}
    rules = [rule for rule, _method, _door in world.rules(lambda d: d.needs is Who.WITH_KEY)]
    own = {rule.endpoint: world.own_address(rule) for rule in rules}
    others = [address for rule in rules for address in world.other_addresses(rule)]

    assert len(own) > 5
    assert {a for a in own.values() if client.get(a, headers=key).status_code != 200} == set()
    assert {a for a in others if client.get(a, headers=key).status_code != 404} == set()
    assert {a for a in own.values() if client.get(a).status_code != 401} == set()


@pytest.mark.parametrize("kind", KeyKind)
def test_a_key_does_what_it_is_for_and_nothing_else(
    kind: KeyKind, world: World, client: FlaskClient, scope: Scope, now: datetime
) -> None:
    secret = api_keys.issue_key(scope, now, "Sistem", world.own.path, kind=kind).secret
    key = {"Authorization": f"Bearer {secret}"}
    opened = {
        door.needs
        for rule, method, door in world.rules(lambda d: d.needs in (Who.WITH_KEY, *BY_KEYS_ALONE))
        if client.open(world.own_address(rule), method=method, headers=key).status_code != 403
    }

    own = {KeyKind.SCORES: Who.WITH_KEY, KeyKind.TICKETS: Who.WITH_TICKET_KEY}
    assert opened == {own.get(kind, Who.WITH_VISIT_KEY)}


@pytest.mark.parametrize("role", Role)
def test_a_session_opens_nothing_of_the_api(
    role: Role, world: World, entered: Callable[[Role], FlaskClient]
) -> None:
    client = entered(role)
    rules = [rule for rule, _method, _door in world.rules(lambda d: d.needs is Who.WITH_KEY)]

    assert {client.get(world.own_address(rule)).status_code for rule in rules} == {401}
