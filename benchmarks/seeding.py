"""Databases to measure on."""

from __future__ import annotations

import secrets
from datetime import date, datetime, timedelta

import numpy as np
import sqlalchemy as sa
from flask_migrate import upgrade

from app.access import Role, Scope, job_scope
from app.clock import Slot, now
from app.database import db, random_id
from app.factory import create_app
from app.models.responses import Channel, Response
from app.queries.organisation import unit as organisation_of
from app.services import api_keys, collection, organisation, people, releases, tallies
from app.services.scoring_rules import USUAL_INSTRUMENT
from config import Settings
from survey_forms import catalogue


def an_open_counter(instrument: str = USUAL_INSTRUMENT) -> tuple[str, int]:
    """Make a unit with one counter that is open today; its code and its page's size in bytes."""
    app = create_app(Settings.from_environment())
    with app.app_context():
        upgrade()
        scope, moment = job_scope("benchmark"), now()
        agency = organisation.create_agency(scope, moment, "Kabupaten ukur")
        unit = organisation.create_unit(scope, moment, agency.id, "UKUR", "Dinas Ukur")
        for number in (1, 2, 3):
            organisation.create_service(scope, moment, unit.id, f"S{number}", f"Layanan {number}")
        counter = organisation.create_counter(scope, moment, unit.id, "L1", "Loket 1")
        opens_on = moment.date() - timedelta(days=2)
        closes_on = opens_on + timedelta(days=302)
        collection.open_round(
            scope, moment, unit.id, "Ukur", opens_on, closes_on, instrument=instrument
        )
        code = collection.issue_point(scope, moment, counter.id).code
        return code, len(app.test_client().get(f"/s/{code}").data)


UNITS, COUNTERS, SERVICES, DAYS = 5, 22, 4, 365
PASSWORD = "ukur-dasbor-panjang"


def many_responses(total: int, seed: int = 1) -> dict[str, object]:
    """Store `total` responses over 5 units x 22 counters x 4 services x 365 days, released.

    Returns what a client needs: a unit's id, a counter's id, a sign-in and an API key.
    """
    app = create_app(Settings.from_environment())
    with app.app_context():
        upgrade()
        scope, moment = job_scope("benchmark"), now()
        units = _offices(scope, moment)
        _store(units, total, seed)
        tallies.rebuild_daily_tallies(scope, moment)
        releases.release(scope, moment)
        return _a_way_in(scope, moment, units)


def _offices(scope: Scope, moment: datetime) -> list[dict[str, object]]:
    agency = organisation.create_agency(scope, moment, "Kabupaten ukur")
    offices = []
    for number in range(UNITS):
        unit = organisation.create_unit(scope, moment, agency.id, f"U{number}", f"Unit {number}")
        services = [
            organisation.create_service(scope, moment, unit.id, f"S{k}", f"Layanan {k}").id
            for k in range(SERVICES)
        ]
        counters = [
            organisation.create_counter(scope, moment, unit.id, f"L{k}", f"Loket {k}").id
            for k in range(COUNTERS)
        ]
        held = collection.open_round(
            scope, moment, unit.id, "2025", date(2025, 1, 1), date(2025, 12, 31)
        )
        offices.append(
            {"unit": unit.id, "round": held.id, "services": services, "counters": counters}
        )
    return offices


def _store(offices: list[dict[str, object]], total: int, seed: int) -> None:
    drawn = np.random.default_rng(seed)
    instrument = catalogue.find("skm-2017").reference
    at_once = 20_000
    for start in range(0, total, at_once):
        size = min(at_once, total - start)
        ratings = drawn.choice([4, 3, 2, 1], size=(size, 9), p=[0.55, 0.36, 0.07, 0.02])
        places = drawn.integers(0, (UNITS, COUNTERS, SERVICES, DAYS, 2), size=(size, 5))
        rows = [
            _row(offices, place, rated, instrument)
            for place, rated in zip(places.tolist(), ratings.tolist(), strict=True)
        ]
        with db.engine.begin() as connection:
            connection.execute(sa.insert(Response.__table__), rows)


def _row(offices: list, place: list[int], rated: list[int], instrument: str) -> dict[str, object]:
    unit, counter, service, day, slot = place
    office = offices[unit]
    return {
        "id": random_id(),
        "submission_key_hash": secrets.token_bytes(32),
        "round_id": office["round"],
        "counter_id": office["counters"][counter],
        "service_id": office["services"][service],
        "instrument": instrument,
        "day": date(2025, 1, 1) + timedelta(days=day),
        "slot": (Slot.MORNING, Slot.AFTERNOON)[slot],
        "channel": Channel.STATIC_QR,
        "is_verified": False,
        "is_flagged": False,
        "ratings": tuple(rated),
        "block": {},
    }


def _a_way_in(scope: Scope, moment: datetime, offices: list) -> dict[str, object]:
    first = offices[0]
    path = organisation_of(scope, first["unit"]).path
    people.create_person(
        scope, moment, "pengukur", "Pengukur", Role.MANAGER, path, password=PASSWORD
    )
    key = api_keys.issue_key(scope, moment, "pengukur", path)
    return {
        "unit": first["unit"],
        "counter": first["counters"][0],
        "username": "pengukur",
        "password": PASSWORD,
        "api_key": key.secret,
    }
