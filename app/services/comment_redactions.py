"""Emptying the text of a comment that names somebody in spite of the mask: it takes two people."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from app.access import Permission, Scope
from app.database import db, transaction
from app.errors import Conflict, Invalid, NotFound
from app.models.comments import CommentRedaction
from app.models.responses import Comment
from app.queries import comments
from app.services.audit import record_event

# Whoever may only read a unit's scores must not be able to take criticism of it away.
EMPTY = Permission.EDIT_ORGANISATION
LONGEST_REASON = 200


def ask_redaction(scope: Scope, now: datetime, comment_id: bytes, reason: str) -> None:
    """Ask that a comment's text be emptied; nothing is hidden before a second person agrees."""
    _readable(scope, comment_id)
    said = reason.strip()
    if not 5 <= len(said) <= LONGEST_REASON:
        raise Invalid(
            "Tulis alasannya dalam 5 sampai %(most)s huruf, tanpa mengulang isi komentar.",
            most=LONGEST_REASON,
        )
    if comments.redaction(comment_id):
        raise Conflict("Pengosongan komentar ini sudah diusulkan; tunggu persetujuan orang kedua.")
    with transaction() as session:
        session.add(CommentRedaction(comment_id=comment_id, reason=said, asked_by=scope.actor.name))
        record_event(scope, now, "ask_redaction", _subject(comment_id), reason=said)


def agree_redaction(scope: Scope, now: datetime, comment_id: bytes) -> None:
    """Agree as a second person: the text is emptied for good; month, unit and elements stay."""
    _readable(scope, comment_id)
    asked = comments.redaction(comment_id)
    if asked is None:
        raise NotFound("Tidak ada usulan pengosongan untuk komentar ini.")
    if asked.asked_by == scope.actor.name:
        raise Conflict("Pengusul tidak boleh menyetujui sendiri; minta orang lain menyetujuinya.")
    with transaction():
        asked.agreed_by = scope.actor.name
        db.session.flush()
        emptied = sa.update(Comment).where(Comment.id == comment_id).values(text=comments.EMPTIED)
        db.session.execute(emptied.execution_options(synchronize_session=False))
        record_event(scope, now, "agree_redaction", _subject(comment_id), asked_by=asked.asked_by)


def decline_redaction(scope: Scope, now: datetime, comment_id: bytes) -> None:
    """Withdraw what was asked; the comment stays as it is."""
    _readable(scope, comment_id)
    asked = comments.redaction(comment_id)
    if asked is None:
        raise NotFound("Tidak ada usulan pengosongan untuk komentar ini.")
    with transaction() as session:
        session.delete(asked)
        record_event(scope, now, "decline_redaction", _subject(comment_id), reason=asked.reason)


def _readable(scope: Scope, comment_id: bytes) -> sa.Row:
    found = comments.readable_comment(scope, comment_id, EMPTY)
    if found is None:
        raise NotFound("Komentar tidak ditemukan.")
    return found


def _subject(comment_id: bytes) -> str:
    return f"comment {comment_id.hex()}"
