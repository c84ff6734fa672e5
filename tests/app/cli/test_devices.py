"""`flask devices`: kiosks from the command line."""

from __future__ import annotations

import pytest
from click.testing import Result
from flask import Flask

from app.clock import now
from app.queries.devices import kiosk
from app.services.devices import hash_of
from tests.factories.organisation import Office, an_office


@pytest.fixture
def office(app, scope) -> Office:
    return an_office(scope, now())


def run(app: Flask, *arguments: object) -> Result:
    return app.test_cli_runner().invoke(args=["devices", *map(str, arguments)])


def test_a_kiosk_is_enrolled_listed_and_revoked(app: Flask, office: Office) -> None:
    counter = office.counters[0].id
    made = run(app, "enrol", counter, "Tablet", "--pin", "112358", "--closes", "15")
    code = made.stdout.split("/k/")[1].strip()

    assert kiosk(code, hash_of(code), now()).closes_hour == 15
    assert "in use" in run(app, "list", counter).stdout
    number = made.stdout.split()[1]
    assert run(app, "revoke", number).stdout == "Tablet: revoked\n"
    listed = run(app, "list", counter).stdout
    assert "revoked 20" in listed
    assert code not in listed
    assert run(app, "revoke", number).exit_code == 1


def test_what_cannot_be_is_told(app: Flask, office: Office) -> None:
    poor = run(app, "enrol", office.counters[0].id, "Tablet", "--pin", "1")

    assert poor.exit_code == 1
    assert "PIN terdiri atas" in poor.stderr
    assert run(app, "list", 999_999).exit_code == 1
