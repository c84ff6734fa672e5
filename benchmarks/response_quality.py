"""How many attacked days and sheets are found, and how many honest ones are suspected.

    python -m benchmarks.response_quality [--offices 12]

Bars (decisions 31): recall of at least 95 % per attacked day and per sheet for the staff's phone,
a bot and bad-mouthing in bulk; at most 2 % of honest counter-days flagged. The rest is reported.
Offices are those of tests/analytics/attacks, each with a seed of its own; the share of real days
is printed where the reference sheets are.
"""

from __future__ import annotations

import argparse
import csv
import os
import sys
from collections import Counter, defaultdict
from dataclasses import asdict
from datetime import date
from pathlib import Path

import numpy as np

from analytics.day_summaries import DaySummary, summary_of
from analytics.inputs import Tally
from analytics.response_quality import FEWEST_SHEETS, judged_days
from tests.analytics.attacks.simulation import (
    BARRED,
    MEANS_PER_DAY,
    SCENARIOS,
    Sheet,
    attacked_office,
    honest_office,
    read_frozen,
)
from tests.analytics.attacks.verdicts import found_in

RECALL, SUSPECTED = 0.95, 0.02
HONEST = "nothing"
SHEETS = Path(os.environ.get("REFERENCE_DATA", "../shared/data/skm")) / "jepara_mpp_2021_2022.csv"
HEADER = (
    f"{'what happened':<27}{'days':>6}{'found':>8}{'sheets':>8}{'found':>8}{'at once':>9}"
    f"{'by month':>10}{'honest days':>13}{'flagged':>9}{'bar':>6}"
)


def main() -> int:
    """Print a row for each scenario; 0 when all bars hold."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--offices", type=int, default=12)
    offices = given.parse_args().offices
    print(f"{offices} offices a row, 8 counters of 2 to 40 sheets a day, 120 days\n{HEADER}")
    held = [_row(HONEST, _simulated(HONEST, offices))]
    held += [_row(scenario, _simulated(scenario, offices)) for scenario in SCENARIOS]
    print("the frozen set, one office of 3 counters a row, 60 days")
    held += [_row(scenario, _counted([sheets])) for scenario, sheets in read_frozen().items()]
    _print_real()
    return 0 if all(held) else 1


def _simulated(scenario: str, offices: int) -> Counter[str]:
    return _counted(_office(scenario, number) for number in range(offices))


def _office(scenario: str, number: int) -> list[Sheet]:
    if scenario == HONEST:
        return honest_office(number)
    return attacked_office(scenario, 1000 + number, counter=number % len(MEANS_PER_DAY))


def _counted(offices) -> Counter[str]:  # type: ignore[no-untyped-def]
    total: Counter[str] = Counter()
    for sheets in offices:
        total.update(asdict(found_in(sheets)) | {"offices": 1})
    return total


def _row(scenario: str, total: Counter[str]) -> bool:
    """Print what was found of one scenario; whether its bars hold."""
    days = _share(total["attack_days_flagged"], total["attack_days"])
    sheets = _share(total["attack_sheets_flagged"], total["attack_sheets"])
    at_once = _share(total["attack_sheets_at_receipt"], total["attack_sheets"])
    month = _share(total["attacks_found_in_a_month"], total["offices"])
    if scenario == HONEST:
        month = _share(total["honest_months_flagged"], total["honest_months"])
    suspected = _share(total["honest_days_flagged"], total["honest_days_judged"])
    holds = suspected <= SUSPECTED
    if scenario in BARRED:
        holds = holds and min(days, sheets) >= RECALL
    print(
        f"{scenario:<27}{total['attack_days']:>6}{days:>8.1%}{total['attack_sheets']:>8}"
        f"{sheets:>8.1%}{at_once:>9.1%}{month:>10.1%}{total['honest_days_judged']:>13}"
        f"{suspected:>9.2%}{'ok' if holds else 'MISS':>6}",
        flush=True,
    )
    return holds


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _print_real() -> None:
    """The share of real counter-days that are flagged: nobody knows which of them were honest."""
    if not SHEETS.is_file():
        print(f"no real sheets at {SHEETS}")
        return
    judged = [day for day in judged_days(_real_days()) if day.evidence.n >= FEWEST_SHEETS]
    flagged = [day for day in judged if day.reasons]
    reasons = Counter(reason.value for day in flagged for reason in day.reasons)
    print(
        f"jepara: {len(flagged)} of {len(judged)} real counter-days with {FEWEST_SHEETS} sheets or "
        f"more are flagged ({_share(len(flagged), len(judged)):.1%}): {dict(reasons)}"
    )


def _real_days() -> list[DaySummary]:
    held: dict[tuple[str, int], list[list[int]]] = defaultdict(list)
    with SHEETS.open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            place = row.pop("loket"), date.fromisoformat(row.pop("tanggal")).toordinal()
            held[place].append([int(value or 0) for value in row.values()])
    counters = {name: number for number, name in enumerate(sorted({name for name, _ in held}))}
    return [
        summary_of(_tally(ratings), counters[name], day, 0) for (name, day), ratings in held.items()
    ]


def _tally(ratings: list[list[int]]) -> Tally:
    keys = tuple(str(number) for number in range(len(ratings[0])))
    return Tally.from_ratings(np.array(ratings, dtype=np.uint8), keys, 1, 4)


if __name__ == "__main__":
    sys.exit(main())
