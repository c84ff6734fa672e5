"""A kiosk's pages: the form by day, dark by night, thanks, and a way out for staff."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from app.clock import Slot
from app.clock import now as present
from app.database import db
from app.models.responses import Channel, Response
from app.services import collection, devices
from app.services.receipt_flags import MOST_IN_LONG, MOST_IN_SHORT
from tests.app.web.public.conftest import KEYS
from tests.factories.html_pages import Page

PIN = "112358"


@pytest.fixture
def device(office, scope, now) -> devices.Enrolled:
    return devices.enrol_device(scope, now, office.counters[0].id, "Tablet", PIN)


@pytest.fixture
def address(device: devices.Enrolled) -> str:
    """In place of the poster's address: that of the device."""
    return f"/k/{device.code}"


def stored() -> list[Response]:
    return list(db.session.scalars(sa.select(Response)))


def test_the_form_is_that_of_the_counter_and_sets_no_cookie(
    client: FlaskClient, address: str
) -> None:
    reply = client.get(address)

    page = Page.of(reply)
    assert "Loket 1" in page.text
    assert page.has("form", action=address)
    assert reply.headers["Kiosk-Screen"] == "form"
    assert reply.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in reply.headers
    assert "erima kasih" not in page.text


def test_an_answer_is_unverified_filed_under_the_channel_and_thanked(
    client: FlaskClient, address: str, send, morning
) -> None:
    reply = send()

    assert reply.status_code == 303
    assert "Terima kasih" in Page.of(client.get(reply.location)).text
    row = stored()[0]
    assert (row.channel, row.is_verified) == (Channel.KIOSK, False)


def test_one_opening_serves_several_people_with_keys_of_the_device(
    client: FlaskClient, address: str, filled_in, morning
) -> None:
    sent = filled_in()
    morning.shift(60)
    for number in range(3):
        key = {"submission_key": f"made-by-device-{number:08}"}
        assert client.post(address, data=sent | key).status_code == 303

    assert [row.is_flagged for row in stored()] == [False] * 3


def test_answers_too_fast_or_in_a_burst_are_flagged_here_too(
    client: FlaskClient, address: str, filled_in, morning
) -> None:
    client.post(address, data=filled_in())
    assert [row.is_flagged for row in stored()] == [True]
    for _ in range(MOST_IN_SHORT):
        sent = filled_in()
        morning.shift(20)
        client.post(address, data=sent)

    assert sum(row.is_flagged for row in stored()) == 2


def test_a_day_without_a_network_is_no_burst_and_counts_for_its_day(
    client: FlaskClient, address: str, filled_in, morning
) -> None:
    sent = filled_in()
    morning.shift(timedelta(days=1))
    for number in range(30):
        client.post(address, data=sent | {"submission_key": f"made-by-device-{number:08}"})

    assert {row.day for row in stored()} == {date(2026, 6, 15)}
    assert [row.is_flagged for row in stored()] == [False] * 30


def test_opening_the_form_again_and_again_hides_no_burst(
    client: FlaskClient, address: str, filled_in, morning
) -> None:
    forms = []
    for _ in range(4):
        forms.append(filled_in())
        morning.shift(timedelta(seconds=1))
    morning.shift(timedelta(minutes=11))
    for number in range(40):
        own = {"submission_key": f"made-by-device-{number:08}"}
        client.post(address, data=forms[number % 4] | own)

    assert sum(row.is_flagged for row in stored()) == 40 - MOST_IN_LONG


def test_nights_without_a_network_allow_for_no_answers(
    client: FlaskClient, office, scope, now, filled_in, morning
) -> None:
    hours = {"opens_hour": 9, "closes_hour": 10}
    device = devices.enrol_device(scope, now, office.counters[0].id, "Tablet", PIN, **hours)
    sent = filled_in() | Page.of(client.get(f"/k/{device.code}")).sent
    sent["opened"] = sent["opened"].split(" ")[0]
    morning.shift(timedelta(days=2))
    for number in range(2 * MOST_IN_LONG + 5):
        key = {"submission_key": f"made-by-device-{number:08}"}
        assert client.post(f"/k/{device.code}", data=sent | key).status_code == 303

    assert sum(row.is_flagged for row in stored()) == 5


def test_a_kiosk_that_was_cut_off_files_under_the_half_day_of_the_answer(
    client: FlaskClient, address: str, filled_in, morning
) -> None:
    sent = filled_in()
    visits = sent["opened"].split(" ")
    morning.shift(timedelta(days=2))
    for number, visit in enumerate((visits[1], visits[2], visits[9])):
        own = {"opened": visit, "submission_key": f"made-by-device-{number:08}"}
        assert client.post(address, data=sent | own).status_code == 303

    # The last was of a half-day that had not come yet.
    assert sorted((row.day.day, row.slot) for row in stored()) == [
        (15, Slot.AFTERNOON),
        (16, Slot.MORNING),
        (17, Slot.MORNING),
    ]


def test_a_restart_between_a_lost_reply_and_the_next_try_changes_nothing(
    client: FlaskClient, app: Flask, address: str, filled_in, morning
) -> None:
    sent = filled_in()
    morning.shift(timedelta(days=1))
    first = client.post(address, data=sent)
    for kept in ("held_sends", "recent_sends", "recent_tries"):
        app.extensions.pop(kept, None)

    again = client.post(address, data=sent)
    assert (again.status_code, again.location) == (303, first.location)
    assert [row.is_flagged for row in stored()] == [False]


def test_a_gap_comes_back_as_the_kiosks_form(client: FlaskClient, address: str, send) -> None:
    reply = send(waktu="")

    assert reply.status_code == 422
    assert "kiosk.css" in reply.text
    assert Page.of(reply).sent["persyaratan"] == "3"


@pytest.mark.parametrize("hour", [-3, 8])
def test_outside_its_hours_the_screen_is_dark_but_an_answer_begun_is_taken(
    hour: int, client: FlaskClient, address: str, filled_in, morning
) -> None:
    sent = filled_in()
    morning.shift(timedelta(hours=hour))

    reply = client.get(address)
    assert "Loket sedang tutup" in Page.of(reply).text
    assert "Kiosk-Screen" not in reply.headers
    assert client.post(address, data=sent).status_code == 303


def test_without_an_open_round_it_is_dark_and_an_unsigned_answer_is_refused(
    client: FlaskClient, address: str, office, scope, filled_in, morning
) -> None:
    sent = filled_in()
    collection.close_round(scope, present(), office.unit.id, office.round.id, date(2026, 6, 14))

    page = Page.of(client.get(address))
    assert "Survei sedang tidak dibuka" in page.text
    assert page.title.startswith("Survei sedang tidak dibuka")
    assert client.post(address, data=sent | {"opened": ""}).status_code == 403
    assert client.post(address, data=sent).status_code == 303


@pytest.mark.parametrize("path", ["", "/terima-kasih", "/keluar"])
def test_unknown_and_revoked_devices_get_pages_that_say_what_to_do(
    path: str, client: FlaskClient, address: str, device, scope, now
) -> None:
    unknown = client.get(f"/k/{'x' * 22}{path}")
    devices.revoke_device(scope, now, device.device.id)
    revoked = client.get(address + path)

    assert unknown.status_code == 404
    assert path == "/terima-kasih" or revoked.status_code == 410
    assert "Loket 1" not in unknown.text + revoked.text


def test_a_revoked_device_takes_nothing_more(
    client: FlaskClient, address: str, device, scope, now, filled_in
) -> None:
    sent = filled_in()
    devices.revoke_device(scope, now, device.device.id)

    assert client.post(address, data=sent).status_code == 410
    assert stored() == []


@pytest.mark.parametrize("code", ["\0", "%00", "🙂", "a" * 3000, "..", "\ud800"])
def test_strange_codes_are_unknown(code: str, client: FlaskClient, office) -> None:
    assert client.get(f"/k/{code!a}").status_code == 404


def test_staff_leave_with_the_pin_and_nobody_else(client: FlaskClient, address: str) -> None:
    wrong = client.post(f"{address}/keluar", data={"pin": "000001"})
    right = client.post(f"{address}/keluar", data={"pin": PIN})

    assert wrong.status_code == 422
    assert "tidak cocok" in Page.of(wrong).text
    assert right.status_code == 200
    assert "Kiosk ditutup" in Page.of(right).text
    assert "kiosk.js" not in right.text


def test_guessing_the_pin_has_to_wait(client: FlaskClient, address: str) -> None:
    for _ in range(3):
        client.post(f"{address}/keluar", data={"pin": "000001"})
    reply = client.post(f"{address}/keluar", data={"pin": PIN})

    assert reply.status_code == 429
    assert int(reply.headers["Retry-After"]) >= 1


def test_a_program_is_told_of_the_pin_in_json(client: FlaskClient, address: str) -> None:
    as_program = {"Accept": "application/json"}
    replies = [
        client.post(f"{address}/keluar", data={"pin": "000001"}, headers=as_program)
        for _ in range(4)
    ]

    assert {reply.mimetype for reply in replies} == {"application/problem+json"}
    assert [reply.status_code for reply in replies[:2]] == [422, 422]
    assert "tidak cocok" in replies[0].json["detail"]
    assert replies[-1].status_code == replies[-1].json["status"] == 429
    assert int(replies[-1].headers["Retry-After"]) >= 1


def test_other_languages_keep_their_address_and_home_is_indonesian(
    client: FlaskClient, address: str
) -> None:
    reply = client.get(f"{address}?bahasa=en")

    assert Page.of(reply).language == "en"
    assert f'data-home="{address}"' in reply.text


def test_every_element_must_be_answered_before_it_is_kept(
    client: FlaskClient, address: str
) -> None:
    assert f'data-needed="{" ".join(KEYS)}"' in client.get(address).text
