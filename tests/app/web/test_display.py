"""Large text and high contrast, by links alone."""

from __future__ import annotations

import pytest
from flask import Flask, url_for
from flask.testing import FlaskClient

from app.web.display import display_arguments, display_switches
from app.web.languages import language_links
from tests.factories.html_pages import Page


def switched(app: Flask, query: str) -> list[tuple[str, bool]]:
    """Where the switches of the front page lead, and whether they are on."""
    with app.test_request_context(f"/{query}"):
        links = language_links("id", lambda **more: url_for("public.show_home", **more))
        return [(switch.href, switch.is_on) for switch in display_switches(links)]


def test_each_switch_keeps_the_language_and_the_other_switch(app: Flask) -> None:
    assert switched(app, "") == [
        ("/?bahasa=id&huruf=besar", False),
        ("/?bahasa=id&kontras=tinggi", False),
    ]
    assert switched(app, "?huruf=besar") == [
        ("/?bahasa=id", True),
        ("/?bahasa=id&huruf=besar&kontras=tinggi", False),
    ]


@pytest.mark.parametrize("query", ["?huruf=kecil", "?kontras=%22%3E", "?huruf=", "?x=besar"])
def test_nothing_else_is_taken_for_a_switch(query: str, app: Flask) -> None:
    with app.test_request_context(f"/{query}"):
        assert display_arguments() == {}
        assert url_for("public.show_home") == "/"


def test_addresses_of_citizens_pages_keep_the_display(app: Flask) -> None:
    with app.test_request_context("/?huruf=besar&kontras=tinggi"):
        assert url_for("public.show_home") == "/?huruf=besar&kontras=tinggi"
        assert "huruf" not in url_for("entrance.show_sign_in")


def test_posters_made_by_staff_lead_to_the_plain_form(app: Flask) -> None:
    with app.test_request_context("/admin/poster?huruf=besar"):
        assert url_for("public.show_survey", code="ABC") == "/s/ABC"


@pytest.mark.parametrize("path", ["/", "/s/TIDAKADA", "/tidak-ada"])
def test_every_page_shows_what_was_asked_for(path: str, client: FlaskClient) -> None:
    page = Page.of(client.get(f"{path}?huruf=besar&kontras=tinggi"))

    assert page.has("html", **{"data-huruf": "besar", "data-kontras": "tinggi"})
    assert [href for href, _ in page.links if "bahasa=jv" in href and "huruf=besar" in href]


def test_the_front_page_leads_on_in_the_same_display(client: FlaskClient) -> None:
    page = Page.of(client.get("/?huruf=besar&bahasa=su"))

    reply = client.get("/", query_string=page.sent | {"kode": "ABCDEFGH"})

    assert reply.location == "/s/ABCDEFGH?bahasa=su&huruf=besar"
