"""What the posters of counters say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from app.access import Permission, Scope
from app.database import db
from app.models.collection import CollectionPoint
from app.models.organisation import Agency, AgencyLogo, Counter, Unit
from app.queries import organisation

PRINT = Permission.PRINT_POSTERS


@dataclass(frozen=True)
class PostedCode:
    """A code in force with the names that stand above it."""

    agency: str
    unit: str
    counter: str
    code: str


_POSTED = (
    sa.select(Agency.name, Unit.name, Counter.name, CollectionPoint.code)
    .join(Unit, Unit.agency_id == Agency.id)
    .join(Counter, Counter.unit_id == Unit.id)
    .join(CollectionPoint, CollectionPoint.counter_id == Counter.id)
    .where(CollectionPoint.revoked_on.is_(None))
    .order_by(Unit.path, Counter.stands_for_unit, Counter.name, CollectionPoint.id.desc())
)


def posted_at_counter(scope: Scope, counter_id: int) -> PostedCode | None:
    """The code in force of one counter within the scope, or None when it has none."""
    place = organisation.counter(scope, counter_id, PRINT)
    row = db.session.execute(_POSTED.where(Counter.id == place.id)).first()
    return PostedCode(*row) if row else None


def posted_in_unit(scope: Scope, unit_id: int) -> Sequence[PostedCode]:
    """The codes in force of a unit and the units under it, unit by unit."""
    top = organisation.unit(scope, unit_id, PRINT)
    inside = Unit.path.startswith(top.path, autoescape=True)
    return [PostedCode(*row) for row in db.session.execute(_POSTED.where(inside))]


def posted_in_agency(scope: Scope, agency_id: int) -> Sequence[PostedCode]:
    """The codes in force of a whole agency, unit by unit."""
    whole = organisation.agency(scope, agency_id, PRINT)
    return [PostedCode(*row) for row in db.session.execute(_POSTED.where(Agency.id == whole.id))]


def logo_of_agency(scope: Scope, agency_id: int) -> bytes | None:
    """The logo of a whole agency within the scope as PNG, or None."""
    whole = organisation.agency(scope, agency_id, PRINT)
    return _logo(whole.id)


def logo_of_unit(scope: Scope, unit_id: int) -> bytes | None:
    """The logo that stands on what is printed for a unit: its agency's, as PNG, or None."""
    return _logo(organisation.unit(scope, unit_id, PRINT).agency_id)


def logo_of_counter(scope: Scope, counter_id: int) -> bytes | None:
    """The logo that stands on what is printed for a counter: its agency's, as PNG, or None."""
    place = organisation.counter(scope, counter_id, PRINT)
    return logo_of_unit(scope, place.unit_id)


def _logo(agency_id: int) -> bytes | None:
    chosen = sa.select(AgencyLogo.picture).where(AgencyLogo.agency_id == agency_id)
    return db.session.scalar(chosen)
