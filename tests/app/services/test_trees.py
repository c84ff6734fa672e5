"""A tree knows whose counters are whose, and its state changes with all that can be seen of it."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask

from app.clock import Period
from app.database import transaction
from app.services.publications import close_period
from app.services.trees import state_of, tree_of
from tests.factories.evaluator_systems import release_answers
from tests.factories.organisation import Office, an_office
from tests.factories.responses import stored_rows

MAY, YEAR = Period.parse("2025-05"), Period.parse("2025")
RATINGS = [(4, 4, 3, 4, 4, 4, 4, 4, 4), (3,) * 9]


@pytest.fixture
def offices(app: Flask, scope, now) -> tuple[Office, Office, Office]:
    """A unit, one under it, and a neighbour of another agency."""
    top, below, other = (an_office(scope, now, code=code, year=2025) for code in "ABC")
    with transaction() as session:
        session.add(below.unit)
        below.unit.path = f"{top.unit.path}{below.unit.id}/"
    return top, below, other


def test_a_tree_is_the_same_from_wherever_it_is_asked_for(offices) -> None:
    top, below, _ = offices

    for office in (top, below):
        tree = tree_of(office.unit.id)
        assert tree.unit_ids == [top.unit.id, below.unit.id]
        assert set(tree.owners.values()) == {top.unit.id, below.unit.id}
        assert tree.owners[below.counters[0].id] == below.unit.id


def test_a_subtree_is_the_unit_and_all_under_it(offices) -> None:
    top, below, _ = offices
    tree = tree_of(top.unit.id)

    assert [tree.subtree_ids(unit) for unit in tree.units] == [
        [top.unit.id, below.unit.id],
        [below.unit.id],
    ]


def test_the_state_is_the_trees_and_the_years_whatever_unit_and_period(offices) -> None:
    top, below, other = offices

    assert state_of(top.unit.id, MAY) == state_of(below.unit.id, YEAR)
    assert state_of(top.unit.id, MAY) != state_of(other.unit.id, MAY)
    assert state_of(top.unit.id, MAY) != state_of(top.unit.id, Period.parse("2024"))


def test_a_release_and_a_close_below_make_it_another_state(offices, scope, now) -> None:
    top, below, other = offices
    before, beside = state_of(top.unit.id, YEAR), state_of(other.unit.id, YEAR)

    stored_rows(below, RATINGS * 10, day=date(2025, 5, 20))
    release_answers(scope, now)
    released = state_of(top.unit.id, YEAR)
    close_period(scope, now, below.unit.id, MAY)
    closed = state_of(top.unit.id, YEAR)

    assert len({before, released, closed}) == 3
    assert state_of(other.unit.id, YEAR) == beside
