"""Rows of the organisation are added inside the caller's transaction, whole or not at all."""

from __future__ import annotations

import pytest

from app.database import db
from app.errors import Conflict, Invalid
from app.queries import organisation as queries
from app.services import organisation_rows as rows
from tests.factories.organisation import an_office


def test_codes_are_shorter_than_names():
    assert rows.required_name("x" * 200) == "x" * 200
    assert rows.required_code("x" * 40) == "x" * 40
    with pytest.raises(Invalid, match="Kode terlalu panjang"):
        rows.required_code("x" * 41)


def test_nothing_stays_when_the_caller_gives_up(app, scope, now):
    office = an_office(scope, now, counters=0)
    rows.add_counter(office.unit, "L9", "Loket 9")
    db.session.rollback()
    assert [counter.code for counter in queries.counters(scope, office.unit.id)] == ["tanpa-loket"]


def test_a_unit_takes_agency_and_path_from_what_it_stands_under(app, scope, now):
    office = an_office(scope, now)
    below_agency = rows.add_unit(office.agency, "A", "Unit A")
    below_unit = rows.add_unit(office.unit, "B", "Unit B")
    assert below_agency.path == f"{office.agency.path}{below_agency.id}/"
    assert below_agency.parent_id is None
    assert below_unit.path == f"{office.unit.path}{below_unit.id}/"
    assert below_unit.agency_id == office.agency.id


def test_a_code_in_use_is_named(app, scope, now):
    office = an_office(scope, now, services=1)
    with pytest.raises(Conflict, match="Kode layanan 'S1' sudah dipakai"):
        rows.add_service(office.unit, "S1", "Lain")
    db.session.rollback()


def test_an_unknown_zone_is_refused(app):
    with pytest.raises(Invalid, match="pilih WIB, WITA, atau WIT"):
        rows.add_agency("Kota", zone="UTC")


@pytest.mark.parametrize("text", ["Loket\0 1", "Loket\x07", "Loket\u202e1"])
def test_characters_that_nobody_sees_are_refused(text: str):
    for required in (rows.required_name, rows.required_code):
        with pytest.raises(Invalid, match="karakter yang tidak terlihat"):
            required(text)
