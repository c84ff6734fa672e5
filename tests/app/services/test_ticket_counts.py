"""Tickets of a score: how many came back, and whether that is too few to rely on."""

from __future__ import annotations

import json
import secrets
from datetime import datetime
from fractions import Fraction

import pytest
from flask import Flask

from app.access import Scope
from app.clock import Period
from app.queries.collection import open_collection_point
from app.services import scores
from app.services.publications import close_period
from app.services.responses import record_response
from app.services.ticket_counts import FEWEST_ISSUED, TicketCounts
from app.services.tickets import hash_of
from survey_forms.answers import Answers
from tests.factories.evaluator_systems import release_answers
from tests.factories.organisation import Office, an_office
from tests.factories.responses import many_answers
from tests.factories.tickets import some_tickets

JUNE = Period.parse("2026-06")
JULY = datetime.fromisoformat("2026-07-02T09:00+07:00")


@pytest.fixture
def office(app: Flask, scope: Scope, now: datetime) -> Office:
    """An office whose counters got ten answers without tickets each."""
    made = an_office(scope, now)
    for point in made.points:
        many_answers(point.code, now, 10)
    return made


def issued_and_used(
    scope, now, office: Office, issued: int, used: int, *, counter: int = 0
) -> None:
    """Tickets of one counter, some of them used, and all that may be released."""
    point = open_collection_point(office.points[counter].code, now)
    for ticket in some_tickets(scope, now, office, issued, counter=counter)[:used]:
        answers = Answers((4,) * 9, {}, None, None, secrets.token_hex(16), secrets.token_hex(16))
        record_response(point, (), answers, receipt_key=b"test", ticket_hash=hash_of(ticket))
    release_answers(scope, now)


def told(scope, office: Office) -> list[TicketCounts]:
    """Those of the unit and of both counters."""
    beside = scores.counter_scores(scope, office.unit.id, JUNE)
    return [score.tickets for score in (scores.unit_score(scope, office.unit.id, JUNE), *beside)]


def test_more_used_than_issued_is_no_rate_over_one() -> None:
    counts = TicketCounts(issued=5, used=7)

    assert (counts.unused, counts.response_rate_0_1) == (0, 1)


def test_the_bar_is_a_fifth_of_no_fewer_than_twenty_five_tickets() -> None:
    assert FEWEST_ISSUED == 25
    assert not TicketCounts(25, 5).is_rate_low
    assert TicketCounts(25, 4).is_rate_low
    assert not TicketCounts(24, 0).is_rate_low
    assert not TicketCounts(0, None).is_rate_low


def test_what_is_withheld_is_judged_by_what_may_be_seen() -> None:
    assert TicketCounts(100, None, used_at_most=19).is_rate_low
    assert not TicketCounts(100, None, used_at_most=20).is_rate_low


@pytest.mark.parametrize(("used", "is_low"), [(5, True), (6, False)])
def test_a_unit_and_its_counter_are_marked_below_the_bar(
    used: int, is_low: bool, office: Office, scope, now
) -> None:
    issued_and_used(scope, now, office, 30, used)

    unit, first, second, *_ = told(scope, office)

    assert unit == first == TicketCounts(30, used)
    assert (first.response_rate_0_1, first.is_rate_low) == (Fraction(used, 30), is_low)
    assert (second.issued, second.is_rate_low) == (0, False)


def test_no_single_used_ticket_moves_the_mark(office: Office, scope, now) -> None:
    issued_and_used(scope, now, office, 30, 4)
    before = told(scope, office)[1]
    assert (before, before.is_rate_low) == (TicketCounts(30, None, used_at_most=4), True)

    for _ in range(4):
        issued_and_used(scope, now, office, 1, 1)
        assert told(scope, office)[1].used is None
        assert told(scope, office)[1].is_rate_low
    issued_and_used(scope, now, office, 1, 1)

    after = told(scope, office)[1]
    # Nine less the five that came last would be the four of before, who came with ten others.
    assert (after, after.is_rate_low) == (TicketCounts(35, 5, used_at_most=19), False)


def test_a_few_answers_without_tickets_leave_a_good_rate_unmarked(app, scope, now) -> None:
    office = an_office(scope, now)
    many_answers(office.points[0].code, now, 2)
    issued_and_used(scope, now, office, 30, 20)

    first = told(scope, office)[1]

    assert (first.used, first.is_rate_low) == (None, False)


def test_marks_do_not_tell_which_of_two_counters_has_the_few(app, scope, now) -> None:
    """Of 16 used ten are seen at the third: were one of the others marked, they had 1 and 5."""
    office = an_office(scope, now, counters=3)
    for number, used in enumerate((1, 5, 10)):
        many_answers(office.points[number].code, now, 30)
        issued_and_used(scope, now, office, 26, used, counter=number)
    release_answers(scope, now)

    unit, *counters = told(scope, office)[:4]

    assert (unit.used, [one.used for one in counters]) == (16, [None, None, 10])
    assert len({(one.used_at_most, one.is_rate_low) for one in counters[:2]}) == 1


def test_few_of_many_tickets_are_marked_beside_others(app, scope, now) -> None:
    """Two counters that hide eleven between them have no more than eleven each."""
    office = an_office(scope, now, counters=3)
    for number, used in enumerate((3, 8, 20)):
        many_answers(office.points[number].code, now, 30)
        issued_and_used(scope, now, office, 60, used, counter=number)
    release_answers(scope, now)

    counters = told(scope, office)[1:4]

    assert [(one.used, one.used_at_most) for one in counters] == [
        (None, 11),
        (None, 11),
        (20, None),
    ]
    assert [one.is_rate_low for one in counters] == [True, True, False]


def test_services_have_no_rate_because_tickets_need_not_name_one(office, scope, now) -> None:
    issued_and_used(scope, now, office, 30, 5)

    assert {s.tickets.issued for s in scores.service_scores(scope, office.unit.id, JUNE)} == {0}


def test_a_closed_period_keeps_its_tickets(office: Office, scope, now) -> None:
    issued_and_used(scope, now, office, 30, 5)
    frozen = close_period(scope, JULY, office.unit.id, JUNE)
    before = told(scope, office)
    some_tickets(scope, now, office, 100)

    assert json.loads(frozen.content)["tickets"] == [[office.counters[0].id, "2026-06-01", 30]]
    assert told(scope, office) == before
    assert before[0] == TicketCounts(30, 5)
