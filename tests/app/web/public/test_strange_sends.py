"""What may arrive instead of a form: refused politely, and never a fault of ours."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient

from app.queries import responses as stored
from app.web.public.blueprint import MOST_BYTES
from survey_forms.fields import COMMENT_MAX_LENGTH
from tests.factories.html_pages import Page

FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize(
    "changes",
    [
        {"waktu": "5"},
        {"waktu": "0"},
        {"waktu": "\0"},
        {"waktu": "３"},
        {"waktu": "3 OR 1=1"},
        {"service": "999999"},
        {"service": "abc"},
        {"usia": "' --"},
        {"submission_key": ""},
        {"submission_key": "x" * 500},
        {"submission_key": "\0" * 22},
        {"receipt_seed": "<script>"},
    ],
    ids=str,
)
def test_values_that_the_form_does_not_offer_are_refused(changes: dict, send) -> None:
    assert send(**changes).status_code == 422
    assert stored.count() == 0


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"", FORM),
        (b"\0" * 100, FORM),
        (b"waktu=%FF%FE&waktu=%ED%A0%80", FORM),
        (b"a=1&" * 10_000, FORM),
        (b"waktu=3", "application/x-www-form-urlencoded; charset=utf-16"),
        (b"{", "application/json"),
        (b"--x\r\nbroken", "multipart/form-data; boundary=x"),
        (b"--x\r\n", "multipart/form-data"),
        ("waktu=3\ud800".encode("utf-8", "surrogatepass"), "text/plain"),
    ],
    ids=range(9),
)
def test_bodies_that_no_form_sends_are_refused_politely(
    body: bytes, content_type: str, client: FlaskClient, address: str
) -> None:
    reply = client.post(address, data=body, content_type=content_type)

    assert 400 <= reply.status_code < 500
    assert reply.mimetype == "text/html"
    assert stored.count() == 0


@pytest.mark.parametrize("parts", [["x" * 70_000], [f"f{n}=1" for n in range(30_000)]])
def test_a_body_too_large_is_refused(parts: list[str], client: FlaskClient, address: str) -> None:
    reply = client.post(
        address, data="&".join(parts), content_type="application/x-www-form-urlencoded"
    )

    assert reply.status_code == 413
    assert "terlalu besar" in Page.of(reply).text


@pytest.mark.parametrize("code", ["%00", "a" * 5000, "%F0%9F%98%80", "..%2F..%2Fetc", "' OR 1=1"])
def test_codes_that_are_none_are_not_found(code: str, client: FlaskClient) -> None:
    assert client.get(f"/s/{code}").status_code == 404


def units_of_the_comment(client: FlaskClient, address: str) -> int:
    """How many UTF-16 units a browser lets into the comment."""
    html = client.get(address).get_data(as_text=True)
    found = re.search(r'<textarea[^>]* name="comment"[^>]* maxlength="([0-9]+)"', html)
    return int(found[1]) if found else 2**31


@pytest.mark.parametrize(("letter", "units"), [("a", 1), ("\ua98f", 1), ("\U0001f600", 2)])
def test_a_text_pasted_into_the_comment_never_costs_the_answers(
    letter: str, units: int, client: FlaskClient, address: str, filled_in
) -> None:
    taken = units_of_the_comment(client, address) // units
    sent = filled_in(comment=letter * min(taken, 40_000))

    assert taken >= COMMENT_MAX_LENGTH
    assert len(urlencode(sent)) < MOST_BYTES
    reply = client.post(address, data=sent)
    assert reply.status_code in (303, 422)
    if reply.status_code == 422:
        page = Page.of(reply)
        assert page.sent.items() >= {"waktu": "3", "sarana": "3"}.items()
