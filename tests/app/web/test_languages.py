"""The language of a page."""

from __future__ import annotations

import pytest
from flask import Flask, g, session

from app.web.languages import (
    LANGUAGES,
    asked_language,
    language_argument,
    language_links,
    staff_language,
)


@pytest.mark.parametrize(
    ("query", "language"),
    [("", "id"), ("?bahasa=en", "en"), ("?bahasa=id", "id"), ("?bahasa=xx", "id")],
)
def test_a_citizen_s_language_is_the_one_in_the_address(
    query: str, language: str, app: Flask
) -> None:
    with app.test_request_context(f"/{query}"):
        assert asked_language() == language


def test_a_signed_in_person_s_language_is_kept(app: Flask) -> None:
    with app.test_request_context("/?bahasa=en"):
        g.keeps_language = True
        assert staff_language() == "en"
        assert session["language"] == "en"
    with app.test_request_context("/"):
        g.keeps_language = True
        session["language"] = "en"
        assert staff_language() == "en"


def test_before_signing_in_nothing_is_kept(app: Flask) -> None:
    with app.test_request_context("/?bahasa=en"):
        g.pop("keeps_language", None)
        assert staff_language() == "en"
        assert "language" not in session


def test_an_unknown_language_is_neither_shown_nor_kept(app: Flask) -> None:
    with app.test_request_context("/?bahasa=xx"):
        g.keeps_language = True
        assert staff_language() == "id"
        assert "language" not in session


def test_indonesian_comes_first() -> None:
    assert list(LANGUAGES) == ["id", "en"]


def test_links_lead_to_the_same_page_in_each_language() -> None:
    links = language_links("en", lambda **more: f"/x{more or ''}")

    assert [(link.code, link.is_current) for link in links] == [("id", False), ("en", True)]
    assert [link.href for link in links] == ["/x", "/x{'bahasa': 'en'}"]


def test_the_usual_language_needs_no_argument() -> None:
    assert language_argument("id") == {}
    assert language_argument("en") == {"bahasa": "en"}
