"""Opening and closing survey rounds, and issuing and revoking the codes on posters."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime

from app.access import Permission, Scope, unaudited
from app.clock import local_day_and_slot
from app.database import db, transaction
from app.errors import Conflict, Invalid
from app.models.collection import CollectionPoint, SurveyRound
from app.queries import collection, organisation
from app.services.audit import record_event
from app.services.organisation_rows import required_name
from app.services.scoring_rules import USUAL_INSTRUMENT
from survey_forms import catalogue

# Letters and digits that are not mistaken for one another on paper (no I, L, O, U).
CODE_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 8
# More than there are people; both databases can hold it.
GREATEST_POPULATION = 1_000_000_000
EDIT = Permission.EDIT_ORGANISATION
_part_of_a_write = unaudited("part of its caller's write, which records the event")


@dataclass(frozen=True)
class RoundPlan:
    """What a new round is to be; building one checks all that needs no database."""

    name: str
    opens_on: date
    closes_on: date
    instrument: str = USUAL_INSTRUMENT
    population_served: int | None = None

    def __post_init__(self) -> None:
        """Refuse a round that could never be opened."""
        required_name(self.name)
        if self.closes_on < self.opens_on:
            raise Invalid("Tanggal tutup harus sama dengan atau sesudah tanggal buka.")
        served = self.population_served
        if served is not None and not 1 <= served <= GREATEST_POPULATION:
            raise Invalid(
                "Jumlah penerima layanan harus bilangan bulat, 1 sampai %(most)s.",
                most=GREATEST_POPULATION,
            )
        try:
            catalogue.find(self.instrument)
        except ValueError as fault:
            raise Invalid("Kuesioner '%(name)s' tidak dikenal.", name=self.instrument) from fault


def open_round(
    scope: Scope,
    now: datetime,
    unit_id: int,
    name: str,
    opens_on: date,
    closes_on: date,
    *,
    instrument: str = USUAL_INSTRUMENT,
    population_served: int | None = None,
) -> SurveyRound:
    """A new round of a unit; rounds of one unit may not overlap."""
    place = organisation.unit(scope, unit_id, EDIT)
    plan = RoundPlan(name, opens_on, closes_on, instrument, population_served)
    _refuse_overlap(scope, unit_id, plan)
    with transaction():
        made = add_round(place.id, plan)
        record_event(
            scope, now, "open_round", f"round {made.id}", unit=unit_id, instrument=made.instrument
        )
    return made


@_part_of_a_write
def add_round(unit_id: int, plan: RoundPlan) -> SurveyRound:
    """A new round of a unit that has none in those days."""
    asked = catalogue.find(plan.instrument)
    made = SurveyRound(
        unit_id=unit_id,
        name=required_name(plan.name),
        opens_on=plan.opens_on,
        closes_on=plan.closes_on,
        instrument=asked.reference,
        instrument_checksum=asked.checksum,
        population_served=plan.population_served,
        follow_up_instrument=_follow_up(unit_id) if asked.is_one_tap else None,
    )
    db.session.add(made)
    db.session.flush()
    return made


def close_round(
    scope: Scope, now: datetime, unit_id: int, round_id: int, last_day: date
) -> SurveyRound:
    """End a round after `last_day`; forms opened later say that it is closed."""
    ended = collection.round_of_unit(scope, unit_id, round_id, EDIT)
    if last_day < ended.opens_on:
        raise Invalid("Putaran tidak dapat ditutup sebelum hari pertamanya.")
    if last_day > ended.closes_on:
        raise Invalid("Putaran ini sudah berakhir lebih dulu; hari terakhirnya tidak dapat mundur.")
    with transaction():
        ended.closes_on = last_day
        record_event(scope, now, "close_round", f"round {round_id}", closes_on=last_day.isoformat())
    return ended


def issue_point(scope: Scope, now: datetime, counter_id: int) -> CollectionPoint:
    """A new public code for a counter; earlier codes of the counter are revoked with it."""
    place = organisation.counter(scope, counter_id, EDIT)
    today = _local_day(scope, now, place.unit_id)
    with transaction():
        revoked = [_revoke(p, today) for p in collection.points(scope, place.id, EDIT)]
        made = add_point(place.id, today)
        subject = f"point {made.id}"
        record_event(scope, now, "issue_point", subject, counter=place.id, replaces=sum(revoked))
    return made


@_part_of_a_write
def add_point(counter_id: int, day: date) -> CollectionPoint:
    """A new public code for a counter that has none in force."""
    made = CollectionPoint(counter_id=counter_id, code=new_code(), issued_on=day)
    db.session.add(made)
    db.session.flush()
    return made


def revoke_points(scope: Scope, now: datetime, counter_id: int) -> int:
    """Withdraw every code of a counter at once; returns how many were in force."""
    place = organisation.counter(scope, counter_id, EDIT)
    today = _local_day(scope, now, place.unit_id)
    with transaction():
        revoked = sum(_revoke(p, today) for p in collection.points(scope, place.id, EDIT))
        record_event(scope, now, "revoke_points", f"counter {place.id}", revoked=revoked)
    return revoked


def new_code() -> str:
    """Eight random characters of an alphabet of 32: 40 bits, read out without mistakes."""
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))


def _follow_up(unit_id: int) -> str:
    """The full questionnaire after a tap: the unit's newest, or the usual one."""
    asked = (catalogue.find(reference) for reference in collection.instruments_asked(unit_id))
    full = next((one for one in asked if not one.is_one_tap), catalogue.find(USUAL_INSTRUMENT))
    return full.reference


def _refuse_overlap(scope: Scope, unit_id: int, plan: RoundPlan) -> None:
    for other in collection.rounds(scope, unit_id, EDIT):
        if other.opens_on <= plan.closes_on and plan.opens_on <= other.closes_on:
            raise Conflict("Tanggalnya bertumpuk dengan putaran '%(name)s'.", name=other.name)


def _local_day(scope: Scope, now: datetime, unit_id: int) -> date:
    agency = organisation.agency_of_unit(scope, unit_id, EDIT)
    return local_day_and_slot(now, agency.zone)[0]


def _revoke(point: CollectionPoint, day: date) -> bool:
    if point.revoked_on is not None:
        return False
    point.revoked_on = day
    db.session.add(point)
    return True
