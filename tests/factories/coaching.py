"""What citizens said on filling in alone, and who may read it."""

from __future__ import annotations

import secrets
from collections.abc import Mapping

from app.access import EVERYWHERE, Actor, Grant, Role, Scope
from app.clock import Period
from app.models.coaching import SelfFilled
from app.services.coaching import record_coaching
from tests.factories.organisation import Office

JUNE = Period.parse("2026-06")


def said(
    office: Office, answers: Mapping[SelfFilled, int], *, counter: int = 0, month: Period = JUNE
) -> None:
    """So many answers of each kind at a counter, each with a receipt of its own."""
    for answer, how_many in answers.items():
        for _ in range(how_many):
            record_coaching(office.counters[counter].id, month, answer, secrets.token_hex(8))


def inspectorate() -> Scope:
    """Somebody of the inspectorate, over everything."""
    return Scope(Actor("person", "inspektorat"), (Grant(Role.INSPECTORATE, EVERYWHERE),))
