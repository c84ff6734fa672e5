"""Answers on filling in alone: without order, without time, and never changed."""

from __future__ import annotations

from datetime import date

import pytest
import sqlalchemy as sa
from flask import Flask

from app.database import db
from app.models.coaching import AskedReceipt, CoachingAnswer, ReleasedCoaching
from tests.factories.everything import rows_everywhere

TABLES = ("coaching_answers", "asked_receipts")


def test_nothing_finer_than_a_month_is_stored() -> None:
    kinds = [type(c.type) for c in (*CoachingAnswer.__table__.c, *AskedReceipt.__table__.c)]

    assert not any(issubclass(kind, sa.DateTime | sa.Time | sa.Interval) for kind in kinds)


def test_answers_share_no_column_with_receipts_but_their_random_keys() -> None:
    shared = set(CoachingAnswer.__table__.c.keys()) & set(AskedReceipt.__table__.c.keys())

    assert shared == {"id"}
    assert AskedReceipt.__table__.foreign_keys == set()


@pytest.mark.sqlite
@pytest.mark.parametrize("table", [*TABLES, "released_coaching"])
def test_the_tables_have_no_row_numbers(table: str, app: Flask) -> None:
    with db.engine.connect() as connection, pytest.raises(sa.exc.OperationalError, match="rowid"):
        connection.execute(sa.text(f"SELECT rowid FROM {table}"))


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("change", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_nothing_is_changed_or_deleted(table: str, change: str, app: Flask, scope, now) -> None:
    rows_everywhere(scope, now)

    with pytest.raises(sa.exc.DBAPIError, match="append-only"), db.engine.begin() as connection:
        connection.execute(sa.text(change.format(table)))


@pytest.mark.parametrize("model", [CoachingAnswer, ReleasedCoaching])
def test_the_database_refuses_unknown_answers(model: type, app: Flask, scope, now) -> None:
    office = rows_everywhere(scope, now)
    usual = {"counter_id": office.counters[0].id, "month": date(2020, 1, 1)}
    usual |= {"n": 5} if model is ReleasedCoaching else {"id": b"x" * 16}
    columns = ", ".join(usual)
    places = ", ".join(f":{name}" for name in usual)
    statement = f"INSERT INTO {model.__tablename__} ({columns}, answer) VALUES ({places}, 'maybe')"

    with pytest.raises(sa.exc.IntegrityError, match="known"), db.engine.begin() as connection:
        connection.execute(sa.text(statement), usual)
