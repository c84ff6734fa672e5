"""Issued, used and unused tickets of each counter beside its score, and the minutes reported.

Used tickets are the verified answers that the counter's score counts: they are released with it
in the same batches and withheld by the same rules, so that they tell of no single send
(decisions 1, 2 and 16). Issued tickets and reported minutes are no answers of anybody.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median

from app.access import Scope
from app.clock import Period
from app.queries import tickets
from app.services.release_views import K
from app.services.scores import Score, counter_scores


@dataclass(frozen=True)
class TicketShare:
    """The tickets of one counter over a period; `used` is None where it is withheld."""

    counter_id: int
    period: Period
    issued: int
    used: int | None

    @property
    def unused(self) -> int | None:
        """Issued and not used; tickets of the month before may have been used in this one."""
        return None if self.used is None else max(self.issued - self.used, 0)

    @property
    def response_rate_0_1(self) -> Fraction | None:
        """Used of issued, at most 1; None without tickets, or where the used are withheld."""
        if self.used is None or not self.issued:
            return None
        return min(Fraction(self.used, self.issued), Fraction(1))


@dataclass(frozen=True)
class VisitMedians:
    """The median minutes of a counter's visits; None below 5 visits."""

    waiting: float | None
    service: float | None


def shares_beside(
    scope: Scope, unit_id: int, period: Period, counters: Iterable[Score]
) -> dict[int, TicketShare]:
    """The tickets of each counter whose score is given, by the counter's id."""
    issued: dict[int, int] = {}
    held = tickets.issued_between(scope, unit_id, period.first_day, period.last_day)
    for (counter_id, _month), n in held.items():
        issued[counter_id] = issued.get(counter_id, 0) + n
    return {
        score.subject.id: TicketShare(
            score.subject.id, period, issued.get(score.subject.id, 0), _used(score)
        )
        for score in counters
    }


def monthly_shares(scope: Scope, unit_id: int, period: Period) -> Sequence[TicketShare]:
    """The tickets of every counter of a unit's subtree, month by month."""
    months = (Period(month.year, month.month, 1) for month in period.each_month())
    return [
        share
        for month in months
        for share in shares_beside(
            scope, unit_id, month, counter_scores(scope, unit_id, month)
        ).values()
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


def _used(score: Score) -> int | None:
    """How many of the answers came with a ticket, where that may be seen."""
    if score.result is None or score.verified_share_0_1 is None:
        return None
    return int(score.verified_share_0_1 * score.result.n)
