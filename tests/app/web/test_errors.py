"""Which status a problem is, and what a person reads."""

from __future__ import annotations

import logging

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from app import errors
from app.web.errors import STATUS, status_of
from tests.factories.html_pages import Page

PROBLEMS = errors.Problem.__subclasses__()


def a_problem(kind: type[errors.Problem]) -> errors.Problem:
    return kind("Pesan uji.", **({"wait_s": 30} if kind is errors.TooSoon else {}))


@pytest.fixture
def raising(app: Flask):
    """Makes an address that raises what it is given."""

    def plant(fault: Exception, path: str = "/planted") -> str:
        def fail() -> None:
            raise fault

        app.add_url_rule(path, path, fail)
        return path

    return plant


def test_every_problem_has_its_status() -> None:
    assert set(PROBLEMS) == set(STATUS)


@pytest.mark.parametrize("kind", PROBLEMS, ids=lambda kind: kind.__name__)
def test_a_problem_is_a_page_with_its_message(
    kind: type[errors.Problem], raising, client: FlaskClient
) -> None:
    reply = client.get(raising(a_problem(kind)))
    page = Page.of(reply)

    assert reply.status_code == status_of(a_problem(kind)) == STATUS[kind]
    assert "Pesan uji." in page.text
    assert ("/", "Ke halaman depan") in page.links
    assert "Set-Cookie" not in reply.headers


@pytest.mark.parametrize("kind", PROBLEMS, ids=lambda kind: kind.__name__)
def test_under_the_api_it_is_a_problem_document(
    kind: type[errors.Problem], raising, client: FlaskClient
) -> None:
    reply = client.get(raising(a_problem(kind), "/api/planted"))

    assert reply.mimetype == "application/problem+json"
    assert reply.get_json()["status"] == reply.status_code == STATUS[kind]


def test_too_soon_says_when_to_come_again(raising, client: FlaskClient) -> None:
    assert client.get(raising(a_problem(errors.TooSoon))).headers["Retry-After"] == "30"


def test_not_signed_in_says_how_to(raising, client: FlaskClient) -> None:
    reply = client.get(raising(a_problem(errors.NotSignedIn), "/api/planted"))

    assert reply.headers["WWW-Authenticate"] == "Bearer"


def test_a_fault_of_ours_is_logged_and_shows_nothing_of_itself(
    raising, client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        reply = client.get(raising(RuntimeError("secret detail")))

    page = Page.of(reply)
    assert reply.status_code == 500
    assert "gangguan di pihak kami" in page.text
    assert "secret detail" not in reply.get_data(as_text=True)
    assert "secret detail" in caplog.text


@pytest.mark.parametrize(
    ("path", "method", "status"), [("/nowhere", "GET", 404), ("/", "DELETE", 405)]
)
def test_http_errors_have_pages_of_ours(
    path: str, method: str, status: int, client: FlaskClient
) -> None:
    reply = client.open(path, method=method)

    assert (reply.status_code, reply.mimetype) == (status, "text/html")
    assert Page.of(reply).language == "id"
    assert "Ke halaman depan" in Page.of(reply).text


def test_a_method_that_is_not_allowed_names_those_that_are(client: FlaskClient) -> None:
    assert "GET" in client.delete("/").headers["Allow"]


def test_a_page_of_an_error_can_be_read_in_english(client: FlaskClient) -> None:
    page = Page.of(client.get("/nowhere"))
    assert ("/nowhere?bahasa=en", "English") in page.links

    assert Page.of(client.get("/nowhere?bahasa=en")).language == "en"


@pytest.mark.parametrize("path", ["/%3Cscript%3Ealert(1)%3C/script%3E", "/%22onmouseover=%22x"])
def test_what_was_asked_for_is_never_markup(path: str, client: FlaskClient) -> None:
    html = client.get(path).get_data(as_text=True)

    assert "<script>alert" not in html
    assert '"onmouseover=' not in html


def test_a_fault_is_logged_with_the_place_where_it_happened(
    raising, client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        client.get(raising(RuntimeError("detail"), "/planted-place"))

    for said in ("RuntimeError", "/planted-place", "Traceback", "in fail"):
        assert said in caplog.text


def a_fault_of_the_database(*, hidden_behind: type[Exception] | None = None) -> Exception:
    row = "Failing row contains (4344-4434)"
    fault = sa.exc.IntegrityError("INSERT INTO responses", {}, Exception(row))
    if hidden_behind is None:
        return fault
    outer = hidden_behind(row)
    outer.__cause__ = fault
    return outer


@pytest.mark.parametrize("hidden_behind", [None, RuntimeError])
def test_a_fault_of_the_database_is_logged_without_its_words(
    hidden_behind: type[Exception] | None,
    raising,
    client: FlaskClient,
    caplog: pytest.LogCaptureFixture,
) -> None:
    fault = a_fault_of_the_database(hidden_behind=hidden_behind)
    with caplog.at_level(logging.ERROR):
        client.get(raising(fault))

    assert "in fail" in caplog.text
    assert type(fault).__name__ in caplog.text
    assert "4344" not in caplog.text


@pytest.mark.parametrize("path", ["/a%3Fb%23c", "/50%25", "/a%20b", "/%5Cjahat.example"])
def test_language_links_lead_to_the_very_address(path: str, client: FlaskClient) -> None:
    page = Page.of(client.get(path))

    assert (f"{path}?bahasa=en", "English") in page.links


@pytest.mark.parametrize(
    ("path", "fault", "heading", "way_on"),
    [
        ("/dasbor/x", errors.NotAllowed, "Tidak berwenang", "/dasbor/"),
        ("/hasil/x", errors.NotFound, "Hasil tidak ditemukan", "/hasil"),
        ("/hasil/x", errors.Invalid, "Hasil tidak ditemukan", "/hasil"),
        ("/k/x", errors.NotFound, "Halaman tidak ditemukan", "/"),
        ("/k/x", errors.Revoked, "Anda tetap dapat menilai dengan ponsel", "/"),
        ("/s/x", errors.Closed, "Survei sedang tutup", "/"),
    ],
)
def test_a_heading_and_way_on_are_those_of_the_pages_around(
    path: str, fault: type[errors.Problem], heading: str, way_on: str, raising, client: FlaskClient
) -> None:
    page = Page.of(client.get(raising(a_problem(fault), path)))

    assert heading in page.text
    assert way_on in [href for href, _ in page.links]
    assert ("kode pada poster" in page.text) is False


@pytest.mark.parametrize("path", ["/", "/hasil", "/akun/masuk", "/api/v1/units"])
def test_a_host_that_cannot_be_one_is_refused_and_no_fault_of_ours(
    path: str, client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    reply = client.get(path, headers={"Host": "a" * 64})

    assert reply.status_code == 400
    assert "tidak dapat dibaca" in reply.get_data(as_text=True)
    assert "default-src 'none'" in reply.headers["Content-Security-Policy"]
    assert caplog.text == ""


A_BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"
A_PROGRAM = "application/json"


@pytest.mark.parametrize(
    ("path", "method", "status"),
    [("/nowhere", "GET", 404), ("/", "DELETE", 405), ("/k/x", "GET", 404)],
)
@pytest.mark.parametrize(
    "accept", [A_PROGRAM, "application/json, text/plain, */*", "application/problem+json"]
)
def test_who_prefers_json_gets_a_problem_document(
    accept: str, path: str, method: str, status: int, client: FlaskClient
) -> None:
    reply = client.open(path, method=method, headers={"Accept": accept})
    problem = reply.get_json()

    assert (reply.mimetype, problem["status"]) == ("application/problem+json", status)
    assert reply.status_code == status
    assert "Accept" in reply.vary
    assert problem["title"] == (
        "Cara ini tidak didukung" if status == 405 else "Halaman tidak ditemukan"
    )
    assert "API" not in problem["detail"]


@pytest.mark.parametrize("accept", [A_BROWSER, "*/*", "", "text/*", "image/png", ";;,q="])
def test_everybody_else_gets_a_page(accept: str, client: FlaskClient) -> None:
    reply = client.get("/nowhere", headers={"Accept": accept})

    assert (reply.status_code, reply.mimetype) == (404, "text/html")


@pytest.mark.parametrize("accept", [A_BROWSER, "*/*", A_PROGRAM])
@pytest.mark.parametrize("path", ["/api", "/api/", "/api/v2/units"])
def test_the_api_speaks_json_to_everybody(path: str, accept: str, client: FlaskClient) -> None:
    reply = client.get(path, headers={"Accept": accept})

    assert (reply.status_code, reply.mimetype) == (404, "application/problem+json")


def test_a_late_answer_is_told_to_a_program_without_markup(raising, client: FlaskClient) -> None:
    late = errors.TooLate("Dibuka di %(counter)s.", counter="Loket <1>")
    reply = client.get(raising(late, "/planted-late"), headers={"Accept": A_PROGRAM})

    assert reply.get_json()["title"] == "Jawaban ini datang terlambat"
    assert reply.get_json()["detail"] == "Dibuka di Loket <1>."
