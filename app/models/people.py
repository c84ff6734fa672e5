"""People who sign in, what they are granted, API keys, and how long a next try must wait."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.access import Actor, Grant, KeyKind, Role, Scope
from app.database import Moment, OneOf, db


class Person(db.Model):
    """Somebody who signs in; `session_key` changes at sign-out and ends every session."""

    __tablename__ = "people"

    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(sa.String(80), unique=True)
    name: Mapped[str] = mapped_column(sa.String(200))
    password_hash: Mapped[str] = mapped_column(sa.String(200))
    session_key: Mapped[str] = mapped_column(sa.String(64), unique=True)
    is_active: Mapped[bool] = mapped_column(default=True)
    is_demo: Mapped[bool] = mapped_column(default=False)
    grants: Mapped[list[RoleGrant]] = relationship(
        back_populates="person", lazy="selectin", order_by="RoleGrant.path, RoleGrant.role"
    )

    @property
    def scope(self) -> Scope:
        """What this person may see and do, as every query wants it."""
        return Scope(
            Actor("person", self.username), tuple(Grant(g.role, g.path) for g in self.grants)
        )


class RoleGrant(db.Model):
    """A role at one node: a unit's subtree, or the whole agency when no unit is named."""

    __tablename__ = "role_grants"
    __table_args__ = (
        sa.UniqueConstraint("person_id", "role", "path"),
        sa.CheckConstraint(
            "role IN ('admin', 'manager', 'evaluator', 'officer', 'inspectorate')",
            name="role_known",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    role: Mapped[Role] = mapped_column(OneOf(Role))
    path: Mapped[str] = mapped_column(sa.String(200))
    person: Mapped[Person] = relationship(back_populates="grants")


class ApiKey(db.Model):
    """A key for another system: for one kind of use, bound to a subtree, kept as a hash."""

    __tablename__ = "api_keys"
    __table_args__ = (
        sa.CheckConstraint("kind IN ('scores', 'tickets', 'visits')", name="kind_known"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(sa.String(120))
    key_hash: Mapped[bytes] = mapped_column(sa.LargeBinary(32), unique=True)
    hint: Mapped[str] = mapped_column(sa.String(8))
    path: Mapped[str] = mapped_column(sa.String(200))
    created_at: Mapped[datetime] = mapped_column(Moment)
    expires_on: Mapped[date]
    revoked_at: Mapped[datetime | None] = mapped_column(Moment)
    kind: Mapped[KeyKind] = mapped_column(
        OneOf(KeyKind), default=KeyKind.SCORES, server_default="scores"
    )

    @property
    def scope(self) -> Scope:
        """What a system with this key may do; the number tells keys of one name apart."""
        return Scope(Actor("key", f"{self.name} #{self.id}"), (Grant(self.kind, self.path),))


class SignInDelay(db.Model):
    """How often signing in failed of late, by keyed hash of an account name or an address.

    A try counts as failed from the moment it begins until its password proved right.
    """

    __tablename__ = "sign_in_delays"

    subject_hash: Mapped[bytes] = mapped_column(sa.LargeBinary(32), primary_key=True)
    failures: Mapped[int]
    last_failed_at: Mapped[datetime] = mapped_column(Moment)
