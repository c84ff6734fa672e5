"""Somebody with an account, and a browser in which that person signed in."""

from __future__ import annotations

import re
from datetime import datetime

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.access import EVERYWHERE, Role, Scope
from app.services import people
from app.services.people import Credentials

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
ENTRANCE = "/akun/masuk"


def somebody(
    scope: Scope,
    now: datetime,
    *,
    username: str = "staf",
    role: Role = Role.MANAGER,
    path: str = EVERYWHERE,
    is_demo: bool = False,
) -> Credentials:
    """A person with one role."""
    name = f"Staf {username.title()}"
    return people.create_person(scope, now, username, name, role, path, is_demo=is_demo)


def form_token(client: FlaskClient, address: str = ENTRANCE) -> str:
    """The token that the forms of a page carry."""
    found = TOKEN.search(client.get(address).text)
    assert found, f"{address} has no form with a token"
    return found[1]


def try_to_sign_in(
    client: FlaskClient, username: str, password: str, *, wanted: str = "", address: str = ENTRANCE
) -> TestResponse:
    """Open the sign-in page as a person would, fill it in and send it."""
    form = {"username": username, "password": password, "next": wanted}
    return client.post(address, data=form | {"csrf_token": form_token(client)})


def sign_in(client: FlaskClient, who: Credentials) -> FlaskClient:
    """The browser, in which the person has now signed in."""
    answer = try_to_sign_in(client, who.person.username, who.password)
    assert answer.status_code == 303, answer.text
    return client
