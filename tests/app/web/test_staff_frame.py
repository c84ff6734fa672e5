"""The frame of staff pages: the menu that fits the roles, the languages, where one begins."""

from __future__ import annotations

import re
from datetime import datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.access import EVERYWHERE, Actor, Grant, Role, Scope
from app.web.staff_frame import roles_in_words, start_page
from tests.factories.organisation import an_office
from tests.factories.people import ENTRANCE, sign_in, somebody

MENU = re.compile(r'<nav class="staff-navigation".*?</nav>', re.DOTALL)


def menu_of(page: str) -> list[str]:
    found = MENU.search(page)
    return re.findall(r">([^<>\n]+)</a>", found[0]) if found else []


@pytest.mark.parametrize(
    ("role", "entries"),
    [
        (Role.ADMIN, ["Dasbor", "Organisasi", "Cetak", "Impor", "Orang", "Kunci API", "Akun saya"]),
        (Role.MANAGER, ["Dasbor", "Cetak", "Akun saya"]),
        (Role.EVALUATOR, ["Dasbor", "Akun saya"]),
        (Role.INSPECTORATE, ["Dasbor", "Akun saya"]),
        (Role.OFFICER, ["Ringkasan unit", "Akun saya"]),
    ],
)
def test_the_menu_holds_what_the_role_may_open(
    role: Role, entries: list[str], app: Flask, client: FlaskClient, scope: Scope, now: datetime
) -> None:
    sign_in(client, somebody(scope, now, role=role))

    assert menu_of(client.get("/akun/").text) == entries


def test_only_the_innermost_entry_is_current(
    app: Flask, client: FlaskClient, scope: Scope, now: datetime
) -> None:
    sign_in(client, somebody(scope, now, role=Role.ADMIN))

    menu = MENU.search(client.get("/admin/orang/").text)[0]

    assert re.findall(r'aria-current="page">([^<]+)<', menu) == ["Orang"]


def test_typed_sheets_stand_under_importing(
    app: Flask, client: FlaskClient, scope: Scope, now: datetime
) -> None:
    office = an_office(scope, now)
    sign_in(client, somebody(scope, now, role=Role.ADMIN))

    menu = MENU.search(client.get(f"/admin/unit/{office.unit.id}/entri-kertas/").text)[0]

    assert re.findall(r'aria-current="page">([^<]+)<', menu) == ["Impor"]


def test_a_stranger_sees_no_menu(client: FlaskClient) -> None:
    page = client.get(ENTRANCE).text

    assert menu_of(page) == []
    assert "Keluar" not in page


def test_languages_keep_what_else_the_address_says(client: FlaskClient) -> None:
    page = client.get(f"{ENTRANCE}?next=/akun/?x%3D1%26y%3D2&bahasa=en").text

    assert 'href="?next=%2Fakun%2F%3Fx%3D1%26y%3D2&amp;bahasa=id"' in page
    assert '<html lang="en">' in page


def test_a_chosen_language_stays(
    app: Flask, client: FlaskClient, scope: Scope, now: datetime
) -> None:
    sign_in(client, somebody(scope, now))

    client.get("/akun/?bahasa=en")

    assert '<html lang="en">' in client.get("/akun/").text


def test_each_scope_has_its_start() -> None:
    def scope_of(*roles: Role) -> Scope:
        return Scope(Actor("person", "x"), tuple(Grant(role, EVERYWHERE) for role in roles))

    assert start_page(scope_of(Role.OFFICER)) == "/petugas/"
    assert start_page(scope_of(Role.OFFICER, Role.MANAGER)) == "/dasbor/"


def test_roles_are_told_in_words_and_once(app: Flask) -> None:
    scope = Scope(
        Actor("person", "x"),
        (Grant(Role.OFFICER, "/1/2/"), Grant(Role.MANAGER, "/1/3/"), Grant(Role.MANAGER, "/1/4/")),
    )

    with app.test_request_context():
        assert roles_in_words(scope) == "Kepala unit, Petugas"
