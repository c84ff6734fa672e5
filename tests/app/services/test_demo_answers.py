"""Rows of the demo's made-up visits: they agree with one another as those of real visits do."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa
from flask import Flask

from app.database import db
from app.models.responses import Channel, Response
from app.models.tickets import IssuedTicket, UsedTicket
from app.queries.tickets import DAYS_VALID
from app.services.demo_visits import add_simulated_units
from app.services.organisation import create_agency


def test_every_used_ticket_was_issued_and_brought_one_answer(app: Flask, scope, now) -> None:
    add_simulated_units(scope, now, create_agency(scope, now, "Kabupaten (contoh)"))
    issued = set(db.session.scalars(sa.select(IssuedTicket.ticket_hash)))
    used = set(db.session.scalars(sa.select(UsedTicket.ticket_hash)))
    verified = db.session.scalars(sa.select(Response).where(Response.is_verified)).all()

    assert used < issued
    assert len(used) == len(verified) > 300
    assert {answer.channel for answer in verified} == {Channel.TICKET}


def test_taps_are_followed_by_one_answer_at_most_on_the_same_day(app: Flask, scope, now) -> None:
    add_simulated_units(scope, now, create_agency(scope, now, "Kabupaten (contoh)"))
    answers = db.session.scalars(sa.select(Response)).all()
    by_key = {answer.submission_key_hash: answer for answer in answers}
    following = [answer for answer in answers if answer.follows_key_hash]

    assert 50 < len(following) < len(by_key) / 4
    assert all(by_key[a.follows_key_hash].day == a.day for a in following)
    assert all(by_key[a.follows_key_hash].instrument.startswith("pulse") for a in following)


def test_no_ticket_was_issued_before_the_days_or_after_them(app: Flask, scope, now) -> None:
    add_simulated_units(scope, now, create_agency(scope, now, "Kabupaten (contoh)"))
    days = set(db.session.scalars(sa.select(Response.day)))
    issued_on = {
        day - timedelta(days=DAYS_VALID)
        for day in db.session.scalars(sa.select(IssuedTicket.expires_on))
    }

    assert issued_on == days
