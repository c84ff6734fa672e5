"""`flask keys`: API keys from the command line."""

from __future__ import annotations

from datetime import timedelta

from click.testing import Result
from flask import Flask

from app.clock import now
from app.queries import people
from app.services.api_keys import day_of, hash_of


def run(app: Flask, *arguments: str) -> Result:
    return app.test_cli_runner().invoke(args=["keys", *arguments])


def test_a_key_is_issued_and_printed_once(app: Flask) -> None:
    result = run(app, "issue", "SI Evaluasi", "--everywhere", "--days", "30")

    secret = next(line[4:] for line in result.stdout.splitlines() if line.startswith("key "))
    key = people.usable_key(hash_of(secret), day_of(now()))
    assert key.name == "SI Evaluasi"
    assert key.expires_on == day_of(now()) + timedelta(days=30)
    assert f"id {key.id}" in result.stdout


def test_a_key_is_revoked_by_its_id(app: Flask) -> None:
    issued = run(app, "issue", "SI Evaluasi", "--everywhere")
    number = issued.stdout.split()[1]

    assert run(app, "revoke", number).exit_code == 0
    again = run(app, "revoke", number)

    assert again.exit_code == 1
    assert "sudah dicabut" in again.stderr


def test_too_long_a_life_is_a_usage_error(app: Flask) -> None:
    assert run(app, "issue", "SI Evaluasi", "--everywhere", "--days", "731").exit_code == 2


def test_an_empty_name_is_told(app: Flask) -> None:
    result = run(app, "issue", " ", "--everywhere")

    assert result.exit_code == 1
    assert "wajib diisi" in result.stderr
