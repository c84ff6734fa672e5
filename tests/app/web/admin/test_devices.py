"""Admin pages about the kiosks of a counter."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.services import devices
from tests.app.web.admin.conftest import Send
from tests.factories.organisation import Office

FILLED = {"name": "Tablet", "pin": "112358", "opens_hour": "7", "closes_hour": "17"}


@pytest.fixture
def address(building: Office) -> str:
    return f"/admin/loket/{building.counters[0].id}/perangkat"


def test_a_link_is_shown_once_with_its_qr_code_and_opens_the_form(
    app: Flask, administrator: FlaskClient, address: str, send: Send
) -> None:
    answer = send(address, **FILLED)

    assert answer.status_code == 201
    assert answer.headers["Cache-Control"] == "no-store"
    assert "data:image/svg+xml;base64," in answer.text
    path = re.search(r"/k/[\w-]{22}", answer.text)[0]
    assert path not in administrator.get(address).text
    assert app.test_client().get(path).status_code == 200


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"name": ""}, "Tulis namanya"),
        ({"pin": "1234"}, "PIN terdiri atas"),
        ({"pin": ""}, "Tulis PIN-nya"),
        ({"opens_hour": "18"}, "Jam buka harus sebelum"),
        ({"closes_hour": "sore"}, "closes_hour-error"),
        ({"opens_hour": "07.30"}, "Tulis jamnya saja sebagai angka, misalnya 8 atau 17."),
        ({"closes_hour": ""}, "closes_hour-error"),
    ],
)
def test_a_poor_form_enrols_nothing_and_says_why(
    changed: dict[str, str], said: str, administrator: FlaskClient, address: str, send: Send
) -> None:
    answer = send(address, **FILLED | changed)

    assert answer.status_code == 422
    assert said in answer.text
    assert "112358" not in answer.text
    assert "Belum ada perangkat" in administrator.get(address).text


def test_revoking_works_at_once(
    app: Flask, building: Office, scope, june, address: str, send: Send
) -> None:
    made = devices.enrol_device(scope, june, building.counters[0].id, "Tablet", "112358")
    number = made.device.id

    answer = send(f"/admin/perangkat/{number}/cabut")

    assert "langsung tidak berlaku" in answer.text
    assert app.test_client().get(f"/k/{made.code}").status_code == 410
    assert "sudah dicabut sebelumnya" in send(f"/admin/perangkat/{number}/cabut").text
