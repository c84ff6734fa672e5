"""Counting answers, day by day and always anew."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
import sqlalchemy as sa
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analytics.inputs import Tally
from analytics.overall_tally import overall_tally_of
from app.clock import Period
from app.database import db, transaction
from app.models.tallies import DailyTally, MonthlyTally
from app.services.releases import release
from app.services.tallies import rebuild_daily_tallies
from survey_forms import catalogue
from tests.factories.organisation import Office, an_office
from tests.factories.responses import stored_rows

JUNE = Period.parse("2026-06")
LOW, HIGH = (1,) * 9, (4,) * 9
SHEETS = st.lists(
    st.lists(st.sampled_from([None, 1, 2, 3, 4]), min_size=9, max_size=9), min_size=1, max_size=12
)


@pytest.fixture
def office(app: Flask, scope, now) -> Office:
    """An office with three counters."""
    return an_office(scope, now, counters=3, services=1)


def tallies_table() -> list[tuple]:
    """Everything that was counted and released, as it stands."""
    db.session.remove()
    daily = db.session.execute(sa.select(DailyTally.__table__).order_by(*DailyTally.__table__.c))
    monthly = db.session.execute(
        sa.select(MonthlyTally.__table__).order_by(*MonthlyTally.__table__.c)
    )
    return [tuple(row) for row in (*daily, *monthly)]


def counted(ratings) -> Tally:
    """The tally of plain rows, by analytics alone."""
    rows = np.array([[value or 0 for value in row] for row in ratings], dtype=np.uint8)
    return Tally.from_ratings(rows, catalogue.find("skm-2017").keys, 1, 4)


def all_counted() -> Tally:
    """The sum of everything counted."""
    vectors = db.session.scalars(sa.select(DailyTally.counted)).all()
    total = sum(np.frombuffer(vector, "<i4").astype(np.int64) for vector in vectors)
    return Tally.from_vector(catalogue.find("skm-2017").keys, 1, 4, total)


def test_tallies_equal_one_count_of_all_rows(office: Office, scope, now) -> None:
    near, far = [(4, 3, None, 2, 1, 4, 4, 4, 4), LOW, HIGH], [(2,) * 9] * 4
    stored_rows(office, near, day=date(2026, 6, 1))
    stored_rows(office, far, day=date(2026, 3, 31), counter=1, is_verified=True)

    rebuild_daily_tallies(scope, now)

    assert all_counted() == counted(near + far)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(SHEETS)
def test_any_rows_are_counted_exactly(office: Office, scope, now, sheets) -> None:
    before = all_counted().to_vector() if db.session.query(DailyTally).first() else 0
    stored_rows(office, sheets)

    rebuild_daily_tallies(scope, now)

    added = all_counted().to_vector() - before
    assert (added == counted(sheets).to_vector()).all()


def test_rebuilding_again_changes_nothing(office: Office, scope, now) -> None:
    stored_rows(office, [LOW, HIGH] * 4)
    assert rebuild_daily_tallies(scope, now) == 1
    release(scope, now)
    before = tallies_table()

    assert rebuild_daily_tallies(scope, now) == 0
    assert release(scope, now) == 0
    assert tallies_table() == before


def test_a_spoilt_tally_is_made_right_again(office: Office, scope, now) -> None:
    stored_rows(office, [LOW, HIGH] * 4)
    rebuild_daily_tallies(scope, now)
    before = tallies_table()
    with transaction() as session:
        session.execute(sa.update(DailyTally).values(n=99, counted=b"\0" * 4))
    assert tallies_table() != before

    assert rebuild_daily_tallies(scope, now) == 1

    assert tallies_table() == before


def test_a_tally_without_answers_is_removed(office: Office, scope, now) -> None:
    stored_rows(office, [HIGH] * 5)
    rebuild_daily_tallies(scope, now)
    ghost = {"day": now.date() - timedelta(days=1)}
    with transaction() as session:
        row = dict(session.execute(sa.select(DailyTally.__table__)).one()._mapping)
        session.execute(sa.insert(DailyTally), [row | ghost])

    rebuild_daily_tallies(scope, now, ghost["day"], now.date())

    assert [row.day for row in db.session.scalars(sa.select(DailyTally))] == [now.date()]


def test_only_the_asked_days_are_counted(office: Office, scope, now) -> None:
    stored_rows(office, [HIGH], day=date(2026, 1, 10))
    stored_rows(office, [HIGH], day=date(2026, 6, 10))

    rebuild_daily_tallies(scope, now, date(2026, 6, 1), date(2026, 6, 30))

    assert [row.day for row in db.session.scalars(sa.select(DailyTally))] == [date(2026, 6, 10)]


def test_many_months_are_counted_at_once(office: Office, scope, now) -> None:
    days = [date(2026, 1, 1) + timedelta(days=17 * step) for step in range(20)]
    for day in days:
        stored_rows(office, [HIGH], day=day)

    assert rebuild_daily_tallies(scope, now) == len(days)
    assert all_counted().n == len(days)


def test_without_answers_there_is_nothing_to_count(app: Flask, scope, now) -> None:
    assert rebuild_daily_tallies(scope, now) == 0


def test_services_and_their_absence_are_counted_apart(office: Office, scope, now) -> None:
    stored_rows(office, [HIGH] * 2, service_id=office.services[0].id)
    stored_rows(office, [HIGH] * 3)

    rebuild_daily_tallies(scope, now)

    rows = {row.service_id: row.n for row in db.session.scalars(sa.select(DailyTally))}
    assert rows == {office.services[0].id: 2, 0: 3}


def test_an_overall_answer_is_counted_behind_the_elements(app: Flask, scope, now) -> None:
    office = an_office(scope, now, instrument="skm-2017@2")
    rows = [(4,) * 9 + (4,), (3,) * 9 + (None,), (2,) * 9 + (1,)]
    stored_rows(office, rows)

    rebuild_daily_tallies(scope, now)

    (vector,) = db.session.scalars(sa.select(DailyTally.counted)).all()
    seen = np.frombuffer(vector, "<i4").astype(np.int64)
    keys = catalogue.find("skm-2017@2").keys
    assert all_counted() == counted(row[:9] for row in rows)
    assert overall_tally_of(seen, keys, 1, 4).counts[9].tolist() == [1, 0, 0, 1]


def test_a_version_that_only_translates_is_counted_with_its_original(
    office: Office, scope, now
) -> None:
    assert office.round.instrument == "skm-2017@3"
    stored_rows(office, [HIGH] * 3)
    stored_rows(office, [LOW] * 2, instrument="skm-2017@1")

    rebuild_daily_tallies(scope, now)

    (cell,) = db.session.scalars(sa.select(DailyTally)).all()
    assert (cell.instrument, cell.n) == ("skm-2017@1", 5)
    assert all_counted() == counted([HIGH] * 3 + [LOW] * 2)
