"""The form of a ticket: one visit, one answer, and plain words where there is no form."""

from __future__ import annotations

import logging
import secrets
import threading
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from app.database import db
from app.models.responses import Channel, Response
from app.queries import responses as stored
from app.services import collection
from tests.factories.html_pages import Page
from tests.factories.tickets import n_used, some_tickets

PARALLEL = 100


def all_answers() -> list[Response]:
    return list(db.session.scalars(sa.select(Response)))


def test_a_ticket_shows_its_counters_form_and_says_that_it_is_for_one_visit(client, ticket) -> None:
    reply = client.get(f"/t/{ticket}")

    page = Page.of(reply)
    assert reply.status_code == 200
    assert "Loket 1" in page.text
    assert "Tiket untuk satu kunjungan" in page.text


def test_an_answer_with_a_ticket_is_verified_and_uses_it_up(use, ticket) -> None:
    reply = use(ticket)

    (answer,) = all_answers()
    assert reply.status_code == 303
    assert (answer.channel, answer.is_verified, n_used()) == (Channel.TICKET, True, 1)


def test_an_answer_without_a_ticket_stays_unverified(send) -> None:
    send()

    (answer,) = all_answers()
    assert (answer.channel, answer.is_verified, n_used()) == (Channel.STATIC_QR, False, 0)


def test_a_ticket_that_names_a_service_does_not_ask_for_it(client, use, office, scope, now) -> None:
    service = office.services[1]
    (named,) = some_tickets(scope, now, office, service_id=service.id)
    page = Page.of(client.get(f"/t/{named}"))

    use(named)

    assert "service" not in page.sent
    assert "Layanan 2" in page.text
    assert all_answers()[0].service_id == service.id


def test_a_ticket_without_service_asks_for_it(client, ticket) -> None:
    assert "service" in Page.of(client.get(f"/t/{ticket}")).sent


def test_the_same_send_again_gets_the_same_receipt(client, fill_in, ticket) -> None:
    sent = fill_in(ticket)
    first, again = (client.post(f"/t/{ticket}", data=sent) for _ in range(2))

    assert first.status_code == again.status_code == 303
    assert first.location == again.location
    assert stored.count() == n_used() == 1


@pytest.mark.parametrize("days", [0, 4], ids=["while it is valid", "when it is past"])
def test_a_reply_that_was_lost_is_given_again(days, client, fill_in, ticket, morning) -> None:
    sent = fill_in(ticket)
    first = client.post(f"/t/{ticket}", data=sent)
    morning.shift(timedelta(days=days))

    assert client.post(f"/t/{ticket}", data=sent).location == first.location


def test_another_form_with_a_used_ticket_is_refused_in_plain_words(client, fill_in, ticket) -> None:
    first, second = fill_in(ticket), fill_in(ticket)
    client.post(f"/t/{ticket}", data=first)
    reply = client.post(f"/t/{ticket}", data=second)

    assert reply.status_code == 410
    assert "Tiket ini sudah dipakai" in Page.of(reply).text
    assert stored.count() == 1


def test_other_answers_in_a_used_tickets_form_lead_to_a_form_that_is_open(
    client, fill_in, ticket
) -> None:
    sent = fill_in(ticket)
    client.post(f"/t/{ticket}", data=sent)
    reply = client.post(f"/t/{ticket}", data=sent | {"waktu": "1"})

    fresh = dict((words, address) for address, words in Page.of(reply).links)["Buka formulir baru"]
    assert reply.status_code == 409
    assert client.get(fresh).status_code == 200
    assert stored.count() == 1


def test_a_refused_form_gives_the_ticket_back(client, fill_in, ticket) -> None:
    sent = fill_in(ticket)
    refused = client.post(f"/t/{ticket}", data=sent | {"waktu": ""})
    again = Page.of(refused).sent | {"waktu": "4"}

    assert (refused.status_code, n_used()) == (422, 0)
    assert client.post(f"/t/{ticket}", data=again).status_code == 303
    assert n_used() == 1


def test_forms_with_faults_do_not_count_as_tries(client, fill_in, ticket) -> None:
    sent = fill_in(ticket)
    for _ in range(70):
        client.post(f"/t/{ticket}", data=sent | {"waktu": ""})

    assert client.post(f"/t/{ticket}", data=sent).status_code == 303


def test_one_form_cannot_be_sent_without_end(client, fill_in, ticket, morning) -> None:
    sent = fill_in(ticket)
    replies = [client.post(f"/t/{ticket}", data=sent) for _ in range(61)]
    morning.shift(timedelta(hours=1))

    assert {reply.status_code for reply in replies[:60]} == {303}
    assert replies[60].status_code == 429
    assert int(replies[60].headers["Retry-After"]) > 0
    assert client.post(f"/t/{ticket}", data=sent).status_code == 303


def test_a_hundred_sends_of_one_ticket_at_once_count_once(app: Flask, fill_in, ticket) -> None:
    forms = [fill_in(ticket) for _ in range(PARALLEL)]
    gate, statuses = threading.Barrier(PARALLEL), []

    def send(form: dict[str, str]) -> None:
        browser = app.test_client()
        gate.wait()
        statuses.append(browser.post(f"/t/{ticket}", data=form).status_code)

    threads = [threading.Thread(target=send, args=(form,)) for form in forms]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len({form["submission_key"] for form in forms}) == len(statuses) == PARALLEL
    assert statuses.count(303) == stored.count() == n_used() == 1
    assert set(statuses) <= {303, 410, 429}


def test_three_hundred_tickets_from_one_address_in_ten_minutes_are_all_taken(
    use, office, scope, now, morning
) -> None:
    tickets = some_tickets(scope, now, office, 300)
    statuses = []
    for ticket in tickets:
        statuses.append(use(ticket).status_code)
        morning.shift(timedelta(seconds=2))

    assert statuses == [303] * 300
    assert stored.count() == n_used() == 300


def test_a_ticket_may_be_used_at_home_until_its_last_day(use, ticket, morning) -> None:
    morning.shift(timedelta(days=3))

    assert use(ticket).status_code == 303


@pytest.mark.parametrize("ticket", ["A" * 22, "x", "%00", "A" * 5000, "%F0%9F%98%80", "' OR 1=1"])
def test_unknown_tickets_are_not_found_and_hint_at_no_other(ticket, client, office) -> None:
    for reply in (client.get(f"/t/{ticket}"), client.post(f"/t/{ticket}", data={})):
        page = Page.of(reply)
        assert reply.status_code == 404
        assert "Tiket ini tidak dikenal" in page.text
        assert "pindai kode QR pada poster" in page.text
        assert office.points[0].code not in reply.text


def test_a_ticket_past_its_day_leads_to_the_counters_own_form(
    client, ticket, office, morning
) -> None:
    morning.shift(timedelta(days=4))
    reply = client.get(f"/t/{ticket}")

    assert reply.status_code == 410
    assert "sudah lewat" in Page.of(reply).text
    assert (f"/s/{office.points[0].code}", "Buka formulir loket") in Page.of(reply).links


def test_a_used_ticket_shows_no_form(client, use, ticket) -> None:
    use(ticket)
    reply = client.get(f"/t/{ticket}?bahasa=en")

    assert reply.status_code == 410
    assert not Page.of(reply).has("form")
    assert Page.of(reply).language == "en"


def test_tickets_of_a_counter_whose_code_was_withdrawn_are_refused(
    client, ticket, office, scope, now
) -> None:
    collection.revoke_points(scope, now, office.counters[0].id)
    reply = client.get(f"/t/{ticket}")

    assert reply.status_code == 410
    assert "tidak berlaku lagi" in Page.of(reply).text
    assert "Bila ada poster lain di loket" in Page.of(reply).text


def test_a_reprinted_poster_leaves_tickets_alone(client, ticket, office, scope, now) -> None:
    collection.issue_point(scope, now, office.counters[0].id)

    assert client.get(f"/t/{ticket}").status_code == 200


def test_the_ticket_stands_nowhere_on_its_page_nor_after_it(client, use, ticket) -> None:
    form, thanks = client.get(f"/t/{ticket}"), use(ticket)

    assert ticket not in form.text
    assert ticket not in thanks.location
    for reply in (form, thanks, client.get(f"/t/{ticket}")):
        assert reply.headers["Referrer-Policy"] == "no-referrer"


def test_the_form_and_its_languages_keep_the_address_of_the_ticket(client, ticket) -> None:
    page = Page.of(client.get(f"/t/{ticket}?bahasa=en"))

    assert page.has("form", action="?bahasa=en")
    assert ("?bahasa=id", "Indonesia") in page.links


def test_tickets_of_one_counter_share_one_page(client, app, office, scope, now) -> None:
    from app.web.public import sending

    first, second = some_tickets(scope, now, office, 2)
    client.get(f"/t/{first}")
    before = len(sending._pages._kept)
    client.get(f"/t/{second}")

    assert len(sending._pages._kept) == before


def test_no_log_names_the_ticket(use, ticket, caplog: pytest.LogCaptureFixture) -> None:
    with db.engine.begin() as connection:
        connection.execute(sa.text("ALTER TABLE used_tickets RENAME TO away"))
    with caplog.at_level(logging.DEBUG):
        reply = use(ticket)

    assert reply.status_code >= 400
    assert "Error" in caplog.text
    assert ticket not in caplog.text


def test_guessing_finds_no_ticket(client, ticket) -> None:
    guesses = (secrets.token_urlsafe(16) for _ in range(300))

    assert {client.get(f"/t/{guess}").status_code for guess in guesses} == {404}
