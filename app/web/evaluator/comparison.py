"""Counters, services and units below a unit, side by side."""

from __future__ import annotations

from app.access import Scope
from app.clock import Period
from app.services.case_mix import case_mix
from app.services.comparison import Side, compare_subjects
from app.web.evaluator.comparison_replies import comparison_replies
from app.web.evaluator.comparison_schemas import ComparisonQuery, ComparisonReply
from app.web.evaluator.operations import operation
from app.web.wording import N_

COMPARISONS = N_("Perbandingan")


@operation(
    "/units/{unit_id}/comparisons/{period}",
    tag=COMPARISONS,
    summary=N_("Loket, layanan, atau unit di bawah sebuah unit, berdampingan tanpa peringkat"),
    query=ComparisonQuery,
    reply=ComparisonReply,
)
def list_comparisons(
    scope: Scope, query: ComparisonQuery, unit_id: int, period: Period
) -> list[ComparisonReply]:
    """Every subject of one side by name, with what its difference to the others means."""
    found = compare_subjects(scope, unit_id, period, query.side)
    is_mixed = query.side is Side.COUNTERS
    mix = case_mix(scope, unit_id, period, found) if is_mixed else None
    return comparison_replies(found, mix)
