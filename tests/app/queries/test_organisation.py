"""What of the organisation a scope reaches."""

from __future__ import annotations

import pytest
from flask import Flask

from app.access import Actor, Grant, Permission, Role, Scope
from app.errors import NotFound
from app.queries import organisation
from app.services import organisation as changes
from tests.factories.organisation import Office, an_office

EDIT = Permission.EDIT_ORGANISATION


@pytest.fixture
def office(app: Flask, scope, now) -> Office:
    """An office with two counters and two services."""
    return an_office(scope, now, services=2)


@pytest.fixture
def other(office: Office, scope, now) -> Office:
    """Another unit of the same agency."""
    return an_office(scope, now, agency=office.agency, code="DINKES", services=1)


@pytest.fixture
def below(office: Office, scope, now):
    """A unit under the office."""
    return changes.create_unit(
        scope, now, office.agency.id, "UPT", "UPT Utara", parent_id=office.unit.id
    )


@pytest.fixture
def mine(office: Office) -> Scope:
    """Who administers the office and nothing else."""
    return Scope(Actor("person", "saksi"), (Grant(Role.ADMIN, office.unit.path),))


def ids(rows) -> list[int]:
    return [row.id for row in rows]


def test_units_are_those_of_the_subtree_parents_first(
    office: Office, other: Office, below, mine: Scope, scope
) -> None:
    assert ids(organisation.units(mine)) == [office.unit.id, below.id]
    assert set(ids(organisation.units(scope))) == {office.unit.id, other.unit.id, below.id}


def test_without_the_permission_no_unit_is_reached(office: Office) -> None:
    officer = Scope(Actor("person", "bendahara"), (Grant(Role.OFFICER, office.unit.path),))

    assert organisation.units(officer) == []
    assert ids(organisation.units(officer, Permission.SEE_UNIT_SUMMARY)) == [office.unit.id]


def test_everything_of_another_unit_is_not_found(other: Office, mine: Scope) -> None:
    for look, subject in (
        (organisation.unit, other.unit.id),
        (organisation.agency, other.agency.id),
        (organisation.agency_of_unit, other.unit.id),
        (organisation.line_of, other.unit.id),
        (organisation.counters, other.unit.id),
        (organisation.counter, other.counters[0].id),
        (organisation.services, other.unit.id),
        (organisation.service, other.services[0].id),
    ):
        with pytest.raises(NotFound):
            look(mine, subject, EDIT)


def test_an_agency_is_reached_by_who_holds_all_of_it(office: Office, mine: Scope) -> None:
    whole = Scope(Actor("person", "admin"), (Grant(Role.ADMIN, office.agency.path),))

    assert ids(organisation.agencies(whole)) == [office.agency.id]
    assert organisation.agencies(mine) == []
    assert ids(organisation.agencies_in_reach(mine)) == [office.agency.id]
    assert organisation.agency_of_unit(mine, office.unit.id).id == office.agency.id


def test_the_line_of_a_unit_leads_from_the_top_of_the_reach(
    office: Office, below, mine: Scope
) -> None:
    assert ids(organisation.line_of(mine, below.id)) == [office.unit.id, below.id]


def test_a_unit_is_found_by_code_or_id(office: Office, mine: Scope) -> None:
    assert organisation.unit_by_code(mine, "DISDUK").id == office.unit.id
    assert organisation.unit_by_code(mine, str(office.unit.id)).id == office.unit.id
    with pytest.raises(NotFound, match="NIHIL"):
        organisation.unit_by_code(mine, "NIHIL")


def test_a_code_that_two_agencies_use_is_refused(office: Office, scope, now) -> None:
    second = changes.create_agency(scope, now, "Kabupaten Lain")
    changes.create_unit(scope, now, second.id, "DISDUK", "Dinas")

    with pytest.raises(NotFound, match="lebih dari satu"):
        organisation.unit_by_code(scope, "DISDUK")


def test_counters_and_services_are_those_of_the_subtree(
    office: Office, other: Office, below, scope, now, mine: Scope
) -> None:
    deep = changes.create_counter(scope, now, below.id, "L9", "Loket 9")
    kind = changes.create_service(scope, now, below.id, "S9", "Layanan 9")

    counters = organisation.counters(mine, office.unit.id)
    assert set(ids(office.counters)) | {deep.id} <= set(ids(counters))
    assert [place.stands_for_unit for place in counters] == [False, False, False, True, True]
    assert ids(organisation.services(mine, office.unit.id)) == [*ids(office.services), kind.id]
    assert not set(ids(other.counters)) & set(ids(organisation.counters_in_reach(mine)))
    assert ids(organisation.services_in_reach(mine, EDIT)) == [*ids(office.services), kind.id]


def test_citizens_are_offered_the_unit_s_own_services(office: Office, scope, now, below) -> None:
    changes.create_service(scope, now, below.id, "S9", "Layanan 9")
    changes.offer_service(scope, now, office.services[0].id, offered=False)

    assert organisation.offered_services(office.unit.id) == (
        (str(office.services[1].id), "Layanan 2"),
    )


def test_the_first_agency_is_the_oldest(app: Flask, scope, now) -> None:
    assert organisation.first_agency() is None

    changes.create_agency(scope, now, "Kabupaten Z")
    changes.create_agency(scope, now, "Kabupaten A")

    assert organisation.first_agency().name == "Kabupaten Z"


def test_wildcards_in_ids_and_names_reach_nothing_more(office: Office, other: Office) -> None:
    everything = Scope(Actor("person", "eka"), (Grant(Role.ADMIN, "%"), Grant(Role.ADMIN, "_")))

    assert organisation.units(everything) == []


def test_the_only_unit_need_not_be_named(app: Flask, scope, now) -> None:
    office = an_office(scope, now)
    assert organisation.only_unit(scope).id == office.unit.id

    an_office(scope, now, agency=office.agency, code="LAIN", name="Dinas Lain")

    with pytest.raises(NotFound, match="2 unit"):
        organisation.only_unit(scope)
