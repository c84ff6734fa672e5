"""Comments are let out at least five at a time, and what is not released is invisible."""

from __future__ import annotations

from datetime import date

import pytest
import sqlalchemy as sa
from flask import Flask

from app.clock import Period
from app.database import db, transaction
from app.models.comments import ReleasedComment
from app.services import publications, releases, tallies
from app.services.comment_releases import release_comments, release_rest_of_comments
from tests.factories.comments import numbered, release, stored_comments
from tests.factories.organisation import Office, an_office
from tests.factories.responses import an_answer

MAY = date(2026, 5, 1)


@pytest.fixture
def office(app: Flask, scope, now) -> Office:
    return an_office(scope, now, counters=3)


def shown() -> dict[bool, int]:
    """How many comments are released, with and without their counter."""
    counted = sa.select(ReleasedComment.shown_with_counter, sa.func.count()).group_by(
        ReleasedComment.shown_with_counter
    )
    return {bool(with_counter): n for with_counter, n in db.session.execute(counted)}


def test_four_comments_stay_unseen(office: Office) -> None:
    stored_comments(office, numbered(4))
    assert release() == 0
    assert shown() == {}


def test_five_of_a_counter_are_seen_with_it(office: Office) -> None:
    stored_comments(office, numbered(5))
    assert release() == 5
    assert shown() == {True: 5}


def test_five_of_several_counters_are_seen_without_them(office: Office) -> None:
    stored_comments(office, numbered(3), counter=0)
    stored_comments(office, numbered(2), counter=1)
    assert release() == 5
    assert shown() == {False: 5}


def test_remainders_wait_beside_a_full_counter(office: Office) -> None:
    stored_comments(office, numbered(6), counter=0)
    stored_comments(office, numbered(4), counter=1)
    assert release() == 6
    assert shown() == {True: 6}


def test_months_are_never_put_together(office: Office) -> None:
    stored_comments(office, numbered(4))
    stored_comments(office, numbered(4), month=MAY)
    assert release() == 0


def test_units_are_never_put_together(office: Office, scope, now) -> None:
    other = an_office(scope, now, agency=office.agency, code="LAIN", name="Dinas Lain")
    stored_comments(office, numbered(4))
    stored_comments(other, numbered(4))
    assert release() == 0


def test_a_single_new_comment_waits_although_others_are_seen(office: Office) -> None:
    stored_comments(office, numbered(5))
    release()
    stored_comments(office, ["satu lagi"])
    assert release() == 0
    assert shown() == {True: 5}


def test_releasing_again_changes_nothing(office: Office) -> None:
    stored_comments(office, numbered(5))
    release()
    assert release() == 0


def test_every_release_lets_comments_out_too(office: Office, scope, now) -> None:
    for number in range(5):
        an_answer(office.points[0].code, now, comment=f"nomor {number}")
    releases.count_and_release(scope, now)
    assert shown() == {True: 5}


def test_closing_takes_the_rest_of_a_month_that_shows_five(office: Office) -> None:
    stored_comments(office, numbered(5), month=MAY)
    release()
    stored_comments(office, ["satu lagi"], month=MAY)
    with transaction():
        assert release_rest_of_comments([office.unit.id], Period.parse("2026-05")) == 1
    assert shown() == {True: 5, False: 1}


def test_closing_leaves_a_month_with_fewer_than_five_unseen(office: Office) -> None:
    stored_comments(office, numbered(4), month=MAY)
    with transaction():
        assert release_rest_of_comments([office.unit.id], Period.parse("2026-05")) == 0
    assert shown() == {}


def test_the_first_close_takes_the_rest(office: Office, scope, now) -> None:
    for number in range(6):
        an_answer(office.points[0].code, now.replace(month=5), comment=f"nomor {number}")
    tallies.rebuild_daily_tallies(scope, now)
    releases.release(scope, now)
    stored_comments(office, ["dari loket lain"], counter=1, month=MAY)
    publications.close_period(scope, now, office.unit.id, Period.parse("2026-05"))
    assert shown() == {True: 6, False: 1}


def test_comments_are_let_out_in_the_callers_transaction(office: Office) -> None:
    stored_comments(office, numbered(5))
    release_comments()
    db.session.rollback()
    assert shown() == {}


def test_the_table_tells_no_time() -> None:
    assert set(ReleasedComment.__table__.columns.keys()) == {"comment_id", "shown_with_counter"}
