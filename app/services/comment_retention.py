"""Deleting comments that were kept long enough; ratings are never deleted."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa

from app.access import Scope
from app.database import db, transaction
from app.errors import Invalid
from app.models.comments import CommentRedaction, ExpiredCommentMonth, ReleasedComment
from app.models.responses import Comment
from app.queries import comments
from app.services.audit import record_event

MONTHS_KEPT = 36
FEWEST_MONTHS = 1


def expire_comments(scope: Scope, now: datetime, months_kept: int = MONTHS_KEPT) -> int:
    """Delete the comments of months that ended `months_kept` ago or earlier; how many there were.

    Each such month is marked first, because the database lets no other comment be deleted. A
    comment that comes in for a marked month later, from a file, goes the next night.
    """
    if months_kept < FEWEST_MONTHS:
        raise Invalid(
            "Komentar disimpan sedikitnya %(fewest)s bulan, bukan %(months)s.",
            fewest=FEWEST_MONTHS,
            months=months_kept,
        )
    past = comments.months_before(_first_kept(now.date(), months_kept))
    with transaction():
        deleted = {f"{month:%Y-%m}": _delete(month) for month in past}
        if deleted:
            record_event(scope, now, "expire_comments", "comments", **deleted)
    return sum(deleted.values())


def _first_kept(today: date, months_kept: int) -> date:
    months = 12 * today.year + today.month - 1 - months_kept
    return date(months // 12, months % 12 + 1, 1) if months >= 12 else date.min


def _delete(month: date) -> int:
    if not comments.is_expired(month):
        db.session.execute(sa.insert(ExpiredCommentMonth).values(month=month))
    of_month = sa.select(Comment.id).where(Comment.month == month)
    for table in (ReleasedComment, CommentRedaction):
        db.session.execute(sa.delete(table).where(table.comment_id.in_(of_month)))
    chosen = sa.delete(Comment).where(Comment.month == month).returning(Comment.id)
    return len(db.session.execute(chosen.execution_options(synchronize_session=False)).all())
