"""The tablets that stand at counters for people without a phone."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.database import db


class KioskDevice(db.Model):
    """A device that shows a counter's form by day and a dark screen outside its hours.

    Its code opens the form and is kept as a hash, as is the PIN with which staff leave it.
    """

    __tablename__ = "kiosk_devices"
    __table_args__ = (
        sa.CheckConstraint(
            "opens_hour >= 0 AND opens_hour < closes_hour AND closes_hour <= 24",
            name="hours_in_a_day",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    counter_id: Mapped[int] = mapped_column(sa.ForeignKey("counters.id"), index=True)
    name: Mapped[str] = mapped_column(sa.String(100))
    code_hash: Mapped[bytes] = mapped_column(sa.LargeBinary(32), unique=True)
    pin_hash: Mapped[str] = mapped_column(sa.String(200))
    opens_hour: Mapped[int]
    closes_hour: Mapped[int]
    enrolled_on: Mapped[date]
    revoked_on: Mapped[date | None]
