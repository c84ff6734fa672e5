"""One's own account: what it shows, leaving it, and another password."""

from __future__ import annotations

from datetime import datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.access import Scope
from app.services.people import Credentials
from tests.factories.organisation import an_office
from tests.factories.people import form_token, sign_in, somebody, try_to_sign_in

NEW = "kopi pagi di teras"


@pytest.fixture
def staf(app: Flask, scope: Scope, now: datetime) -> Credentials:
    return somebody(scope, now, path=an_office(scope, now).unit.path)


@pytest.fixture
def inside(client: FlaskClient, staf: Credentials) -> FlaskClient:
    return sign_in(client, staf)


def change(client: FlaskClient, current: str, new: str, repeated: str = "") -> TestResponse:
    form = {
        "current_password": current,
        "new_password": new,
        "repeated_password": repeated or new,
        "csrf_token": form_token(client, "/akun/"),
    }
    return client.post("/akun/kata-sandi", data=form)


def test_the_account_shows_roles_in_words_with_their_places(inside: FlaskClient) -> None:
    page = inside.get("/akun/").text

    assert "Kepala unit" in page
    assert "Dinas Kependudukan" in page


def test_signing_out_ends_every_session(app: Flask, inside: FlaskClient, staf: Credentials) -> None:
    elsewhere = sign_in(app.test_client(), staf)

    answer = inside.post("/akun/keluar", data={"csrf_token": form_token(inside, "/akun/")})

    assert answer.location == "/akun/masuk?sebab=keluar"
    assert "Anda sudah keluar" in inside.get(answer.location).text
    assert inside.get("/akun/").status_code == 303
    assert elsewhere.get("/akun/").status_code == 303


def test_signing_out_takes_a_form(inside: FlaskClient) -> None:
    assert inside.get("/akun/keluar").status_code == 405
    assert inside.get("/akun/").status_code == 200


def test_a_new_password_keeps_this_session_and_ends_others(
    app: Flask, inside: FlaskClient, staf: Credentials
) -> None:
    elsewhere = sign_in(app.test_client(), staf)

    answer = change(inside, staf.password, NEW)

    assert answer.location == "/akun/"
    assert "Kata sandi sudah diganti" in inside.get("/akun/").text
    assert elsewhere.get("/akun/").status_code == 303
    assert try_to_sign_in(app.test_client(), "staf", NEW).status_code == 303


@pytest.mark.parametrize(
    ("current", "new", "repeated", "field", "said"),
    [
        ("wrong", NEW, "", "current_password", "tidak cocok"),
        ("right", "pendek", "", "new_password", "paling sedikit 12"),
        ("right", NEW, "another sentence", "repeated_password", "belum sama"),
        ("", NEW, "", "current_password", "Tulis kata sandi"),
    ],
)
def test_what_is_wrong_is_told_beside_its_field(
    current: str,
    new: str,
    repeated: str,
    field: str,
    said: str,
    inside: FlaskClient,
    staf: Credentials,
) -> None:
    given = staf.password if current == "right" else current
    answer = change(inside, given, new, repeated)

    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    assert f'<a href="#{field}">' in answer.text
    assert said in answer.text
    assert NEW not in answer.text


def test_guessing_the_own_password_has_to_wait_too(inside: FlaskClient, staf: Credentials) -> None:
    for _ in range(3):
        change(inside, "wrong", NEW)

    answer = change(inside, staf.password, NEW)

    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) == 1
