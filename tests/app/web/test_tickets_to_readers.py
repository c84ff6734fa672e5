"""Answers with a ticket from the citizen's page to those who read: verified, and the others not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine

from survey_forms import catalogue
from tests.app.web.manager.reading import words
from tests.factories.evaluator_systems import a_system, release_answers
from tests.factories.html_pages import Page
from tests.factories.organisation import Office, an_office
from tests.factories.people import sign_in, somebody
from tests.factories.tickets import some_tickets

KEYS = catalogue.find("skm-2017").keys


@pytest.fixture
def office(app, scope, now) -> Office:
    """An office with two counters that serves few people."""
    return an_office(scope, now, population_served=20)


@pytest.fixture
def send(app, now) -> Callable[..., int]:
    """Opens an address on a phone of its own, rates every element alike and sends; the status."""

    def sent(address: str, rating: int, later: timedelta = timedelta()) -> int:
        with time_machine.travel(now + later, tick=False):
            phone = app.test_client()
            form = Page.of(phone.get(address)).sent | dict.fromkeys(KEYS, str(rating))
            return phone.post(address, data=form).status_code

    return sent


def test_thirty_sends_of_one_poster_are_no_verified_answer(
    app, office, send, scope, now, client
) -> None:
    poster = f"/s/{office.points[0].code}"
    assert {send(poster, 4) for _ in range(30)} == {303}
    release_answers(scope, now)
    system = a_system(client, scope, office.agency.path)
    address = f"/units/{office.unit.id}/scores/2026"

    every = system.get(address).json
    verified = system.get(f"{address}?answers=verified").json

    assert (every["n"], every["verified_share"]) == (30, "0.0000")
    assert (verified["n"], verified["withheld"]) == (None, "no_answers")


def test_verified_answers_reach_the_api_and_a_poster_moves_none_of_them(
    app, office, send, scope, now, client
) -> None:
    for ticket in some_tickets(scope, now, office, 8):
        assert send(f"/t/{ticket}", 3) == 303
    release_answers(scope, now)
    system = a_system(client, scope, office.agency.path)
    counter = f"/counters/{office.counters[0].id}/scores/2026?answers=verified"
    unit = f"/units/{office.unit.id}/scores/2026"
    before = system.get(counter).json
    assert (before["n"], before["value"]["index"], before["answers"]) == (8, "75.00", "verified")

    for rating in (1, 1, 1, 1, 1, 3):
        send(f"/s/{office.points[0].code}", rating)
    release_answers(scope, now)

    assert system.get(counter).json == before | {"verified_share": "0.5714"}
    assert system.get(f"{unit}?answers=verified").json["value"]["index"] == "75.00"
    every = system.get(unit).json
    assert (every["n"], every["value"]["index"], every["verified_share"]) == (14, "57.14", "0.5714")


@pytest.mark.parametrize(("used", "is_low"), [(5, True), (12, False)])
def test_the_dashboard_shows_tickets_and_marks_a_low_rate(
    used: int, is_low: bool, app, office, send, scope, now, client
) -> None:
    for ticket in some_tickets(scope, now, office, 40)[:used]:
        send(f"/t/{ticket}", 4)
    for _ in range(6):
        send(f"/s/{office.points[1].code}", 3)
    release_answers(scope, now)
    manager = sign_in(client, somebody(scope, now, path=office.unit.path))

    page = words(manager.get(f"/dasbor/unit/{office.unit.id}?periode=2026").text)
    counter = manager.get(f"/dasbor/unit/{office.unit.id}/loket/{office.counters[0].id}").text

    rate = "13%" if is_low else "30%"
    assert "Tiket terbit Dipakai Belum terpakai Tingkat jawaban" in page
    assert f"40 {used} {40 - used} {rate}" in page
    assert ("▼ Rendah" in page) is is_low
    assert ("▼ Rendah: kurang dari 20,0% tiket dipakai." in page) is is_low
    assert ("Kurang dari 20,0% dari 40 tiket dipakai" in page) is is_low
    assert ("Berikan tiket kepada setiap pengunjung" in words(counter)) is is_low


@pytest.mark.parametrize("hours", [25, 71])
def test_a_ticket_is_good_for_seventy_two_hours_and_verified_at_home(
    hours: int, app, office, send, scope, now, client
) -> None:
    for ticket in some_tickets(scope, now, office, 5):
        assert send(f"/t/{ticket}", 4, timedelta(hours=hours)) == 303
    release_answers(scope, now + timedelta(hours=hours))

    system = a_system(client, scope, office.agency.path)
    address = f"/units/{office.unit.id}/scores/2026-06?answers=verified"
    assert system.get(address).json["n"] == 5
