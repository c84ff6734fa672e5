"""Tallies: mergeable integer summaries of answers, the only thing a viewer's page reads.

`DailyTally` holds what was counted and what of it was released; `MonthlyTally` holds the
released sums by month, with the views that count them. Vectors are little-endian int32 in the
layout of analytics.inputs.Tally.
"""

from __future__ import annotations

from datetime import date
from enum import IntEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.clock import PeriodKind, Slot
from app.database import OneOf, db
from app.models.organisation import Counter
from app.models.responses import Channel

NO_SERVICE = 0
LENGTHS = tuple(PeriodKind)
_WAITS = sa.text("n > n_released")
WAITING: dict[str, Any] = {"sqlite_where": _WAITS, "postgresql_where": _WAITS}


class Told(IntEnum):
    """The kinds of view that count released answers: of whom they are, and which answers.

    Each view goes on in steps of its own: an answer is told to it only together with enough
    others, so that nothing about fewer than k follows (see app.services.release_views).
    `MonthlyTally.told` has a bit for each kind of view and each length of period.
    """

    UNIT = 0
    COUNTER = 1
    SERVICE = 2
    VERIFIED = 3
    COUNTER_VERIFIED = 4
    SERVICE_VERIFIED = 5
    UNFLAGGED = 6

    def over(self, kind: PeriodKind) -> int:
        """The bit that says: counted by views of this kind over periods of that length."""
        return 1 << (len(LENGTHS) * self + LENGTHS.index(kind))


class DailyTally(db.Model):
    """Answers of one cell counted together, and the parts of the count that were released."""

    __tablename__ = "daily_tallies"
    __table_args__ = (
        sa.Index("ix_daily_tallies_counter_id_day", "counter_id", "day"),
        sa.Index("ix_daily_tallies_waiting", "counter_id", **WAITING),
        {"sqlite_with_rowid": False},
    )

    day: Mapped[date] = mapped_column(primary_key=True)
    slot: Mapped[Slot] = mapped_column(OneOf(Slot), primary_key=True)
    counter_id: Mapped[int] = mapped_column(sa.ForeignKey("counters.id"), primary_key=True)
    service_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    channel: Mapped[Channel] = mapped_column(OneOf(Channel), primary_key=True)
    is_verified: Mapped[bool] = mapped_column(primary_key=True)
    is_flagged: Mapped[bool] = mapped_column(primary_key=True)
    instrument: Mapped[str] = mapped_column(sa.String(60), primary_key=True)
    n: Mapped[int]
    counted: Mapped[bytes] = mapped_column(sa.LargeBinary)
    n_released: Mapped[int] = mapped_column(default=0, server_default=sa.text("0"))
    released: Mapped[bytes | None] = mapped_column(sa.LargeBinary)
    counter: Mapped[Counter] = relationship(lazy="joined", viewonly=True)


class MonthlyTally(db.Model):
    """The released tallies of a month by cell and by the views that count them (`Told` bits).

    `steps` says in which steps those views came to count them, as long as further ones may (see
    app.services.released_parts).
    """

    __tablename__ = "monthly_tallies"
    __table_args__ = ({"sqlite_with_rowid": False},)

    counter_id: Mapped[int] = mapped_column(sa.ForeignKey("counters.id"), primary_key=True)
    month: Mapped[date] = mapped_column(primary_key=True)
    slot: Mapped[Slot] = mapped_column(OneOf(Slot), primary_key=True)
    service_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    channel: Mapped[Channel] = mapped_column(OneOf(Channel), primary_key=True)
    is_verified: Mapped[bool] = mapped_column(primary_key=True)
    is_flagged: Mapped[bool] = mapped_column(primary_key=True)
    instrument: Mapped[str] = mapped_column(sa.String(60), primary_key=True)
    told: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    steps: Mapped[str] = mapped_column(sa.String(640), primary_key=True, default="")
    n: Mapped[int]
    vector: Mapped[bytes] = mapped_column(sa.LargeBinary)


class ReleaseStamp(db.Model):
    """A random mark of a unit's released state; it changes whenever that state does."""

    __tablename__ = "release_stamps"

    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("units.id"), primary_key=True)
    stamp: Mapped[str] = mapped_column(sa.String(32))
