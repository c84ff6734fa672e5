"""Sessions: their cookie, their end, and that nothing is carried over."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
import time_machine
from flask import Flask, session
from flask.testing import FlaskClient

from app.access import Scope
from app.factory import create_app
from app.services.people import Credentials
from app.web import sessions
from config import Settings
from tests.factories.people import ENTRANCE, sign_in, somebody, try_to_sign_in

IDLE = timedelta(minutes=30)
PAGE = "/akun/"


@pytest.fixture
def staf(app: Flask, scope: Scope, now: datetime) -> Credentials:
    return somebody(scope, now)


def cookie_of(client: FlaskClient, who: Credentials, **environ: str) -> str:
    answer = client.get(ENTRANCE, environ_overrides=environ)
    return next(value for name, value in answer.headers if name == "Set-Cookie")


def test_the_cookie_is_kept_from_scripts_and_other_sites(
    client: FlaskClient, staf: Credentials
) -> None:
    cookie = cookie_of(client, staf)

    assert cookie.startswith("sesi=")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Path=/" in cookie
    assert "Domain" not in cookie


def test_over_tls_the_cookie_is_secure_and_bound_to_the_host(
    client: FlaskClient, staf: Credentials
) -> None:
    cookie = cookie_of(client, staf, **{"wsgi.url_scheme": "https"})

    assert cookie.startswith("__Host-sesi=")
    assert "Secure" in cookie
    assert "Path=/" in cookie


def test_thirty_idle_minutes_end_a_session_and_the_page_says_so(
    client: FlaskClient, staf: Credentials, now: datetime
) -> None:
    with time_machine.travel(now, tick=False) as clock:
        sign_in(client, staf)
        clock.shift(timedelta(minutes=29))
        assert client.get(PAGE).status_code == 200
        clock.shift(timedelta(minutes=29))
        assert client.get(PAGE).status_code == 200
        clock.shift(timedelta(minutes=30))
        answer = client.get(f"{PAGE}?x=1")
        assert answer.status_code == 303
        assert answer.location == "/akun/masuk?next=/akun/?x%3D1&sebab=diam"
        assert "30 menit tanpa kegiatan" in client.get(answer.location).text


def test_twelve_hours_end_a_session_however_busy(
    client: FlaskClient, staf: Credentials, now: datetime
) -> None:
    with time_machine.travel(now, tick=False) as clock:
        sign_in(client, staf)
        for _ in range(12 * 3 - 1):
            clock.shift(timedelta(minutes=20))
            assert client.get(PAGE).status_code == 200
        clock.shift(timedelta(minutes=20))
        assert client.get(PAGE).status_code == 303


def test_signing_in_carries_nothing_over(client: FlaskClient, staf: Credentials) -> None:
    with client.session_transaction() as before:
        before["planted"] = "by somebody else"
    client.get(ENTRANCE)

    sign_in(client, staf)

    with client.session_transaction() as after:
        assert set(after) == {"_permanent", "key", "begun", "used", "language"}


def test_a_copied_cookie_dies_when_its_owner_signs_out(
    app: Flask, client: FlaskClient, staf: Credentials
) -> None:
    sign_in(client, staf)
    copied = client.get_cookie("sesi").value
    thief = app.test_client()
    thief.set_cookie("sesi", copied)
    assert thief.get(PAGE).status_code == 200
    token = {"csrf_token": _token(client)}

    client.post("/akun/keluar", data=token)

    assert thief.get(PAGE).status_code == 303


def test_a_forged_cookie_is_no_session(client: FlaskClient, staf: Credentials) -> None:
    client.set_cookie("sesi", "eyJrZXkiOiJ4In0.aaaa.bbbb")

    assert client.get(PAGE).location == "/akun/masuk?next=/akun/"


def test_the_cookie_is_written_again_at_most_once_a_minute(
    client: FlaskClient, staf: Credentials, now: datetime
) -> None:
    with time_machine.travel(now, tick=False) as clock:
        sign_in(client, staf)
        client.get(PAGE)
        clock.shift(timedelta(seconds=59))
        assert "Set-Cookie" not in client.get(PAGE).headers
        clock.shift(timedelta(seconds=1))
        assert "Set-Cookie" in client.get(PAGE).headers


def test_the_language_of_the_sign_in_page_is_kept(client: FlaskClient, staf: Credentials) -> None:
    try_to_sign_in(client, "staf", staf.password, address=f"{ENTRANCE}?bahasa=en")

    with client.session_transaction() as kept:
        assert kept["language"] == "en"


def test_a_session_without_a_person_has_no_key_and_no_end(app: Flask, now: datetime) -> None:
    with app.test_request_context():
        assert sessions.live_key(now, IDLE) is None
        assert sessions.why_ended(now, IDLE) is None


def test_a_session_that_is_not_idle_ended_otherwise(app: Flask, now: datetime) -> None:
    with app.test_request_context():
        sessions.begin(now, "k", "id")
        assert sessions.live_key(now, IDLE) == "k"
        assert sessions.why_ended(now, IDLE) is sessions.Ended.OTHERWISE
        sessions.end()
        assert not session


def _token(client: FlaskClient) -> str:
    from tests.factories.people import form_token

    return form_token(client, PAGE)


def test_where_people_come_over_tls_the_cookie_is_secure_whatever_the_proxy_says(
    settings: Settings,
) -> None:
    public = create_app(replace(settings, base_url="https://skm.example.go.id"))

    answer = public.test_client().get(ENTRANCE)

    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-sesi=")
    assert "Secure" in cookie
