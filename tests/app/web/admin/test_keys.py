"""Admin pages about API keys."""

from __future__ import annotations

import re
from datetime import datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.access import Role, Scope
from app.services import api_keys
from tests.factories.organisation import Office, an_office
from tests.factories.people import form_token, sign_in, somebody

KEYS = "/admin/kunci-api/"


@pytest.fixture
def office(app: Flask, scope: Scope, now: datetime) -> Office:
    return an_office(scope, now)


@pytest.fixture
def inside(client: FlaskClient, office: Office, scope: Scope, now: datetime) -> FlaskClient:
    """A browser in which the unit's admin signed in."""
    admin = somebody(scope, now, username="admin", role=Role.ADMIN, path=office.unit.path)
    return sign_in(client, admin)


def send(client: FlaskClient, address: str, **form: str) -> TestResponse:
    sent = {"kind": "scores"} | form | {"csrf_token": form_token(client, KEYS)}
    return client.post(address, data=sent)


def test_a_key_is_shown_once_and_opens_the_api(
    app: Flask, inside: FlaskClient, office: Office
) -> None:
    answer = send(inside, KEYS, name="SI Evaluasi", path=office.unit.path, days="30")

    assert answer.status_code == 201
    assert answer.headers["Cache-Control"] == "no-store"
    secret = re.search(r"sl_[\w-]{43}", answer.text)[0]
    assert secret not in inside.get(KEYS).text
    headers = {"Authorization": f"Bearer {secret}"}
    assert app.test_client().get("/api/v1/units", headers=headers).status_code == 200


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"name": ""}, "Tulis nama sistem"),
        ({"name": "x" * 101}, "paling banyak 100"),
        ({"days": "731"}, "1 sampai 730"),
        ({"days": "lama"}, "days-error"),
        ({"path": "/"}, "path-error"),
    ],
)
def test_a_poor_form_makes_no_key_and_says_why(
    changed: dict[str, str], said: str, inside: FlaskClient, office: Office
) -> None:
    form = {"name": "SI Evaluasi", "path": office.unit.path, "days": "30"} | changed

    answer = send(inside, KEYS, **form)

    assert answer.status_code == 422
    assert said in answer.text
    assert "Belum ada kunci" in answer.text


def test_a_key_is_revoked(inside: FlaskClient, office: Office, scope: Scope, now: datetime) -> None:
    key = api_keys.issue_key(scope, now, "SI Evaluasi", office.unit.path).key

    send(inside, f"{KEYS}{key.id}/cabut")
    page = inside.get(KEYS).text

    assert "Dicabut" in page
    assert "langsung tidak berlaku" in page
    send(inside, f"{KEYS}{key.id}/cabut")
    assert "sudah dicabut sebelumnya" in inside.get(KEYS).text


def test_keys_of_another_unit_are_not_there(
    inside: FlaskClient, scope: Scope, now: datetime
) -> None:
    other = an_office(scope, now, code="DINKES", name="Dinas Kesehatan")
    key = api_keys.issue_key(scope, now, "SI Kesehatan", other.unit.path).key

    assert "SI Kesehatan" not in inside.get(KEYS).text
    assert send(inside, f"{KEYS}{key.id}/cabut").status_code == 404


def test_a_key_is_for_what_was_chosen_alone(
    app: Flask, inside: FlaskClient, office: Office
) -> None:
    answer = send(inside, KEYS, name="Antrean", path=office.unit.path, days="30", kind="tickets")

    secret = re.search(r"sl_[\w-]{43}", answer.text)[0]
    headers = {"Authorization": f"Bearer {secret}"}
    assert app.test_client().get("/api/v1/units", headers=headers).status_code == 403
    assert "Menerbitkan tiket" in inside.get(KEYS).text
