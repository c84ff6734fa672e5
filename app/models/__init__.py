"""Tables and constraints only; importing this package registers every table."""

from app.models import (
    audit,
    collection,
    comments,
    organisation,
    people,
    publications,
    responses,
    tallies,
    tickets,
)

__all__ = [
    "audit",
    "collection",
    "comments",
    "organisation",
    "people",
    "publications",
    "responses",
    "tallies",
    "tickets",
]
