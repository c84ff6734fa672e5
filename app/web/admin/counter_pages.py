"""One counter with its codes, as its page shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.access import Permission, Scope
from app.models.collection import CollectionPoint
from app.queries import audit, collection, organisation
from app.services.posters import short_address, survey_link
from app.web.admin.links import Link, counter_questionnaires, counter_trail, day_shown

EDIT = Permission.EDIT_ORGANISATION


@dataclass(frozen=True)
class CodeRow:
    """A code a counter has or had."""

    code: str
    issued_on: str
    revoked_on: str
    issued_by: str


@dataclass(frozen=True)
class CounterPage:
    """One counter with its code in force, if any, and all it ever had."""

    id: int
    name: str
    short_code: str
    unit: str
    trail: Sequence[Link]
    code: str
    link: str
    short_address: str
    questionnaires: Sequence[Link]
    codes: tuple[CodeRow, ...]


def counter_page(scope: Scope, now: datetime, base_url: str, counter_id: int) -> CounterPage:
    """One counter, NotFound outside the scope."""
    counter = organisation.counter(scope, counter_id, EDIT)
    unit = organisation.unit(scope, counter.unit_id, EDIT)
    points = collection.points(scope, counter_id, EDIT)
    issuers = audit.issuers_of_codes(scope, counter_id, EDIT)
    code = next((point.code for point in points if point.revoked_on is None), "")
    return CounterPage(
        id=counter.id,
        name=counter.name,
        short_code=counter.code,
        unit=unit.name,
        trail=counter_trail(scope, counter),
        code=code,
        link=survey_link(base_url, code),
        short_address=short_address(base_url, code),
        questionnaires=counter_questionnaires(scope, now, counter),
        codes=tuple(_code_row(point, issuers.get(point.id, "–")) for point in points),
    )


def _code_row(point: CollectionPoint, issuer: str) -> CodeRow:
    revoked = day_shown(point.revoked_on) if point.revoked_on else ""
    return CodeRow(point.code, day_shown(point.issued_on), revoked, issuer)
