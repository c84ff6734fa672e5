"""What is kept of shown tallies stands until something new is released, and for who may see it."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from flask import Flask

from app.access import Actor, Grant, Role, Scope
from app.clock import Period
from app.errors import NotFound
from app.services.released_state import ShownInState, shown_in_state
from app.services.shown_tallies import shown_tallies
from tests.factories.evaluator_systems import release_answers
from tests.factories.organisation import Office, an_office
from tests.factories.responses import stored_rows

Q1 = Period.parse("2026-Q1")


@pytest.fixture
def office(app: Flask, scope: Scope, now: datetime) -> Office:
    """An office with released answers of a day in February."""
    office = an_office(scope, now)
    stored_rows(office, [(4,) * 9] * 6, day=date(2026, 2, 2))
    release_answers(scope, now)
    return office


def in_state(scope: Scope, office: Office, period: Period = Q1) -> ShownInState:
    return shown_in_state(
        scope, office.unit.id, shown_tallies(scope, office.unit.id, period, "unit")
    )


def manager_of(office: Office) -> Scope:
    return Scope(Actor("person", "saksi"), (Grant(Role.MANAGER, office.unit.path),))


def test_the_same_state_is_equal_for_everybody_who_sees_it(office: Office, scope) -> None:
    mine, other = in_state(scope, office), in_state(manager_of(office), office)

    assert (mine, hash(mine)) == (other, hash(other))


def test_a_release_of_other_months_makes_another_state_of_the_same_integers(
    office: Office, scope, now
) -> None:
    before = in_state(scope, office)
    stored_rows(office, [(3,) * 9] * 6, day=date(2025, 11, 3))
    release_answers(scope, now)
    after = in_state(scope, office)

    assert after.integers == before.integers
    assert after != before


def test_other_answers_are_never_taken_for_the_same(office: Office, scope) -> None:
    assert in_state(scope, office) != in_state(scope, office, Period.parse("2026-02"))


def test_a_unit_out_of_reach_is_not_found(office: Office, scope, now) -> None:
    elsewhere = manager_of(an_office(scope, now, code="LAIN", name="Dinas Lain"))
    shown = shown_tallies(scope, office.unit.id, Q1, "unit")

    with pytest.raises(NotFound):
        shown_in_state(elsewhere, office.unit.id, shown)
