"""An agency's logo is taken in by who governs the whole agency, and stands on what is printed."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from app.access import Actor, Grant, Role, Scope
from app.database import db
from app.documents.pictures import drawn_anew
from app.errors import Invalid, NotFound
from app.models.audit import AuditEvent
from app.queries.posters import logo_of_agency, logo_of_counter, logo_of_unit
from app.services import logos
from tests.factories.organisation import an_office
from tests.factories.pictures import JPEG, RED_PNG


@pytest.fixture
def office(app, scope, now):
    return an_office(scope, now)


def test_a_logo_holds_for_the_agency_its_units_and_counters(office, scope, now):
    other = an_office(scope, now, code="DINKES")
    logos.set_logo(scope, now, office.agency.id, RED_PNG)
    drawn = drawn_anew(RED_PNG)
    assert logo_of_agency(scope, office.agency.id) == drawn
    assert logo_of_unit(scope, office.unit.id) == drawn
    assert logo_of_counter(scope, office.counters[0].id) == drawn
    assert logo_of_unit(scope, other.unit.id) is None


def test_a_new_logo_takes_the_place_of_the_old_one(office, scope, now):
    logos.set_logo(scope, now, office.agency.id, RED_PNG)
    logos.set_logo(scope, now, office.agency.id, JPEG)
    assert logo_of_agency(scope, office.agency.id) == drawn_anew(JPEG)


def test_a_removed_logo_is_gone(office, scope, now):
    logos.set_logo(scope, now, office.agency.id, RED_PNG)
    logos.remove_logo(scope, now, office.agency.id)
    assert logo_of_agency(scope, office.agency.id) is None


def test_both_are_written_down(office, scope, now):
    logos.set_logo(scope, now, office.agency.id, RED_PNG)
    logos.remove_logo(scope, now, office.agency.id)
    verbs = sa.select(AuditEvent.verb).where(AuditEvent.subject == f"agency {office.agency.id}")
    assert list(db.session.scalars(verbs))[-2:] == ["set_logo", "remove_logo"]


def test_what_cannot_be_printed_is_refused_and_the_old_logo_stays(office, scope, now):
    logos.set_logo(scope, now, office.agency.id, RED_PNG)
    for content in (b"<svg/>", RED_PNG[:40], RED_PNG + b"\0" * logos.MOST_BYTES):
        with pytest.raises(Invalid, match="kirim lagi"):
            logos.set_logo(scope, now, office.agency.id, content)
    assert logo_of_agency(scope, office.agency.id) == drawn_anew(RED_PNG)


@pytest.mark.parametrize("role", [Role.MANAGER, Role.ADMIN])
def test_who_holds_a_part_of_the_agency_changes_no_logo(office, now, role):
    reader = Scope(Actor("person", "rekan"), (Grant(role, office.unit.path),))
    with pytest.raises(NotFound):
        logos.set_logo(reader, now, office.agency.id, RED_PNG)
    with pytest.raises(NotFound):
        logos.remove_logo(reader, now, office.agency.id)
