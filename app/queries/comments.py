"""Comments that viewers may read, and those that wait."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import sqlalchemy as sa

from app.access import Permission, Scope, unscoped
from app.database import db, under
from app.models.comments import CommentRedaction, ExpiredCommentMonth, ReleasedComment
from app.models.organisation import Counter, Unit
from app.models.responses import Comment
from app.queries import organisation

EMPTIED = ""
READABLE = Comment.text != EMPTIED


def released(scope: Scope, unit_id: int, first: date, last: date) -> Sequence[sa.Row]:
    """The released comments of a unit's subtree within these days, in the order of random keys.

    Each row has id, unit and month, the counter where it is told, text and low_elements.
    """
    top = organisation.unit(scope, unit_id)
    chosen = (
        sa.select(
            Comment.id,
            Comment.unit_id,
            Unit.name.label("unit"),
            Comment.month,
            sa.case((ReleasedComment.shown_with_counter, Counter.id)).label("counter_id"),
            sa.case((ReleasedComment.shown_with_counter, Counter.name)).label("counter"),
            Comment.text,
            Comment.low_elements,
        )
        .join(ReleasedComment, ReleasedComment.comment_id == Comment.id)
        .join(Unit, Unit.id == Comment.unit_id)
        .join(Counter, Counter.id == Comment.counter_id)
        .where(
            Unit.path.startswith(top.path, autoescape=True),
            Comment.month.between(first, last),
            READABLE,
        )
    )
    return db.session.execute(chosen.order_by(Comment.id)).all()


@unscoped("the release job decides what viewers may read, and shows nothing")
def waiting() -> Sequence[sa.Row]:
    """Id, unit, counter and month of each comment that viewers cannot read yet."""
    chosen = (
        sa.select(Comment.id, Comment.unit_id, Comment.counter_id, Comment.month)
        .outerjoin(ReleasedComment, ReleasedComment.comment_id == Comment.id)
        .where(ReleasedComment.comment_id.is_(None), READABLE)
    )
    return db.session.execute(chosen.order_by(Comment.id)).all()


@unscoped("the release job decides what viewers may read, and shows nothing")
def months_with_released(unit_ids: Iterable[int]) -> set[tuple[int, date]]:
    """(unit_id, month) of these units' own comments that were released already."""
    chosen = (
        sa.select(Comment.unit_id, Comment.month)
        .join(ReleasedComment, ReleasedComment.comment_id == Comment.id)
        .where(Comment.unit_id.in_(list(unit_ids)))
    )
    return {(row.unit_id, row.month) for row in db.session.execute(chosen.distinct())}


@unscoped("the nightly job looks for months that were kept long enough")
def months_before(first_kept: date) -> Sequence[date]:
    """The months before this one of which comments are still stored, the oldest first."""
    chosen = sa.select(Comment.month).where(Comment.month < first_kept)
    return db.session.scalars(chosen.distinct().order_by(Comment.month)).all()


@unscoped("the nightly job marks a month once")
def is_expired(month: date) -> bool:
    """Whether the comments of a month were deleted because of their age."""
    return db.session.get(ExpiredCommentMonth, month) is not None


def readable_comment(scope: Scope, comment_id: bytes, permission: Permission) -> sa.Row | None:
    """A released comment within the scope that was not emptied, with its unit and month."""
    chosen = (
        sa.select(Comment.id, Comment.unit_id, Comment.month, Comment.text)
        .join(ReleasedComment, ReleasedComment.comment_id == Comment.id)
        .join(Unit, Unit.id == Comment.unit_id)
        .where(Comment.id == comment_id, READABLE, under(Unit.path, scope.paths(permission)))
    )
    return db.session.execute(chosen).first()


@unscoped("read after the comment itself was found within the scope")
def redaction(comment_id: bytes) -> CommentRedaction | None:
    """What was asked about emptying a comment, if anything."""
    return db.session.get(CommentRedaction, comment_id)


@unscoped("marks comments on a page that was read within a scope")
def redactions_asked(unit_ids: Sequence[int]) -> dict[bytes, CommentRedaction]:
    """The redactions that wait for a second person, by comment, in these units."""
    chosen = (
        sa.select(CommentRedaction)
        .join(Comment, Comment.id == CommentRedaction.comment_id)
        .where(Comment.unit_id.in_(unit_ids), CommentRedaction.agreed_by.is_(None))
    )
    return {bytes(held.comment_id): held for held in db.session.scalars(chosen)}
