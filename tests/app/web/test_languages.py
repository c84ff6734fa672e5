"""The language of a page."""

from __future__ import annotations

import pytest
from flask import Flask, g, session

from app.web.languages import (
    CITIZEN_LANGUAGES,
    LANGUAGES,
    asked_language,
    language_argument,
    language_links,
    page_language,
    settle_language,
    staff_language,
)


@pytest.mark.parametrize(
    ("query", "language"),
    [
        ("", "id"),
        ("?bahasa=en", "en"),
        ("?bahasa=id", "id"),
        ("?bahasa=xx", "id"),
        ("?bahasa=su", "su"),
    ],
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
    assert list(CITIZEN_LANGUAGES) == ["id", "en", "jv", "su"]


@pytest.mark.parametrize(
    ("preferred", "language"),
    [
        ("", "id"),
        ("en-US,en;q=0.9", "en"),
        ("nl,su;q=0.8,id;q=0.9", "id"),
        ("jv-ID", "jv"),
        ("in-ID,en;q=0.5", "id"),
        ("jw", "jv"),
        ("*", "id"),
        ("nl", "id"),
        (";;,=\x00é" * 1000, "id"),
    ],
)
def test_a_citizen_reads_the_phones_language_until_another_is_chosen(
    preferred: str, language: str, app: Flask
) -> None:
    headers = {"Accept-Language": preferred}
    with app.test_request_context("/s/ABC", headers=headers):
        assert asked_language() == page_language() == language
    with app.test_request_context("/s/ABC?bahasa=su", headers=headers):
        assert asked_language() == page_language() == "su"


@pytest.mark.parametrize("path", ["/akun/masuk", "/dasbor/", "/api/v1/docs"])
def test_pages_of_staff_are_in_two_languages_and_follow_no_phone(path: str, app: Flask) -> None:
    with app.test_request_context(f"{path}?bahasa=jv", headers={"Accept-Language": "en"}):
        assert asked_language() == page_language() == "id"
        assert language_argument("en") == {"bahasa": "en"}


def test_a_page_settles_on_a_language_that_it_has(app: Flask) -> None:
    with app.test_request_context("/s/ABC?bahasa=jv", headers={"Accept-Language": "su,en"}):
        assert settle_language(("id", "en")) == "en"
        assert page_language() == "en"


def test_links_lead_to_the_same_page_in_each_language() -> None:
    links = language_links("en", lambda **more: f"/x{more}")

    assert [link.code for link in links] == ["id", "en", "jv", "su"]
    assert [link.is_current for link in links] == [False, True, False, False]
    assert [link.href for link in links][::3] == ["/x{'bahasa': 'id'}", "/x{'bahasa': 'su'}"]


def test_only_what_a_page_has_is_linked() -> None:
    links = language_links("id", lambda **more: f"/x{more}", ("id", "en"))

    assert [link.code for link in links] == ["id", "en"]


def test_the_language_that_comes_by_itself_needs_no_argument(app: Flask) -> None:
    assert language_argument("id") == {}
    assert language_argument("en") == {"bahasa": "en"}
    with app.test_request_context("/s/ABC", headers={"Accept-Language": "en"}):
        assert language_argument("en") == {}
        assert language_argument("id") == {"bahasa": "id"}
