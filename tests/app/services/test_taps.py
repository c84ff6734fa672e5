"""A tap and the full answer that follows it count as one, whatever comes when."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from hashlib import sha256

import pytest
import sqlalchemy as sa
from flask import Flask

from app.clock import Period
from app.database import db
from app.errors import Invalid, NotFound
from app.models.responses import Channel, Response
from app.models.tallies import DailyTally, MonthlyTally
from app.queries import responses
from app.queries.collection import open_collection_point
from app.services import collection, publications, taps
from app.services.releases import count_and_release
from app.services.responses import Outcome
from app.services.scoring_rules import K
from app.services.tallies import rebuild_daily_tallies, recount_days
from survey_forms import catalogue
from tests.factories.organisation import Office, an_office
from tests.factories.responses import a_full_answer, a_tap, stored_rows

SECRET, OTHER = b"secret", b"other"
HASH = sha256(b"key").digest()
DAY = timedelta(days=1)
PARALLEL = 20


@pytest.fixture
def office(app: Flask, scope, now) -> Office:
    """A busy office that asks for one tap."""
    return an_office(scope, now, instrument="pulse-1")


@pytest.fixture
def code(office: Office) -> str:
    return office.points[0].code


def counted() -> dict[str, int]:
    """Answers counted, by questionnaire."""
    chosen = sa.select(DailyTally.instrument, sa.func.sum(DailyTally.n))
    return dict(db.session.execute(chosen.group_by(DailyTally.instrument)).all())


def released() -> dict[str, int]:
    """Answers released, by questionnaire."""
    chosen = sa.select(MonthlyTally.instrument, sa.func.sum(MonthlyTally.n))
    return dict(db.session.execute(chosen.group_by(MonthlyTally.instrument)).all())


def test_a_sealed_name_opens_to_its_tap_with_our_secret_alone() -> None:
    name = taps.seal(SECRET, HASH)

    assert taps.unseal(SECRET, name) == HASH
    assert taps.unseal(OTHER, name) is None
    assert taps.seal(SECRET, HASH) == name != taps.seal(OTHER, HASH)


@pytest.mark.parametrize("place", range(0, 64, 7))
def test_a_name_that_was_changed_anywhere_opens_nothing(place: int) -> None:
    name = taps.seal(SECRET, HASH)
    changed = name[:place] + ("A" if name[place] != "A" else "B") + name[place + 1 :]

    assert taps.unseal(SECRET, changed) is None


@pytest.mark.parametrize("name", ["", "é", "AAAA", "=" * 64, "A" * 64, "A" * 63, "A" * 68, "a\0b"])
def test_a_name_that_is_none_opens_nothing(name: str) -> None:
    assert taps.unseal(SECRET, name) is None


def test_a_name_does_not_show_the_stored_hash() -> None:
    assert HASH.hex() not in taps.base64.urlsafe_b64decode(taps.seal(SECRET, HASH)).hex()


def test_the_instruments_of_one_tap_are_those_of_one_question() -> None:
    assert taps.one_tap_instruments() == ("pulse-1@1", "pulse-1@2")


def test_a_tap_and_its_full_answer_count_as_one(code: str, scope, now) -> None:
    followed, _alone = a_tap(code, now, 1), a_tap(code, now, 4)
    a_full_answer(code, now, followed)

    rebuild_daily_tallies(scope, now)

    assert responses.count() == 3
    assert counted() == {"pulse-1@1": 1, "skm-2017@1": 1}
    assert rebuild_daily_tallies(scope, now) == 0


def test_a_full_answer_of_the_next_day_takes_the_tap_out_of_the_day_before(
    code: str, scope, now
) -> None:
    first = a_tap(code, now)
    rebuild_daily_tallies(scope, now)
    assert counted() == {"pulse-1@1": 1}

    a_full_answer(code, now + DAY, first)
    assert recount_days(scope, now + DAY) > 0

    assert counted() == {"skm-2017@1": 1}
    assert responses.days_out_of_step() == []
    assert recount_days(scope, now + DAY) == 0


def test_the_full_answer_is_as_verified_as_its_tap(office: Office, code: str, now) -> None:
    stored_rows(office, [(4,)], is_verified=True)
    a_full_answer(code, now, db.session.scalar(sa.select(Response.submission_key_hash)))

    full = sa.select(Response).where(Response.follows_key_hash.is_not(None))
    stored = db.session.scalars(full).one()
    assert (stored.channel, stored.is_verified) == (Channel.TICKET, True)


def test_of_two_full_answers_after_one_tap_the_first_counts(code: str, scope, now) -> None:
    tap = a_tap(code, now)

    outcomes = [a_full_answer(code, now, tap, (rating,) * 9).outcome for rating in (1, 4)]

    rebuild_daily_tallies(scope, now)
    assert outcomes == [Outcome.STORED, Outcome.FIRST_STANDS]
    assert counted() == {"skm-2017@1": 1}


def test_a_full_answer_sent_again_is_the_same(code: str, now) -> None:
    tap = a_tap(code, now)

    outcomes = [a_full_answer(code, now, tap, submission_key="k" * 22).outcome for _ in range(2)]

    assert outcomes == [Outcome.STORED, Outcome.SAME]


def test_many_full_answers_after_one_tap_at_once_are_one(app: Flask, code: str, now) -> None:
    tap = a_tap(code, now)
    db.session.remove()

    def send(_number: int) -> Outcome:
        with app.app_context():
            return a_full_answer(code, now, tap).outcome

    with ThreadPoolExecutor(PARALLEL) as pool:
        outcomes = list(pool.map(send, range(PARALLEL)))

    assert outcomes.count(Outcome.STORED) == 1
    assert outcomes.count(Outcome.FIRST_STANDS) == PARALLEL - 1
    assert responses.count() == 2


def test_planted_loss_of_the_unique_tap_is_seen(code: str, now) -> None:
    with db.engine.begin() as connection:
        connection.execute(sa.text("DROP INDEX uq_responses_follows_key_hash"))
        if connection.dialect.name == "sqlite":
            connection.execute(sa.text("DROP TRIGGER responses_no_replace"))
    tap = a_tap(code, now)

    assert {a_full_answer(code, now, tap).outcome for _ in range(2)} == {Outcome.STORED}


def test_a_tap_may_be_followed_until_the_next_local_day_ends(code: str, now) -> None:
    last_moment = datetime.fromisoformat("2026-06-16T23:59:59+07:00")
    a_full_answer(code, last_moment, a_tap(code, now))

    with pytest.raises(taps.TooLateToFollow):
        a_full_answer(code, last_moment + timedelta(seconds=1), a_tap(code, now))


def test_a_tap_is_followed_at_its_own_counter_only(office: Office, now) -> None:
    tap = a_tap(office.points[0].code, now)

    with pytest.raises(NotFound):
        a_full_answer(office.points[1].code, now, tap)
    with pytest.raises(NotFound):
        a_full_answer(office.points[0].code, now, HASH)


def test_a_full_answer_is_followed_by_none(code: str, now) -> None:
    tap = a_tap(code, now)
    a_full_answer(code, now, tap, submission_key="k" * 22)
    full = sha256(b"k" * 22).digest()

    with pytest.raises(NotFound):
        a_full_answer(code, now, full)


def test_a_round_of_full_forms_has_nothing_to_follow(app: Flask, scope, now) -> None:
    point = open_collection_point(an_office(scope, now).points[0].code, now)

    with pytest.raises(taps.TooLateToFollow):
        taps.full_point(point)


def moments(now: datetime) -> Iterator[datetime]:
    """Every six hours from now on, through three days."""
    return (now + timedelta(hours=6 * step) for step in range(13))


def test_taps_are_released_once_nobody_can_follow_them(code: str, scope, now) -> None:
    for _ in range(K):
        a_tap(code, now)

    seen = [(moment, count_and_release(scope, moment)) for moment in moments(now)]

    first = next(moment for moment, moved in seen if moved)
    assert sum(moved for _, moved in seen) == K
    assert first > datetime.fromisoformat("2026-06-17T00:00+07:00")


def test_no_released_number_is_ever_taken_back(code: str, scope, now) -> None:
    many = [a_tap(code, now) for _ in range(2 * K)]
    for step, moment in enumerate(moments(now)):
        before = released()
        if step in (1, 3, 5):
            a_full_answer(code, moment, many.pop())
        count_and_release(scope, moment)
        assert all(released().get(name, 0) >= n for name, n in before.items())

    assert released() == {"pulse-1@1": 2 * K - 3}
    assert counted() == {"pulse-1@1": 2 * K - 3, "skm-2017@1": 3}


def test_planted_release_of_fresh_taps_counts_a_person_twice(
    code: str, scope, now, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.services.releases.first_day_held_back", lambda _now: date.max)
    many = [a_tap(code, now) for _ in range(K)]
    count_and_release(scope, now)

    a_full_answer(code, now, many.pop())
    count_and_release(scope, now + 3 * DAY)

    assert released()["pulse-1@1"] == K > counted()["pulse-1@1"]


def test_closing_a_period_does_not_let_out_taps_that_may_be_followed(
    office: Office, scope, now
) -> None:
    code, june = office.points[0].code, Period.parse("2026-06")
    evening = datetime.fromisoformat("2026-06-30T20:00+07:00")
    many = [a_tap(code, evening) for _ in range(K + 1)]
    with pytest.raises(Invalid):
        publications.close_period(scope, evening + timedelta(hours=5), office.unit.id, june)

    a_full_answer(code, evening + timedelta(hours=6), many[0])
    publications.close_period(scope, evening + 2 * DAY, office.unit.id, june)

    assert released() == {"pulse-1@1": K}


def test_a_round_of_taps_names_the_unit_s_newest_full_questionnaire(app: Flask, scope, now) -> None:
    office = an_office(scope, now, instrument="skm-2017@2")
    new_year = date(2027, 1, 1)
    later = collection.open_round(
        scope, now, office.unit.id, "Ketuk", new_year, new_year, instrument="pulse-1"
    )
    other = an_office(scope, now, agency=office.agency, code="LAIN", instrument="pulse-1")

    assert office.round.follow_up_instrument is None
    assert later.follow_up_instrument == "skm-2017@2"
    assert other.round.follow_up_instrument == catalogue.find("skm-2017").reference
