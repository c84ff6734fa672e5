"""The demo's made-up units: what a stranger can open and see in them."""

from __future__ import annotations

import pytest
import time_machine
from flask import Flask

from app.access import EVERYWHERE, Actor, Grant, Role, Scope
from app.clock import Period
from app.services import coaching, ticket_timing
from app.services.demo_answers import COUNTERS
from app.services.demo_visits import SimulatedUnits, add_simulated_units
from app.services.organisation import create_agency
from app.services.public_results import public_unit
from app.services.scores import counter_scores, unit_score

INSPECTOR = Scope(Actor("person", "inspektorat"), (Grant(Role.INSPECTORATE, EVERYWHERE),))


@pytest.fixture
def simulated(app: Flask, scope, now) -> SimulatedUnits:
    """The two units of a new agency."""
    return add_simulated_units(scope, now, create_agency(scope, now, "Kabupaten (contoh)"))


def test_they_show_what_tickets_coaching_and_taps_look_like(
    simulated: SimulatedUnits, scope, now
) -> None:
    year, full = Period(2026, 1, 12), simulated.full.id
    by_counter = {s.subject.name: s.tickets for s in counter_scores(scope, full, year)}

    assert all(by_counter[name].issued and by_counter[name].used for _, name in COUNTERS)
    assert [name for name, tickets in by_counter.items() if tickets.is_rate_low] == ["Loket Umum"]
    assert len(ticket_timing.counters_in_bursts(scope, full, year)) == 1
    assert len(coaching.counter_shares(INSPECTOR, full, year)) == 3
    assert unit_score(scope, simulated.pulse.id, year).result


def test_one_month_of_them_is_public(simulated: SimulatedUnits) -> None:
    assert [held.period.code for held in public_unit(simulated.full.id).periods] == ["2026-05"]
    assert "simulasi" in simulated.full.name
    assert "simulasi" in simulated.pulse.name


def test_their_kiosk_opens_with_its_code(app: Flask, simulated: SimulatedUnits, now) -> None:
    with time_machine.travel(now):
        page = app.test_client().get(f"/k/{simulated.kiosk_code}")

    assert page.status_code == 200
    assert COUNTERS[0][1] in page.get_data(as_text=True)
    assert len(set(simulated.kiosk_pin)) == len(simulated.kiosk_pin) == 6
