"""Tickets on the dashboard: beside the scores of counters, once any was issued."""

from __future__ import annotations

import pytest
from flask import Flask

from app.services.ticket_counts import TicketCounts
from app.web.manager.ticket_cells import beside_tickets, ticket_cells


@pytest.fixture(autouse=True)
def _a_request(app: Flask):
    with app.test_request_context():
        yield


def test_cells_are_counts_and_a_rate() -> None:
    assert ticket_cells(TicketCounts(1200, 780)) == ("1.200", "780", "420", "65%")


def test_what_is_withheld_is_a_dash() -> None:
    issued, *others = ticket_cells(TicketCounts(12, None))

    assert issued == "12"
    assert len(set(others)) == 1


def test_no_column_where_none_was_issued() -> None:
    assert beside_tickets((), ()) == ()
