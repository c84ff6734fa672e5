"""The forms of the account pages."""

from __future__ import annotations

from flask import Flask
from werkzeug.datastructures import MultiDict

from app.web.account.forms import PasswordForm, SignInForm


def test_name_and_password_are_both_wanted(app: Flask) -> None:
    with app.test_request_context():
        form = SignInForm(MultiDict({"next": "/dasbor/"}))

        assert not form.validate()
        assert set(form.errors) == {"username", "password"}


def test_the_new_password_is_written_the_same_twice(app: Flask) -> None:
    given = {"current_password": "a", "new_password": "b", "repeated_password": "c"}
    with app.test_request_context():
        form = PasswordForm(MultiDict(given))

        assert not form.validate()
        assert set(form.errors) == {"repeated_password"}
        assert PasswordForm(MultiDict(given | {"repeated_password": "b"})).validate()
