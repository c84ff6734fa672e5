"""The worker and its pages, and the reply by which a script knows this server."""

from __future__ import annotations

import json
import re

from flask.testing import FlaskClient

from app.web.languages import LANGUAGES
from tests.factories.html_pages import Page


def kept(script: str) -> list[str]:
    return json.loads(re.search(r"const FILES = (.*);", script)[1])


def test_the_worker_lies_at_the_root_and_is_asked_for_again_each_time(
    client: FlaskClient,
) -> None:
    reply = client.get("/sw.js")

    assert reply.mimetype == "text/javascript"
    assert reply.headers["Cache-Control"] == "no-cache"
    assert "worker-src 'self'" in reply.headers["Content-Security-Policy"]


def test_every_file_that_it_keeps_is_there_and_none_is_a_form(client: FlaskClient) -> None:
    files = kept(client.get("/sw.js").text)

    assert [name for name in files if client.get(name).status_code != 200] == []
    assert not any("submission_key" in client.get(name).text for name in files if "luring" in name)
    assert sum("luring" in name for name in files) == len(LANGUAGES)


def test_the_page_without_a_network_says_what_to_do(client: FlaskClient) -> None:
    page = Page.of(client.get("/luring"))

    assert "Sambungkan ponsel Anda" in page.text
    assert page.has("div", id="waiting", role="status")
    assert Page.of(client.get("/luring?bahasa=en")).language == "en"


def test_the_probe_says_nothing_and_is_never_kept(client: FlaskClient) -> None:
    reply = client.get("/jaringan")

    assert (reply.status_code, reply.data) == (204, b"")
    assert reply.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in reply.headers
