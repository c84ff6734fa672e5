"""What may arrive at a ticket instead of a form: refused politely, and the ticket stays good."""

from __future__ import annotations

import pytest

from tests.factories.tickets import n_used

FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"", FORM),
        (b"\0" * 100, FORM),
        (b"waktu=%FF%FE&submission_key=%ED%A0%80", FORM),
        (b"a&" * 10_000, FORM),
        (b"a=1&" * 10_000, FORM),
        (b"{", "application/json"),
        (b"--x\r\nbroken", "multipart/form-data; boundary=x"),
        ("waktu=3\ud800".encode("utf-8", "surrogatepass"), "text/plain"),
    ],
    ids=range(8),
)
def test_what_is_no_form_is_refused_and_leaves_the_ticket(
    body, content_type, client, ticket, use
) -> None:
    reply = client.post(f"/t/{ticket}", data=body, content_type=content_type)

    assert 400 <= reply.status_code < 500
    assert n_used() == 0
    assert use(ticket).status_code == 303


@pytest.mark.parametrize(
    ("comment", "status"),
    [
        ("Petugas ramah 🙂👍🏽", 303),
        ("\u202eterbalik\u200f שלום", 303),
        ("nul\0 di tengah", 303),
        ("🙂" * 1000, 303),
        ("a" * 1001, 422),
        ("🙂" * 3000, 413),
    ],
    ids=["emoji", "right to left", "nul", "longest", "too long", "too large"],
)
def test_strange_comments_are_stored_or_refused_clearly(comment, status, use, ticket) -> None:
    assert use(ticket, comment=comment).status_code == status
    assert n_used() == (1 if status == 303 else 0)
