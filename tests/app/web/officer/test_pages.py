"""What the officer's page is made of."""

from __future__ import annotations

from datetime import datetime

from flask import Flask

from app.access import Actor, Grant, Role, Scope
from app.services import organisation
from app.web.officer.pages import officer_page
from tests.factories.organisation import an_office


def an_officer(path: str) -> Scope:
    return Scope(Actor("person", "bendahara"), (Grant(Role.OFFICER, path),))


def test_only_the_officers_own_unit_is_there(app: Flask, scope: Scope, now: datetime) -> None:
    own = an_office(scope, now)
    an_office(scope, now, agency=own.agency, code="LAIN", name="Dinas Lain")

    with app.test_request_context():
        page = officer_page(an_officer(own.unit.path), 35)

    assert [unit.name for unit in page.units] == ["Dinas Kependudukan"]


def test_units_below_are_part_of_the_sum_and_not_listed(
    app: Flask, scope: Scope, now: datetime
) -> None:
    own = an_office(scope, now)
    organisation.create_unit(scope, now, own.agency.id, "SUB", "Bidang Akta", parent_id=own.unit.id)

    with app.test_request_context():
        assert len(officer_page(an_officer(own.unit.path), 35).units) == 1
