"""What a code on a poster leads to: its form, or a page that says why there is none."""

from __future__ import annotations

from datetime import date

import pytest
from flask.testing import FlaskClient

from app.services import collection
from app.web.public.survey import canonical_code
from tests.factories.html_pages import Page
from tests.factories.organisation import Office
from tests.factories.typed_codes import HYPHENS


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_unknown_code_has_its_own_page(method: str, client: FlaskClient) -> None:
    reply = getattr(client, method)("/s/00000000")

    assert reply.status_code == 404
    assert "Kode 00000000 tidak dikenal" in Page.of(reply).text


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_revoked_code_has_its_own_page(
    method: str, client: FlaskClient, address: str, office: Office, scope, now
) -> None:
    collection.issue_point(scope, now, office.counters[0].id)

    reply = getattr(client, method)(address)

    assert reply.status_code == 410
    assert "sudah tidak berlaku" in Page.of(reply).text


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_closed_round_has_its_own_page(
    method: str, client: FlaskClient, address: str, office: Office, scope, now
) -> None:
    collection.close_round(scope, now, office.unit.id, office.round.id, date(2026, 6, 14))

    reply = getattr(client, method)(address)

    assert reply.status_code == 403
    assert "sedang tidak dibuka" in Page.of(reply).text


@pytest.mark.parametrize("written", [str.lower, lambda c: f"{c[:4]}-{c[4:]}", lambda c: f" {c}"])
def test_a_code_typed_by_hand_is_understood(written, client: FlaskClient, office: Office) -> None:
    assert client.get(f"/s/{written(office.points[0].code)}").status_code == 200


@pytest.mark.parametrize("dash", HYPHENS)
def test_any_kind_of_hyphen_in_a_code_is_understood(
    dash: str, client: FlaskClient, office: Office
) -> None:
    code = office.points[0].code
    written = f" {code[:4]} {dash} {code[4:]}".lower()

    assert client.get(f"/s/{written}").status_code == 200
    assert client.get("/", query_string={"kode": written}).location == f"/s/{code}"


def test_a_code_in_full_width_letters_is_understood(client: FlaskClient, office: Office) -> None:
    code = office.points[0].code
    wide = "".join(chr(ord(letter) + 0xFEE0) for letter in code)

    assert client.get(f"/s/{wide}").status_code == 200


def test_letters_that_a_code_never_has_are_read_as_their_likes() -> None:
    assert canonical_code("il0o-uv 1k") == "1100VV1K"
