"""The API's errors have one shape (RFC 9457), wherever they come from."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask, jsonify
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.rules.test_surfaces import VARIABLE

NOWHERE = {"int": "999999", "string": "nowhere", "path": "nowhere"}


def is_problem(reply: TestResponse) -> bool:
    """Whether a reply is a problem document that tells its own status in words."""
    body = reply.get_json(silent=True) or {}
    return (
        reply.mimetype == "application/problem+json"
        and body.get("status") == reply.status_code
        and all(isinstance(body.get(name), str) and body[name] for name in ("type", "title"))
    )


def wrong_addresses(app: Flask) -> Iterator[str]:
    """Each address of the API with ids that lead nowhere, and one that is none."""
    yield "/api/v1/no-such-thing"
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith("/api/") and rule.arguments:
            yield VARIABLE.sub(lambda found: NOWHERE[found["type"]], rule.rule)


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer wrong"}])
def test_errors_have_one_shape(headers: dict[str, str], app: Flask, client: FlaskClient) -> None:
    replies = {path: client.get(path, headers=headers) for path in wrong_addresses(app)}

    assert len(replies) > 3
    assert [path for path, reply in replies.items() if reply.status_code < 400] == []
    assert [path for path, reply in replies.items() if not is_problem(reply)] == []


def test_other_methods_and_faults_have_it_too(app: Flask, client: FlaskClient) -> None:
    app.add_url_rule("/api/v1/planted-fault", "planted", lambda: 1 / 0)

    assert is_problem(client.get("/api/v1/planted-fault"))
    assert is_problem(client.delete("/api/v1/units"))


def test_planted_error_of_another_shape_is_caught(app: Flask, client: FlaskClient) -> None:
    app.add_url_rule("/planted", "planted", lambda: (jsonify(error="no"), 404))

    assert not is_problem(client.get("/planted"))
