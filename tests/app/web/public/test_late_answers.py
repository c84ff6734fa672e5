"""An answer that waited without a network counts for the day of its visit, for a week."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.clock import Slot, now
from app.database import db
from app.models.responses import Response
from app.services import collection
from app.services.tickets import Wanted, issue_tickets
from tests.app.web.public.conftest import KEYS
from tests.factories.html_pages import Page

DAY = date(2026, 6, 15)


def stored() -> list[tuple[date, Slot]]:
    return [(row.day, row.slot) for row in db.session.scalars(sa.select(Response))]


@pytest.mark.parametrize("after", [timedelta(hours=9), timedelta(days=6, hours=23)], ids=str)
def test_it_counts_for_the_day_and_half_day_of_the_visit(
    after: timedelta, client: FlaskClient, address: str, filled_in, morning
) -> None:
    sent = filled_in()
    morning.shift(after)

    assert client.post(address, data=sent).status_code == 303
    assert stored() == [(DAY, Slot.MORNING)]


def test_it_counts_though_its_round_ended_meanwhile_even_before_that_day(
    client: FlaskClient, address: str, office, scope, filled_in, morning
) -> None:
    sent = filled_in()
    morning.shift(timedelta(days=2))
    ended = DAY - timedelta(days=1)
    collection.close_round(scope, now(), office.unit.id, office.round.id, ended)
    assert client.get(address).status_code == 403

    assert client.post(address, data=sent).status_code == 303
    assert stored() == [(DAY, Slot.MORNING)]


def test_past_its_week_it_gets_a_page_that_says_so_and_is_not_stored(
    client: FlaskClient, address: str, filled_in, morning
) -> None:
    sent = filled_in()
    morning.shift(timedelta(days=7, seconds=1))

    reply = client.post(address, data=sent)

    page = Page.of(reply)
    assert reply.status_code == 410
    assert "Jawaban ini datang terlambat" in page.text
    assert "15-06-2026" in page.text
    assert stored() == []


def test_a_withdrawn_code_takes_nothing_that_waited(
    client: FlaskClient, address: str, office, scope, filled_in, morning
) -> None:
    sent = filled_in()
    morning.shift(timedelta(days=1))
    collection.revoke_points(scope, now(), office.counters[0].id)

    assert client.post(address, data=sent).status_code == 410
    assert stored() == []


def test_without_a_visit_that_we_signed_it_counts_for_today(
    client: FlaskClient, address: str, filled_in, morning
) -> None:
    sent = filled_in(opened="")
    morning.shift(timedelta(days=1))

    assert client.post(address, data=sent).status_code == 303
    assert stored() == [(DAY + timedelta(days=1), Slot.MORNING)]


def test_sending_it_twice_counts_once(
    client: FlaskClient, address: str, filled_in, morning
) -> None:
    sent = filled_in()
    client.post(address, data=sent)
    morning.shift(timedelta(days=3))

    assert client.post(address, data=sent).status_code == 303
    assert len(stored()) == 1


def test_mending_does_not_prolong_the_week(
    client: FlaskClient, address: str, filled_in, morning
) -> None:
    sent = filled_in(submission_key="")
    morning.shift(timedelta(days=6))
    again = Page.of(client.post(address, data=sent)).sent | dict.fromkeys(("waktu",), "3")
    morning.shift(timedelta(days=2))

    assert client.post(address, data=sent | again).status_code == 410


def test_it_counts_with_a_ticket_that_ended_meanwhile(
    client: FlaskClient, office, scope, morning
) -> None:
    (ticket,) = issue_tickets(scope, now(), Wanted(office.counters[0].id, None, 1)).tickets
    sent = Page.of(client.get(f"/t/{ticket}")).sent | dict.fromkeys(KEYS, "3")
    morning.shift(timedelta(days=5))

    assert client.get(f"/t/{ticket}").status_code == 410
    assert client.post(f"/t/{ticket}", data=sent).status_code == 303
    assert stored() == [(DAY, Slot.MORNING)]


def test_a_form_opened_since_does_not_revive_a_ticket(
    client: FlaskClient, address: str, office, scope, filled_in, morning
) -> None:
    (ticket,) = issue_tickets(scope, now(), Wanted(office.counters[0].id, None, 1)).tickets
    morning.shift(timedelta(days=5))

    assert client.post(f"/t/{ticket}", data=filled_in()).status_code == 410
    assert stored() == []
