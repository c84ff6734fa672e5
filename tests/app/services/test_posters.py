"""Every printed code leads to its own counter; a counter without a code gets a clear message."""

from __future__ import annotations

import pytest

from app.access import Actor, Grant, Role, Scope
from app.documents.poster import Kind, poster_pdf
from app.errors import Conflict, NotFound
from app.services import collection, organisation, posters
from tests.factories.organisation import an_office
from tests.factories.printed_codes import pages_with_codes

BASE = "https://skm.example.go.id"


@pytest.fixture
def office(app, scope, now):
    return an_office(scope, now, counters=3)


def ordered(chosen):
    return posters.print_order(Kind.TENT, chosen)


def read(pdf: bytes) -> list[tuple[str, str]]:
    """The words and the link of each page."""
    return [(words, code) for words, (code,) in pages_with_codes(pdf, scale=1.5)]


def test_each_poster_of_a_unit_leads_to_its_own_counter(office, scope):
    pages = read(poster_pdf(posters.posters_of_unit(scope, BASE, office.unit.id)))
    expected = zip(office.counters, office.points, strict=True)
    for (words, link), (counter, point) in zip(pages, expected, strict=True):
        assert counter.name in words
        assert office.unit.name in words
        assert link == f"{BASE}/s/{point.code}"


def test_posters_of_a_unit_take_in_the_units_under_it(office, scope, now):
    child = organisation.create_unit(scope, now, 0, "UPT", "UPT Utara", parent_id=office.unit.id)
    counter = organisation.create_counter(scope, now, child.id, "L1", "Loket Utara")
    point = collection.issue_point(scope, now, counter.id)
    words, link = read(poster_pdf(posters.posters_of_unit(scope, BASE, office.unit.id)))[-1]
    assert "UPT Utara" in words
    assert link.endswith(point.code)


def test_the_poster_of_a_counter_has_the_code_in_force(office, scope, now):
    renewed = collection.issue_point(scope, now, office.counters[1].id)
    ((words, link),) = read(posters.counter_poster(scope, BASE, office.counters[1].id))
    assert link == f"{BASE}/s/{renewed.code}"
    assert "Loket 2" in words
    assert f"skm.example.go.id/s/{renewed.code}" in "".join(words.split())


def test_a_withdrawn_code_is_left_out_of_the_units_posters(office, scope, now):
    collection.revoke_points(scope, now, office.counters[0].id)
    assert len(read(poster_pdf(posters.posters_of_unit(scope, BASE, office.unit.id)))) == 2


@pytest.mark.parametrize(
    "make", [posters.counter_poster, posters.counter_qr_svg, posters.counter_qr_png]
)
def test_a_counter_without_a_code_says_what_to_do(office, scope, now, make):
    collection.revoke_points(scope, now, office.counters[0].id)
    with pytest.raises(Conflict, match="Buat kodenya di halaman loket"):
        make(scope, BASE, office.counters[0].id)


def test_a_unit_without_any_code_says_what_to_do(office, scope, now):
    for counter in office.counters:
        collection.revoke_points(scope, now, counter.id)
    with pytest.raises(Conflict, match="Buat kodenya di halaman"):
        ordered(posters.posters_of_unit(scope, BASE, office.unit.id))


def test_a_manager_prints_for_the_own_unit_only(office, scope, now):
    other = an_office(scope, now, code="DINKES")
    manager = Scope(Actor("person", "bendahara"), (Grant(Role.MANAGER, office.unit.path),))
    assert posters.counter_poster(manager, BASE, office.counters[0].id)
    with pytest.raises(NotFound):
        posters.counter_poster(manager, BASE, other.counters[0].id)
    with pytest.raises(NotFound):
        posters.posters_of_unit(manager, BASE, other.unit.id)


def test_posters_of_an_agency_are_those_of_all_its_units(office, scope, now):
    other = an_office(scope, now, code="DINKES", agency=office.agency)
    an_office(scope, now, code="LAIN")
    links = [poster.link for poster in posters.posters_of_agency(scope, BASE, office.agency.id)]
    assert links == [f"{BASE}/s/{point.code}" for point in (*office.points, *other.points)]


def test_who_prints_for_a_unit_does_not_print_for_its_agency(office):
    manager = Scope(Actor("person", "bendahara"), (Grant(Role.MANAGER, office.unit.path),))
    with pytest.raises(NotFound):
        posters.posters_of_agency(manager, BASE, office.agency.id)


def test_an_agency_without_any_code_says_what_to_do(app, scope, now):
    empty = organisation.create_agency(scope, now, "Kabupaten Kosong")
    with pytest.raises(Conflict, match="Buat kodenya di halaman"):
        ordered(posters.posters_of_agency(scope, BASE, empty.id))
