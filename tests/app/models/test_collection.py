"""Rounds and codes hold what they promise."""

from __future__ import annotations

from datetime import date

import pytest
import sqlalchemy as sa
from flask import Flask

from app.database import db
from app.models.collection import CollectionPoint, SurveyRound
from tests.factories.organisation import an_office

DAY = date(2027, 1, 1)


@pytest.mark.parametrize(
    "fault", [{"closes_on": date(2026, 12, 31)}, {"population_served": 0}], ids=lambda f: str(*f)
)
def test_an_impossible_round_is_refused(fault: dict, app: Flask, scope, now) -> None:
    office = an_office(scope, now)
    usual = {"unit_id": office.unit.id, "name": "SKM", "opens_on": DAY, "closes_on": DAY}
    usual |= {"instrument": "skm-2017@1", "instrument_checksum": "0" * 64}
    db.session.add(SurveyRound(**usual | fault))

    with pytest.raises(sa.exc.IntegrityError):
        db.session.commit()
    db.session.rollback()


def test_a_code_stands_for_one_counter_only(app: Flask, scope, now) -> None:
    office = an_office(scope, now)
    code = office.points[0].code
    db.session.add(CollectionPoint(counter_id=office.counters[1].id, code=code, issued_on=DAY))

    with pytest.raises(sa.exc.IntegrityError):
        db.session.commit()
    db.session.rollback()
