"""The answers: one row per response, comments apart from them, and the files they came in.

Rows are append-only (database triggers) and lie in the order of random keys, so that neither
the stored order nor a key tells when an answer came.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.clock import Slot
from app.database import Moment, OneOf, db, random_id
from survey_forms.answers import pack_ratings, unpack_ratings

_FOLLOWS = sa.text("follows_key_hash IS NOT NULL")


class Channel(StrEnum):
    """The way an answer came in."""

    STATIC_QR = "static_qr"
    TICKET = "ticket"
    KIOSK = "kiosk"
    PAPER = "paper"


class PackedRatings(sa.types.TypeDecorator[Any]):
    """Ratings as text, one character per item in the order of the instrument version.

    "4344-4434" reads as (4, 3, 4, 4, None, 4, 4, 3, 4).
    """

    impl = sa.String(60)
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: sa.Dialect) -> str:
        """The packed text of a tuple of ratings."""
        return pack_ratings(value)

    def process_result_value(self, value: Any, dialect: sa.Dialect) -> tuple[int | None, ...]:
        """The tuple of ratings of a packed text."""
        return unpack_ratings(value)

    def __repr__(self) -> str:
        return "String(length=60)"


class Response(db.Model):
    """One citizen's answer: what was rated, where, on which half day, and nothing on who.

    `follows_key_hash` names the tap that a full answer stands in place of; the two count as one.
    """

    __tablename__ = "responses"
    __table_args__ = (
        sa.CheckConstraint("slot IN ('morning', 'afternoon')", name="slot_known"),
        sa.CheckConstraint(
            "channel IN ('static_qr', 'ticket', 'kiosk', 'paper')", name="channel_known"
        ),
        sa.Index("ix_responses_day_counter_id", "day", "counter_id"),
        sa.Index(
            "uq_responses_follows_key_hash",
            "follows_key_hash",
            unique=True,
            sqlite_where=_FOLLOWS,
            postgresql_where=_FOLLOWS,
        ),
        {"sqlite_with_rowid": False},
    )

    id: Mapped[bytes] = mapped_column(sa.LargeBinary(16), primary_key=True, default=random_id)
    submission_key_hash: Mapped[bytes] = mapped_column(sa.LargeBinary(32), unique=True)
    round_id: Mapped[int] = mapped_column(sa.ForeignKey("survey_rounds.id"))
    counter_id: Mapped[int] = mapped_column(sa.ForeignKey("counters.id"))
    service_id: Mapped[int | None] = mapped_column(sa.ForeignKey("service_types.id"))
    instrument: Mapped[str] = mapped_column(sa.String(60))
    day: Mapped[date]
    slot: Mapped[Slot] = mapped_column(OneOf(Slot))
    channel: Mapped[Channel] = mapped_column(OneOf(Channel))
    is_verified: Mapped[bool]
    is_flagged: Mapped[bool]
    ratings: Mapped[tuple[int | None, ...]] = mapped_column(PackedRatings)
    block: Mapped[dict[str, str]] = mapped_column(sa.JSON)
    follows_key_hash: Mapped[bytes | None] = mapped_column(sa.LargeBinary(32))


class Comment(db.Model):
    """A masked comment with the elements its writer rated low, and no way to the response."""

    __tablename__ = "comments"
    __table_args__ = (
        sa.Index("ix_comments_unit_id_month", "unit_id", "month"),
        {"sqlite_with_rowid": False},
    )

    id: Mapped[bytes] = mapped_column(sa.LargeBinary(16), primary_key=True, default=random_id)
    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("units.id"))
    counter_id: Mapped[int] = mapped_column(sa.ForeignKey("counters.id"))
    month: Mapped[date]
    text: Mapped[str] = mapped_column(sa.Text)
    low_elements: Mapped[list[str]] = mapped_column(sa.JSON)


class ImportedFile(db.Model):
    """A file of answers that was taken in, known by its content's SHA-256 and by its sheets."""

    __tablename__ = "imported_files"

    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(sa.String(64), index=True)
    filename: Mapped[str] = mapped_column(sa.String(200))
    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("units.id"))
    imported_at: Mapped[datetime] = mapped_column(Moment)
    rows: Mapped[int]
    # Empty for what was taken in before sheets were known again.
    sheets_digest: Mapped[str | None] = mapped_column(sa.String(64))
