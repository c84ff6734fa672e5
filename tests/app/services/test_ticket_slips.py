"""A batch as a file: its links, or slips with the names of its place."""

from __future__ import annotations

import pypdfium2
import pytest

from app.services.ticket_slips import batch_links, batch_slips
from app.services.tickets import Batch, Wanted, issue_tickets
from tests.factories.organisation import an_office

BASE = "https://skm.example.go.id"


@pytest.fixture
def batch(app, scope, now) -> Batch:
    """Two tickets for a service."""
    office = an_office(scope, now, services=1)
    return issue_tickets(scope, now, Wanted(office.counters[0].id, office.services[0].id, 2))


def test_links_are_those_of_the_tickets(batch: Batch) -> None:
    assert batch_links(BASE, batch) == tuple(f"{BASE}/t/{ticket}" for ticket in batch.tickets)


def test_slips_name_unit_counter_and_service(batch: Batch, scope) -> None:
    (page,) = pypdfium2.PdfDocument(batch_slips(scope, BASE, batch))
    text = " ".join(page.get_textpage().get_text_bounded().split())

    assert text.count("Dinas Kependudukan") == text.count("Loket 1") == text.count("Layanan 1") == 2
