"""What the pages on printing show."""

from __future__ import annotations

import pytest

from app.access import Actor, Grant, Role, Scope
from app.documents.poster import Kind
from app.errors import NotFound
from app.services.prints import PrintProgress, PrintState
from app.web.admin.print_pages import (
    SLUGS,
    agency_place,
    kind_of,
    places_page,
    print_page,
    prints_page,
    unit_place,
)

BASE = "https://skm.example.go.id"


@pytest.fixture
def place(app, scope, building):
    with app.test_request_context():
        yield unit_place(scope, BASE, building.unit.id)


def test_every_kind_has_an_address_of_its_own():
    assert [kind_of(SLUGS[kind]) for kind in Kind] == list(Kind)
    with pytest.raises(NotFound):
        kind_of("spanduk")


def test_each_kind_says_how_many_pages_it_fills(place):
    assert [kind.pages for kind in prints_page(place).kinds] == [2, 2, 1, 1]


@pytest.mark.parametrize("state", PrintState)
def test_a_page_is_in_one_state(place, state):
    page = print_page(place, Kind.TENT, PrintProgress(state, 1, 2))
    said = [page.is_running, page.is_ready, page.has_failed]
    assert sum(said) == (state is not PrintState.NOT_ORDERED)
    assert (page.drawn, page.n_counters, page.pages) == (1, 2, 2)


def test_an_agency_has_addresses_of_its_own(place, scope, building):
    whole = agency_place(scope, BASE, building.agency.id)
    assert whole.address() == f"/admin/cetak/instansi/{building.agency.id}/"
    assert place.address(Kind.TENT, "_file").startswith(f"/admin/cetak/unit/{building.unit.id}/")


def test_who_may_print_nothing_finds_no_places(place, building):
    reader = Scope(Actor("person", "eva"), (Grant(Role.EVALUATOR, building.unit.path),))
    assert places_page(reader).agencies == ()
