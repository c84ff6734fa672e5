"""The page after a send, and the one question on it."""

from __future__ import annotations

from datetime import date

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.database import db
from app.models.coaching import CoachingAnswer, SelfFilled
from app.queries import responses as stored
from tests.factories.html_pages import Page

QUESTION = "Apakah Anda mengisi sendiri, tanpa diminta memberi nilai tertentu?"


def said() -> list[tuple[object, ...]]:
    chosen = sa.select(CoachingAnswer.counter_id, CoachingAnswer.month, CoachingAnswer.answer)
    return [tuple(row) for row in db.session.execute(chosen)]


def without(address: str, *parts: str) -> str:
    """An address without what is one person's own."""
    for part in parts:
        address = address.replace(part, "")
    return address


@pytest.fixture
def thanked(client: FlaskClient, send) -> Page:
    """The page after a send."""
    return Page.of(client.get(send().location))


def say(client: FlaskClient, address: str, page: Page, answer: str | list[str]):
    return client.post(f"{address}/diisi-sendiri", data=page.sent | {"jawaban": answer})


@pytest.mark.parametrize(
    ("answer", "kept"),
    [("ya", SelfFilled.YES), ("tidak", SelfFilled.NO), ("tidak-ingin", SelfFilled.UNSAID)],
)
def test_an_answer_is_noted_by_counter_and_month_alone(
    answer: str, kept: SelfFilled, client: FlaskClient, address: str, office, thanked: Page
) -> None:
    assert QUESTION in thanked.text
    assert thanked.has("form", action=f"{address}/diisi-sendiri", method="post")

    reply = say(client, address, thanked, answer)

    page = Page.of(client.get(reply.location))
    assert reply.status_code == 303
    assert "Tercatat." in page.text
    assert QUESTION not in page.text
    assert said() == [(office.counters[0].id, date(2026, 6, 1), kept)]


def test_pages_after_opposite_answers_are_the_same(client: FlaskClient, address: str, send) -> None:
    shown = []
    for answers in (("ya", "tidak"), ("tidak", "ya")):
        page = Page.of(client.get(send().location))
        replies = [say(client, address, page, answer) for answer in answers]
        own = (page.sent["kode"], page.sent["tanya"])
        shown.append([without(reply.location, *own) for reply in replies])

    assert shown[0] == shown[1]


def test_after_back_the_first_answer_stands_and_that_is_said(
    client: FlaskClient, address: str, send
) -> None:
    asked = send().location
    say(client, address, Page.of(client.get(asked)), "tidak")

    again = Page.of(client.get(asked))
    page = Page.of(client.get(say(client, address, again, "ya").location))

    assert [row[2] for row in said()] == [SelfFilled.NO]
    assert "Tercatat" not in page.text
    assert "sudah Anda jawab sebelumnya. Jawaban pertama Anda yang dihitung." in page.text
    assert page.title.startswith("Jawaban pertama yang dihitung")
    assert QUESTION not in page.text


def test_without_a_receipt_nothing_is_noted(client: FlaskClient, address: str) -> None:
    for receipt in ("", "ABCDEFGH-ABCDEFGH"):
        data = {"kode": receipt, "jawaban": "ya"}
        assert client.post(f"{address}/diisi-sendiri", data=data).status_code == 404
    assert said() == []


@pytest.mark.parametrize("answer", ["mungkin", ["ya", "tidak"]], ids=["unknown", "two"])
def test_an_answer_that_is_not_offered_is_refused_in_words(
    answer: str | list[str], client: FlaskClient, address: str, thanked: Page
) -> None:
    reply = say(client, address, thanked, answer)

    assert reply.status_code == 422
    assert "Pilih salah satu jawaban" in Page.of(reply).text
    assert said() == []


def test_one_stored_answer_may_say_it_once_whatever_receipts_it_fetches(
    client: FlaskClient, address: str, filled_in
) -> None:
    form, statuses = filled_in(), set()
    for number in range(5):
        sent = client.post(address, data=form | {"receipt_seed": f"another-random-{number}"})
        page = Page.of(client.get(sent.location))
        statuses.add(say(client, address, page, "ya").status_code)

    assert stored.count() == len(said()) == 1
    assert statuses == {303}


def test_who_answered_elsewhere_says_nothing_here(
    client: FlaskClient, office, thanked: Page
) -> None:
    assert say(client, f"/s/{office.points[1].code}", thanked, "tidak").status_code == 404
    assert said() == []


@pytest.mark.parametrize("tanya", ["", "x", "A" * 32, "é", "\0", "=", "A" * 5000])
def test_a_question_receipt_that_we_never_gave_is_not_taken(
    tanya: str, client: FlaskClient, address: str, thanked: Page
) -> None:
    data = thanked.sent | {"tanya": tanya, "jawaban": "ya"}

    assert client.post(f"{address}/diisi-sendiri", data=data).status_code == 404
    assert said() == []


def test_an_unknown_counter_takes_no_answer(client: FlaskClient, thanked: Page) -> None:
    assert say(client, "/s/00000000", thanked, "ya").status_code == 404
    assert said() == []


def test_the_receipt_leads_to_its_page(client: FlaskClient, thanked: Page) -> None:
    (lookup,) = [href for href, name in thanked.links if name == "Periksa tanda terima"]

    assert "Dihitung, dalam periode Juni 2026" in Page.of(client.get(lookup)).text


def test_a_full_form_offers_no_other_one(thanked: Page) -> None:
    assert "Ceritakan lebih lanjut" not in thanked.text


@pytest.mark.parametrize("language", ["id", "en", "jv", "su"])
def test_the_office_thanks_in_indonesian_too(client: FlaskClient, send, language: str) -> None:
    thanked = Page.of(client.get(f"{send().location}&bahasa={language}"))
    assert thanked.text.count("Terima kasih") == 1
