"""A unit with answers, and the browser of its manager."""

from __future__ import annotations

from datetime import datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.access import Scope
from tests.factories.evaluator_systems import release_answers
from tests.factories.organisation import Office, an_office
from tests.factories.people import sign_in, somebody
from tests.factories.responses import many_answers

# In form order; persyaratan, waktu and biaya come out lowest.
MIXED = (2, 4, 3, 3, 4, 4, 4, 4, 4)


@pytest.fixture
def office(app: Flask, scope: Scope, now: datetime) -> Office:
    """Twelve answers of several minds at one counter, eleven at the next, three at the third."""
    made = an_office(scope, now, counters=3)
    many_answers(made.points[0].code, now, 10, MIXED)
    for persyaratan in (1, 3):
        many_answers(made.points[0].code, now, 1, (persyaratan, *MIXED[1:]))
    many_answers(made.points[1].code, now, 11, (3,) * 9)
    many_answers(made.points[2].code, now, 3, (1,) * 9)
    release_answers(scope, now)
    return made


@pytest.fixture
def manager(client: FlaskClient, office: Office, scope: Scope, now: datetime) -> FlaskClient:
    """The browser of who leads that unit."""
    return sign_in(client, somebody(scope, now, path=office.unit.path))
