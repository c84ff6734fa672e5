"""How answers are collected: survey rounds and the public codes on the posters."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.database import db


class SurveyRound(db.Model):
    """A span of days in which a unit asks one version of one instrument.

    `population_served` is the number of people served in the comparable period before it.
    `follow_up_instrument` is the full questionnaire that whoever answered by one tap may go on to.
    """

    __tablename__ = "survey_rounds"
    __table_args__ = (
        sa.CheckConstraint("closes_on >= opens_on", name="closes_after_it_opens"),
        sa.CheckConstraint("population_served > 0", name="population_positive"),
        sa.Index("ix_survey_rounds_unit_id_opens_on", "unit_id", "opens_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("units.id"))
    name: Mapped[str] = mapped_column(sa.String(200))
    opens_on: Mapped[date]
    closes_on: Mapped[date]
    instrument: Mapped[str] = mapped_column(sa.String(60))
    instrument_checksum: Mapped[str] = mapped_column(sa.String(64))
    population_served: Mapped[int | None]
    follow_up_instrument: Mapped[str | None] = mapped_column(sa.String(60))


class CollectionPoint(db.Model):
    """One public code of a counter; a reprinted poster gets a new one and the old is revoked."""

    __tablename__ = "collection_points"

    id: Mapped[int] = mapped_column(primary_key=True)
    counter_id: Mapped[int] = mapped_column(sa.ForeignKey("counters.id"), index=True)
    code: Mapped[str] = mapped_column(sa.String(16), unique=True)
    issued_on: Mapped[date]
    revoked_on: Mapped[date | None]
