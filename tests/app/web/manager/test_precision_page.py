"""The page object of precision."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from flask import Flask

from app.access import Scope
from app.clock import Period
from app.services.precision import Precision, unit_precision
from app.web.manager.precision_page import precision_page, services_told
from tests.factories.evaluator_systems import release_answers
from tests.factories.organisation import Office, an_office
from tests.factories.responses import stored_rows

MIXED = [(3, 4, 2, 3, 3, 4, 3, 2, 3), (4,) * 9] * 6


@pytest.fixture
def office(app: Flask, scope: Scope, now: datetime) -> Office:
    """An office of unknown size with twelve answers of one day, none of a named service."""
    made = an_office(scope, now, services=1, population_served=None)
    stored_rows(made, MIXED)
    release_answers(scope, now)
    return made


def found(scope: Scope, office: Office) -> Precision:
    return unit_precision(scope, office.unit.id, Period.parse("2026"))


def test_one_interval_alone_is_not_drawn(app: Flask, office: Office, scope: Scope) -> None:
    with app.test_request_context():
        page = precision_page(scope, office.unit.id, "2026")

    assert [row.shown != "–" for row in page.intervals] == [True, False, False]
    assert page.figure is None
    assert page.intervals[1].meaning.startswith("Jumlah orang yang dilayani belum dicatat")


def test_services_that_nobody_noted_are_not_listed(
    app: Flask, office: Office, scope: Scope
) -> None:
    with app.test_request_context():
        page = precision_page(scope, office.unit.id, "2026")

    assert [row.name for row in page.samples] == ["Seluruh unit"]
    assert not page.has_services


def test_not_noted_stands_beside_named_services(office: Office, scope: Scope) -> None:
    told = found(scope, office)
    named = replace(told.unit, subject=replace(told.unit.subject, kind="service", id=7))

    assert services_told(replace(told, services=(named, *told.services))) == (
        named,
        *told.services,
    )
