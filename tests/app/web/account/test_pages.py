"""What the account templates show."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from flask import Flask

from app.access import EVERYWHERE, Scope
from app.web.account.pages import held_roles, words_for_end
from tests.factories.people import somebody


@pytest.mark.parametrize(
    ("reason", "said"),
    [("diam", "45 menit"), ("berakhir", "sudah berakhir"), ("keluar", "sudah keluar")],
)
def test_the_end_of_a_session_is_told_in_words(reason: str, said: str, app: Flask) -> None:
    with app.test_request_context():
        assert said in words_for_end(reason, timedelta(minutes=45))


@pytest.mark.parametrize("reason", ["", "x", "IDLE"])
def test_an_unknown_reason_has_no_words(reason: str, app: Flask) -> None:
    with app.test_request_context():
        assert words_for_end(reason, timedelta(minutes=45)) == ""


def test_roles_are_named_with_their_places(app: Flask, scope: Scope, now: datetime) -> None:
    person = somebody(scope, now).person

    with app.test_request_context():
        assert held_roles(person, {EVERYWHERE: "Semua"}) == (("Kepala unit", "Semua"),)
        assert held_roles(person, {}) == (("Kepala unit", "/"),)
