"""Everybody reads final results: on any phone, in four languages, with nothing small in them."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from app.services import scores
from tests.factories.html_pages import Page
from tests.factories.organisation import Office, an_office
from tests.factories.people import sign_in, somebody
from tests.factories.published import QUARTER, a_published_quarter, answers_of, closed

HIDDEN = "kurang dari 10 jawaban, atau akan membuka kelompok sekecil itu; tidak ditampilkan"


@pytest.fixture
def office(app, scope, now) -> Office:
    """An office whose second quarter of 2025 is closed."""
    return a_published_quarter(scope, now)


@pytest.fixture
def result(client: FlaskClient, office: Office) -> Page:
    """The page of its result."""
    return Page.of(client.get(f"/hasil/{office.unit.id}/2025-Q2"))


def test_the_page_says_what_was_found(result: Page) -> None:
    for words in (
        "Kabupaten DISDUK",
        "Dinas Kependudukan",
        "Triwulan II 2025",
        "85,65 B Baik",
        "Jawaban 79",
        "83,74–87,39",
        "tanpa tiket",
        "Persyaratan",
        "Layanan 1 85,",
        "40 jawaban",
        "Perempuan 45",
        "Final, versi 1, SHA-256",
    ):
        assert words in result.text


@pytest.mark.parametrize(("language", "good"), [("jv", "Sae"), ("su", "Saé")])
def test_every_grade_is_said_in_the_language_of_the_page(
    language: str, good: str, client: FlaskClient, office: Office
) -> None:
    page = Page.of(client.get(f"/hasil/{office.unit.id}/2025-Q2?bahasa={language}"))

    assert f"B {good}" in page.text
    assert "Baik" not in page.text


def test_small_groups_are_hidden_in_plain_words(result: Page) -> None:
    assert f"Layanan 4 {HIDDEN}" in result.text
    assert f"Layanan 3 {HIDDEN}" in result.text
    assert f"Tidak menyebutkan {HIDDEN}" in result.text


def test_the_figure_is_the_one_that_staff_see(
    client: FlaskClient, office: Office, scope, now, result: Page
) -> None:
    inside = sign_in(client, somebody(scope, now))
    dashboard = Page.of(inside.get(f"/dasbor/unit/{office.unit.id}?periode=2025-Q2"))

    assert "85,65" in dashboard.text
    assert "85,65" in result.text


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "85.65 B Good"), ("jv", "85,65 B Sae"), ("su", "85,65 B Saé")],
)
def test_other_languages_show_the_same(
    language: str, words: str, client: FlaskClient, office: Office
) -> None:
    page = Page.of(client.get(f"/hasil/{office.unit.id}/2025-Q2?bahasa={language}"))

    assert words in page.text


@pytest.mark.parametrize("tail", ["2025-Q1", "2025-05", "2025"])
def test_what_is_not_closed_is_not_there(tail: str, client: FlaskClient, office: Office) -> None:
    reply = client.get(f"/hasil/{office.unit.id}/{tail}")

    assert reply.status_code == 404
    assert "Belum ada hasil" in Page.of(reply).text


def test_a_period_that_is_none_is_refused_in_words(client: FlaskClient, office: Office) -> None:
    reply = client.get(f"/hasil/{office.unit.id}/2025-Q9")

    assert reply.status_code == 404
    assert "Periode itu tidak dikenal" in Page.of(reply).text


def test_the_list_leads_to_the_result(client: FlaskClient, office: Office) -> None:
    listed = Page.of(client.get("/hasil?bahasa=id"))
    (unit_href,) = [href for href, text in listed.links if text == "Dinas Kependudukan"]
    of_unit = Page.of(client.get(unit_href))
    (href,) = [href for href, text in of_unit.links if text == "Triwulan II 2025"]

    assert client.get(href).status_code == 200


def test_before_anything_is_closed_the_list_says_so(client: FlaskClient, app, scope, now) -> None:
    an_office(scope, now)

    assert "Belum ada hasil" in Page.of(client.get("/hasil")).text


def test_pages_may_be_kept_and_set_no_cookie(client: FlaskClient, office: Office) -> None:
    address = f"/hasil/{office.unit.id}/2025-Q2"
    reply = client.get(address)
    again = client.get(address, headers={"If-None-Match": reply.headers["ETag"]})

    assert reply.headers["Cache-Control"] == "public, max-age=300"
    assert "Accept-Language" in reply.headers["Vary"]
    assert "Set-Cookie" not in reply.headers
    assert again.status_code == 304


def test_a_later_version_with_few_answers_is_told_of(
    client: FlaskClient, office: Office, scope, now
) -> None:
    answers_of(office, 6)
    closed(scope, now, office)

    page = Page.of(client.get(f"/hasil/{office.unit.id}/2025-Q2"))

    assert "Jawaban 79" in page.text
    assert "Versi 2 memuat jawaban susulan" in page.text
    assert scores.unit_score(scope, office.unit.id, QUARTER).n == 85


def test_the_dashboard_links_to_the_page_for_everybody(
    client: FlaskClient, office: Office, scope, now
) -> None:
    inside = sign_in(client, somebody(scope, now))
    address = f"/hasil/{office.unit.id}/2025-Q2"

    final = Page.of(inside.get(f"/dasbor/unit/{office.unit.id}?periode=2025-Q2"))
    provisional = Page.of(inside.get(f"/dasbor/unit/{office.unit.id}?periode=2025"))

    assert address in [href for href, _ in final.links]
    assert not [href for href, _ in provisional.links if href.startswith("/hasil/")]
