"""Whether citizens filled in the form by themselves: answers that belong to no other answer.

Neither table has anything in common with the ratings or with the other one: random keys here,
hashes of receipts there, no order and no time finer than the month.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.database import OneOf, db, random_id


class SelfFilled(StrEnum):
    """What a citizen said on whether anybody asked for a certain rating."""

    YES = "yes"
    NO = "no"
    UNSAID = "unsaid"


class CoachingAnswer(db.Model):
    """One citizen's answer: by counter and month, and nothing else."""

    __tablename__ = "coaching_answers"
    __table_args__ = (
        sa.CheckConstraint("answer IN ('yes', 'no', 'unsaid')", name="answer_known"),
        sa.Index("ix_coaching_answers_month_counter_id", "month", "counter_id"),
        {"sqlite_with_rowid": False},
    )

    id: Mapped[bytes] = mapped_column(sa.LargeBinary(16), primary_key=True, default=random_id)
    counter_id: Mapped[int] = mapped_column(sa.ForeignKey("counters.id"))
    month: Mapped[date]
    answer: Mapped[SelfFilled] = mapped_column(OneOf(SelfFilled))


class AskedReceipt(db.Model):
    """The hash of a question receipt that was answered with; it is of no use to find the answer."""

    __tablename__ = "asked_receipts"
    __table_args__ = ({"sqlite_with_rowid": False},)

    id: Mapped[bytes] = mapped_column(sa.LargeBinary(32), primary_key=True)


class ReleasedCoaching(db.Model):
    """How many of a kind of answer the inspectorate may see of a counter and month."""

    __tablename__ = "released_coaching"
    __table_args__ = (
        sa.CheckConstraint("answer IN ('yes', 'no', 'unsaid')", name="answer_known"),
        {"sqlite_with_rowid": False},
    )

    counter_id: Mapped[int] = mapped_column(sa.ForeignKey("counters.id"), primary_key=True)
    month: Mapped[date] = mapped_column(primary_key=True)
    answer: Mapped[SelfFilled] = mapped_column(OneOf(SelfFilled), primary_key=True)
    n: Mapped[int]
