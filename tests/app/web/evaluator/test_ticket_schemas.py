"""The reply about tickets: numbers as they are, and nothing where they are withheld."""

from __future__ import annotations

from app.clock import Period
from app.services.ticket_counts import TicketCounts
from app.services.ticket_shares import TicketShare, VisitMedians
from app.web.evaluator.ticket_schemas import TicketShareReply

JUNE = Period.parse("2026-06")


def test_withheld_numbers_are_null() -> None:
    share = TicketShare(3, JUNE, TicketCounts(12, None))
    reply = TicketShareReply.of(share, VisitMedians(None, 4.5))

    assert (reply.issued, reply.used, reply.unused, reply.response_rate) == (12, None, None, None)
    assert (reply.median_waiting_minutes, reply.median_service_minutes) == (None, 4.5)


def test_a_rate_is_a_text_with_a_decimal_point() -> None:
    reply = TicketShareReply.of(TicketShare(3, JUNE, TicketCounts(3, 2)), VisitMedians(None, None))

    assert reply.response_rate == "0.6667"
