"""The tables of the organisation hold what they promise."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from flask import Flask

from app.clock import ZONES
from app.database import db, transaction
from app.models.organisation import Agency, Counter, Unit
from tests.factories.organisation import an_office


def test_an_agency_is_the_top_of_its_subtree(app: Flask, scope, now) -> None:
    office = an_office(scope, now)

    assert office.agency.path == f"/{office.agency.id}/"
    assert office.unit.path == f"/{office.agency.id}/{office.unit.id}/"


@pytest.mark.parametrize("zone", ZONES)
def test_every_zone_of_the_clock_is_taken(zone: str, app: Flask) -> None:
    with transaction() as session:
        session.add(Agency(name="Kabupaten", zone=zone))


def test_another_zone_is_refused(app: Flask) -> None:
    db.session.add(Agency(name="Kabupaten", zone="UTC"))

    with pytest.raises(sa.exc.IntegrityError):
        db.session.commit()
    db.session.rollback()


@pytest.mark.parametrize(
    "twin",
    [
        lambda office: Agency(name=office.agency.name),
        lambda office: Unit(agency_id=office.agency.id, code=office.unit.code, name="B"),
        lambda office: Counter(unit_id=office.unit.id, code="L1", name="B"),
    ],
    ids=["agency", "unit", "counter"],
)
def test_two_cannot_have_one_name_or_code(twin, app: Flask, scope, now) -> None:
    db.session.add(twin(an_office(scope, now)))

    with pytest.raises(sa.exc.IntegrityError):
        db.session.commit()
    db.session.rollback()


def test_a_counter_belongs_to_a_unit_that_is_there(app: Flask) -> None:
    db.session.add(Counter(unit_id=404, code="L1", name="Loket"))

    with pytest.raises(sa.exc.IntegrityError):
        db.session.commit()
    db.session.rollback()
