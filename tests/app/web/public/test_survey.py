"""The citizen's form by what a person sees, and what may arrive instead of it."""

from __future__ import annotations

import re

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.database import db
from app.models.responses import Comment, Response
from app.queries import responses as stored
from app.services import organisation
from survey_forms import catalogue
from tests.factories.html_pages import Page
from tests.factories.organisation import Office, an_office

SKM = catalogue.find("skm-2017")
FORM = "application/x-www-form-urlencoded"
RECEIPT = re.compile(r"[A-Z2-7]{8}-[A-Z2-7]{8}")
# The question receipt, in addresses and in the form of the question.
QUESTION = re.compile(r"(?<![\w-])[\w-]{32}(?![\w-])")


def only_response() -> Response:
    return db.session.scalars(sa.select(Response)).one()


def test_the_form_names_its_counter_unit_and_agency(client: FlaskClient, address: str) -> None:
    reply = client.get(address)
    page = Page.of(reply)

    assert reply.status_code == 200
    assert page.language == "id"
    for name in ("Loket 1", "Dinas Kependudukan", "Kabupaten DISDUK"):
        assert name in page.text
    assert "Loket 1" in page.title


def test_every_element_is_asked_in_form_order_with_nothing_chosen(
    client: FlaskClient, address: str
) -> None:
    page = Page.of(client.get(address))
    radios = [held["name"] for tag, held in page.tags if held.get("type") == "radio"]

    assert list(dict.fromkeys(radios)) == list(SKM.keys)
    assert not page.has("input", checked="")
    assert sum(tag == "fieldset" for tag, _ in page.tags) == len(SKM.keys)
    for item in SKM.items:
        assert item.questions["id"] in page.text
        assert all(choice.labels["id"] in page.text for choice in item.choices)


def test_everything_about_the_citizen_may_be_left_unsaid(client: FlaskClient, address: str) -> None:
    page = Page.of(client.get(address))

    assert [page.sent[field.key] for field in SKM.block] == [""] * len(SKM.block)
    assert page.text.count("Tidak ingin menyebutkan") == len(SKM.block)
    names = {name for name, _ in page.fields}
    assert not names & {"nama", "name", "nik", "telepon", "phone", "email"}


def test_the_form_waits_for_no_script_and_asks_nobody_else(
    client: FlaskClient, address: str
) -> None:
    page = Page.of(client.get(address))
    addresses = [held.get("src") or held.get("href") or "" for _, held in page.tags]

    scripts = [held for tag, held in page.tags if tag == "script"]
    assert all("defer" in held and held["src"].startswith("/assets/") for held in scripts)
    assert len(scripts) == 1
    assert [a for a in addresses if "//" in a] == []


def test_the_hidden_values_stand_last_and_differ_each_time(
    client: FlaskClient, address: str
) -> None:
    first, second = Page.of(client.get(address)), Page.of(client.get(address))

    hidden = [name for name, _ in first.fields][-3:]
    assert hidden == ["submission_key", "receipt_seed", "opened"]
    values = [page.sent[name] for page in (first, second) for name in hidden]
    assert len(set(values)) == 6
    assert all(len(value) >= 22 for value in values)


def test_a_form_does_not_thank_before_it_was_sent(client: FlaskClient, address: str) -> None:
    for language in ("", "?bahasa=en"):
        html = client.get(address + language).get_data(as_text=True).lower()
        assert "terima" not in html
        assert "thank" not in html


@pytest.mark.parametrize("path", ["", "/terima-kasih?kode=ABCDEFGH-ABCDEFGH"])
def test_citizens_get_no_cookie_and_nothing_is_kept(
    path: str, client: FlaskClient, address: str
) -> None:
    reply = client.get(address + path)

    assert "Set-Cookie" not in reply.headers
    assert "Cookie" not in reply.headers.get("Vary", "")
    assert reply.headers["Cache-Control"] == "no-store"


def test_a_send_is_thanked_with_a_receipt(client: FlaskClient, send) -> None:
    reply = send()
    assert reply.status_code == 303
    assert "Set-Cookie" not in reply.headers

    page = Page.of(client.get(reply.location))

    assert "Terima kasih" in page.text
    assert RECEIPT.search(page.text)
    assert only_response().ratings == (3,) * 9


def test_what_was_chosen_is_stored(office: Office, send) -> None:
    block = {field.key: field.choices[1].code for field in SKM.block}
    send(waktu="1", service=str(office.services[1].id), comment="Antre lama.", **block)

    response = only_response()
    assert dict(zip(SKM.keys, response.ratings, strict=True))["waktu"] == 1
    assert response.service_id == office.services[1].id
    assert response.block == block
    assert db.session.scalars(sa.select(Comment.text)).one() == "Antre lama."


def test_a_second_send_of_the_same_form_gets_the_same_receipt(
    client: FlaskClient, address: str, filled_in
) -> None:
    sent = filled_in()

    places = [client.post(address, data=sent).location for _ in range(3)]

    assert len(set(places)) == 1
    assert stored.count() == 1


def test_other_answers_in_the_same_form_do_not_count_and_a_fresh_one_is_offered(
    client: FlaskClient, address: str, filled_in
) -> None:
    sent = filled_in()
    client.post(address, data=sent)

    reply = client.post(address, data=sent | {"waktu": "1"})

    page = Page.of(reply)
    assert reply.status_code == 409
    assert "Jawaban pertama yang dihitung" in page.text
    assert (address, "Buka formulir baru") in page.links
    assert only_response().ratings == (3,) * 9


def test_an_empty_form_comes_back_with_a_link_to_every_gap(
    client: FlaskClient, address: str
) -> None:
    reply = client.post(address, data=Page.of(client.get(address)).sent)

    page = Page.of(reply)
    links = [href for href, name in page.links if name.startswith("Pilih satu jawaban")]
    assert reply.status_code == 422
    assert page.title.startswith("Kesalahan:")
    assert links == [f"#{key}-1" for key in SKM.keys]
    assert {href.removeprefix("#") for href in links} <= set(page.ids)
    assert page.has("div", role="alert", tabindex="-1")
    assert stored.count() == 0


def test_what_was_filled_in_is_kept_when_something_is_missing(
    client: FlaskClient, address: str, filled_in, office: Office
) -> None:
    block = {field.key: field.choices[1].code for field in SKM.block}
    sent = filled_in(comment="Antre <b>lama</b>.", service=str(office.services[0].id), **block)
    del sent["waktu"]

    page = Page.of(client.post(address, data=sent))

    assert page.sent == sent
    assert [href for href, _ in page.links if href.startswith("#") and "waktu" in href] == [
        "#waktu-1"
    ]


def test_a_mended_form_is_taken_under_its_first_key(
    client: FlaskClient, address: str, filled_in
) -> None:
    sent = filled_in()
    del sent["waktu"]
    mended = Page.of(client.post(address, data=sent)).sent | {"waktu": "2"}

    assert client.post(address, data=mended).status_code == 303
    assert mended["submission_key"] == sent["submission_key"]


def test_a_comment_too_long_is_kept_and_named(client: FlaskClient, address: str, filled_in) -> None:
    sent = filled_in(comment="a" * 1001)

    reply = client.post(address, data=sent)

    page = Page.of(reply)
    assert reply.status_code == 422
    assert page.sent["comment"] == "a" * 1001
    assert "1.001" in page.text


def test_english_is_a_link_away_and_stays(client: FlaskClient, address: str) -> None:
    page = Page.of(client.get(address))
    assert (f"{address}?bahasa=en", "English") in page.links

    english = Page.of(client.get(f"{address}?bahasa=en"))

    assert english.language == "en"
    assert SKM.items[0].questions["en"] in english.text
    assert english.has("form", action=f"{address}?bahasa=en", method="post")
    reply = client.post(f"{address}?bahasa=en", data=english.sent | dict.fromkeys(SKM.keys, "4"))
    assert "bahasa=en" in reply.location
    assert Page.of(client.get(reply.location)).language == "en"


def test_an_unknown_language_is_indonesian(client: FlaskClient, address: str) -> None:
    assert Page.of(client.get(f"{address}?bahasa=xx")).language == "id"


def test_a_renamed_counter_is_shown_at_once(
    client: FlaskClient, address: str, office: Office, scope, now
) -> None:
    client.get(address)
    organisation.rename_counter(scope, now, office.counters[0].id, "Loket Ramah")

    assert "Loket Ramah" in Page.of(client.get(address)).text


def test_a_withdrawn_service_is_no_longer_offered(
    client: FlaskClient, address: str, office: Office, scope, now
) -> None:
    organisation.create_service(scope, now, office.unit.id, "S9", "Layanan 9")
    assert "Layanan 1" in Page.of(client.get(address)).text
    organisation.offer_service(scope, now, office.services[0].id, offered=False)

    page = Page.of(client.get(address))
    assert "Layanan 1" not in page.text
    assert "Layanan 2" in page.text


def test_a_simulation_says_so(client: FlaskClient, app, scope, now) -> None:
    agency = organisation.create_agency(scope, now, "Contoh", is_simulation=True)
    code = an_office(scope, now, agency=agency, code="SIM").points[0].code

    assert "Data simulasi" in Page.of(client.get(f"/s/{code}")).text


def test_an_instrument_of_one_question_has_its_form(client: FlaskClient, app, scope, now) -> None:
    address = f"/s/{an_office(scope, now, instrument='pulse-1').points[0].code}"
    page = Page.of(client.get(address))
    (key,) = catalogue.find("pulse-1").keys

    assert client.post(address, data=page.sent | {key: "4"}).status_code == 303
    assert only_response().ratings == (4,)


def test_an_answer_that_cannot_be_stored_is_not_thanked_and_not_lost(
    client: FlaskClient, address: str, filled_in
) -> None:
    sent = filled_in(comment="Antre lama.")
    with db.engine.begin() as connection:
        connection.execute(sa.text("ALTER TABLE responses RENAME TO away"))

    reply = client.post(address, data=sent)

    assert reply.status_code >= 500
    assert "Terima kasih" not in Page.of(reply).text


def test_two_opposite_answers_get_pages_that_differ_in_the_code_alone(
    client: FlaskClient, send
) -> None:
    best, worst = send(**dict.fromkeys(SKM.keys, "4")), send(**dict.fromkeys(SKM.keys, "1"))

    pages = [
        QUESTION.sub("ASKED", RECEIPT.sub("CODE", client.get(reply.location).text))
        for reply in (best, worst)
    ]
    assert pages[0] == pages[1]


def test_the_page_of_thanks_shows_no_words_of_a_stranger(client: FlaskClient, address: str) -> None:
    page = Page.of(client.get(f"{address}/terima-kasih?kode=PALSU-SEKALI"))

    assert "PALSU" not in page.text
