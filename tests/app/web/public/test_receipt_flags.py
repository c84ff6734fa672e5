"""Answers that come too fast or in a burst: stored like any other, with one bit beside them."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.database import db
from app.models.responses import Response
from app.services.receipt_flags import MOST_IN_SHORT
from tests.factories.html_pages import Page

A_MINUTE_S = 60


def flags() -> list[bool]:
    return sorted(db.session.scalars(sa.select(Response.is_flagged)))


@pytest.mark.parametrize(("seconds", "is_flagged"), [(2, True), (A_MINUTE_S, False)])
def test_only_the_time_since_the_opening_flags(
    seconds: int, is_flagged: bool, client: FlaskClient, address: str, filled_in, morning
) -> None:
    sent = filled_in()
    morning.shift(seconds)

    reply = client.post(address, data=sent)

    assert reply.status_code == 303
    assert flags() == [is_flagged]


@pytest.mark.parametrize("opened", [None, "", "1781488800.AAAAAAAAAAAA"])
def test_a_send_without_our_time_is_taken_and_flagged(
    opened: str | None, client: FlaskClient, address: str, filled_in, morning
) -> None:
    sent = filled_in() | ({} if opened is None else {"opened": opened})
    if opened is None:
        del sent["opened"]
    morning.shift(A_MINUTE_S)

    assert client.post(address, data=sent).status_code == 303
    assert flags() == [True]


def test_mending_a_form_does_not_start_its_time_again(
    client: FlaskClient, address: str, filled_in, morning
) -> None:
    sent = filled_in()
    morning.shift(A_MINUTE_S)
    shown_again = Page.of(client.post(address, data=sent | {"waktu": ""}))
    morning.shift(1)

    client.post(address, data=shown_again.sent | {"waktu": "4"})

    assert flags() == [False]


def test_the_ninth_answer_within_minutes_is_flagged_and_a_second_counter_is_not(
    client: FlaskClient, address: str, office, filled_in, morning
) -> None:
    forms = [filled_in() for _ in range(MOST_IN_SHORT + 1)]
    elsewhere = f"/s/{office.points[1].code}"
    morning.shift(A_MINUTE_S)
    for sent in forms:
        client.post(address, data=sent)

    assert flags() == [False] * MOST_IN_SHORT + [True]
    there = Page.of(client.get(elsewhere)).sent | {k: v for k, v in forms[0].items() if v == "3"}
    morning.shift(A_MINUTE_S)
    client.post(elsewhere, data=there)
    assert flags() == [False] * (MOST_IN_SHORT + 1) + [True]


def test_a_retry_of_one_send_is_counted_once(
    client: FlaskClient, address: str, filled_in, morning
) -> None:
    first, second = filled_in(), filled_in()
    morning.shift(A_MINUTE_S)
    for _ in range(MOST_IN_SHORT + 2):
        client.post(address, data=first)
    client.post(address, data=second)

    assert flags() == [False, False]


def test_no_row_holds_the_time_or_the_reason(client: FlaskClient, send) -> None:
    send()
    row = db.session.execute(sa.select(Response.__table__)).one()

    assert not any("opened" in name or "reason" in name for name in row._mapping)
    assert "1781" not in repr(row.block)
