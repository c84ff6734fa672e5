"""Tickets as files to print or to hand on: a sheet of slips, or a list of links."""

from __future__ import annotations

from app.access import Permission, Scope
from app.documents.slips import SlipSheet, slips_pdf
from app.queries import organisation
from app.services.tickets import Batch, ticket_link

ISSUE = Permission.ISSUE_TICKETS


def batch_slips(scope: Scope, base_url: str, batch: Batch) -> bytes:
    """The slips of a batch as PDF, 24 on an A4 page."""
    unit = organisation.unit(scope, batch.counter.unit_id, ISSUE)
    return slips_pdf(
        SlipSheet(
            unit=unit.name,
            counter=batch.counter.name,
            service=batch.service,
            expires_on=batch.expires_on,
            links=batch_links(base_url, batch),
        )
    )


def batch_links(base_url: str, batch: Batch) -> tuple[str, ...]:
    """The web addresses of a batch."""
    return tuple(ticket_link(base_url, ticket) for ticket in batch.tickets)
