"""Tickets beside scores: issued at once, used only in released batches."""

from __future__ import annotations

import secrets
from fractions import Fraction

import pytest
from flask import Flask

from app.clock import Period
from app.database import transaction
from app.models.tickets import VisitMinutes
from app.queries.collection import open_collection_point
from app.services import scores
from app.services.responses import record_response
from app.services.score_views import Reading
from app.services.ticket_counts import TicketCounts
from app.services.ticket_shares import monthly_shares, visit_medians
from app.services.tickets import hash_of
from survey_forms.answers import Answers
from tests.factories.evaluator_systems import release_answers
from tests.factories.organisation import Office, an_office
from tests.factories.responses import many_answers
from tests.factories.tickets import some_tickets

JUNE = Period.parse("2026-06")


@pytest.fixture
def office(app: Flask, scope, now) -> Office:
    """An office with twenty answers without tickets at its first counter."""
    made = an_office(scope, now)
    many_answers(made.points[0].code, now, 10)
    many_answers(made.points[0].code, now, 10, (3,) * 9)
    return made


def use(tickets, office: Office, now, *, first: int = 2) -> None:
    """Send an answer with each ticket, the first with this rating, every second with the next."""
    point = open_collection_point(office.points[0].code, now)
    for number, ticket in enumerate(tickets):
        answers = Answers(
            (first + number % 2,) * 9, {}, None, None, secrets.token_hex(16), secrets.token_hex(16)
        )
        record_response(point, (), answers, receipt_key=b"test", ticket_hash=hash_of(ticket))


def share_of(scope, office: Office) -> TicketCounts:
    found = monthly_shares(scope, office.unit.id, JUNE)
    return next(share.tickets for share in found if share.counter_id == office.counters[0].id)


def test_used_tickets_move_only_with_the_released_batch(office, scope, now) -> None:
    tickets = some_tickets(scope, now, office, 10)
    use(tickets[:5], office, now)
    release_answers(scope, now)
    before = share_of(scope, office)

    for ticket in tickets[5:9]:
        use([ticket], office, now, first=3)
        release_answers(scope, now)
        assert share_of(scope, office) == before
    use(tickets[9:], office, now)
    release_answers(scope, now)

    assert (before.issued, before.used, before.unused) == (10, 5, 5)
    assert before.response_rate_0_1 == Fraction(1, 2)
    assert share_of(scope, office).used == 10


def test_fewer_than_five_used_are_withheld(office, scope, now) -> None:
    use(some_tickets(scope, now, office, 4), office, now)
    release_answers(scope, now)
    share = share_of(scope, office)

    assert (share.issued, share.used, share.unused, share.response_rate_0_1) == (
        *(4, None),
        *(None, None),
    )


def test_an_answer_with_a_ticket_is_read_as_verified(office, scope, now) -> None:
    use(some_tickets(scope, now, office, 6), office, now)
    release_answers(scope, now)
    unit = office.unit.id

    verified = scores.unit_score(scope, unit, JUNE, reading=Reading.VERIFIED)
    everything = scores.unit_score(scope, unit, JUNE)

    assert (verified.result.n, everything.result.n) == (6, 26)
    assert verified.result.index == Fraction(125, 2)
    assert everything.verified_share_0_1 == Fraction(6, 26)


def test_medians_are_of_five_visits_or_more(office, scope, now) -> None:
    row = {"counter_id": office.counters[0].id, "day": now.date(), "service_id": 0}
    with transaction() as session:
        session.add(VisitMinutes(**row, waiting=[1, 2, 3, 10], service=[4, 4, 6, 8, 9, 30]))

    found = visit_medians(scope, office.unit.id, JUNE)[office.counters[0].id]

    assert (found.waiting, found.service) == (None, 7.0)


def test_a_counter_that_is_withheld_tells_of_no_used_ticket(office, scope, now) -> None:
    tickets = some_tickets(scope, now, office, 4, counter=1)
    point = open_collection_point(office.points[1].code, now)
    for ticket in tickets:
        answers = Answers((3,) * 9, {}, None, None, secrets.token_hex(16), secrets.token_hex(16))
        record_response(point, (), answers, receipt_key=b"test", ticket_hash=hash_of(ticket))
    many_answers(office.points[0].code, now, 1)
    release_answers(scope, now)

    found = {
        share.counter_id: share.tickets for share in monthly_shares(scope, office.unit.id, JUNE)
    }

    assert found[office.counters[1].id] == TicketCounts(4, None)
