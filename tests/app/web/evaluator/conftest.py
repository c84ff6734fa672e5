"""An office with released answers, and evaluators' systems that read it with real keys."""

from __future__ import annotations

from datetime import datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.access import Scope
from tests.factories.evaluator_systems import System, a_system, release_answers
from tests.factories.organisation import Office, an_office
from tests.factories.responses import many_answers

GOOD = (4, 4, 4, 4, 4, 4, 4, 4, 4)
MIXED = (3, 4, 2, 4, None, 4, 3, 4, 4)


@pytest.fixture
def office(app: Flask, scope: Scope, now: datetime) -> Office:
    """An office with forty answers at its first counter, five at its second, three at its third."""
    made = an_office(scope, now, counters=3, services=1, population_served=100)
    many_answers(made.points[0].code, now, 20, GOOD)
    many_answers(made.points[0].code, now, 20, MIXED)
    many_answers(made.points[1].code, now, 5, GOOD)
    many_answers(made.points[2].code, now, 3, GOOD)
    release_answers(scope, now)
    return made


@pytest.fixture
def system(client: FlaskClient, scope: Scope, office: Office) -> System:
    """A system whose key reads the office's agency."""
    return a_system(client, scope, office.agency.path)


@pytest.fixture
def stranger(client: FlaskClient, scope: Scope, now: datetime, office: Office) -> System:
    """A system whose key reads another agency only."""
    elsewhere = an_office(scope, now, code="LAIN", name="Dinas Lain")
    return a_system(client, scope, elsewhere.agency.path)
