"""`flask people`: accounts made and renewed from the command line."""

from __future__ import annotations

from datetime import datetime

from click.testing import Result
from flask import Flask

from app.access import Role, Scope
from app.queries import people
from app.services import passwords
from tests.factories.organisation import an_office
from tests.factories.people import somebody


def run(app: Flask, *arguments: str) -> Result:
    return app.test_cli_runner().invoke(args=["people", *arguments])


def printed(result: Result) -> dict[str, str]:
    return dict(line.split(" ", 1) for line in result.stdout.splitlines())


def test_the_first_admin_is_made_with_a_random_password(app: Flask) -> None:
    result = run(app, "add", "rekan", "--name", "Rekan W", "--role", "admin", "--everywhere")

    person = people.account("rekan")
    assert person.scope.grants[0].role is Role.ADMIN
    assert person.scope.grants[0].path == "/"
    assert passwords.is_right(person.password_hash, printed(result)["password"])


def test_a_person_is_added_at_a_unit_by_its_code(app: Flask, scope: Scope, now: datetime) -> None:
    office = an_office(scope, now)

    run(app, "add", "staf", "--name", "Staf", "--role", "manager", "--unit", "DISDUK")

    assert people.account("staf").scope.grants[0].path == office.unit.path


def test_a_poor_name_is_told_and_makes_nobody(app: Flask) -> None:
    result = run(app, "add", "a b", "--name", "Staf", "--role", "manager", "--everywhere")

    assert result.exit_code == 1
    assert "Nama pengguna" in result.stderr
    assert people.account("a b") is None


def test_a_password_is_given_anew(app: Flask, scope: Scope, now: datetime) -> None:
    before = somebody(scope, now)

    result = run(app, "reset-password", "Staf")

    given = printed(result)["password"]
    assert given != before.password
    assert passwords.is_right(people.account("staf").password_hash, given)


def test_an_unknown_name_is_told(app: Flask) -> None:
    result = run(app, "reset-password", "nobody")

    assert result.exit_code == 1
    assert "tidak ditemukan" in result.stderr
