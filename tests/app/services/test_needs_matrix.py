"""Needs side by side: only what is shown, each held against one target, each gap with a reason."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from flask import Flask

from app.access import Actor, Grant, Role, Scope
from app.clock import Period
from app.database import transaction
from app.errors import Invalid, NotFound
from app.services.needs_matrix import NeedsMatrix, Side, needs_matrix
from app.services.scores import counter_scores
from tests.factories.evaluator_systems import release_answers
from tests.factories.organisation import Office, an_office
from tests.factories.responses import stored_rows

JUNE = Period.parse("2026-06")
HIGH = (4, 4, 4, 4, 4, 4, 4, 4, 3)
# Not all of one mind, or nothing would be shown of them.
SLOW, LESS_SLOW = (4, 4, 2, 4, 4, 4, 4, 4, 4), (4, 4, 3, 4, 4, 4, 4, 4, 4)


@pytest.fixture
def office(app: Flask, scope: Scope, now: datetime) -> Office:
    """Three counters, the second slow, the third with three answers; one of two services slow."""
    made = an_office(scope, now, counters=3, services=2)
    quick, slow = (service.id for service in made.services)
    stored_rows(made, [HIGH] * 40, service_id=quick)
    stored_rows(made, [SLOW] * 24 + [LESS_SLOW] * 6, counter=1, service_id=slow)
    stored_rows(made, [(None, *HIGH[1:]), HIGH] * 5, counter=1)
    stored_rows(made, [SLOW] * 3, counter=2)
    release_answers(scope, now)
    return made


def put_under(top: Office, below: Office) -> None:
    with transaction() as session:
        session.add(below.unit)
        below.unit.parent_id = top.unit.id
        below.unit.path = f"{top.unit.path}{below.unit.id}/"


def standings(found: NeedsMatrix, key: str) -> dict[str, str | None]:
    return {
        row.subject.name: next((n.standing for n in row.needs if n.key == key), None)
        for row in found.rows
        if row.needs
    }


def test_each_counter_stands_by_name_with_its_own_needs(office: Office, scope: Scope) -> None:
    found = needs_matrix(scope, office.unit.id, JUNE, Side.COUNTERS)

    assert [row.subject.name for row in found.rows] == ["Loket 1", "Loket 2", "Loket 3"]
    assert standings(found, "waktu") == {"Loket 1": "reached", "Loket 2": "below"}


def test_means_and_sizes_are_those_of_every_other_page(office: Office, scope: Scope) -> None:
    found = needs_matrix(scope, office.unit.id, JUNE, Side.COUNTERS)

    shown = {s.subject.id: s.result for s in counter_scores(scope, office.unit.id, JUNE)}
    for row in found.rows[:2]:
        result = shown[row.subject.id]
        assert row.n == result.n
        assert [(n.key, n.mean, n.interval) for n in row.needs] == [
            (e.key, e.mean, e.interval) for e in result.elements
        ]


def test_a_withheld_counter_has_its_reason_and_no_number(office: Office, scope: Scope) -> None:
    withheld = needs_matrix(scope, office.unit.id, JUNE, Side.COUNTERS).rows[2]

    assert (withheld.n, withheld.needs) == (None, None)
    assert withheld.reason in {"too_few", "no_answers"}


def test_services_stand_without_answers_that_name_none(office: Office, scope: Scope) -> None:
    found = needs_matrix(scope, office.unit.id, JUNE, Side.SERVICES)

    assert [row.subject.name for row in found.rows] == ["Layanan 1", "Layanan 2"]
    assert standings(found, "waktu")["Layanan 2"] == "below"


def test_units_directly_below_are_rows_of_their_own(
    office: Office, scope: Scope, now: datetime
) -> None:
    for number, rows in enumerate(([HIGH] * 40, [SLOW] * 32 + [LESS_SLOW] * 8)):
        below = an_office(
            scope, now, agency=office.agency, code=f"UPT{number}", name=f"UPT {number}"
        )
        put_under(office, below)
        stored_rows(below, rows)
    release_answers(scope, now)

    found = needs_matrix(scope, office.unit.id, JUNE, Side.UNITS)

    assert [row.n for row in found.rows] == [40, 40]
    assert standings(found, "waktu") == {"UPT 0": "reached", "UPT 1": "below"}


@pytest.mark.parametrize(
    ("instrument", "ratings", "reason"),
    [("pulse-1", (4,), "other_questionnaire"), ("skm-2017@2", (*LESS_SLOW, 3), None)],
)
def test_a_unit_with_other_elements_is_left_out_and_one_with_the_same_is_not(
    office: Office, scope: Scope, now: datetime, instrument: str, ratings: tuple, reason: str | None
) -> None:
    below = an_office(scope, now, agency=office.agency, code="UPT", instrument=instrument)
    put_under(office, below)
    stored_rows(below, [ratings] * 20)
    # Taps wait until no full answer can follow them.
    release_answers(scope, now + timedelta(days=2))

    (row,) = needs_matrix(scope, office.unit.id, JUNE, Side.UNITS).rows

    assert row.reason == reason
    assert (row.needs is None) == bool(reason)


def test_each_may_be_held_against_its_own_mean(office: Office, scope: Scope) -> None:
    first, second, _ = needs_matrix(scope, office.unit.id, JUNE, Side.COUNTERS, "mean").rows

    assert sum(need.gap for need in first.needs) == 0
    assert {need.target for need in first.needs} != {need.target for need in second.needs}


def test_an_unknown_target_is_refused(office: Office, scope: Scope) -> None:
    with pytest.raises(Invalid, match="Pilih A, B, C, D, mean"):
        needs_matrix(scope, office.unit.id, JUNE, Side.COUNTERS, "Z")


def test_a_period_without_answers_has_rows_without_needs(office: Office, scope: Scope) -> None:
    found = needs_matrix(scope, office.unit.id, Period.parse("2026-01"), Side.COUNTERS)

    assert {(row.needs, row.reason) for row in found.rows} == {(None, "no_answers")}


def test_another_agency_s_unit_is_not_found(office: Office) -> None:
    stranger = Scope(Actor("person", "x"), (Grant(Role.MANAGER, "/99999/"),))

    with pytest.raises(NotFound):
        needs_matrix(stranger, office.unit.id, JUNE, Side.UNITS)
