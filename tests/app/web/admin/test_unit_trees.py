"""The tree shows every unit in reach, once, under its parent."""

from __future__ import annotations

import pytest

from app.access import Actor, Grant, Role, Scope
from app.services import collection, organisation
from app.web.admin.unit_trees import branches_under, organisation_page


@pytest.fixture
def children(app, scope, now, building):
    """Two levels under the office; the lower one has a counter."""
    upper = organisation.create_unit(
        scope, now, building.agency.id, "A", "Unit A", parent_id=building.unit.id
    )
    lower = organisation.create_unit(
        scope, now, building.agency.id, "B", "Unit B", parent_id=upper.id
    )
    organisation.create_counter(scope, now, lower.id, "L1", "Loket 1")
    with app.test_request_context():
        yield upper, lower


def test_units_hang_under_their_parents(scope, now, building, children):
    (tree,) = organisation_page(scope, now).agencies
    (top,) = tree.units
    assert (top.name, [branch.name for branch in top.children]) == (building.unit.name, ["Unit A"])
    assert [branch.name for branch in top.children[0].children] == ["Unit B"]


def test_counters_without_a_code_are_counted(scope, now, building, children):
    collection.revoke_points(scope, now, building.counters[0].id)
    (tree,) = organisation_page(scope, now).agencies
    assert (tree.units[0].n_counters, tree.units[0].n_codes) == (2, 1)
    lower = tree.units[0].children[0].children[0]
    assert (lower.n_counters, lower.n_codes) == (1, 0)


def test_a_unit_is_open_by_its_own_round(scope, now, children):
    (tree,) = organisation_page(scope, now).agencies
    assert tree.units[0].is_open
    assert not tree.units[0].children[0].is_open


def test_the_tree_begins_where_the_reach_begins(now, building, children):
    upper, _ = children
    rekan = Scope(Actor("person", "rekan"), (Grant(Role.ADMIN, upper.path),))
    page = organisation_page(rekan, now)
    (tree,) = page.agencies
    assert [branch.name for branch in tree.units] == ["Unit A"]
    assert (tree.name, tree.add_href, page.may_add_agency) == (building.agency.name, None, False)


def test_branches_under_a_unit_leave_the_unit_out(scope, now, building, children):
    found = branches_under(scope, now, building.agency, building.unit.id)
    assert [branch.name for branch in found] == ["Unit A"]
