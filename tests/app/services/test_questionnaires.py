"""Sheets ask what the open round asks, for who may print."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pypdfium2
import pytest

from app.access import Actor, Grant, Role, Scope
from app.errors import Conflict, NotFound
from app.queries import organisation
from app.services import collection
from app.services import organisation as building
from app.services.questionnaires import (
    counter_questionnaire,
    printable_languages,
    unit_questionnaire,
)
from tests.factories.organisation import Office, an_office


@pytest.fixture
def office(app, scope, now) -> Office:
    return an_office(scope, now, services=2, instrument="skm-2017@3")


def words(pdf: bytes) -> str:
    texts = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf)]
    return " ".join(" ".join(texts).split())


def test_a_units_sheet_names_it_and_the_services_that_are_offered(office, scope, now):
    building.offer_service(scope, now, office.services[1].id, offered=False)
    sheet = words(unit_questionnaire(scope, now, office.unit.id, "id"))
    assert "Dinas Kependudukan" in sheet
    assert "Loket:" in sheet
    assert "Layanan 1" in sheet
    assert "Layanan 2" not in sheet


def test_a_counters_sheet_names_the_counter(office, scope, now):
    sheet = words(counter_questionnaire(scope, now, office.counters[1].id, "en"))
    assert "Loket 2, Dinas Kependudukan" in sheet
    assert "You were served at" in sheet


def test_the_counter_that_stands_for_the_unit_leaves_a_line(office, scope, now):
    counters = organisation.counters(scope, office.unit.id)
    (stands,) = [counter for counter in counters if counter.stands_for_unit]
    assert "Loket:" in words(counter_questionnaire(scope, now, stands.id, "id"))


def test_a_sheet_may_be_printed_before_its_round_opens_and_not_after_the_last(office, scope):
    before, after = (datetime(y, m, 2, tzinfo=UTC) for y, m in ((2025, 12), (2027, 1)))
    assert "skm-2017@3" in words(unit_questionnaire(scope, before, office.unit.id, "id"))
    assert printable_languages(scope, after, office.unit.id) == ()
    with pytest.raises(Conflict, match="Buka putarannya"):
        unit_questionnaire(scope, after, office.unit.id, "id")


def test_of_two_rounds_the_open_one_is_printed(office, scope, now):
    collection.open_round(
        scope,
        now,
        office.unit.id,
        "2027",
        date(2027, 1, 1),
        date(2027, 12, 31),
        instrument="pulse-1",
    )
    assert "skm-2017@3" in words(unit_questionnaire(scope, now, office.unit.id, "id"))


def test_the_languages_are_those_of_what_is_asked(office, scope, now):
    assert printable_languages(scope, now, office.unit.id) == ("id", "en", "jv", "su")
    with pytest.raises(NotFound):
        unit_questionnaire(scope, now, office.unit.id, "xx")


def test_another_units_sheet_is_not_found(office, scope, now):
    other = an_office(scope, now, code="LAIN")
    manager = Scope(Actor("person", "m"), (Grant(Role.MANAGER, other.unit.path),))
    with pytest.raises(NotFound):
        unit_questionnaire(manager, now, office.unit.id, "id")
    with pytest.raises(NotFound):
        counter_questionnaire(manager, now, office.counters[0].id, "id")
