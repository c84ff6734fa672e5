"""Whose scores stand side by side, today and in a closed period."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from flask import Flask

from app.access import Scope
from app.clock import Period
from app.models.publications import FrozenScore
from app.services import organisation, publications
from app.services.score_subjects import COUNTER, SERVICE, UNIT, subjects_of
from tests.factories.evaluator_systems import release_answers
from tests.factories.organisation import Office, an_office
from tests.factories.responses import many_answers

NEW_YEAR = datetime(2027, 1, 2, tzinfo=UTC)


@pytest.fixture
def office(app: Flask, scope: Scope, now: datetime) -> Office:
    """An office with one counter, one service and some answers."""
    made = an_office(scope, now, counters=1, services=1)
    many_answers(made.points[0].code, now, 5)
    release_answers(scope, now)
    return made


@pytest.fixture
def frozen(scope: Scope, office: Office) -> FrozenScore:
    """The office's closed year."""
    return publications.close_period(scope, NEW_YEAR, office.unit.id, Period.parse("2026"))


def test_services_end_with_the_one_that_was_not_recorded(scope: Scope, office: Office) -> None:
    names = [subject.name for subject in subjects_of(scope, office.unit.id, SERVICE, None)]
    assert names == ["Layanan 1", "Tidak dicatat"]


@pytest.mark.parametrize("kind", [UNIT, COUNTER, SERVICE])
def test_a_closed_period_keeps_its_names(
    scope: Scope, now: datetime, office: Office, frozen: FrozenScore, kind: str
) -> None:
    before = subjects_of(scope, office.unit.id, kind, frozen)
    organisation.rename_unit(scope, now, office.unit.id, "Nama baru")
    organisation.rename_counter(scope, now, office.counters[0].id, "Loket baru")
    organisation.create_counter(scope, now, office.unit.id, "L9", "Loket 9")
    organisation.create_service(scope, now, office.unit.id, "S9", "Layanan 9")
    assert subjects_of(scope, office.unit.id, kind, frozen) == before
    assert subjects_of(scope, office.unit.id, kind, None) != before
