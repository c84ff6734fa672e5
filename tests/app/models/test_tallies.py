"""The tables of tallies, and the index that finds what waits."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from flask import Flask

from app.database import db
from app.models.tallies import DailyTally, MonthlyTally
from app.queries import tallies
from app.services.releases import count_and_release
from tests.factories.organisation import an_office
from tests.factories.responses import many_answers


def test_a_cell_is_keyed_by_all_that_decisions_18_names() -> None:
    cell = {"slot", "counter_id", "service_id", "channel", "is_verified", "is_flagged"}
    cell |= {"instrument"}

    assert {column.name for column in DailyTally.__table__.primary_key} == cell | {"day"}
    monthly = {column.name for column in MonthlyTally.__table__.primary_key}
    assert monthly == cell | {"month", "told", "steps"}


@pytest.mark.sqlite
def test_what_waits_is_found_without_reading_every_day(app: Flask, scope, now) -> None:
    office = an_office(scope, now)
    many_answers(office.points[0].code, now, 5)
    count_and_release(scope, now)
    statement = sa.select(DailyTally.counter_id).where(tallies.WAITING["sqlite_where"])

    plan = db.session.execute(sa.text(f"EXPLAIN QUERY PLAN {statement.compile(db.engine)}"))

    assert "ix_daily_tallies_waiting" in plan.one().detail
