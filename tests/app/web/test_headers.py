"""The headers that every reply carries, errors too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask, Response
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.factory import create_app
from app.web.headers import HEADERS, ONE_YEAR
from config import Settings


@pytest.fixture
def replies(app: Flask, client: FlaskClient) -> Iterator[dict[int, TestResponse]]:
    """Replies of several kinds by status."""
    app.add_url_rule("/planted-fault", "planted", lambda: 1 / 0)
    given = [
        client.get("/"),
        client.get("/dasbor/"),
        client.get("/api/v1/units"),
        client.get("/nowhere"),
        client.delete("/"),
        client.get("/planted-fault"),
    ]
    return {reply.status_code: reply for reply in given}


def missing_headers(reply: TestResponse) -> set[str]:
    """The security headers that a reply lacks."""
    return {name for name in HEADERS if not reply.headers.get(name)}


def test_every_kind_of_reply_carries_them(replies: dict[int, TestResponse]) -> None:
    assert set(replies) == {200, 303, 401, 404, 405, 500}
    assert [status for status, reply in replies.items() if missing_headers(reply)] == []


def test_planted_reply_without_them_is_seen() -> None:
    assert missing_headers(TestResponse([], "200 OK", Response().headers, None)) == set(HEADERS)


def test_nothing_is_kept_on_the_way(replies: dict[int, TestResponse]) -> None:
    assert {reply.headers["Cache-Control"] for reply in replies.values()} == {"no-store"}


def test_assets_keep_their_own_caching(app: Flask, client: FlaskClient) -> None:
    reply = client.get(app.extensions["assets"].url("public.css"))

    assert "immutable" in reply.headers["Cache-Control"]
    assert missing_headers(reply) == set()


def test_scripts_and_styles_come_from_here_alone() -> None:
    policy = dict(
        part.strip().split(" ", 1) for part in HEADERS["Content-Security-Policy"].split(";")
    )

    assert policy["default-src"] == "'none'"
    assert (policy["script-src"], policy["style-src"]) == ("'self'", "'self'")
    assert "unsafe" not in HEADERS["Content-Security-Policy"]
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"


def test_strict_transport_is_promised_over_tls_alone(client: FlaskClient) -> None:
    plain = client.get("/")
    safe = client.get("/", base_url="https://localhost")

    assert "Strict-Transport-Security" not in plain.headers
    assert safe.headers["Strict-Transport-Security"] == ONE_YEAR


def test_strict_transport_is_promised_where_citizens_come_over_tls(settings: Settings) -> None:
    public = create_app(replace(settings, base_url="https://skm.example.go.id"))

    reply = public.test_client().get("/healthz")

    assert reply.headers["Strict-Transport-Security"] == ONE_YEAR
