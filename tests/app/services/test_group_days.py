"""Days of what is compared: from shown answers of ten days or more, else of the unit, else none."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from flask import Flask

from app.access import Scope
from app.clock import Period
from app.services.case_mix import case_mix
from app.services.comparison import Side, compare_subjects
from app.services.group_days import effects_of_days
from app.services.shown_tallies import shown_tallies
from tests.factories.evaluator_systems import release_answers
from tests.factories.organisation import Office, an_office
from tests.factories.responses import stored_rows

Q1 = Period.parse("2026-Q1")
GOOD, BAD = (4,) * 9, (3, 4, 2, 3, 3, 4, 3, 2, 3)
FIRST = date(2026, 2, 2)


@pytest.fixture
def office(app: Flask, scope: Scope, now: datetime) -> Office:
    """An office with three counters and two services."""
    return an_office(scope, now, counters=3, services=2)


def moods(office: Office, n_days: int, *, counter: int = 0, service: int = 0) -> None:
    """Days on which all are pleased and days on which none is, in turn."""
    for number in range(n_days):
        stored_rows(
            office,
            [GOOD if number % 2 else BAD] * 6,
            day=FIRST + timedelta(days=number),
            counter=counter,
            service_id=office.services[service].id,
        )


def factors(scope: Scope, office: Office, side: Side) -> list[float | None]:
    found = compare_subjects(scope, office.unit.id, Q1, side).comparison
    return [group.raw.day_factor for group in found.groups]


@pytest.mark.parametrize("side", [Side.COUNTERS, Side.SERVICES])
def test_the_days_of_each_count(office: Office, scope, now, side) -> None:
    moods(office, 12)
    moods(office, 12, counter=1, service=1)
    release_answers(scope, now)

    found = compare_subjects(scope, office.unit.id, Q1, side).comparison

    assert found.allows_for_days
    assert all(group.raw.day_factor > 5 for group in found.groups)
    assert [group.raw.degrees for group in found.groups] == [11, 11]
    assert len(found.bands) == 1


def test_units_below_have_days_of_their_own(office: Office, scope, now) -> None:
    moods(office, 12)
    release_answers(scope, now)

    (effect,) = effects_of_days(
        scope, office.unit.id, shown_tallies(scope, office.unit.id, Q1, "unit")
    )

    assert (effect.degrees, effect.factor > 5) == (11, True)


def test_few_days_are_as_unsure_as_others_and_their_own_stay_unused(
    office: Office, scope, now
) -> None:
    moods(office, 12)
    moods(office, 4, counter=1)
    release_answers(scope, now)
    before = compare_subjects(scope, office.unit.id, Q1, Side.COUNTERS).comparison.groups[1].raw

    assert before.degrees == 9
    assert before.day_factor > 5


def test_where_no_counter_has_ten_days_the_unit_s_days_count(office: Office, scope, now) -> None:
    for number in range(12):
        stored_rows(
            office,
            [GOOD if number % 2 else BAD] * 6,
            day=FIRST + timedelta(days=number),
            counter=number % 3,
        )
    release_answers(scope, now)

    assert all(factor > 5 for factor in factors(scope, office, Side.COUNTERS))


def test_below_ten_days_sheets_count_as_independent(office: Office, scope, now) -> None:
    moods(office, 9)
    moods(office, 9, counter=1)
    release_answers(scope, now)

    assert factors(scope, office, Side.COUNTERS) == [None, None]
    assert effects_of_days(scope, office.unit.id, []) is None


def test_a_few_answers_that_a_view_does_not_count_yet_leave_its_days_unused(
    office: Office, scope, now
) -> None:
    moods(office, 12)
    moods(office, 12, counter=1)
    release_answers(scope, now)
    stored_rows(office, [BAD] * 2, day=date(2026, 2, 20), counter=1)
    stored_rows(office, [GOOD] * 4, day=date(2026, 4, 7), counter=1)
    release_answers(scope, now)

    found = compare_subjects(scope, office.unit.id, Q1, Side.COUNTERS).comparison

    assert [group.raw.degrees for group in found.groups] == [11, 9]
    assert found.groups[1].raw.n == 72


def test_counters_with_one_mix_are_as_unsure(office: Office, scope, now) -> None:
    for counter in (0, 1):
        moods(office, 12, counter=counter)
        moods(office, 12, counter=counter, service=1)
    release_answers(scope, now)

    found = case_mix(scope, office.unit.id, Q1)

    assert found.comparison.allows_for_days
    assert all(group.raw.day_factor > 5 for group in found.comparison.groups)
