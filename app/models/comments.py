"""What became of comments: which of them viewers may read, which were emptied, which are past."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.database import db


class ReleasedComment(db.Model):
    """A comment that viewers may read, and whether with its counter; no time, and no order.

    A comment without a row here is invisible everywhere.
    """

    __tablename__ = "released_comments"
    __table_args__ = ({"sqlite_with_rowid": False},)

    comment_id: Mapped[bytes] = mapped_column(
        sa.LargeBinary(16), sa.ForeignKey("comments.id"), primary_key=True
    )
    shown_with_counter: Mapped[bool]


class CommentRedaction(db.Model):
    """A comment whose text one person asked to empty, and another agreed to.

    The database lets a comment's text be emptied only when both stand here.
    """

    __tablename__ = "comment_redactions"
    __table_args__ = (sa.CheckConstraint("asked_by <> agreed_by", name="two_people"),)

    comment_id: Mapped[bytes] = mapped_column(
        sa.LargeBinary(16), sa.ForeignKey("comments.id"), primary_key=True
    )
    reason: Mapped[str] = mapped_column(sa.String(200))
    asked_by: Mapped[str] = mapped_column(sa.String(120))
    agreed_by: Mapped[str | None] = mapped_column(sa.String(120))


class ExpiredCommentMonth(db.Model):
    """A month whose comments were kept long enough; the database lets only those be deleted."""

    __tablename__ = "expired_comment_months"

    month: Mapped[date] = mapped_column(primary_key=True)
