"""Trails and wordings that admin pages share."""

from __future__ import annotations

from datetime import date

import pytest

from app.access import Actor, Grant, Role, Scope
from app.services import organisation
from app.web.admin import links


@pytest.fixture
def page(app):
    with app.test_request_context():
        yield


@pytest.fixture
def child(page, scope, now, building):
    return organisation.create_unit(
        scope, now, building.agency.id, "UPT", "UPT", parent_id=building.unit.id
    )


def test_the_trail_leads_from_the_overview_down_to_the_page(scope, building, child):
    assert links.unit_trail(scope, child.id, "Ubah nama") == [
        ("/admin/", "Organisasi"),
        (f"/admin/unit/{building.unit.id}", "Dinas Kependudukan"),
        (f"/admin/unit/{child.id}", "UPT"),
        ("", "Ubah nama"),
    ]


def test_the_trail_begins_where_the_reach_begins(child):
    rekan = Scope(Actor("person", "rekan"), (Grant(Role.ADMIN, child.path),))
    assert [text for _, text in links.unit_trail(rekan, child.id)] == ["Organisasi", "UPT"]


def test_the_trail_of_a_counter_ends_with_it(scope, building, page):
    counter = building.counters[0]
    assert links.counter_trail(scope, counter)[-1] == (f"/admin/loket/{counter.id}", "Loket 1")


def test_days_are_written_as_people_do(page):
    assert links.day_shown(date(2026, 8, 7)) == "7 Agu 2026"


def test_the_usual_questionnaire_comes_first(page):
    references = [reference for reference, _ in links.instrument_choices()]
    assert references[0] == "skm-2017@3"
    assert len(set(references)) == len(references) > 1
