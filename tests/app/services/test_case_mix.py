"""Counters with one mix: from what may be seen of their strata alone."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction

import pytest
from flask import Flask

from app.access import Scope
from app.clock import Period, Slot
from app.services.case_mix import case_mix
from tests.factories.evaluator_systems import release_answers
from tests.factories.organisation import Office, an_office
from tests.factories.responses import stored_rows

JUNE = Period.parse("2026-06")
HIGH, LOW = (4,) * 9, (2,) * 9


@pytest.fixture
def office(app: Flask, scope: Scope, now: datetime) -> Office:
    """Two counters that work alike, the first with more of the easy service."""
    made = an_office(scope, now, counters=3, services=2)
    easy, hard = (service.id for service in made.services)
    stored_rows(made, [HIGH] * 54 + [LOW] * 6, service_id=easy)
    stored_rows(made, [HIGH] * 10 + [LOW] * 10, service_id=hard)
    stored_rows(made, [HIGH] * 18 + [LOW] * 2, service_id=easy, counter=1)
    stored_rows(made, [HIGH] * 30 + [LOW] * 30, service_id=hard, counter=1)
    return made


def test_counters_that_work_alike_become_alike(office: Office, scope: Scope, now) -> None:
    release_answers(scope, now)

    found = case_mix(scope, office.unit.id, JUNE)

    assert found is not None
    assert found.n_strata == 2
    assert [float(one.own_mix or 0) for one in found.counters] == [90, 80]
    assert [one.index.index for one in found.counters if one.index] == [85, 85]
    assert len(found.comparison.bands or ()) == 1


def test_slot_and_channel_are_strata_too(office: Office, scope: Scope, now) -> None:
    easy = office.services[0].id
    stored_rows(office, [HIGH] * 10, service_id=easy, slot=Slot.AFTERNOON)
    stored_rows(office, [HIGH] * 10, service_id=easy, is_verified=True)
    release_answers(scope, now)

    found = case_mix(scope, office.unit.id, JUNE)

    assert found is not None
    assert found.n_strata == 4


def test_a_counter_that_covers_too_little_has_no_index(office: Office, scope: Scope, now) -> None:
    stored_rows(office, [HIGH] * 10, counter=2, service_id=office.services[0].id)
    release_answers(scope, now)

    found = case_mix(scope, office.unit.id, JUNE)

    assert found is not None
    alone = {one.key: one for one in found.counters}[str(office.counters[2].id)]
    assert alone.reason == "too_little_covered"
    assert alone.covered_0_1 == Fraction(90, 170)


def test_a_withheld_counter_has_no_row(office: Office, scope: Scope, now) -> None:
    stored_rows(office, [HIGH] * 3, counter=2, service_id=office.services[0].id)
    release_answers(scope, now)

    found = case_mix(scope, office.unit.id, JUNE)

    assert found is not None
    assert str(office.counters[2].id) not in {one.key for one in found.counters}


def test_without_answers_there_is_no_mix(office: Office, scope: Scope, now) -> None:
    release_answers(scope, now)

    assert case_mix(scope, office.unit.id, Period.parse("2026-01")) is None


def test_strata_that_would_betray_a_few_are_joined(app: Flask, scope, now) -> None:
    """The first counter's ten of the easy service would leave three of them to the second."""
    made = an_office(scope, now, counters=2, services=2)
    easy, hard = (service.id for service in made.services)
    for counter, n_easy in enumerate((10, 3)):
        stored_rows(made, [HIGH, LOW] * 6, service_id=hard, counter=counter)
        stored_rows(made, [HIGH] * n_easy, service_id=easy, counter=counter)
    release_answers(scope, now)

    found = case_mix(scope, made.unit.id, JUNE)

    assert found is not None
    assert found.n_strata == 1
    assert {one.key: one.n for one in found.counters} == {
        str(counter.id): n for counter, n in zip(made.counters, (22, 15), strict=True)
    }


def test_a_counter_beyond_what_can_be_looked_through_is_left_out(
    office: Office, scope: Scope, now, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two cells of two counters in each of four periods, over four groups: the last do not fit."""
    monkeypatch.setattr("app.services.safe_strata.MOST_TOGETHER", 4 * (4 * 2 * 2 - 1))
    release_answers(scope, now)

    found = case_mix(scope, office.unit.id, JUNE)

    assert found is not None
    assert found.has_left_out
    assert [one.key for one in found.counters] == [str(office.counters[0].id)]
