"""Stored answers: packed, append-only, and in an order that tells nothing."""

from __future__ import annotations

import re
import secrets
from datetime import datetime
from hashlib import sha256

import pytest
import sqlalchemy as sa
from flask import Flask
from scipy.stats import kendalltau

from app.access import Scope
from app.database import db, transaction
from app.models.responses import Channel, Comment, PackedRatings, Response
from app.services.nightly import put_in_key_order
from tests.factories.changes import APPEND_ONLY, changes_that_pass, ways_to_change
from tests.factories.everything import rows_everywhere
from tests.factories.organisation import an_office
from tests.factories.responses import an_answer

# Over 1,000 sends a correlation of random orders is over 0.1 once in half a million times.
SENDS = 1000
NUMBERED = re.compile(r"nomor (\d+)")


def stored_numbers(table: str) -> list[int]:
    """Comments' numbers in the order in which a plain scan of the table meets them."""
    with db.engine.connect() as connection:
        # `text` stands in no index, so that the table itself is read from its first page on.
        rows = connection.execute(sa.text(f"SELECT * FROM {table}"))
        return [int(NUMBERED.search(row.text)[1]) for row in rows]


def correlation(numbers: list[int]) -> float:
    """Kendall's tau between the stored order and the order of sending."""
    return float(kendalltau(range(len(numbers)), numbers).statistic)


def send_numbered(scope: Scope, now: datetime) -> dict[str, int]:
    """Send comments with numbers; gives the number of each submission key."""
    code = an_office(scope, now).points[0].code
    keys = [secrets.token_hex(16) for _ in range(SENDS)]
    for number, key in enumerate(keys):
        an_answer(code, now, comment=f"nomor {number}", submission_key=key)
    return {key: number for number, key in enumerate(keys)}


@pytest.fixture
def rows(app: Flask, scope: Scope, now: datetime) -> None:
    """At least one row in every table."""
    rows_everywhere(scope, now)


def test_ratings_are_stored_as_one_character_an_item(app: Flask, scope, now) -> None:
    code = an_office(scope, now).points[0].code
    an_answer(code, now, (4, 3, 4, 4, None, 4, 4, 3, 4))

    stored = db.session.scalars(sa.select(Response)).one()
    text = db.session.scalar(sa.select(sa.type_coerce(Response.ratings, sa.String)))
    assert text == "4344-4434"
    assert stored.ratings == (4, 3, 4, 4, None, 4, 4, 3, 4)


def test_packed_ratings_refuse_what_is_no_digit() -> None:
    with pytest.raises(ValueError, match="one digit or None"):
        PackedRatings().process_bind_param((4, 44), sa.create_engine("sqlite://").dialect)


def test_nothing_finer_than_half_a_day_is_stored() -> None:
    kinds = {
        type(column.type) for model in (Response, Comment) for column in model.__table__.columns
    }

    assert not any(issubclass(kind, sa.DateTime | sa.Time | sa.Interval) for kind in kinds)


def test_a_comment_has_nothing_in_common_with_its_response() -> None:
    shared = set(Response.__table__.columns.keys()) & set(Comment.__table__.columns.keys())

    assert shared == {"id", "counter_id"}
    assert {key.column.table.name for key in Comment.__table__.foreign_keys} == {
        "units",
        "counters",
    }


@pytest.mark.parametrize(("column", "value"), [("slot", "evening"), ("channel", "telepathy")])
def test_the_database_itself_refuses_unknown_words(
    column: str, value: str, rows: None, scope, now
) -> None:
    other = {"id": b"n" * 16, "submission_key_hash": b"n" * 32, "follows_key_hash": None}
    other[column] = value
    columns = [c.name for c in Response.__table__.columns if c.name not in other]
    names, given = ", ".join(columns), ", ".join(other)
    statement = sa.text(
        f"INSERT INTO responses ({given}, {names}) "
        f"SELECT {', '.join(f':{name}' for name in other)}, {names} FROM responses LIMIT 1"
    )
    with db.engine.connect() as connection, pytest.raises(sa.exc.IntegrityError, match="known"):
        connection.execute(statement, other)


def test_every_channel_is_known_to_the_database() -> None:
    checks = [c for c in Response.__table__.constraints if isinstance(c, sa.CheckConstraint)]
    text = " ".join(str(check.sqltext) for check in checks)

    assert all(f"'{channel.value}'" in text for channel in Channel)


def test_no_way_of_changing_stored_answers_passes(rows: None) -> None:
    assert changes_that_pass(db.engine) == []


def changed_rows(statement: str) -> int:
    """How many rows a statement changes through the session, which is rolled back."""
    try:
        return db.session.execute(sa.text(statement)).rowcount
    except sa.exc.DBAPIError as refusal:
        return 0 if "append-only" in str(refusal) else -1
    finally:
        db.session.rollback()


def test_no_way_passes_through_the_session_either(rows: None) -> None:
    dialect = db.engine.dialect.name
    for table in APPEND_ONLY:
        for statement in ways_to_change(table, dialect).values():
            assert changed_rows(statement) == 0


def test_planted_loss_of_triggers_is_seen(rows: None) -> None:
    on_table = "" if db.engine.dialect.name == "sqlite" else " ON comments"
    with db.engine.begin() as connection:
        connection.execute(sa.text(f"DROP TRIGGER comments_no_update{on_table}"))

    assert "update comments" in changes_that_pass(db.engine)


@pytest.mark.sqlite
@pytest.mark.parametrize("table", ["responses", "comments"])
def test_tables_of_answers_have_no_row_numbers(table: str, app: Flask) -> None:
    with db.engine.connect() as connection, pytest.raises(sa.exc.OperationalError, match="rowid"):
        connection.execute(sa.text(f"SELECT rowid FROM {table}"))


def test_stored_order_tells_nothing_of_the_order_of_sending(app: Flask, scope, now) -> None:
    numbers = send_numbered(scope, now)
    put_in_key_order(now)

    with db.engine.connect() as connection:
        scan = connection.execute(sa.text("SELECT * FROM responses")).all()
    by_hash = {sha256(key.encode()).digest(): number for key, number in numbers.items()}
    order = [by_hash[bytes(row.submission_key_hash)] for row in scan]

    assert sorted(order) == list(range(SENDS))
    assert abs(correlation(order)) < 0.1
    assert abs(correlation(stored_numbers("comments"))) < 0.1
    assert sorted(stored_numbers("comments")) == list(range(SENDS))


def test_planted_keys_in_order_are_seen(app: Flask, scope, now) -> None:
    office = an_office(scope, now)
    with transaction() as session:
        for number in range(200):
            row = {"unit_id": office.unit.id, "counter_id": office.counters[0].id}
            row |= {"month": now.date(), "text": f"nomor {number}", "low_elements": []}
            session.execute(sa.insert(Comment).values(id=number.to_bytes(16), **row))

    assert correlation(stored_numbers("comments")) > 0.9


@pytest.mark.postgresql
def test_before_the_nightly_job_postgresql_keeps_the_order(app: Flask, scope, now) -> None:
    send_numbered(scope, now)

    assert correlation(stored_numbers("comments")) > 0.9
