"""`flask responses`: what checks compare with what was acknowledged."""

from __future__ import annotations

from hashlib import sha256

from flask import Flask

from tests.factories.organisation import an_office
from tests.factories.responses import an_answer


def test_responses_are_counted(app: Flask, scope, now) -> None:
    runner = app.test_cli_runner()
    assert runner.invoke(args=["responses", "count"]).output == "0\n"

    an_answer(an_office(scope, now).points[0].code, now)

    assert runner.invoke(args=["responses", "count"]).output == "1\n"


def test_keys_are_printed_as_hashes_one_a_line(app: Flask, scope, now) -> None:
    code = an_office(scope, now).points[0].code
    keys = {"a" * 22, "b" * 22}
    for key in keys:
        an_answer(code, now, submission_key=key)

    lines = app.test_cli_runner().invoke(args=["responses", "keys"]).output.splitlines()

    assert set(lines) == {sha256(key.encode()).hexdigest() for key in keys}
    assert len(lines) == 2
