"""One-time tickets, of which only hashes are kept, and the minutes of visits without a ticket.

A used ticket lies in a table of its own that holds its hash and nothing else: no column, order or
time of it is found with the answers (decisions 16). There is no foreign key to the issued ticket
either: PostgreSQL would mark the issued row with the number of the transaction that used it.
"""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.database import db


class IssuedTicket(db.Model):
    """A ticket for one visit: where it holds and its last day; `ticket_hash` is its SHA-256."""

    __tablename__ = "issued_tickets"
    __table_args__ = (
        sa.Index("ix_issued_tickets_counter_id_expires_on", "counter_id", "expires_on"),
        {"sqlite_with_rowid": False},
    )

    ticket_hash: Mapped[bytes] = mapped_column(sa.LargeBinary(32), primary_key=True)
    counter_id: Mapped[int] = mapped_column(sa.ForeignKey("counters.id"))
    service_id: Mapped[int | None] = mapped_column(sa.ForeignKey("service_types.id"))
    expires_on: Mapped[date]


class UsedTicket(db.Model):
    """That a ticket was used; written together with the answer, and tied to it by nothing."""

    __tablename__ = "used_tickets"
    __table_args__ = ({"sqlite_with_rowid": False},)

    ticket_hash: Mapped[bytes] = mapped_column(sa.LargeBinary(32), primary_key=True)


class VisitMinutes(db.Model):
    """Whole minutes of a day's visits at a counter, for one service or none (0).

    Waiting and service minutes are each sorted, so that no visit can be put together again.
    """

    __tablename__ = "visit_minutes"
    __table_args__ = ({"sqlite_with_rowid": False},)

    counter_id: Mapped[int] = mapped_column(sa.ForeignKey("counters.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    service_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    waiting: Mapped[list[int]] = mapped_column(sa.JSON)
    service: Mapped[list[int]] = mapped_column(sa.JSON)
