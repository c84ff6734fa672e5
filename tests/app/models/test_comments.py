"""Comments change in two ways only, and the database itself checks both."""

from __future__ import annotations

from datetime import date

import pytest
import sqlalchemy as sa
from flask import Flask

from app.database import db
from app.models.comments import CommentRedaction, ExpiredCommentMonth, ReleasedComment
from app.models.responses import Comment
from tests.factories.comments import numbered, stored_comments
from tests.factories.organisation import Office, an_office

OLD = date(2020, 1, 1)


@pytest.fixture
def office(app: Flask, scope, now) -> Office:
    return an_office(scope, now)


def refused(statement: sa.Executable) -> bool:
    """Whether the database refuses a statement because comments are append-only."""
    with db.engine.connect() as connection:
        try:
            connection.execute(statement)
        except sa.exc.DBAPIError as refusal:
            return "append-only" in str(refusal)
    return False


def written(model: type, **values: object) -> None:
    with db.engine.begin() as connection:
        connection.execute(sa.insert(model).values(**values))


def emptied(comment_id: bytes, **more: object) -> sa.Update:
    return sa.update(Comment).where(Comment.id == comment_id).values(text="", **more)


def test_a_text_stays_while_one_person_alone_asks(office: Office) -> None:
    (comment_id,) = stored_comments(office, ["teks"])
    assert refused(emptied(comment_id))
    written(CommentRedaction, comment_id=comment_id, reason="nama", asked_by="a")
    assert refused(emptied(comment_id))


def test_a_text_may_be_emptied_when_two_agreed_and_nothing_else(office: Office) -> None:
    comment_id, other = stored_comments(office, numbered(2))
    written(CommentRedaction, comment_id=comment_id, reason="n", asked_by="a", agreed_by="b")
    assert not refused(emptied(comment_id))
    assert refused(emptied(other))
    assert refused(emptied(comment_id, month=OLD))
    assert refused(emptied(comment_id, counter_id=office.counters[1].id))
    assert refused(emptied(comment_id, low_elements=["waktu"]))
    assert refused(sa.update(Comment).where(Comment.id == comment_id).values(text="lain"))
    assert refused(sa.delete(Comment).where(Comment.id == comment_id))


def test_nobody_agrees_with_himself(office: Office) -> None:
    (comment_id,) = stored_comments(office, ["teks"])
    with pytest.raises(sa.exc.IntegrityError, match="two_people"):
        written(CommentRedaction, comment_id=comment_id, reason="n", asked_by="a", agreed_by="a")


def test_only_comments_of_an_expired_month_may_be_deleted(office: Office) -> None:
    (old,) = stored_comments(office, ["lama"], month=OLD)
    (new,) = stored_comments(office, ["baru"])
    assert refused(sa.delete(Comment).where(Comment.id == old))
    written(ExpiredCommentMonth, month=OLD)
    assert not refused(sa.delete(Comment).where(Comment.id == old))
    assert refused(sa.delete(Comment).where(Comment.id == new))
    assert refused(sa.delete(Comment))


def test_states_of_comments_hold_no_time() -> None:
    kinds = {type(c.type) for m in (ReleasedComment, CommentRedaction) for c in m.__table__.columns}
    assert not any(issubclass(kind, sa.DateTime | sa.Date | sa.Time) for kind in kinds)


@pytest.mark.sqlite
def test_released_comments_have_no_row_numbers(app: Flask) -> None:
    with db.engine.connect() as connection, pytest.raises(sa.exc.OperationalError, match="rowid"):
        connection.execute(sa.text("SELECT rowid FROM released_comments"))
