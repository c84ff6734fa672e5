"""The page of one tap, and the full form that may follow."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
import time_machine
from flask.testing import FlaskClient

from app.database import db
from app.models.responses import Response
from app.queries import responses as stored
from survey_forms import catalogue
from tests.factories.html_pages import Page
from tests.factories.organisation import an_office

SKM = catalogue.find("skm-2017")
PULSE = catalogue.find("pulse-1")
GO_ON = "Ceritakan lebih lanjut"


@pytest.fixture
def address(app, scope, now) -> str:
    """The address on the poster of a counter that asks for one tap."""
    return f"/s/{an_office(scope, now, instrument='pulse-1').points[0].code}"


def tap(client: FlaskClient, address: str, rating: str = "3") -> str:
    """Tap an answer; gives the address of the page after it."""
    page = Page.of(client.get(address))
    reply = client.post(address, data=page.sent | {"pelayanan": rating})
    assert reply.status_code == 303
    return reply.location


def way_on(client: FlaskClient, thanks: str) -> str:
    """The address of the full form that the page after a tap offers."""
    return {name: href for href, name in Page.of(client.get(thanks)).links}[GO_ON]


def full(client: FlaskClient, address: str, **changes: str) -> dict[str, str]:
    """What a browser sends when every element of the full form is rated 3."""
    return Page.of(client.get(address)).sent | dict.fromkeys(SKM.keys, "3") | changes


def test_each_answer_is_a_button_of_its_own_with_a_word(client: FlaskClient, address: str) -> None:
    page = Page.of(client.get(address))

    buttons = [held for name, held in page.tags if name == "button"]
    assert [(held["name"], held["value"]) for held in buttons] == [
        ("pelayanan", str(choice.value)) for choice in PULSE.items[0].choices
    ]
    assert all(choice.labels["id"] in page.text for choice in PULSE.items[0].choices)
    assert PULSE.items[0].questions["id"] in page.text
    assert page.has("div", id="waiting", **{"data-needed": PULSE.keys[0]})
    assert not page.has("input", type="radio")


def test_the_page_of_one_tap_does_not_thank_before_it_was_sent(
    client: FlaskClient, address: str
) -> None:
    html = client.get(address).get_data(as_text=True).lower()

    assert "terima" not in html
    assert "thank" not in html


def test_a_tap_is_stored_at_once(client: FlaskClient, address: str) -> None:
    tap(client, address, "2")

    assert db.session.scalars(sa.select(Response.ratings)).all() == [(2,)]


def test_a_tap_sent_twice_is_one_row_with_one_page(client: FlaskClient, address: str) -> None:
    sent = Page.of(client.get(address)).sent | {"pelayanan": "4"}

    places = {client.post(address, data=sent).location for _ in range(3)}

    assert len(places) == stored.count() == 1


def test_a_send_without_a_tap_leads_to_the_buttons(client: FlaskClient, address: str) -> None:
    reply = client.post(address, data=Page.of(client.get(address)).sent)

    page = Page.of(reply)
    assert reply.status_code == 422
    assert "#pelayanan-1" in [href for href, _ in page.links]
    assert "pelayanan-1" in page.ids
    assert stored.count() == 0


def test_a_tap_that_cannot_be_stored_is_told(client: FlaskClient, address: str) -> None:
    sent = Page.of(client.get(address)).sent | {"pelayanan": "4"}
    with db.engine.begin() as connection:
        connection.execute(sa.text("ALTER TABLE responses RENAME TO away"))

    reply = client.post(address, data=sent)

    assert reply.status_code >= 500
    assert "Terima kasih" not in Page.of(reply).text


def test_the_full_answer_names_its_tap(client: FlaskClient, address: str) -> None:
    form = way_on(client, tap(client, address))

    reply = client.post(form, data=full(client, form))

    first, second = db.session.scalars(
        sa.select(Response).order_by(Response.follows_key_hash.is_not(None))
    )
    assert reply.status_code == 303
    assert second.follows_key_hash == first.submission_key_hash
    assert (first.instrument, second.instrument) == ("pulse-1@2", "skm-2017@3")
    assert GO_ON not in Page.of(client.get(reply.location)).text


def test_neither_page_shows_the_tap_nor_its_key(client: FlaskClient, address: str) -> None:
    thanks = tap(client, address)
    key_hash = bytes(db.session.scalar(sa.select(Response.submission_key_hash)))

    html = client.get(thanks).text + client.get(way_on(client, thanks)).text
    assert key_hash.hex() not in html
    assert key_hash not in html.encode()


def test_pages_after_opposite_taps_differ_in_codes_alone(client: FlaskClient, address: str) -> None:
    pages = []
    for rating in ("1", "4"):
        thanks = tap(client, address, rating)
        receipt, name = thanks.split("kode=")[1][:17], way_on(client, thanks).split("/")[-1]
        page = client.get(thanks)
        asked = Page.of(page).sent["tanya"]
        pages.append(page.text.replace(receipt, "R").replace(name, "T").replace(asked, "A"))

    assert pages[0] == pages[1]


def test_two_people_s_full_forms_are_never_mixed_up(client: FlaskClient, address: str) -> None:
    mine, yours = (way_on(client, tap(client, address)) for _ in range(2))
    pages = [client.get(form).text for form in (mine, yours)]

    assert mine.split("/")[-1] in pages[0]
    assert mine.split("/")[-1] not in pages[1]


def test_a_full_form_sent_again_gets_the_same_page(client: FlaskClient, address: str) -> None:
    form = way_on(client, tap(client, address))
    sent = full(client, form)

    places = {client.post(form, data=sent).location for _ in range(3)}

    assert len(places) == 1
    assert stored.count() == 2


def test_a_second_full_answer_does_not_count_and_says_so(client: FlaskClient, address: str) -> None:
    form = way_on(client, tap(client, address))
    early, late = full(client, form), full(client, form, waktu="1")
    client.post(form, data=early)

    sent, opened = client.post(form, data=late), client.get(form)

    assert (sent.status_code, opened.status_code) == (409, 409)
    assert (address, "Buka formulir baru") in Page.of(sent).links
    assert (address, "Buka formulir baru") in Page.of(opened).links
    assert "sudah dilengkapi" in Page.of(opened).text
    assert stored.count() == 2


def test_what_is_missing_in_the_full_form_is_asked_again(client: FlaskClient, address: str) -> None:
    form = way_on(client, tap(client, address))
    sent = full(client, form)
    del sent["waktu"]

    reply = client.post(form, data=sent)

    assert reply.status_code == 422
    assert Page.of(reply).has("form", action=form, method="post")


def test_after_the_next_day_the_tap_counts_and_a_new_form_is_offered(
    client: FlaskClient, address: str, morning: time_machine.Coordinates
) -> None:
    form = way_on(client, tap(client, address))
    sent = full(client, form)
    morning.shift(timedelta(days=2))

    for reply in (client.get(form), client.post(form, data=sent)):
        assert reply.status_code == 410
        assert "tetap dihitung" in Page.of(reply).text
    as_script = client.post(form, data=sent, headers={"Accept": "application/json"})
    assert (as_script.status_code, "tetap dihitung" in as_script.json["message"]) == (410, True)
    assert stored.count() == 1


@pytest.mark.parametrize("name", ["x", "A" * 64, "%00", "é" * 10])
def test_an_unknown_name_of_a_tap_is_not_found(
    name: str, client: FlaskClient, address: str
) -> None:
    assert client.get(f"{address}/lengkap/{name}").status_code == 404
    assert client.post(f"{address}/lengkap/{name}").status_code == 404


def test_a_tap_of_another_counter_is_not_found(client, app, scope, now, address: str) -> None:
    other = an_office(scope, now, code="LAIN", instrument="pulse-1").points[0].code
    name = way_on(client, tap(client, address)).split("/")[-1]

    assert client.get(f"/s/{other}/lengkap/{name}").status_code == 404


def test_the_languages_are_kept_on_the_way(client: FlaskClient, address: str) -> None:
    page = Page.of(client.get(f"{address}?bahasa=en"))
    reply = client.post(f"{address}?bahasa=en", data=page.sent | {"pelayanan": "4"})
    english = Page.of(client.get(reply.location))

    assert english.language == "en"
    (form,) = [href for href, _ in english.links if "/lengkap/" in href]
    assert "bahasa=en" in form
    assert Page.of(client.get(form)).language == "en"


def test_the_time_of_a_tap_is_too_short_to_be_honest_under_a_second(
    client: FlaskClient, address: str, morning: time_machine.Coordinates
) -> None:
    page = Page.of(client.get(address))
    morning.move_to(datetime.fromisoformat("2026-06-15T02:30:02+00:00"))
    client.post(address, data=page.sent | {"pelayanan": "4"})

    assert db.session.scalars(sa.select(Response.is_flagged)).all() == [False]
