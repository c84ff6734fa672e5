"""A script that sends an answer gets a receipt or words, never a page."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from app.services import collection

AS_SCRIPT = {"Accept": "application/json"}


def test_a_stored_answer_gets_its_receipt_and_the_same_one_when_resent(
    client: FlaskClient, address: str, filled_in
) -> None:
    sent = filled_in()
    first, second = (client.post(address, data=sent, headers=AS_SCRIPT) for _ in range(2))

    assert first.status_code == second.status_code == 200
    assert first.json == second.json
    assert first.json["receipt"] in first.json["thanks"]
    assert client.get(first.json["thanks"]).status_code == 200


@pytest.mark.parametrize(
    ("changes", "status", "words"),
    [({"waktu": ""}, 422, "Waktu Penyelesaian"), ({"submission_key": ""}, 422, "halaman")],
)
def test_what_cannot_be_stored_is_refused_in_words(
    changes: dict[str, str], status: int, words: str, client: FlaskClient, address, filled_in
) -> None:
    reply = client.post(address, data=filled_in(**changes), headers=AS_SCRIPT)

    assert reply.status_code == status
    assert words.lower() in reply.json["message"].lower()


def test_other_answers_under_one_key_are_refused_in_words(
    client: FlaskClient, address: str, filled_in
) -> None:
    sent = filled_in()
    client.post(address, data=sent, headers=AS_SCRIPT)
    reply = client.post(address, data=sent | {"waktu": "1"}, headers=AS_SCRIPT)

    assert reply.status_code == 409
    assert "Jawaban yang pertama tersimpan" in reply.json["message"]


def test_a_late_answer_and_a_withdrawn_code_are_told_apart(
    client: FlaskClient, address: str, office, scope, now, filled_in, morning
) -> None:
    sent = filled_in()
    morning.shift(timedelta(days=8))
    late = client.post(address, data=sent, headers=AS_SCRIPT)
    collection.revoke_points(scope, now, office.counters[0].id)
    withdrawn = client.post(address, data=sent | {"opened": ""}, headers=AS_SCRIPT)

    assert late.status_code == withdrawn.status_code == 410
    assert "tujuh hari" in late.json["message"]
    assert "tidak dipakai lagi" in withdrawn.json["message"]


@pytest.mark.parametrize("held", ["used", "unknown"])
def test_a_ticket_that_takes_no_answer_is_refused_in_words(
    held: str, client: FlaskClient, ticket: str, use, filled_in
) -> None:
    use(ticket)
    address = f"/t/{ticket}" if held == "used" else "/t/AAAAAAAAAAAAAAAAAAAAAA"

    reply = client.post(address, data=filled_in(waktu="1"), headers=AS_SCRIPT)

    assert reply.status_code in (404, 410)
    assert "Tiket ini" in reply.json["message"]


def test_a_body_that_is_too_large_is_refused_in_words(client: FlaskClient, address: str) -> None:
    reply = client.post(address, data={"saran": "x" * 40_000}, headers=AS_SCRIPT)

    assert reply.status_code == 413
    assert "Ringkas" in reply.json["message"]


def test_a_browser_that_also_takes_json_gets_a_page(
    client: FlaskClient, address: str, filled_in
) -> None:
    mixed = {"Accept": "text/html,application/json;q=0.9,*/*;q=0.8"}

    assert client.post(address, data=filled_in(), headers=mixed).status_code == 303


@pytest.mark.parametrize("accept", ["application/json", "application/json, */*;q=0.5"])
def test_a_refusal_is_a_problem_document_with_the_words_for_the_script(
    accept: str, client: FlaskClient, address: str, filled_in
) -> None:
    replies = [
        client.post(address, data=filled_in(waktu=""), headers={"Accept": accept}),
        client.post("/s/nowhere", data=filled_in(), headers={"Accept": accept}),
        client.post("/t/nowhere", data=filled_in(), headers={"Accept": accept}),
    ]

    assert [reply.status_code for reply in replies] == [422, 404, 404]
    for reply in replies:
        assert reply.mimetype == "application/problem+json"
        assert reply.json["status"] == reply.status_code
        assert reply.json["message"] == reply.json["detail"]


@pytest.mark.parametrize(("path", "method"), [("/s/a/b/c", "POST"), ("/hasil", "POST")])
def test_an_address_that_was_lost_is_no_refusal_of_an_answer(
    path: str, method: str, client: FlaskClient
) -> None:
    reply = client.open(path, method=method, headers=AS_SCRIPT)

    assert reply.status_code in (404, 405)
    assert "message" not in reply.json
