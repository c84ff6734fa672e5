"""Which tallies a period's scores are made of."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from flask import Flask

from app.clock import Period
from app.database import transaction
from app.errors import NotFound
from app.models.collection import SurveyRound
from app.services.publications import close_period
from app.services.released_tallies import tallies_of_period
from app.services.releases import release
from app.services.tallies import rebuild_daily_tallies
from survey_forms import catalogue
from tests.factories.organisation import Office, an_office
from tests.factories.responses import stored_rows

MAY, JUNE = Period.parse("2026-05"), Period.parse("2026-06")
FOURS = (4,) * 9


def counted(scope, now) -> None:
    rebuild_daily_tallies(scope, now)
    release(scope, now)


@pytest.fixture
def office(app: Flask, scope, now) -> Office:
    """An office whose May is closed and whose June is not."""
    made = an_office(scope, now, services=1)
    stored_rows(made, [FOURS] * 6, day=date(2026, 5, 4), service_id=made.services[0].id)
    stored_rows(made, [FOURS] * 5, day=date(2026, 5, 4), counter=1, is_verified=True)
    stored_rows(made, [FOURS] * 7, day=date(2026, 6, 1))
    counted(scope, now)
    return made


def test_an_open_period_is_made_of_what_was_released(office: Office, scope) -> None:
    held = tallies_of_period(scope, office.unit.id, JUNE)

    assert held.frozen is None
    assert held.population == 1200
    assert held.tallies.vectors[:, 0].sum() == 7


def test_a_closed_period_gives_back_the_released_tallies(office: Office, scope, now) -> None:
    before = tallies_of_period(scope, office.unit.id, MAY)
    frozen = close_period(scope, now, office.unit.id, MAY)

    after = tallies_of_period(scope, office.unit.id, MAY)

    assert after.frozen == frozen
    assert (after.population, after.tallies.instrument) == (1200, before.tallies.instrument)
    for chosen in ("is_verified", "counter_id", "service_id", "month"):
        old, new = getattr(before.tallies, chosen), getattr(after.tallies, chosen)
        assert sorted(old.tolist()) == sorted(new.tolist())
    assert (after.tallies.vectors.sum(axis=0) == before.tallies.vectors.sum(axis=0)).all()


def test_later_answers_do_not_move_a_closed_period(office: Office, scope, now) -> None:
    close_period(scope, now, office.unit.id, MAY)
    stored_rows(office, [(1,) * 9] * 9, day=date(2026, 5, 20))
    counted(scope, now)

    assert tallies_of_period(scope, office.unit.id, MAY).tallies.vectors[:, 0].sum() == 11


def test_each_version_can_be_read_again(office: Office, scope, now) -> None:
    close_period(scope, now, office.unit.id, MAY)
    stored_rows(office, [(1,) * 9] * 9, day=date(2026, 5, 20))
    counted(scope, now)
    close_period(scope, now, office.unit.id, MAY)

    sizes = [
        int(tallies_of_period(scope, office.unit.id, MAY, version).tallies.vectors[:, 0].sum())
        for version in (1, 2, None)
    ]
    assert sizes == [11, 20, 20]
    with pytest.raises(NotFound, match="tidak mempunyai versi 3"):
        tallies_of_period(scope, office.unit.id, MAY, 3)


def test_without_answers_there_are_no_rows_of_the_instrument_asked(office: Office, scope) -> None:
    held = tallies_of_period(scope, office.unit.id, Period.parse("2026-02"))

    assert held.tallies.instrument == "skm-2017@1"
    assert held.tallies.vectors.shape[0] == 0
    assert held.tallies.summed(np.zeros(0, dtype=bool)).sum() == 0


@pytest.mark.parametrize(
    ("other", "ratings", "expected"),
    [("skm-2017@4", (2,) * 10, "skm-2017@2"), ("pulse-1", (2,), "skm-2017@1")],
)
def test_of_two_questionnaires_the_one_with_more_answers_is_the_unit_s_unless_it_is_one_tap(
    office: Office, scope, now, other: str, ratings: tuple[int, ...], expected: str
) -> None:
    reference = catalogue.find(other).reference
    _ask(office, reference)
    stored_rows(office, [ratings] * 6, day=date(2026, 6, 2))
    counted(scope, now)
    assert tallies_of_period(scope, office.unit.id, JUNE).tallies.instrument == "skm-2017@1"

    stored_rows(office, [ratings] * 6, day=date(2026, 6, 3))
    counted(scope, now)
    assert tallies_of_period(scope, office.unit.id, JUNE).tallies.instrument == expected


def test_one_tap_is_the_unit_s_where_nothing_else_was_asked(office: Office, scope, now) -> None:
    _ask(office, catalogue.find("pulse-1").reference)
    july = Period.parse("2026-07")
    stored_rows(office, [(2,)] * 6, day=date(2026, 7, 1))
    counted(scope, now + timedelta(days=30))

    assert tallies_of_period(scope, office.unit.id, july).tallies.instrument == "pulse-1@1"


def _ask(office: Office, reference: str) -> None:
    with transaction() as session:
        asked = session.get_one(SurveyRound, office.round.id)
        asked.instrument = reference
        asked.instrument_checksum = catalogue.find(reference).checksum
