"""Frozen scores: what was final, in which version, with everything to compute it again."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Moment, db


class FrozenScore(db.Model):
    """One version of a unit's closed period; `content` is canonical JSON and `sha256` its hash."""

    __tablename__ = "frozen_scores"
    __table_args__ = (sa.UniqueConstraint("unit_id", "period", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("units.id"))
    period: Mapped[str] = mapped_column(sa.String(8))
    version: Mapped[int]
    sha256: Mapped[str] = mapped_column(sa.String(64))
    content: Mapped[str] = mapped_column(sa.Text)
    closed_at: Mapped[datetime] = mapped_column(Moment)
    closed_by: Mapped[str] = mapped_column(sa.String(120))
