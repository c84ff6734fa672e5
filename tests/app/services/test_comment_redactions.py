"""It takes two people to empty a comment, and neither of them is the unit's own manager."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from flask import Flask

from app.access import Actor, Grant, Role, Scope
from app.clock import Period
from app.database import db
from app.errors import Conflict, Invalid, NotFound
from app.models.audit import AuditEvent
from app.models.responses import Comment
from app.services.comment_redactions import agree_redaction, ask_redaction, decline_redaction
from app.services.comments import shown_comments
from tests.factories.comments import numbered, release, stored_comments
from tests.factories.organisation import Office, an_office

REASON = "Menyebut nama seorang staf."


@pytest.fixture
def office(app: Flask, scope, now) -> Office:
    return an_office(scope, now)


@pytest.fixture
def comment_id(office: Office) -> bytes:
    ids = stored_comments(office, numbered(6))
    release()
    return ids[0]


def who(name: str, path: str, role: Role = Role.ADMIN) -> Scope:
    return Scope(Actor("person", name), (Grant(role, path),))


@pytest.fixture
def first(office: Office) -> Scope:
    return who("satu", office.agency.path)


@pytest.fixture
def second(office: Office) -> Scope:
    return who("dua", office.agency.path)


def text_of(comment_id: bytes) -> str:
    return db.session.scalar(sa.select(Comment.text).where(Comment.id == comment_id))


def test_asking_alone_changes_nothing(comment_id, office, first, scope, now) -> None:
    ask_redaction(first, now, comment_id, REASON)
    assert text_of(comment_id) == "komentar ke-1"
    assert len(shown_comments(scope, office.unit.id, Period.parse("2026"))) == 6


def test_a_second_person_empties_the_text(comment_id, office, first, second, scope, now) -> None:
    ask_redaction(first, now, comment_id, REASON)
    agree_redaction(second, now, comment_id)
    assert text_of(comment_id) == ""
    read = [held.text for held in shown_comments(scope, office.unit.id, Period.parse("2026"))]
    assert sorted(read) == numbered(6)[1:]


def test_nobody_agrees_with_himself(comment_id, first, now) -> None:
    ask_redaction(first, now, comment_id, REASON)
    with pytest.raises(Conflict, match="orang lain"):
        agree_redaction(first, now, comment_id)
    assert text_of(comment_id) == "komentar ke-1"


def test_what_was_asked_may_be_declined(comment_id, first, second, now) -> None:
    ask_redaction(first, now, comment_id, REASON)
    decline_redaction(second, now, comment_id)
    with pytest.raises(NotFound):
        agree_redaction(second, now, comment_id)
    ask_redaction(second, now, comment_id, REASON)


def test_asking_twice_is_a_conflict(comment_id, first, second, now) -> None:
    ask_redaction(first, now, comment_id, REASON)
    with pytest.raises(Conflict):
        ask_redaction(second, now, comment_id, REASON)


@pytest.mark.parametrize("reason", ["", "  nama ", "x" * 201])
def test_a_reason_is_needed(reason: str, comment_id, first, now) -> None:
    with pytest.raises(Invalid, match="alasan"):
        ask_redaction(first, now, comment_id, reason)


def test_both_steps_are_noted_with_who_and_why(comment_id, first, second, now) -> None:
    ask_redaction(first, now, comment_id, REASON)
    agree_redaction(second, now, comment_id)
    chosen = sa.select(AuditEvent.actor, AuditEvent.verb).order_by(AuditEvent.id)
    noted = [tuple(row) for row in db.session.execute(chosen)][-2:]
    assert noted == [("satu", "ask_redaction"), ("dua", "agree_redaction")]


@pytest.mark.parametrize("role", [Role.MANAGER, Role.EVALUATOR, Role.OFFICER, Role.INSPECTORATE])
def test_other_roles_empty_nothing(role: Role, comment_id, office, now) -> None:
    with pytest.raises(NotFound):
        ask_redaction(who("x", office.unit.path, role), now, comment_id, REASON)


def test_another_agency_reaches_nothing(comment_id, scope, now) -> None:
    other = an_office(scope, now, code="LAIN", name="Dinas Lain")
    with pytest.raises(NotFound):
        ask_redaction(who("x", other.agency.path), now, comment_id, REASON)


def test_an_unreleased_comment_is_invisible_here_too(office, first, now) -> None:
    (waiting,) = stored_comments(office, ["menunggu"], counter=1)
    with pytest.raises(NotFound):
        ask_redaction(first, now, waiting, REASON)


def test_an_emptied_comment_is_not_found_again(comment_id, first, second, now) -> None:
    ask_redaction(first, now, comment_id, REASON)
    agree_redaction(second, now, comment_id)
    with pytest.raises(NotFound):
        ask_redaction(first, now, comment_id, REASON)
