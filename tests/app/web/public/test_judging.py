"""What arrives is judged by a flag alone, and only what is sent over and over is refused."""

from __future__ import annotations

import sqlalchemy as sa
from flask.testing import FlaskClient

from app.database import db
from app.models.responses import Response


def flags() -> list[bool]:
    return list(db.session.scalars(sa.select(Response.is_flagged)))


def test_an_answer_given_in_its_time_is_not_flagged(
    client: FlaskClient, address, filled_in, morning
):
    sent = filled_in()
    morning.shift(60)

    assert client.post(address, data=sent).status_code == 303
    assert flags() == [False]


def test_whoever_fills_in_the_trap_is_flagged_and_not_told(
    client: FlaskClient, address, filled_in, morning
) -> None:
    plain, trapped = filled_in(), filled_in(website="spam")
    morning.shift(60)
    first, second = client.post(address, data=plain), client.post(address, data=trapped)

    assert (first.status_code, second.status_code) == (303, 303)
    assert sorted(flags()) == [False, True]


def test_a_form_sent_over_and_over_is_refused_for_a_while(
    client: FlaskClient, address, filled_in
) -> None:
    sent = filled_in()
    replies = [client.post(address, data=sent).status_code for _ in range(61)]

    assert replies[:60] == [303] * 60
    assert replies[60] == 429
