"""What the scores of a unit and period are computed from."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from flask import Flask

from app.access import Scope
from app.clock import Period
from app.errors import NotFound
from app.services import publications
from app.services.score_sources import released_source, source_of
from app.services.score_subjects import UNIT
from app.services.score_views import Reading
from tests.factories.evaluator_systems import release_answers
from tests.factories.organisation import Office, an_office
from tests.factories.responses import many_answers

NEW_YEAR = datetime(2027, 1, 2, tzinfo=UTC)
YEAR = Period.parse("2026")


@pytest.fixture
def office(app: Flask, scope: Scope, now: datetime) -> Office:
    """An office with seven answers, none of them with a ticket."""
    made = an_office(scope, now, counters=1)
    many_answers(made.points[0].code, now, 7)
    release_answers(scope, now)
    return made


@pytest.mark.parametrize(("reading", "n"), [(Reading.ALL, 7), (Reading.VERIFIED, 0)])
def test_a_reading_counts_its_own_answers(
    scope: Scope, office: Office, reading: Reading, n: int
) -> None:
    source = source_of(scope, office.unit.id, YEAR, reading)
    (unit,) = source.subjects(UNIT)
    assert source.n(unit) == n
    assert (source.n(unit, Reading.ALL), source.shows(unit, Reading.ALL)) == (7, True)


def test_a_version_is_read_as_it_was_frozen(scope: Scope, now: datetime, office: Office) -> None:
    publications.close_period(scope, NEW_YEAR, office.unit.id, YEAR)
    many_answers(office.points[0].code, now, 5)
    release_answers(scope, now)
    publications.close_period(scope, NEW_YEAR, office.unit.id, YEAR)
    counted = [
        source.n(*source.subjects(UNIT))
        for version in (1, 2, None)
        for source in [source_of(scope, office.unit.id, YEAR, Reading.ALL, version)]
    ]
    assert counted == [7, 12, 12]


def test_a_version_that_does_not_exist_is_not_found(scope: Scope, office: Office) -> None:
    with pytest.raises(NotFound):
        source_of(scope, office.unit.id, YEAR, Reading.ALL, 1)


def test_what_was_released_is_read_beside_what_was_frozen(
    scope: Scope, now: datetime, office: Office
) -> None:
    publications.close_period(scope, NEW_YEAR, office.unit.id, YEAR)
    many_answers(office.points[0].code, now, 5)
    release_answers(scope, now)

    frozen = source_of(scope, office.unit.id, YEAR, Reading.ALL)
    released = released_source(scope, office.unit.id, YEAR)
    assert [source.n(*source.subjects(UNIT)) for source in (frozen, released)] == [7, 12]
