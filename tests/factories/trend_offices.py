"""Offices whose answers go up and down from month to month."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from app.access import Scope
from tests.factories.evaluator_systems import release_answers
from tests.factories.organisation import Office, an_office
from tests.factories.responses import stored_rows

END_OF_YEAR = datetime.fromisoformat("2027-01-03T05:00:00+00:00")


def a_month_of(level: int, n: int) -> list[tuple[int, ...]]:
    """So many sheets, of whose ratings `level` in 9 are fours and the others threes."""
    return [(4,) * level + (3,) * (9 - level)] * (n - n // 2) + [
        (4,) * max(level - 1, 0) + (3,) * (9 - max(level - 1, 0))
    ] * (n // 2)


def an_office_over_months(
    scope: Scope, now: datetime, months: Iterable[tuple[int, int]], *, counters: int = 2
) -> Office:
    """An office with answers in the first months of 2026: (level, n) of each, at its counter 1."""
    office = an_office(scope, now, counters=counters)
    for number, (level, n) in enumerate(months, start=1):
        stored_rows(office, a_month_of(level, n), day=date(2026, number, 10))
    release_answers(scope, END_OF_YEAR)
    return office
