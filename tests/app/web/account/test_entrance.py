"""The sign-in page as a person meets it."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.access import Role, Scope
from app.services.people import Credentials
from tests.factories.people import ENTRANCE, TOKEN, form_token, somebody, try_to_sign_in

REFUSED = "Nama pengguna atau kata sandi tidak cocok"


@pytest.fixture
def staf(app: Flask, scope: Scope, now: datetime) -> Credentials:
    return somebody(scope, now)


def told(answer: TestResponse, username: str) -> tuple[int, str]:
    """The answer's status and text without what must differ: the token and the name typed."""
    return answer.status_code, TOKEN.sub("", answer.text).replace(f'"{username}"', "NAME")


def test_the_page_is_ready_for_password_keepers(client: FlaskClient) -> None:
    page = client.get(ENTRANCE).text

    assert re.search(r'id="username" name="username" autocomplete="username"', page)
    assert re.search(r'id="password" name="password" autocomplete="current-password"', page)


@pytest.mark.parametrize(
    ("role", "start"),
    [
        (Role.ADMIN, "/dasbor/"),
        (Role.MANAGER, "/dasbor/"),
        (Role.EVALUATOR, "/dasbor/"),
        (Role.INSPECTORATE, "/dasbor/"),
        (Role.OFFICER, "/petugas/"),
    ],
)
def test_each_role_begins_at_its_page(
    role: Role, start: str, app: Flask, client: FlaskClient, scope: Scope, now: datetime
) -> None:
    who = somebody(scope, now, role=role)

    answer = try_to_sign_in(client, "staf", who.password)

    assert (answer.status_code, answer.location) == (303, start)


def test_one_returns_to_the_page_one_came_from(client: FlaskClient, staf: Credentials) -> None:
    answer = try_to_sign_in(client, "staf", staf.password, wanted="/akun/?x=1")

    assert answer.location == "/akun/?x=1"


@pytest.mark.parametrize(
    "wanted",
    ["//jahat.example", "https://jahat.example", "/\\jahat.example", "\\\\jahat", ENTRANCE],
)
def test_nobody_is_led_to_another_site(wanted: str, client: FlaskClient, staf: Credentials) -> None:
    assert try_to_sign_in(client, "staf", staf.password, wanted=wanted).location == "/dasbor/"


def test_empty_fields_are_told_beside_them(client: FlaskClient) -> None:
    answer = try_to_sign_in(client, "", "")

    assert answer.status_code == 422
    assert '<a href="#username">Tulis nama pengguna Anda.</a>' in answer.text
    assert 'id="password-error"' in answer.text


@pytest.mark.parametrize("password", ["wrong password", "x" * 10_000])
def test_known_and_unknown_names_get_the_same_page(
    password: str, app: Flask, client: FlaskClient, staf: Credentials
) -> None:
    known = try_to_sign_in(client, "staf", password)
    unknown = try_to_sign_in(app.test_client(), "bendahara", password)

    assert told(known, "staf") == told(unknown, "bendahara")
    assert known.status_code == 422
    assert REFUSED in known.text


def test_the_page_says_how_long_to_wait(
    client: FlaskClient, staf: Credentials, now: datetime
) -> None:
    with time_machine.travel(now, tick=False) as clock:
        for seconds in (0, 0, 0, 1):
            clock.shift(timedelta(seconds=seconds))
            assert try_to_sign_in(client, "staf", "wrong").status_code == 422

        waiting = try_to_sign_in(client, "staf", staf.password)
        clock.shift(timedelta(seconds=2))
        let_in = try_to_sign_in(client, "staf", staf.password)

    assert waiting.status_code == 429
    assert waiting.headers["Retry-After"] == "2"
    assert "Coba lagi dalam 2 detik" in waiting.text
    assert let_in.status_code == 303


def test_a_forged_forwarded_address_does_not_dodge_the_delay(
    client: FlaskClient, now: datetime
) -> None:
    statuses = []
    with time_machine.travel(now, tick=False):
        token = form_token(client)
        for number in range(5):
            form = {"username": f"n{number}", "password": "wrong", "csrf_token": token}
            headers = {"X-Forwarded-For": f"10.1.1.{number}"}
            statuses.append(client.post(ENTRANCE, data=form, headers=headers).status_code)

    assert statuses == [422, 422, 422, 429, 429]


@pytest.mark.parametrize(
    ("peer", "headers", "status"),
    [
        ("127.0.0.1", {}, 303),
        ("::1", {}, 303),
        ("10.0.0.7", {}, 422),
        ("10.0.0.7", {"X-Forwarded-For": "127.0.0.1"}, 422),
        ("127.0.0.1", {"X-Forwarded-For": "10.0.0.7"}, 422),
        ("127.0.0.1", {"Forwarded": "for=10.0.0.7"}, 422),
    ],
)
def test_demo_sign_ins_work_on_this_machine_only(
    peer: str,
    headers: dict[str, str],
    status: int,
    app: Flask,
    client: FlaskClient,
    scope: Scope,
    now: datetime,
) -> None:
    demo = somebody(scope, now, username="demo", is_demo=True)
    form = {"username": "demo", "password": demo.password, "csrf_token": form_token(client)}

    answer = client.post(
        ENTRANCE, data=form, headers=headers, environ_overrides={"REMOTE_ADDR": peer}
    )

    assert answer.status_code == status
    assert (REFUSED in answer.text) == (status == 422)


def test_a_form_without_its_token_gets_a_fresh_one_and_signs_nobody_in(
    client: FlaskClient, staf: Credentials
) -> None:
    answer = client.post(ENTRANCE, data={"username": "staf", "password": staf.password})

    assert answer.status_code == 400
    assert "sudah terlalu lama terbuka" in answer.text
    assert TOKEN.search(answer.text)
    assert client.get("/akun/").status_code == 303


@pytest.mark.parametrize("reason", ["", "x", "<b>"])
def test_an_unknown_reason_says_nothing(reason: str, client: FlaskClient) -> None:
    page = client.get(ENTRANCE, query_string={"sebab": reason}).text

    assert "Keterangan:" not in page
    assert "<b>" not in page


def test_whoever_is_not_signed_in_sends_no_files(client: FlaskClient) -> None:
    answer = client.post(ENTRANCE, data={"username": "a" * 40_000})

    assert answer.status_code == 413
