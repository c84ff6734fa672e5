"""What the page of a unit lists."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.services import collection, organisation
from app.web.admin.unit_pages import unit_page


@pytest.fixture
def page(app):
    with app.test_request_context():
        yield


def test_only_what_is_the_units_own_is_listed(page, scope, now, building):
    child = organisation.create_unit(scope, now, 0, "A", "Unit A", parent_id=building.unit.id)
    organisation.create_counter(scope, now, child.id, "L9", "Loket 9")
    organisation.create_service(scope, now, child.id, "S9", "Layanan 9")
    shown = unit_page(scope, now, building.unit.id)
    assert [counter.name for counter in shown.counters] == ["Loket 1", "Loket 2", "Tanpa loket"]
    assert [service.name for service in shown.services] == ["Layanan 1"]
    assert [branch.name for branch in shown.children] == ["Unit A"]


def test_counters_show_the_code_in_force(page, scope, now, building):
    collection.revoke_points(scope, now, building.counters[0].id)
    first, second, own = unit_page(scope, now, building.unit.id).counters
    assert (first.code, second.code) == ("", building.points[1].code)
    assert own.stands_for_unit


def test_rounds_tell_their_state_and_can_be_closed_until_they_end(page, scope, now, building):
    unit = building.unit.id
    collection.open_round(scope, now, unit, "Lalu", date(2025, 1, 1), date(2025, 12, 31))
    collection.open_round(scope, now, unit, "Nanti", date(2027, 1, 1), date(2027, 12, 31))
    rounds = unit_page(scope, now, unit).rounds
    assert [(held.name, held.state, bool(held.close_href)) for held in rounds] == [
        ("Nanti", "Akan buka", True),
        ("SKM 2026", "Buka", True),
        ("Lalu", "Tutup", False),
    ]
    assert [held.population for held in rounds] == ["belum diisi", "1.200", "belum diisi"]


def test_a_unit_is_open_while_a_round_is(page, scope, now, building):
    assert unit_page(scope, now, building.unit.id).is_open
    yesterday = now.date() - timedelta(days=1)
    collection.close_round(scope, now, building.unit.id, building.round.id, yesterday)
    assert not unit_page(scope, now, building.unit.id).is_open
