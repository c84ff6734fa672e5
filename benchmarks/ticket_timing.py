"""How many of 100 counters with skimmed tickets are flagged, and how many honest ones.

    python -m benchmarks.ticket_timing [--counters 100]

Staff keep one ticket in five and use it later. Bars: at most 2 % of honest counters flagged, in
every row; of skimmed ones at least 90 of 100 with 40 visits a day over 26 weeks. Counters are those
of tests/analytics/attacks/skimming.py: no real issued and used tickets are at hand.
"""

from __future__ import annotations

import argparse
import sys

from analytics.ticket_timing import ticket_timing
from tests.analytics.attacks.skimming import HABITS, a_counter

SUSPECTED, FOUND = 0.02, 0.90
WEEKS, PER_DAY = (13, 26, 52), (10, 20, 40, 80)
BARRED_WEEKS, BARRED_PER_DAY = 26, 40
# On the day itself, skimmed tickets come back like honest ones.
UNSEEN = {"same day"}


def main() -> int:
    """Print a row for each size; 0 when all bars hold."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--counters", type=int, default=100)
    counters = given.parse_args().counters
    print(f"{counters} counters a cell; skimmed: 20 % of tickets")
    print(f"{'weeks':>5}{'a day':>7}{'honest':>9}{'slips/2d':>10}", *(f"{h:>13}" for h in HABITS))
    rows = [_row(weeks, per_day, counters) for weeks in WEEKS for per_day in PER_DAY]
    return 0 if all(rows) else 1


def _row(weeks: int, per_day: int, counters: int) -> bool:
    """Print what was flagged at counters of one size; whether the bars hold."""
    honest = _flagged(weeks, per_day, counters)
    slips = _flagged(weeks, per_day, counters, slips_for=2)
    found = {habit: _flagged(weeks, per_day, counters, habit) for habit in HABITS}
    is_barred = weeks >= BARRED_WEEKS and per_day >= BARRED_PER_DAY
    seen = min(share for habit, share in found.items() if habit not in UNSEEN)
    holds = max(honest, slips) <= SUSPECTED and (seen >= FOUND or not is_barred)
    cells = " ".join(f"{share:>13.0%}" for share in found.values())
    print(
        f"{weeks:>5}{per_day:>7}{honest:>9.1%}{slips:>10.1%} {cells}  {'ok' if holds else 'MISS'}",
        flush=True,
    )
    return holds


def _flagged(
    weeks: int, per_day: int, counters: int, habit: str | None = None, slips_for: int = 1
) -> float:
    """The share of counters that are flagged."""
    n = 0
    for number in range(counters):
        made = a_counter(number, weeks, per_day, habit, slips_for)
        judged = ticket_timing(made.issued, made.used)
        n += judged is not None and judged.is_in_bursts
    return n / counters


if __name__ == "__main__":
    sys.exit(main())
