"""The organisation: agencies, their units as a tree, counters, and service types."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.database import db


class Agency(db.Model):
    """A government that runs units; its path is the top of its subtree."""

    __tablename__ = "agencies"
    __table_args__ = (sa.CheckConstraint("zone IN ('WIB', 'WITA', 'WIT')", name="zone_known"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(sa.String(200), unique=True)
    zone: Mapped[str] = mapped_column(sa.String(4), default="WIB")
    is_demo: Mapped[bool] = mapped_column(default=False)
    is_simulation: Mapped[bool] = mapped_column(default=False)

    @property
    def path(self) -> str:
        """The path that covers every unit of the agency."""
        return f"/{self.id}/"


class AgencyLogo(db.Model):
    """The logo of an agency as a PNG that was drawn anew by us, whatever was sent."""

    __tablename__ = "agency_logos"

    agency_id: Mapped[int] = mapped_column(sa.ForeignKey("agencies.id"), primary_key=True)
    picture: Mapped[bytes] = mapped_column(sa.LargeBinary)


class Unit(db.Model):
    """A part of an agency; `path` lists the ids from the agency down, as in /1/4/9/.

    `revision` grows with each change that a citizen's form shows, so that ready pages are
    known to be stale without being asked.
    """

    __tablename__ = "units"
    __table_args__ = (sa.UniqueConstraint("agency_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(sa.ForeignKey("agencies.id"))
    parent_id: Mapped[int | None] = mapped_column(sa.ForeignKey("units.id"), index=True)
    code: Mapped[str] = mapped_column(sa.String(40))
    name: Mapped[str] = mapped_column(sa.String(200))
    path: Mapped[str] = mapped_column(sa.String(200), default="", index=True)
    revision: Mapped[int] = mapped_column(default=1)


class Counter(db.Model):
    """A loket: the place where a visit happens; `stands_for_unit` marks "tanpa loket"."""

    __tablename__ = "counters"
    __table_args__ = (sa.UniqueConstraint("unit_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("units.id"))
    code: Mapped[str] = mapped_column(sa.String(40))
    name: Mapped[str] = mapped_column(sa.String(200))
    stands_for_unit: Mapped[bool] = mapped_column(default=False)


class ServiceType(db.Model):
    """A kind of service that a unit gives (jenis layanan)."""

    __tablename__ = "service_types"
    __table_args__ = (sa.UniqueConstraint("unit_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("units.id"))
    code: Mapped[str] = mapped_column(sa.String(40))
    name: Mapped[str] = mapped_column(sa.String(200))
    is_offered: Mapped[bool] = mapped_column(default=True)
