"""Comments are deleted when their time is over, and ratings never."""

from __future__ import annotations

from datetime import date

import pytest
import sqlalchemy as sa
from flask import Flask

from app.database import db
from app.errors import Invalid
from app.models.audit import AuditEvent
from app.models.comments import CommentRedaction, ExpiredCommentMonth, ReleasedComment
from app.models.responses import Comment, Response
from app.services.comment_retention import expire_comments
from app.services.nightly import run_nightly
from tests.factories.comments import numbered, release, stored_comments
from tests.factories.organisation import Office, an_office
from tests.factories.responses import an_answer


@pytest.fixture
def office(app: Flask, scope, now) -> Office:
    return an_office(scope, now)


def months() -> list[date]:
    return sorted(db.session.scalars(sa.select(Comment.month).distinct()))


def test_comments_of_the_last_months_stay(office: Office, scope, now) -> None:
    for month in (date(2026, 3, 1), date(2026, 4, 1), date(2026, 5, 1), date(2026, 6, 1)):
        stored_comments(office, numbered(2), month=month)
    assert expire_comments(scope, now, 2) == 2
    assert months() == [date(2026, 4, 1), date(2026, 5, 1), date(2026, 6, 1)]


def test_what_belongs_to_a_comment_goes_with_it(office: Office, scope, now) -> None:
    ids = stored_comments(office, numbered(5), month=date(2020, 1, 1))
    release()
    with db.engine.begin() as connection:
        asked = {"comment_id": ids[0], "reason": "n", "asked_by": "a"}
        connection.execute(sa.insert(CommentRedaction), asked)
    assert expire_comments(scope, now) == 5
    for model in (Comment, ReleasedComment, CommentRedaction):
        assert db.session.scalar(sa.select(sa.func.count()).select_from(model)) == 0
    assert list(db.session.scalars(sa.select(ExpiredCommentMonth.month))) == [date(2020, 1, 1)]


def test_ratings_stay(office: Office, scope, now) -> None:
    an_answer(office.points[0].code, now, comment="komentar")
    expire_comments(scope, now.replace(year=2040))
    assert months() == []
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Response)) == 1


def test_deleting_is_noted_once(office: Office, scope, now) -> None:
    stored_comments(office, numbered(3), month=date(2020, 1, 1))
    expire_comments(scope, now)
    assert expire_comments(scope, now) == 0
    noted = sa.select(AuditEvent.details).where(AuditEvent.verb == "expire_comments")
    assert list(db.session.scalars(noted)) == [{"2020-01": 3}]


def test_a_comment_that_came_late_for_an_expired_month_goes_too(office: Office, scope, now) -> None:
    stored_comments(office, numbered(3), month=date(2020, 1, 1))
    expire_comments(scope, now)
    stored_comments(office, ["dari berkas lama"], month=date(2020, 1, 1))
    assert expire_comments(scope, now) == 1


@pytest.mark.parametrize("months_kept", [0, -1])
def test_keeping_nothing_is_refused(months_kept: int, office: Office, scope, now) -> None:
    with pytest.raises(Invalid, match="sedikitnya"):
        expire_comments(scope, now, months_kept)


def test_keeping_for_ever_deletes_nothing(office: Office, scope, now) -> None:
    stored_comments(office, numbered(3), month=date(2001, 1, 1))
    assert expire_comments(scope, now, 10**6) == 0


def test_the_night_deletes_what_is_too_old(office: Office, scope, now, tmp_path) -> None:
    stored_comments(office, numbered(3), month=date(2026, 4, 1))
    run_nightly(scope, now, tmp_path, months_kept=3)
    assert months() == [date(2026, 4, 1)]
    run_nightly(scope, now, tmp_path, months_kept=1)
    assert months() == []
