"""Each surface has a guard, and its addresses are typed and easy to read."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest
from flask import Blueprint, Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from app.web import SURFACES, Surface, guards

PART = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)?")
VARIABLE = re.compile(r"<(?:(?P<type>\w+)(?:\([^)]*\))?:)?(?P<name>\w+)>")
TURNED_AWAY = (302, 303, 401, 403)
SAMPLES = {"int": 1, "string": "x", "path": "x", "uuid": "0" * 32}


def surfaces_without_guard(surfaces: Iterable[Surface]) -> list[str]:
    """Surfaces whose guard is none of those that `guards` knows."""
    known = (guards.open_to_all, guards.signed_in, guards.api_key)
    return [surface.blueprint.name for surface in surfaces if surface.guard not in known]


def routes_of_no_surface(app: Flask, surfaces: Iterable[Surface]) -> list[str]:
    """Addresses that no surface's guard stands before."""
    guarded = {surface.blueprint.name for surface in surfaces}
    return [
        r.rule for r in app.url_map.iter_rules() if r.endpoint.rpartition(".")[0] not in guarded
    ]


def badly_written_addresses(app: Flask) -> list[str]:
    """Addresses with a part that is not kebab-case, or a variable without a type."""
    return [rule.rule for rule in app.url_map.iter_rules() if not _is_well_written(rule)]


def _is_well_written(rule: Rule) -> bool:
    if any(found["type"] is None for found in VARIABLE.finditer(rule.rule)):
        return False
    fixed = VARIABLE.sub("0", rule.rule).strip("/")
    return not fixed or all(PART.fullmatch(part) for part in fixed.split("/"))


def guarded_rules(app: Flask) -> list[Rule]:
    """The addresses behind a guard."""
    guarded = {s.blueprint.name for s in SURFACES if s.guard is not guards.open_to_all}
    return [
        rule for rule in app.url_map.iter_rules() if rule.endpoint.rpartition(".")[0] in guarded
    ]


def _blueprint(rule: Rule) -> str:
    return rule.endpoint.rpartition(".")[0]


def _address(rule: Rule) -> str:
    return VARIABLE.sub(lambda found: str(SAMPLES[found["type"]]), rule.rule)


@pytest.fixture
def planted() -> Flask:
    """An application with an address of each kind that is not wanted."""
    made = Flask("planted")
    for number, address in enumerate(("/a/<name>", "/Units", "/two_words", "/fine/<int:unit_id>")):
        made.add_url_rule(address, str(number), lambda: "")
    return made


def test_every_surface_has_a_guard() -> None:
    assert surfaces_without_guard(SURFACES) == []


def test_every_address_belongs_to_a_surface(app: Flask) -> None:
    assert routes_of_no_surface(app, SURFACES) == []


def test_addresses_are_typed_and_kebab_case(app: Flask) -> None:
    assert badly_written_addresses(app) == []


def test_nobody_enters_a_guarded_surface_unasked(app: Flask, client: FlaskClient) -> None:
    doors = [
        (_address(rule), method)
        for rule in guarded_rules(app)
        for method in sorted((rule.methods or set()) & {"GET", "POST", "PUT", "DELETE"})
    ]

    entered = [
        (address, method)
        for address, method in doors
        if client.open(address, method=method).status_code not in TURNED_AWAY
    ]

    assert len(doors) > 10
    assert entered == []


def test_only_signing_in_stands_open_beside_the_account(app: Flask) -> None:
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()}

    opened = {name for name in endpoints if name.startswith("entrance.")}
    assert opened == {"entrance.show_sign_in", "entrance.sign_in"}


def test_planted_surface_without_a_guard_is_caught() -> None:
    planted = Surface(Blueprint("planted", __name__), "/planted", lambda: None)

    assert surfaces_without_guard([planted]) == ["planted"]


def test_planted_addresses_are_caught(planted: Flask) -> None:
    assert badly_written_addresses(planted)[-3:] == ["/a/<name>", "/Units", "/two_words"]
    assert "/Units" in routes_of_no_surface(planted, SURFACES)
