"""Tallies: mergeable integer summaries of answers, the only thing a viewer's page reads.

`DailyTally` holds what was counted and what of it was released; `MonthlyTally` holds the
released sums by month. Vectors are little-endian int32 in the layout of analytics.inputs.Tally.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.clock import Slot
from app.database import OneOf, db
from app.models.organisation import Counter
from app.models.responses import Channel

NO_SERVICE = 0
_WAITS = sa.text("n <> n_with_service + n_with_counter + n_with_unit")
WAITING: dict[str, Any] = {"sqlite_where": _WAITS, "postgresql_where": _WAITS}


class Reach(StrEnum):
    """How far the answers of a released batch may be seen.

    With their service where the batch holds at least k of it; else with their counter; and the
    remainders of several counters within the unit's sum alone.
    """

    SERVICE = "service"
    COUNTER = "counter"
    UNIT = "unit"


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
    n_with_service: Mapped[int] = mapped_column(default=0)
    released_with_service: Mapped[bytes | None] = mapped_column(sa.LargeBinary)
    n_with_counter: Mapped[int] = mapped_column(default=0)
    released_with_counter: Mapped[bytes | None] = mapped_column(sa.LargeBinary)
    n_with_unit: Mapped[int] = mapped_column(default=0)
    released_with_unit: Mapped[bytes | None] = mapped_column(sa.LargeBinary)
    counter: Mapped[Counter] = relationship(lazy="joined", viewonly=True)


class MonthlyTally(db.Model):
    """The released tallies of a month, summed over its days and half-days."""

    __tablename__ = "monthly_tallies"
    __table_args__ = ({"sqlite_with_rowid": False},)

    counter_id: Mapped[int] = mapped_column(sa.ForeignKey("counters.id"), primary_key=True)
    month: Mapped[date] = mapped_column(primary_key=True)
    service_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    channel: Mapped[Channel] = mapped_column(OneOf(Channel), primary_key=True)
    is_verified: Mapped[bool] = mapped_column(primary_key=True)
    is_flagged: Mapped[bool] = mapped_column(primary_key=True)
    instrument: Mapped[str] = mapped_column(sa.String(60), primary_key=True)
    reach: Mapped[Reach] = mapped_column(OneOf(Reach), primary_key=True)
    n: Mapped[int]
    vector: Mapped[bytes] = mapped_column(sa.LargeBinary)
