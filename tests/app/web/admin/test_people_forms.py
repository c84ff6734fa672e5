"""The forms of the admin pages about people and keys."""

from __future__ import annotations

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from app.web.admin.people_forms import GrantForm, KeyForm, PersonForm

OFFERED = ([("officer", "Petugas")], [("/1/2/", "Dinas A")])


@pytest.mark.parametrize(
    ("role", "path", "taken"),
    [
        ("officer", "/1/2/", True),
        ("admin", "/1/2/", False),
        ("officer", "/1/", False),
        ("", "", False),
    ],
)
def test_only_what_was_offered_is_taken(role: str, path: str, taken: bool, app: Flask) -> None:
    with app.test_request_context():
        form = GrantForm(MultiDict({"role": role, "path": path}))
        form.offer(*OFFERED)

        assert form.validate() is taken


def test_a_person_needs_name_and_account_name(app: Flask) -> None:
    with app.test_request_context():
        form = PersonForm(MultiDict({"role": "officer", "path": "/1/2/"}))
        form.offer(*OFFERED)

        assert not form.validate()
        assert set(form.errors) == {"username", "name"}


@pytest.mark.parametrize(("days", "taken"), [("1", True), ("730", True), ("731", False)])
def test_a_key_lives_two_years_at_most(days: str, taken: bool, app: Flask) -> None:
    with app.test_request_context():
        sent = {"name": "SI", "kind": "scores", "path": "/1/2/", "days": days}
        form = KeyForm(MultiDict(sent))
        form.path.choices = OFFERED[1]

        assert form.validate() is taken


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ("0", "Tulis jumlah hari, 1 sampai 730."),
        ("9" * 400, "Angka itu terlalu panjang; paling banyak 12 angka."),
        ("1e20", "Tulis jumlah hari, 1 sampai 730."),
        ("", "Tulis jumlah hari, 1 sampai 730."),
    ],
)
def test_days_that_cannot_be_are_refused_in_words(days: str, said: str, app: Flask) -> None:
    with app.test_request_context():
        sent = {"name": "SI", "kind": "scores", "path": "/1/2/", "days": days}
        form = KeyForm(MultiDict(sent))
        form.path.choices = OFFERED[1]

        assert not form.validate()
        assert str(form.days.errors[0]) == said
