"""Released counter-days: one row a day, parts added up, and only what was let out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import numpy as np
import pytest
from flask import Flask

from analytics.inputs import Tally
from app.access import Scope
from app.clock import Slot
from app.queries.released_summaries import ReleasedDays, released_counter_days
from app.services import collection, organisation
from app.services.tallies import rebuild_daily_tallies
from survey_forms import catalogue
from tests.factories.evaluator_systems import release_answers
from tests.factories.organisation import Office, an_office
from tests.factories.responses import stored_rows

FOURS, MIXED = (4,) * 9, (1, 2, 3, 4, 4, 3, 2, 1, 4)
FIRST, SECOND = date(2026, 6, 1), date(2026, 6, 2)
YEAR = date(2026, 1, 1), date(2026, 12, 31)


@pytest.fixture
def office(app: Flask, scope: Scope, now: datetime) -> Office:
    """An office with two counters and two services."""
    return an_office(scope, now, counters=2, services=2)


def days_of(office: Office, first: date = YEAR[0], last: date = YEAR[1]) -> ReleasedDays:
    (found,) = released_counter_days(office.unit.id, first, last)
    return found


def test_the_parts_of_a_day_are_added_up(office: Office, scope, now) -> None:
    first, second = office.services
    stored_rows(office, [FOURS] * 5, day=FIRST, service_id=first.id)
    stored_rows(office, [MIXED] * 4, day=FIRST, service_id=second.id, slot=Slot.AFTERNOON)
    stored_rows(office, [FOURS] * 2, day=FIRST, is_verified=True)
    release_answers(scope, now)

    found = days_of(office)

    skm = catalogue.find(found.instrument)
    whole = Tally.from_ratings([FOURS] * 7 + [MIXED] * 4, skm.keys, 1, 4)
    assert len(found.day) == 1
    assert Tally.from_vector(skm.keys, 1, 4, found.vectors[0]) == whole


def test_each_day_of_each_counter_stands_alone_and_in_order(office: Office, scope, now) -> None:
    stored_rows(office, [FOURS] * 7, day=SECOND)
    stored_rows(office, [FOURS] * 6, day=FIRST)
    stored_rows(office, [FOURS] * 5, day=FIRST, counter=1)
    release_answers(scope, now)

    found = days_of(office)

    one, other = (counter.id for counter in office.counters)
    assert found.counter_id.tolist() == [one, one, other]
    assert found.day.tolist() == [day.toordinal() for day in (FIRST, SECOND, FIRST)]
    assert found.vectors[:, 0].tolist() == [6, 7, 5]


def test_flagged_answers_are_counted_within_their_day(office: Office, scope, now) -> None:
    stored_rows(office, [FOURS] * 6, day=FIRST)
    stored_rows(office, [MIXED] * 5, day=FIRST, is_flagged=True)
    stored_rows(office, [FOURS] * 5, day=SECOND)
    release_answers(scope, now)

    found = days_of(office)

    assert found.n_flagged.tolist() == [5, 0]
    assert found.vectors[:, 0].tolist() == [11, 5]


def test_what_waits_is_not_among_them(office: Office, scope, now) -> None:
    stored_rows(office, [FOURS] * 6, day=FIRST)
    release_answers(scope, now)
    stored_rows(office, [MIXED] * 4, day=FIRST)
    stored_rows(office, [MIXED] * 30, day=SECOND)
    rebuild_daily_tallies(scope, now)

    assert days_of(office).vectors[:, 0].tolist() == [6]


def test_days_outside_the_span_are_left_out(office: Office, scope, now) -> None:
    for day in (date(2026, 5, 31), FIRST, SECOND, date(2026, 6, 3)):
        stored_rows(office, [FOURS] * 5, day=day)
    release_answers(scope, now)

    assert days_of(office, FIRST, SECOND).day.tolist() == [FIRST.toordinal(), SECOND.toordinal()]


def test_counters_of_units_below_and_beside_are_left_out(office: Office, scope, now) -> None:
    below = organisation.create_unit(
        scope, now, office.agency.id, "UPT", "UPT Utara", parent_id=office.unit.id
    )
    desk = organisation.create_counter(scope, now, below.id, "U1", "Loket Utara")
    beside = an_office(scope, now, agency=office.agency, code="LAIN", name="Dinas Lain")
    stored_rows(replace(office, counters=[desk]), [MIXED] * 6, day=FIRST)
    stored_rows(beside, [MIXED] * 6, day=FIRST)
    stored_rows(office, [FOURS] * 5, day=FIRST)
    release_answers(scope, now)

    assert days_of(office).counter_id.tolist() == [office.counters[0].id]


def test_questionnaires_are_kept_apart(office: Office, scope, now) -> None:
    later = date(2027, 1, 1), date(2027, 12, 31)
    pulse = collection.open_round(
        scope, now, office.unit.id, "Denyut", *later, instrument="pulse-1"
    )
    stored_rows(office, [FOURS] * 5, day=FIRST)
    stored_rows(replace(office, round=pulse), [(4,)] * 6, day=FIRST)
    release_answers(scope, now)

    found = released_counter_days(office.unit.id, *YEAR)

    assert [days.instrument for days in found] == ["pulse-1@1", "skm-2017@1"]
    assert sorted(int(days.vectors[0, 0]) for days in found) == [5, 6]


def test_nothing_released_gives_no_days(office: Office) -> None:
    assert released_counter_days(office.unit.id, *YEAR) == []


def test_sums_of_many_days_do_not_overflow(office: Office, scope, now) -> None:
    stored_rows(office, [FOURS] * 5, day=FIRST)
    release_answers(scope, now)

    assert days_of(office).vectors.dtype == np.int64
