"""What a public code opens, and the rounds and codes of a unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from app.access import Permission, Scope, unscoped
from app.clock import Slot, local_day_and_slot
from app.database import db, under
from app.errors import Closed, NotFound, Revoked
from app.models.collection import CollectionPoint, SurveyRound
from app.models.devices import KioskDevice
from app.models.organisation import Agency, Counter, Unit
from app.queries import organisation


@dataclass(frozen=True)
class OpenPoint:
    """A collection point that takes answers now: what the form shows and the answer is filed by."""

    code: str
    counter_id: int
    counter: str
    unit_id: int
    unit: str
    agency: str
    revision: int
    round_id: int
    instrument: str
    day: date
    slot: Slot
    follow_up_instrument: str | None = None
    closes_on: date | None = None


PLACE = (
    Counter.id.label("counter_id"),
    Counter.name.label("counter"),
    Unit.id.label("unit_id"),
    Unit.name.label("unit"),
    Unit.revision,
    Agency.name.label("agency"),
    Agency.zone,
    SurveyRound.id.label("round_id"),
    SurveyRound.instrument,
    SurveyRound.follow_up_instrument,
    SurveyRound.opens_on,
    SurveyRound.closes_on,
)
# The days on either side stand for zones east of UTC; the exact local day is compared in Python.
AROUND_TODAY = sa.and_(
    SurveyRound.opens_on <= sa.bindparam("latest"),
    SurveyRound.closes_on >= sa.bindparam("earliest"),
)
OF_A_VISIT = SurveyRound.id == sa.bindparam("round_id")


def with_round(
    what: type[CollectionPoint] | type[KioskDevice], in_round: sa.ColumnElement[bool]
) -> Any:
    """The select of a thing at a counter with all that a form needs, and its rounds, in one."""
    return (
        sa.select(*PLACE, what.revoked_on)
        .join_from(what, Counter, Counter.id == what.counter_id)
        .join(Unit, Unit.id == Counter.unit_id)
        .join(Agency, Agency.id == Unit.agency_id)
        .outerjoin(SurveyRound, sa.and_(SurveyRound.unit_id == Unit.id, in_round))
        .order_by(SurveyRound.opens_on.desc())
    )


# One SELECT for both steps of a send.
_OF_THE_CODE = CollectionPoint.code == sa.bindparam("code")
_POINT = with_round(CollectionPoint, AROUND_TODAY).where(_OF_THE_CODE)
_POINT_OF_VISIT = with_round(CollectionPoint, OF_A_VISIT).where(_OF_THE_CODE)


@unscoped("a citizen has no account; knowing the code is the right to answer")
def open_collection_point(code: str, now: datetime) -> OpenPoint:
    """The point of a code with its open round; NotFound, Revoked or Closed otherwise."""
    rows = _rows_of_code(_POINT, code, days_around(now))
    point = point_open_at(rows, code, now)
    if point is None:
        raise Closed("Survei di %(counter)s sedang tidak dibuka.", counter=rows[0].counter)
    return point


@unscoped("a citizen has no account; knowing the code is the right to answer")
def visited_collection_point(code: str, round_id: int, day: date, slot: Slot) -> OpenPoint:
    """The point of a code on the day that its form was opened, though its round ended since."""
    row = _rows_of_code(_POINT_OF_VISIT, code, {"round_id": round_id})[0]
    return opened_point(row, code, day, slot)


def days_around(now: datetime) -> dict[str, date]:
    """The days that AROUND_TODAY is bound to."""
    return {"earliest": now.date(), "latest": now.date() + timedelta(days=1)}


def point_open_at(rows: Sequence[sa.Row[Any]], code: str, now: datetime) -> OpenPoint | None:
    """The point of the row whose round is open on the local day, if one is."""
    day, slot = local_day_and_slot(now, rows[0].zone)
    for row in rows:
        if row.round_id is not None and row.opens_on <= day <= row.closes_on:
            return opened_point(row, code, day, slot)
    return None


@unscoped("the counter of a public code; whoever answered there may still say how")
def counter_of_code(code: str) -> int | None:
    """The counter that a code stands for, in force or not, or None."""
    chosen = sa.select(CollectionPoint.counter_id).where(CollectionPoint.code == code)
    return db.session.scalar(chosen) if code.isalnum() else None


def opened_point(row: sa.Row[Any], code: str, day: date, slot: Slot) -> OpenPoint:
    """The point of a row on a local day."""
    return OpenPoint(
        code=code,
        counter_id=row.counter_id,
        counter=row.counter,
        unit_id=row.unit_id,
        unit=row.unit,
        agency=row.agency,
        revision=row.revision,
        round_id=row.round_id,
        instrument=row.instrument,
        day=day,
        slot=slot,
        follow_up_instrument=row.follow_up_instrument,
        closes_on=row.closes_on,
    )


def _rows_of_code(statement: sa.Select[Any], code: str, given: dict[str, Any]) -> Any:
    """The rows of a code; NotFound where it is unknown, Revoked where it was withdrawn."""
    rows: Sequence[sa.Row[Any]] = ()
    if code.isalnum():  # PostgreSQL takes no NUL, not even to look for it
        with db.engine.connect() as connection:
            rows = connection.execute(statement, {"code": code, **given}).all()
    if not rows:
        raise NotFound(
            "Kode %(code)s tidak dikenal. Kode terdiri atas delapan huruf atau angka, yaitu bagian "
            "terakhir alamat pada poster.",
            code=code[:20],
        )
    if rows[0].revoked_on is not None:
        raise Revoked("Kode pada poster ini tidak dipakai lagi.")
    return rows


def rounds(
    scope: Scope, unit_id: int, permission: Permission = organisation.SEE
) -> Sequence[SurveyRound]:
    """The survey rounds of one unit, newest first."""
    top = organisation.unit(scope, unit_id, permission)
    chosen = sa.select(SurveyRound).where(SurveyRound.unit_id == top.id)
    return db.session.scalars(chosen.order_by(SurveyRound.opens_on.desc())).all()


@unscoped("part of opening a round, whose caller was let in to the unit")
def instruments_asked(unit_id: int) -> Sequence[str]:
    """The instruments of a unit's rounds, the newest round first."""
    chosen = sa.select(SurveyRound.instrument).where(SurveyRound.unit_id == unit_id)
    return db.session.scalars(chosen.order_by(SurveyRound.opens_on.desc())).all()


def units_with_open_round(scope: Scope, day: date, permission: Permission) -> set[int]:
    """The ids of the units within the scope that have a round open on the day."""
    chosen = (
        sa.select(SurveyRound.unit_id)
        .join(Unit, Unit.id == SurveyRound.unit_id)
        .where(
            under(Unit.path, scope.paths(permission)),
            SurveyRound.opens_on <= day,
            SurveyRound.closes_on >= day,
        )
    )
    return set(db.session.scalars(chosen))


def counters_with_code(scope: Scope, permission: Permission) -> set[int]:
    """The ids of the counters within the scope that have a code in force."""
    chosen = (
        sa.select(CollectionPoint.counter_id)
        .join(Counter, Counter.id == CollectionPoint.counter_id)
        .join(Unit, Unit.id == Counter.unit_id)
        .where(under(Unit.path, scope.paths(permission)), CollectionPoint.revoked_on.is_(None))
    )
    return set(db.session.scalars(chosen))


def round_of_unit(
    scope: Scope, unit_id: int, round_id: int, permission: Permission = organisation.SEE
) -> SurveyRound:
    """One survey round of a unit within the scope, or NotFound."""
    for held in rounds(scope, unit_id, permission):
        if held.id == round_id:
            return held
    raise NotFound("Putaran survei ini tidak ada di unit tersebut.")


def population_served(scope: Scope, unit_id: int, first: date, last: date) -> int | None:
    """People served, summed over the rounds of the subtree that touch the days; None if unknown."""
    top = organisation.unit(scope, unit_id)
    chosen = (
        sa.select(sa.func.sum(SurveyRound.population_served), sa.func.count())
        .join(Unit, Unit.id == SurveyRound.unit_id)
        .where(
            Unit.path.startswith(top.path, autoescape=True),
            SurveyRound.opens_on <= last,
            SurveyRound.closes_on >= first,
            SurveyRound.population_served.is_not(None),
        )
    )
    total, known = db.session.execute(chosen).one()
    return int(total or 0) if known else None


def points(
    scope: Scope, counter_id: int, permission: Permission = organisation.SEE
) -> Sequence[CollectionPoint]:
    """The codes of a counter, the one in force first."""
    place = organisation.counter(scope, counter_id, permission)
    chosen = sa.select(CollectionPoint).where(CollectionPoint.counter_id == place.id)
    return db.session.scalars(
        chosen.order_by(CollectionPoint.revoked_on.is_not(None), CollectionPoint.id.desc())
    ).all()


def codes_in_force(
    scope: Scope, unit_id: int, permission: Permission = organisation.SEE
) -> dict[int, str]:
    """The newest code that is in force of each counter in a unit's subtree."""
    top = organisation.unit(scope, unit_id, permission)
    chosen = (
        sa.select(CollectionPoint.counter_id, CollectionPoint.code)
        .join(Counter, Counter.id == CollectionPoint.counter_id)
        .join(Unit, Unit.id == Counter.unit_id)
        .where(
            Unit.path.startswith(top.path, autoescape=True),
            CollectionPoint.revoked_on.is_(None),
        )
        .order_by(CollectionPoint.id)
    )
    return {row.counter_id: row.code for row in db.session.execute(chosen)}
