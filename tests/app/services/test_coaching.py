"""What is said on filling in alone is stored once a receipt, and belongs to nothing else."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from fractions import Fraction

import pytest
import sqlalchemy as sa
from flask import Flask

from app.clock import Period
from app.database import db
from app.models.coaching import AskedReceipt, CoachingAnswer, SelfFilled
from app.services.coaching import (
    counter_shares,
    month_of_question,
    month_shares,
    pooled_share,
    question_receipt,
    record_coaching,
)
from app.services.releases import release
from tests.factories.coaching import inspectorate, said
from tests.factories.organisation import Office, an_office

JUNE = Period.parse("2026-06")
JULY, AUGUST = (datetime.fromisoformat(f"2026-0{m}-31T12:00+07:00") for m in (7, 8))
YES, NO, UNSAID = SelfFilled


@pytest.fixture
def office(app: Flask, scope, now) -> Office:
    return an_office(scope, now)


def stored() -> list[SelfFilled]:
    return list(db.session.scalars(sa.select(CoachingAnswer.answer)))


def test_a_receipt_answers_once_and_the_first_answer_stands(office: Office) -> None:
    first, again = (
        record_coaching(office.counters[0].id, JUNE, answer, "tanda") for answer in (NO, YES)
    )

    assert (first, again) == (True, False)
    assert stored() == [NO]


def test_of_many_answers_at_once_with_one_receipt_one_is_stored(app: Flask, office: Office) -> None:
    counter_id = office.counters[0].id
    db.session.remove()

    def say(_number: int) -> bool:
        with app.app_context():
            return record_coaching(counter_id, JUNE, YES, "tanda")

    with ThreadPoolExecutor(20) as pool:
        assert sum(pool.map(say, range(20))) == 1
    assert stored() == [YES]


def test_a_question_receipt_is_known_at_its_counter_and_in_its_month_alone() -> None:
    secret, july = b"s" * 32, JUNE.following
    given = question_receipt(secret, 7, JUNE, "key")

    assert month_of_question(secret, 7, given, (july, JUNE)) == JUNE
    assert month_of_question(secret, 7, given, (july,)) is None
    assert month_of_question(secret, 8, given, (july, JUNE)) is None
    assert month_of_question(b"t" * 32, 7, given, (july, JUNE)) is None
    assert month_of_question(secret, 7, given + "=", (july, JUNE)) is None


def test_a_question_receipt_belongs_to_the_form_and_shows_nothing_of_its_key() -> None:
    first, again, other = (question_receipt(b"s" * 32, 7, JUNE, key) for key in ("k", "k", "l"))

    assert first == again != other


def test_nothing_joins_an_answer_with_its_receipt(office: Office) -> None:
    record_coaching(office.counters[0].id, JUNE, NO, "tanda")
    answer = db.session.execute(sa.select(CoachingAnswer.__table__)).one()
    receipt = db.session.execute(sa.select(AskedReceipt.__table__)).one()

    assert set(answer._mapping) == {"id", "counter_id", "month", "answer"}
    assert set(receipt._mapping) == {"id"}
    assert bytes(answer.id) not in bytes(receipt.id)


def test_shares_are_those_of_who_said_yes_or_no(office: Office, scope, now) -> None:
    said(office, {YES: 30, NO: 10, UNSAID: 6})
    release(scope, now)

    (share,) = counter_shares(inspectorate(), office.unit.id, JUNE)

    assert (share.name, share.alone, share.asked_for, share.unsaid) == ("Loket 1", 30, 10, 6)
    assert share.share_0_1 == Fraction(1, 4)
    # Wilson, 10 of 40, by hand.
    assert (round(share.interval.low, 4), round(share.interval.high, 4)) == (0.1419, 0.4019)


def test_a_kind_of_under_five_is_not_told_and_has_no_share(office: Office, scope, now) -> None:
    said(office, {YES: 30, NO: 4})
    release(scope, now)

    (share,) = counter_shares(inspectorate(), office.unit.id, JUNE)

    assert (share.alone, share.asked_for, share.share_0_1, share.interval) == (30, None, None, None)


def test_months_are_summed_over_counters(office: Office, scope, now) -> None:
    said(office, {YES: 5}, counter=0)
    said(office, {YES: 7, NO: 5}, counter=1)
    said(office, {YES: 9}, month=JUNE.preceding)
    release(scope, now)

    months = month_shares(inspectorate(), office.unit.id, Period.parse("2026"), now)

    assert [(m.month.month, m.alone, m.asked_for) for m in months] == [(5, 9, None), (6, 12, 5)]


def test_other_units_are_out_of_reach(office: Office, scope, now) -> None:
    other = an_office(scope, now, agency=office.agency, code="LAIN")
    said(office, {YES: 5})
    release(scope, now)

    assert counter_shares(inspectorate(), other.unit.id, JUNE) == ()


def test_small_counters_are_told_together_once_their_month_takes_no_more(
    office: Office, scope, now
) -> None:
    said(office, {YES: 20, NO: 3})
    said(office, {YES: 4, NO: 4}, counter=1)
    release(scope, AUGUST)
    unit = office.unit.id

    before = pooled_share(inspectorate(), unit, JUNE, JULY)
    together = pooled_share(inspectorate(), unit, JUNE, AUGUST)
    (june,) = month_shares(inspectorate(), unit, JUNE, AUGUST)

    # The seven who said no; the four who said yes are alone of their kind, and stay untold.
    assert before is None
    assert (together.alone, together.asked_for, together.share_0_1) == (None, 7, None)
    assert (june.alone, june.asked_for, june.share_0_1) == (20, 7, Fraction(7, 27))
    assert counter_shares(inspectorate(), unit, JUNE)[0].asked_for is None


def test_even_together_a_few_are_not_told(office: Office, scope) -> None:
    said(office, {NO: 2})
    said(office, {NO: 2}, counter=1)
    other = an_office(scope, AUGUST, agency=office.agency, code="LAIN", counters=1)
    said(other, {NO: 4})

    assert pooled_share(inspectorate(), office.unit.id, JUNE, AUGUST) is None


def test_counters_that_each_must_have_four_are_not_told_together(office: Office, scope) -> None:
    said(office, {NO: 4})
    said(office, {NO: 4}, counter=1)

    assert pooled_share(inspectorate(), office.unit.id, JUNE, AUGUST) is None
