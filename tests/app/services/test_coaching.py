"""What is said on filling in alone is stored once a receipt, and belongs to nothing else."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction

import pytest
import sqlalchemy as sa
from flask import Flask

from app.clock import Period
from app.database import db
from app.models.coaching import AskedReceipt, CoachingAnswer, SelfFilled
from app.services.coaching import counter_shares, month_shares, record_coaching
from app.services.releases import release
from tests.factories.coaching import inspectorate, said
from tests.factories.organisation import Office, an_office

JUNE = Period.parse("2026-06")
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

    months = month_shares(inspectorate(), office.unit.id, Period.parse("2026"))

    assert [(m.month.month, m.alone, m.asked_for) for m in months] == [(5, 9, None), (6, 12, 5)]


def test_other_units_are_out_of_reach(office: Office, scope, now) -> None:
    other = an_office(scope, now, agency=office.agency, code="LAIN")
    said(office, {YES: 5})
    release(scope, now)

    assert counter_shares(inspectorate(), other.unit.id, JUNE) == ()
