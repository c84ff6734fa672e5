"""Used tickets and answers have nothing in common: no column, no order, no transaction."""

from __future__ import annotations

import secrets
from datetime import datetime

import numpy as np
import pytest
import sqlalchemy as sa
from flask import Flask
from scipy.stats import kendalltau

from app.access import Scope
from app.database import db
from app.models.comments import ReleasedComment
from app.models.responses import Comment, Response
from app.models.tickets import IssuedTicket, UsedTicket
from app.queries.collection import open_collection_point
from app.services.nightly import put_in_key_order
from app.services.responses import key_hash_of, record_response
from app.services.tickets import Wanted, hash_of, issue_tickets
from survey_forms.answers import Answers
from tests.factories.organisation import an_office

SENDS = 600
SAME_TRANSACTION = (
    "SELECT count(*) FROM responses r JOIN used_tickets u ON r.xmin::text = u.xmin::text"
)


def used_in_turn(scope: Scope, now: datetime, sends: int) -> tuple[list[bytes], list[bytes]]:
    """Use tickets one after the other; the hashes of tickets and of sends in that order."""
    office = an_office(scope, now)
    tickets = issue_tickets(scope, now, Wanted(office.counters[0].id, None, sends)).tickets
    point = open_collection_point(office.points[0].code, now)
    keys = [secrets.token_hex(16) for _ in tickets]
    for ticket, key in zip(tickets, keys, strict=True):
        answers = Answers((4,) * 9, {}, None, None, key, secrets.token_hex(16))
        record_response(point, (), answers, receipt_key=b"test", ticket_hash=hash_of(ticket))
    return [hash_of(ticket) for ticket in tickets], [key_hash_of(key) for key in keys]


def scanned(table: str) -> list[sa.Row]:
    """The rows in the order in which the table lies."""
    with db.engine.connect() as connection:
        return list(connection.execute(sa.text(f"SELECT * FROM {table}")))


def tau(order: list[int]) -> float:
    return abs(float(kendalltau(range(len(order)), order).statistic))


def test_a_used_ticket_is_its_hash_and_nothing_else() -> None:
    assert UsedTicket.__table__.columns.keys() == ["ticket_hash"]
    assert not UsedTicket.__table__.foreign_keys


@pytest.mark.parametrize("table", [Response, Comment, ReleasedComment])
def test_no_column_joins_tickets_and_answers(table: type) -> None:
    columns = set(table.__table__.columns.keys())

    assert columns & set(UsedTicket.__table__.columns.keys()) == set()
    assert columns & set(IssuedTicket.__table__.columns.keys()) <= {"counter_id", "service_id"}


def test_nothing_finer_than_a_day_is_kept_of_a_ticket() -> None:
    kinds = {type(column.type) for column in IssuedTicket.__table__.columns}

    assert not any(issubclass(kind, sa.DateTime | sa.Time | sa.Interval) for kind in kinds)


def test_stored_orders_tell_nothing_of_each_other(app: Flask, scope, now) -> None:
    tickets, sends = used_in_turn(scope, now, SENDS)
    put_in_key_order(now)

    place = {name: number for number, name in enumerate(tickets)}
    sent = {name: number for number, name in enumerate(sends)}
    used, issued = (
        [place[bytes(row.ticket_hash)] for row in scanned(table)]
        for table in ("used_tickets", "issued_tickets")
    )
    answers = [sent[bytes(row.submission_key_hash)] for row in scanned("responses")]
    for order in (used, issued, answers):
        assert sorted(order) == list(range(SENDS))
        assert tau(order) < 0.1
    # Where each send lies in the one table, against where it lies in the other.
    assert abs(float(kendalltau(np.argsort(used), np.argsort(answers)).statistic)) < 0.1


@pytest.mark.postgresql
def test_no_transaction_joins_them_after_the_night(app: Flask, scope, now) -> None:
    used_in_turn(scope, now, 20)
    with db.engine.connect() as connection:
        before = connection.scalar(sa.text(SAME_TRANSACTION))
    put_in_key_order(now)

    with db.engine.connect() as connection:
        # Afterwards each with each, which says nothing.
        assert (before, connection.scalar(sa.text(SAME_TRANSACTION))) == (20, 20 * 20)


@pytest.mark.sqlite
@pytest.mark.parametrize("table", ["issued_tickets", "used_tickets"])
def test_tables_of_tickets_have_no_row_numbers(table: str, app: Flask) -> None:
    with db.engine.connect() as connection, pytest.raises(sa.exc.OperationalError, match="rowid"):
        connection.execute(sa.text(f"SELECT rowid FROM {table}"))
