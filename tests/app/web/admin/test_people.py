"""Admin pages about people, as an admin of one unit works with them."""

from __future__ import annotations

import re
from datetime import datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.access import Role, Scope
from app.database import db
from app.models.people import Person
from app.queries import people
from app.services.people import Credentials
from tests.factories.organisation import Office, an_office
from tests.factories.people import form_token, sign_in, somebody, try_to_sign_in

PEOPLE = "/admin/orang/"


@pytest.fixture
def office(app: Flask, scope: Scope, now: datetime) -> Office:
    return an_office(scope, now)


@pytest.fixture
def inside(client: FlaskClient, office: Office, scope: Scope, now: datetime) -> FlaskClient:
    """A browser in which the unit's admin signed in."""
    admin = somebody(scope, now, username="admin", role=Role.ADMIN, path=office.unit.path)
    return sign_in(client, admin)


@pytest.fixture
def staf(office: Office, scope: Scope, now: datetime) -> Credentials:
    return somebody(scope, now, path=office.unit.path)


def send(client: FlaskClient, address: str, **form: str) -> TestResponse:
    token = form_token(client, f"{PEOPLE}tambah")
    answer = client.post(address, data=form | {"csrf_token": token})
    db.session.expire_all()
    return answer


def test_the_list_names_people_with_roles_and_places(
    inside: FlaskClient, staf: Credentials
) -> None:
    page = inside.get(PEOPLE).text

    assert "Staf Staf" in page
    assert "Kepala unit" in page
    assert "Dinas Kependudukan" in page


def test_a_person_is_added_and_the_password_shown_once(
    app: Flask, inside: FlaskClient, office: Office
) -> None:
    answer = send(
        inside,
        f"{PEOPLE}tambah",
        username="bendahara",
        name="Bendahara",
        role="officer",
        path=office.unit.path,
    )

    assert answer.status_code == 201
    assert answer.headers["Cache-Control"] == "no-store"
    password = re.search(r"[a-z0-9]{5}(-[a-z0-9]{5}){3}", answer.text)[0]
    assert try_to_sign_in(app.test_client(), "bendahara", password).location == "/petugas/"
    person = people.account("bendahara")
    assert password not in inside.get(f"{PEOPLE}{person.id}/").text


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"username": ""}, "Tulis nama pengguna."),
        ({"username": "a b"}, "Nama pengguna terdiri"),
        ({"username": "staf"}, "sudah dipakai"),
        ({"role": "root"}, "error-summary"),
        ({"role": ""}, "Pilih peran."),
        ({"path": "/"}, "error-summary"),
    ],
)
def test_a_poor_form_makes_nobody_and_says_why(
    changed: dict[str, str], said: str, inside: FlaskClient, office: Office, staf: Credentials
) -> None:
    before = db.session.query(Person).count()
    form = {
        "username": "bendahara",
        "name": "Bendahara",
        "role": "officer",
        "path": office.unit.path,
    }

    answer = send(inside, f"{PEOPLE}tambah", **(form | changed))

    assert answer.status_code == 422
    assert said in answer.text
    assert db.session.query(Person).count() == before


def test_a_role_is_granted_and_withdrawn(
    inside: FlaskClient, office: Office, staf: Credentials
) -> None:
    address = f"{PEOPLE}{staf.person.id}/"

    send(inside, f"{address}peran", role="officer", path=office.unit.path)
    assert {g.role for g in staf.person.grants} == {Role.MANAGER, Role.OFFICER}
    grant = next(g for g in staf.person.grants if g.role is Role.OFFICER)
    answer = send(inside, f"{address}peran/{grant.id}/cabut")

    assert answer.location == address
    assert "Peran sudah dicabut" in inside.get(address).text
    assert {g.role for g in staf.person.grants} == {Role.MANAGER}


def test_the_last_role_and_one_held_already_are_told(
    inside: FlaskClient, office: Office, staf: Credentials
) -> None:
    address = f"{PEOPLE}{staf.person.id}/"

    send(inside, f"{address}peran/{staf.person.grants[0].id}/cabut")
    assert "peran terakhirnya" in inside.get(address).text
    send(inside, f"{address}peran", role="manager", path=office.unit.path)
    assert "sudah memegang peran ini" in inside.get(address).text


def test_a_grant_that_was_not_offered_is_refused(inside: FlaskClient, staf: Credentials) -> None:
    answer = send(inside, f"{PEOPLE}{staf.person.id}/peran", role="admin", path="/")

    assert "Pilih peran dan tempatnya" in inside.get(answer.location).text
    assert {g.role for g in staf.person.grants} == {Role.MANAGER}


def test_an_account_is_stopped_and_let_in_again(
    app: Flask, inside: FlaskClient, staf: Credentials
) -> None:
    elsewhere = sign_in(app.test_client(), staf)
    address = f"{PEOPLE}{staf.person.id}/"

    send(inside, f"{address}nonaktifkan")
    assert elsewhere.get("/akun/").status_code == 303
    assert try_to_sign_in(app.test_client(), "staf", staf.password).status_code == 422
    send(inside, f"{address}aktifkan")
    assert try_to_sign_in(app.test_client(), "staf", staf.password).status_code == 303


def test_a_password_is_reset_and_shown_once(
    app: Flask, inside: FlaskClient, staf: Credentials
) -> None:
    answer = send(inside, f"{PEOPLE}{staf.person.id}/kata-sandi")

    password = re.search(r"[a-z0-9]{5}(-[a-z0-9]{5}){3}", answer.text)[0]
    assert try_to_sign_in(app.test_client(), "staf", password).status_code == 303


def test_ones_own_account_offers_nothing_and_takes_nothing(
    inside: FlaskClient, office: Office
) -> None:
    own = people.account("admin")
    address = f"{PEOPLE}{own.id}/"
    page = inside.get(address).text

    assert "hanya dapat diubah oleh pengelola lain" in page
    assert "Nonaktifkan" not in page
    for action in ("peran", "nonaktifkan", "kata-sandi"):
        form = {"role": "manager", "path": office.unit.path}
        assert send(inside, f"{address}{action}", **form).status_code == 403
    assert [g.role for g in own.grants] == [Role.ADMIN]
