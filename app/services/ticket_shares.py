"""Issued, used and unused tickets of each counter month by month, and the minutes reported.

Used tickets are the verified answers that the counter's score counts: they are released with it
in the same batches and withheld by the same rules, so that they tell of no single send
(decisions 1, 2 and 16). Issued tickets and reported minutes are no answers of anybody.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from app.access import Scope
from app.clock import Period
from app.queries import tickets
from app.services.scores import counter_scores
from app.services.scoring_rules import K
from app.services.ticket_counts import TicketCounts


@dataclass(frozen=True)
class TicketShare:
    """The tickets of one counter over a period."""

    counter_id: int
    period: Period
    tickets: TicketCounts


@dataclass(frozen=True)
class VisitMedians:
    """The median minutes of a counter's visits; None below 5 visits."""

    waiting: float | None
    service: float | None


def monthly_shares(scope: Scope, unit_id: int, period: Period) -> Sequence[TicketShare]:
    """The tickets of every counter of a unit's subtree, month by month."""
    months = (Period(month.year, month.month, 1) for month in period.each_month())
    return [
        TicketShare(score.subject.id, month, score.tickets)
        for month in months
        for score in counter_scores(scope, unit_id, month)
    ]


def visit_medians(scope: Scope, unit_id: int, period: Period) -> dict[int, VisitMedians]:
    """The median minutes reported in a period, by counter."""
    waiting: dict[int, list[int]] = {}
    service: dict[int, list[int]] = {}
    for row in tickets.visit_minutes(scope, unit_id, period.first_day, period.last_day):
        waiting.setdefault(row.counter_id, []).extend(row.waiting)
        service.setdefault(row.counter_id, []).extend(row.service)
    return {key: VisitMedians(_median(waiting[key]), _median(service[key])) for key in waiting}


def _median(minutes: Sequence[int]) -> float | None:
    return float(median(minutes)) if len(minutes) >= K else None
