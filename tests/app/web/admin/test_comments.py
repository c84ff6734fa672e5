"""Emptying a comment on the admin pages takes two people."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from app.access import Role
from app.database import db
from app.models.comments import CommentRedaction
from app.models.responses import Comment
from tests.factories.comments import numbered, release, stored_comments
from tests.factories.people import form_token, sign_in, somebody


@pytest.fixture
def key(building) -> str:
    made = stored_comments(building, numbered(5))[0]
    release()
    return made.hex()


def text_of(key: str) -> str:
    chosen = sa.select(Comment.text).where(Comment.id == bytes.fromhex(key))
    return db.session.scalar(chosen)


def test_the_form_quotes_the_comment(administrator, key) -> None:
    page = administrator.get(f"/admin/komentar/{key}/kosongkan").text
    assert "Komentar: “komentar ke-1”" in page


def test_one_asks_and_another_agrees(send, unit_admin, key) -> None:
    send(f"/admin/komentar/{key}/kosongkan", reason="Menyebut nama staf.")
    assert text_of(key) == "komentar ke-1"
    page = unit_admin.get(f"/admin/komentar/{key}/setujui").text
    assert "Menyebut nama staf." in page
    token = form_token(unit_admin, f"/admin/komentar/{key}/setujui")
    answer = unit_admin.post(f"/admin/komentar/{key}/setujui", data={"csrf_token": token})
    db.session.expire_all()
    assert answer.status_code == 303
    assert text_of(key) == ""


def test_who_asked_cannot_agree(send, key) -> None:
    send(f"/admin/komentar/{key}/kosongkan", reason="Menyebut nama staf.")
    answer = send(f"/admin/komentar/{key}/setujui")
    assert answer.status_code == 422
    assert "minta orang lain menyetujuinya" in answer.text
    assert text_of(key) == "komentar ke-1"


def test_a_second_person_may_decline(send, key) -> None:
    send(f"/admin/komentar/{key}/kosongkan", reason="Menyebut nama staf.")
    send(f"/admin/komentar/{key}/tolak")
    assert db.session.scalar(sa.select(sa.func.count()).select_from(CommentRedaction)) == 0


def test_without_a_reason_nothing_is_asked(send, key) -> None:
    answer = send(f"/admin/komentar/{key}/kosongkan", reason="")
    assert "Tulis alasannya." in answer.text
    assert db.session.scalar(sa.select(sa.func.count()).select_from(CommentRedaction)) == 0


@pytest.mark.parametrize("wrong", ["x", "0" * 32, "G" * 32, "0" * 33])
def test_what_is_no_comment_is_not_found(wrong: str, administrator) -> None:
    for page in ("kosongkan", "setujui", "tolak"):
        assert administrator.get(f"/admin/komentar/{wrong}/{page}").status_code == 404


def test_a_manager_cannot_take_criticism_away(unit_manager, key) -> None:
    assert unit_manager.get(f"/admin/komentar/{key}/kosongkan").status_code == 403


def test_an_admin_of_another_agency_finds_nothing(app, key, scope, june) -> None:
    from tests.factories.organisation import an_office

    other = an_office(scope, june, code="LAIN", name="Dinas Lain")
    who = somebody(scope, june, username="lain", role=Role.ADMIN, path=other.agency.path)
    browser = sign_in(app.test_client(), who)
    assert browser.get(f"/admin/komentar/{key}/kosongkan").status_code == 404
