"""Tables and constraints only; importing this package registers every table."""

from app.models import (
    audit,
    coaching,
    collection,
    comments,
    devices,
    organisation,
    people,
    publications,
    responses,
    tallies,
    tickets,
)

__all__ = [
    "audit",
    "coaching",
    "collection",
    "comments",
    "devices",
    "organisation",
    "people",
    "publications",
    "responses",
    "tallies",
    "tickets",
]
