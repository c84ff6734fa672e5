"""What to fix first in a unit, and the needs of its counters, services or units below."""

from __future__ import annotations

from app.access import Scope
from app.clock import Period
from app.services.drivers import unit_drivers
from app.services.needs_matrix import needs_matrix
from app.services.priorities import priorities
from app.web.evaluator.operations import operation
from app.web.evaluator.priorities_replies import needs_replies, priorities_reply
from app.web.evaluator.priorities_schemas import (
    NeedsQuery,
    PrioritiesQuery,
    PrioritiesReply,
    SubjectNeedsReply,
)
from app.web.wording import N_

PRIORITIES = N_("Prioritas")


@operation(
    "/units/{unit_id}/priorities/{period}",
    tag=PRIORITIES,
    summary=N_("Yang perlu diperbaiki dahulu: unsur terhadap sasaran, kepentingan, faktor"),
    query=PrioritiesQuery,
    reply=PrioritiesReply,
)
def show_priorities(
    scope: Scope, query: PrioritiesQuery, unit_id: int, period: Period
) -> PrioritiesReply:
    """The elements of a unit against a target, what matters, and what low ratings go with."""
    found = priorities(scope, unit_id, period, query.target)
    return priorities_reply(found, unit_drivers(scope, unit_id, period))


@operation(
    "/units/{unit_id}/needs/{period}",
    tag=PRIORITIES,
    summary=N_("Loket, layanan, atau unit di bawah sebuah unit: tiap unsur terhadap sasaran"),
    query=NeedsQuery,
    reply=SubjectNeedsReply,
)
def list_needs(
    scope: Scope, query: NeedsQuery, unit_id: int, period: Period
) -> list[SubjectNeedsReply]:
    """The needs matrix: every subject of one side by name, element by element."""
    return needs_replies(needs_matrix(scope, unit_id, period, query.side, query.target))
