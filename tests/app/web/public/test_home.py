"""The front page and the health check."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.database import db
from tests.factories.html_pages import Page
from tests.factories.organisation import Office


def test_the_front_page_asks_for_the_code_and_sets_no_cookie(client: FlaskClient) -> None:
    reply = client.get("/")
    page = Page.of(reply)

    assert reply.status_code == 200
    assert page.has("input", name="kode")
    assert "Set-Cookie" not in reply.headers


def test_a_typed_code_leads_to_its_form(client: FlaskClient, office: Office) -> None:
    code = office.points[0].code

    reply = client.get("/", query_string={"kode": f"{code[:4]}-{code[4:]}".lower()})

    assert (reply.status_code, reply.location) == (303, f"/s/{code}")
    assert client.get(reply.location).status_code == 200


def test_the_language_stays_on_the_way(client: FlaskClient) -> None:
    reply = client.get("/?kode=abcd2345&bahasa=en")

    assert reply.location == "/s/ABCD2345?bahasa=en"
    assert Page.of(client.get("/?bahasa=en")).language == "en"


@pytest.mark.parametrize("kept", ["bahasa=jv", "bahasa=en&huruf=besar"])
def test_links_of_the_front_page_keep_language_and_display(client: FlaskClient, kept: str) -> None:
    asked = dict(parse_qsl(kept))

    tags = Page.of(client.get(f"/?{kept}")).tags
    links = [urlsplit(held["href"] or "") for name, held in tags if name == "a"]

    for path in ("/tanda-terima", "/hasil"):
        assert dict(parse_qsl(next(link.query for link in links if link.path == path))) == asked


def test_a_healthy_system_says_so_and_nothing_else(client: FlaskClient, app) -> None:
    reply = client.get("/healthz")

    assert (reply.status_code, reply.get_json()) == (200, {"status": "ok"})


def test_a_database_that_cannot_be_written_is_told(client: FlaskClient, app) -> None:
    with db.engine.begin() as connection:
        connection.execute(sa.text("DROP TABLE job_runs"))

    reply = client.get("/healthz")

    assert (reply.status_code, reply.get_json()) == (503, {"status": "unavailable"})
