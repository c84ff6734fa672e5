"""What the page of a counter shows of its codes."""

from __future__ import annotations

import pytest

from app.access import Actor, Grant, Role, Scope
from app.services import collection
from app.web.admin.counter_pages import counter_page

BASE = "https://skm.example.go.id"


@pytest.fixture
def page(app):
    with app.test_request_context():
        yield


def test_the_code_in_force_comes_with_its_address(page, scope, now, building):
    shown = counter_page(scope, now, BASE, building.counters[0].id)
    code = building.points[0].code
    assert (shown.code, shown.link) == (code, f"{BASE}/s/{code}")
    assert shown.short_address == f"skm.example.go.id/s/{code}"


def test_every_code_it_ever_had_stays_listed(page, scope, now, building):
    renewed = collection.issue_point(scope, now, building.counters[0].id)
    shown = counter_page(scope, now, BASE, building.counters[0].id)
    assert [(row.code, row.revoked_on) for row in shown.codes] == [
        (renewed.code, ""),
        (building.points[0].code, "15 Jun 2026"),
    ]


def test_without_a_code_in_force_there_is_none_to_show(page, scope, now, building):
    collection.revoke_points(scope, now, building.counters[0].id)
    assert counter_page(scope, now, BASE, building.counters[0].id).code == ""


def test_the_history_says_who_issued_each_code(page, scope, now, building):
    person = Scope(Actor("person", "ratna"), (Grant(Role.ADMIN, "/"),))
    collection.issue_point(person, now, building.counters[0].id)
    shown = counter_page(scope, now, BASE, building.counters[0].id)
    assert [row.issued_by for row in shown.codes] == ["ratna", "test"]
