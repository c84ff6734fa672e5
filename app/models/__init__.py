"""Tables and constraints only; importing this package registers every table."""

from app.models import (
    audit,
    collection,
    comments,
    devices,
    organisation,
    people,
    publications,
    responses,
    tallies,
)

__all__ = [
    "audit",
    "collection",
    "comments",
    "devices",
    "organisation",
    "people",
    "publications",
    "responses",
    "tallies",
]
