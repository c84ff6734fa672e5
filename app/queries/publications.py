"""Frozen scores: the versions of a unit's closed periods."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from app.access import Permission, Scope, unscoped
from app.clock import Period
from app.database import db
from app.models.publications import FrozenScore
from app.queries import organisation


def versions(scope: Scope, unit_id: int, period: str) -> Sequence[FrozenScore]:
    """Every version of a unit's closed period, newest first."""
    top = organisation.unit(scope, unit_id)
    chosen = sa.select(FrozenScore).where(
        FrozenScore.unit_id == top.id, FrozenScore.period == period
    )
    return db.session.scalars(chosen.order_by(FrozenScore.version.desc())).all()


def latest(scope: Scope, unit_id: int, period: str) -> FrozenScore | None:
    """The newest version of a unit's closed period, or None while it is provisional."""
    return next(iter(versions(scope, unit_id, period)), None)


def closed_periods(scope: Scope, unit_id: int, permission: Permission) -> list[Period]:
    """The closed periods of a unit and of those above it that the scope reaches, in order."""
    unit_ids = [unit.id for unit in organisation.line_of(scope, unit_id, permission)]
    chosen = sa.select(FrozenScore.period).where(FrozenScore.unit_id.in_(unit_ids)).distinct()
    return sorted(Period.parse(code) for code in db.session.scalars(chosen))


@unscoped("tells whether a period was closed since, and shows nothing")
def how_many_in(unit_ids: Iterable[int], year: Period) -> int:
    """How many versions of periods of the year these units have closed."""
    chosen = sa.select(sa.func.count()).where(
        FrozenScore.unit_id.in_(list(unit_ids)), FrozenScore.period.startswith(year.code)
    )
    return db.session.scalar(chosen) or 0


@unscoped("decides what may be shown beside closed periods, and shows nothing")
def every_version_in(unit_ids: Iterable[int], year: Period) -> Sequence[FrozenScore]:
    """Every version of the periods of the year that one of the units closed, oldest first."""
    chosen = sa.select(FrozenScore).where(
        FrozenScore.unit_id.in_(list(unit_ids)), FrozenScore.period.startswith(year.code)
    )
    return db.session.scalars(chosen.order_by(FrozenScore.id)).all()


@unscoped("what the public may see of these is written in each")
def every_version(
    unit_id: int | None = None, period: Period | None = None
) -> Sequence[FrozenScore]:
    """Every version of every closed period, newest first; contents are read when asked for.

    Of one unit where it is named, and of one period where that is.
    """
    chosen = sa.select(FrozenScore).options(sa.orm.defer(FrozenScore.content))
    if unit_id is not None:
        chosen = chosen.where(FrozenScore.unit_id == unit_id)
    if period is not None:
        chosen = chosen.where(FrozenScore.period == period.code)
    return db.session.scalars(chosen.order_by(FrozenScore.id.desc())).all()


@unscoped("what the public may see of it is written in it")
def content_of(sha256: str) -> str:
    """The content of a frozen score by its hash."""
    chosen = sa.select(FrozenScore.content).where(FrozenScore.sha256 == sha256)
    return db.session.scalars(chosen.limit(1)).one()
