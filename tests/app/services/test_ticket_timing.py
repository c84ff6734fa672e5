"""Counters whose tickets come back in bursts, from what was released alone."""

from __future__ import annotations

from datetime import datetime

import pytest
from flask import Flask

from app.access import Actor, Grant, Role, Scope
from app.clock import Period
from app.errors import NotFound
from app.services.response_quality import response_quality
from app.services.ticket_timing import counters_in_bursts
from tests.factories.evaluator_systems import release_answers
from tests.factories.organisation import Office, an_office
from tests.factories.ticket_days import EVEN, IN_BURSTS, ticket_days

YEAR, MAY = Period.parse("2026"), Period.parse("2026-05")


@pytest.fixture
def office(app: Flask, scope: Scope, now: datetime) -> Office:
    """An office whose first counter's tickets come back in bursts, and whose second's do not."""
    made = an_office(scope, now)
    ticket_days(made, IN_BURSTS)
    ticket_days(made, EVEN, counter=1)
    return made


def test_a_counter_in_bursts_is_named_on_every_period_of_its_year(office, scope, now) -> None:
    release_answers(scope, now)
    named = (office.counters[0].id,)

    assert counters_in_bursts(scope, office.unit.id, YEAR) == named
    assert counters_in_bursts(scope, office.unit.id, MAY) == named
    assert counters_in_bursts(scope, office.unit.id, YEAR.preceding) == ()
    assert response_quality(scope, office.unit.id, YEAR).ticket_bursts == named


def test_what_was_not_released_is_not_judged(office, scope) -> None:
    assert counters_in_bursts(scope, office.unit.id, YEAR) == ()


def test_without_tickets_nobody_is_named(app, scope, now) -> None:
    office = an_office(scope, now)

    assert counters_in_bursts(scope, office.unit.id, YEAR) == ()


def test_another_unit_is_not_found(office: Office, scope, now) -> None:
    other = an_office(scope, now, code="LAIN", name="Dinas Lain")
    mine = Scope(Actor("person", "saksi"), (Grant(Role.MANAGER, other.unit.path),))

    with pytest.raises(NotFound):
        counters_in_bursts(mine, office.unit.id, YEAR)
