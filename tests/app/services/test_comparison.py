"""Subjects side by side: only what is shown, without stand-ins, each absence with its reason."""

from __future__ import annotations

from datetime import datetime

import pytest
from flask import Flask

from app.access import Actor, Grant, Role, Scope
from app.clock import Period
from app.database import transaction
from app.errors import NotFound
from app.services.comparison import Side, compare_subjects
from app.services.scores import counter_scores
from tests.factories.evaluator_systems import release_answers
from tests.factories.organisation import Office, an_office
from tests.factories.responses import stored_rows
from tests.factories.tickets import some_tickets

JUNE = Period.parse("2026-06")
HIGH, LOW = (4,) * 9, (2,) * 9


@pytest.fixture
def office(app: Flask, scope: Scope, now: datetime) -> Office:
    """Five counters, the last with three answers; the first has two services."""
    made = an_office(scope, now, counters=5, services=2)
    stored_rows(made, [HIGH] * 30, service_id=made.services[0].id)
    stored_rows(made, [HIGH] * 10 + [LOW] * 20, service_id=made.services[1].id)
    stored_rows(made, [HIGH] * 35 + [LOW] * 5, counter=1)
    stored_rows(made, [HIGH] * 36 + [LOW] * 4, counter=2)
    stored_rows(made, [HIGH] * 12 + [LOW] * 12, counter=3)
    stored_rows(made, [LOW] * 3, counter=4)
    release_answers(scope, now)
    return made


def test_counters_are_compared_by_the_numbers_that_are_shown_elsewhere(
    office: Office, scope: Scope
) -> None:
    found = compare_subjects(scope, office.unit.id, JUNE, Side.COUNTERS)

    shown = {str(s.subject.id): s.result for s in counter_scores(scope, office.unit.id, JUNE)}
    assert len(found.comparison.groups) >= 3
    for group in found.comparison.groups:
        result = shown[group.raw.key]
        assert result is not None
        assert (group.raw.index, group.raw.n) == (result.index, result.n)
        assert group.raw.interval == result.interval


def test_a_withheld_counter_is_left_out_with_the_reason(office: Office, scope: Scope) -> None:
    found = compare_subjects(scope, office.unit.id, JUNE, Side.COUNTERS)

    assert found.left_out == {office.counters[4].id: "no_answers"}
    compared = {group.raw.key for group in found.comparison.groups}
    assert compared.isdisjoint(map(str, found.left_out))


def test_a_counter_of_whose_tickets_few_came_back_is_marked_as_beside_its_score(
    office: Office, scope: Scope, now: datetime
) -> None:
    def low_rates(side: Side) -> frozenset[int]:
        return compare_subjects(scope, office.unit.id, JUNE, side).low_rates

    assert low_rates(Side.COUNTERS) == frozenset()

    some_tickets(scope, now, office, 400, service_id=office.services[0].id)

    assert low_rates(Side.COUNTERS) == {office.counters[0].id}
    # Many tickets name no service, so a service has no rate.
    assert low_rates(Side.SERVICES) == frozenset()


def test_services_are_compared_without_answers_that_name_none(office: Office, scope: Scope) -> None:
    found = compare_subjects(scope, office.unit.id, JUNE, Side.SERVICES)

    assert [shown.subject.name for shown in found.subjects] == ["Layanan 1", "Layanan 2"]
    assert [float(group.raw.index) for group in found.comparison.groups] == [
        100.0,
        pytest.approx(200 / 3),
    ]
    assert found.comparison.reason == "too_few_groups"


def test_units_directly_below_are_compared(office: Office, scope: Scope, now: datetime) -> None:
    for number in range(2):
        below = an_office(
            scope, now, agency=office.agency, code=f"UPT{number}", name=f"UPT {number}"
        )
        _put_under(office, below)
        stored_rows(below, [HIGH] * (10 + number) + [LOW] * 5)
    release_answers(scope, now)

    found = compare_subjects(scope, office.unit.id, JUNE, Side.UNITS)

    assert [shown.subject.name for shown in found.subjects] == ["UPT 0", "UPT 1"]
    assert [group.raw.n for group in found.comparison.groups] == [15, 16]


def test_a_unit_without_units_below_has_nothing_to_compare(office: Office, scope: Scope) -> None:
    found = compare_subjects(scope, office.unit.id, JUNE, Side.UNITS)

    assert found.subjects == ()
    assert found.comparison.reason == "too_few_to_compare"
    assert found.instrument is None


def test_a_period_without_answers_leaves_everybody_out(office: Office, scope: Scope) -> None:
    found = compare_subjects(scope, office.unit.id, Period.parse("2026-01"), Side.COUNTERS)

    assert set(found.left_out.values()) == {"no_answers"}
    assert found.comparison.groups == ()


def test_subjects_stand_by_name(office: Office, scope: Scope) -> None:
    found = compare_subjects(scope, office.unit.id, JUNE, Side.COUNTERS)

    names = [shown.subject.name for shown in found.subjects]
    assert names == sorted(names)


def test_another_agency_s_unit_is_not_found(office: Office) -> None:
    stranger = Scope(Actor("person", "x"), (Grant(Role.MANAGER, "/99999/"),))

    with pytest.raises(NotFound):
        compare_subjects(stranger, office.unit.id, JUNE, Side.COUNTERS)


def _put_under(top: Office, below: Office) -> None:
    with transaction() as session:
        session.add(below.unit)
        below.unit.parent_id = top.unit.id
        below.unit.path = f"{top.unit.path}{below.unit.id}/"
