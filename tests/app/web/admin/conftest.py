"""An office in June 2026, and browsers in which its people signed in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.access import Role, Scope
from app.database import db
from tests.factories.organisation import Office, an_office
from tests.factories.people import form_token, sign_in, somebody

Send = Callable[..., TestResponse]


@pytest.fixture
def june(now: datetime) -> Iterator[datetime]:
    """The clock stands at the moment that `now` gives."""
    with time_machine.travel(now, tick=False):
        yield now


@pytest.fixture
def building(app: Flask, scope: Scope, june: datetime) -> Office:
    """An office with two counters, a service and a round open in 2026."""
    return an_office(scope, june, services=1)


@pytest.fixture
def administrator(
    client: FlaskClient, building: Office, scope: Scope, june: datetime
) -> FlaskClient:
    """A browser in which somebody signed in who may edit everything."""
    return sign_in(client, somebody(scope, june, username="ratna", role=Role.ADMIN))


@pytest.fixture
def unit_admin(app: Flask, building: Office, scope: Scope, june: datetime) -> FlaskClient:
    """A browser in which the admin of the office's unit alone signed in."""
    who = somebody(scope, june, username="rekan", role=Role.ADMIN, path=building.unit.path)
    return sign_in(app.test_client(), who)


@pytest.fixture
def unit_manager(app: Flask, building: Office, scope: Scope, june: datetime) -> FlaskClient:
    """A browser in which the manager of the office's unit signed in."""
    who = somebody(scope, june, username="bendahara", role=Role.MANAGER, path=building.unit.path)
    return sign_in(app.test_client(), who)


@pytest.fixture
def send(administrator: FlaskClient) -> Send:
    """Fills in a form of the administrator's browser and sends it, following where it leads."""

    def sent(address: str, *, follow: bool = True, **form: object) -> TestResponse:
        form["csrf_token"] = form_token(administrator, "/admin/instansi/tambah")
        answer = administrator.post(
            address, data=form, follow_redirects=follow, content_type="multipart/form-data"
        )
        db.session.expire_all()  # so that the test reads what the request wrote
        return answer

    return sent
