"""Offices where nothing happened, and the same with one of six attacks; all of it synthetic.

    python -m tests.analytics.attacks.simulation      writes the frozen set, attack_set.csv, anew

The honest part stands in for real sheets: their straight-lined share, mean and variance, and how
alike the sheets of one day are, follow the kept tallies of a real service hall (jepara in
../reference/real_tallies.json; likeness 0.37 to 0.68 at its busy counters). How often the sheets
of a counter come, how long they take and what an attacker does are assumptions, written below.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

import numpy as np

FROZEN = Path(__file__).with_name("attack_set.csv")
SEED = 20_260_615
ITEMS, LOW, HIGH = 9, 1, 4

STRAIGHT_FOUR, STRAIGHT_THREE, UNHAPPY = 0.50, 0.022, 0.002
TOP_SHAPE = (3.75, 1.25)
DAY_LIKENESS = 0.45
MEANS_PER_DAY = (2, 3, 5, 8, 12, 18, 25, 40)
FROZEN_MEANS, FROZEN_DAYS = (3, 6, 12), 60
VARIANCE_PER_MEAN = 2.0
OPENS_S, CLOSES_S = 8 * 3600, 15 * 3600
MEDIAN_FILL_S, SPREAD_FILL, FAST_HANDS = 70.0, 0.5, 0.01
GROUP_DAYS, GROUP = 0.02, (6, 13)
HOUR_S = 3600
MONTH_DAYS = 22


@dataclass(frozen=True)
class Sheet:
    """One sheet: where, on which day, at which second, how long it took, and what it rates."""

    counter: int
    day: int
    second: int
    fill_s: int
    ratings: str
    is_attack: bool = False


def honest_office(
    seed: int, days: int = 120, means: tuple[int, ...] = MEANS_PER_DAY
) -> list[Sheet]:
    """The sheets of an office over working days; `means` are those of its counters' days."""
    drawn = np.random.default_rng(seed)
    return [
        sheet
        for counter, mean in enumerate(means)
        for day in range(days)
        for sheet in _honest_day(drawn, counter, day, mean)
    ]


def _honest_day(drawn: np.random.Generator, counter: int, day: int, mean: float) -> list[Sheet]:
    extra = VARIANCE_PER_MEAN - 1
    n = int(drawn.negative_binomial(mean / extra, 1 / (1 + extra)))
    alike = drawn.random(n) < DAY_LIKENESS**0.5
    template = _honest_ratings(drawn)
    seconds = drawn.integers(OPENS_S, CLOSES_S, n)
    if drawn.random() < GROUP_DAYS:
        together = seconds[: drawn.integers(*GROUP)]
        together[:] = drawn.integers(OPENS_S, OPENS_S + 600, len(together))
    return [
        Sheet(
            counter,
            day,
            int(second),
            _honest_fill(drawn),
            template if is_alike else _honest_ratings(drawn),
        )
        for second, is_alike in zip(seconds, alike, strict=True)
    ]


def _honest_ratings(drawn: np.random.Generator) -> str:
    kind = drawn.random()
    if kind < STRAIGHT_FOUR:
        return "4" * ITEMS
    if kind < STRAIGHT_FOUR + STRAIGHT_THREE:
        return "3" * ITEMS
    if kind < STRAIGHT_FOUR + STRAIGHT_THREE + UNHAPPY:
        return "".join(map(str, drawn.choice([1, 2, 3], ITEMS, p=[0.15, 0.6, 0.25])))
    top = drawn.beta(*TOP_SHAPE)
    low = np.where(drawn.random(ITEMS) < 0.015, 2, 3)
    return "".join(map(str, np.where(drawn.random(ITEMS) < top, 4, low)))


def _honest_fill(drawn: np.random.Generator) -> int:
    if drawn.random() < FAST_HANDS:
        return int(drawn.integers(4, 9))
    return max(9, int(drawn.lognormal(np.log(MEDIAN_FILL_S), SPREAD_FILL)))


Attack = Callable[[np.random.Generator, int, list[int]], Iterator[Sheet]]


def staff_phone(drawn: np.random.Generator, counter: int, days: list[int]) -> Iterator[Sheet]:
    """Thirty of the best answers within an hour, each filled in without haste."""
    for day in days:
        start = int(drawn.integers(OPENS_S, CLOSES_S - HOUR_S))
        for second in drawn.integers(start, start + HOUR_S, 30):
            yield Sheet(counter, day, int(second), int(drawn.integers(15, 60)), "4" * ITEMS, True)


def bot(drawn: np.random.Generator, counter: int, days: list[int]) -> Iterator[Sheet]:
    """Sixty answers in ten minutes by a program: the best, the worst, or any, by the day."""
    for day in days:
        start = int(drawn.integers(OPENS_S, CLOSES_S - HOUR_S))
        choices = [[4], [1], [1, 2, 3, 4]][int(drawn.integers(3))]
        for second in drawn.integers(start, start + 600, 60):
            ratings = "".join(map(str, drawn.choice(choices, ITEMS)))
            yield Sheet(counter, day, int(second), int(drawn.integers(0, 4)), ratings, True)


def two_a_day(drawn: np.random.Generator, counter: int, days: list[int]) -> Iterator[Sheet]:
    """Two of the best answers on each working day of a month."""
    for day in range(days[0], days[0] + MONTH_DAYS):
        for second in drawn.integers(OPENS_S, CLOSES_S, 2):
            yield Sheet(counter, day, int(second), int(drawn.integers(30, 90)), "4" * ITEMS, True)


def bad_mouthing_in_bulk(
    drawn: np.random.Generator, counter: int, days: list[int]
) -> Iterator[Sheet]:
    """Thirty bad answers about a colleague within an hour."""
    for sheet in staff_phone(drawn, counter, days):
        yield replace(sheet, ratings="".join(map(str, drawn.choice([1, 2], ITEMS, p=[0.7, 0.3]))))


def bad_mouthing_in_a_trickle(
    drawn: np.random.Generator, counter: int, days: list[int]
) -> Iterator[Sheet]:
    """Two bad answers about a colleague on each working day of a month."""
    for sheet in two_a_day(drawn, counter, days):
        yield replace(sheet, ratings="".join(map(str, drawn.choice([1, 2], ITEMS, p=[0.7, 0.3]))))


ATTACKS: dict[str, Attack] = {
    "staff_phone": staff_phone,
    "bot": bot,
    "bad_mouthing_in_bulk": bad_mouthing_in_bulk,
    "two_a_day": two_a_day,
    "bad_mouthing_in_a_trickle": bad_mouthing_in_a_trickle,
}
COACHED = "coached_queue"
SCENARIOS = (*ATTACKS, COACHED)
BARRED = ("staff_phone", "bot", "bad_mouthing_in_bulk")


def attacked_office(
    scenario: str,
    seed: int,
    days: int = 120,
    counter: int = 3,
    means: tuple[int, ...] = MEANS_PER_DAY,
) -> list[Sheet]:
    """An honest office with three attacked days, or an attacked month, at one counter."""
    drawn = np.random.default_rng((seed, 1))
    sheets = honest_office(seed, days, means)
    chosen = sorted(int(day) for day in drawn.choice(days - MONTH_DAYS, 3, replace=False))
    if scenario == COACHED:
        return [_coached(drawn, sheet, counter, chosen) for sheet in sheets]
    return sheets + list(ATTACKS[scenario](drawn, counter, chosen))


def _coached(drawn: np.random.Generator, sheet: Sheet, counter: int, days: list[int]) -> Sheet:
    """A visitor who is told to give the best answers, as nine in ten then do."""
    if sheet.counter != counter or sheet.day not in days or drawn.random() > 0.9:
        return sheet
    return replace(sheet, ratings="4" * ITEMS, is_attack=True)


def write_frozen(target: Path = FROZEN) -> None:
    """Write the fixed set: one office of three counters and 60 working days for each scenario."""
    with target.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["scenario", *Sheet.__dataclass_fields__])
        for number, scenario in enumerate(SCENARIOS):
            counter = number % len(FROZEN_MEANS)
            office = attacked_office(scenario, SEED + number, FROZEN_DAYS, counter, FROZEN_MEANS)
            for sheet in office:
                values = [getattr(sheet, name) for name in Sheet.__dataclass_fields__]
                writer.writerow([scenario, *values[:-1], int(sheet.is_attack)])


def read_frozen() -> dict[str, list[Sheet]]:
    """The fixed set by scenario."""
    with FROZEN.open(newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file))[1:]
    return {
        scenario: [Sheet(*map(int, row[1:5]), row[5], row[6] == "1") for row in found]
        for scenario, found in groupby(rows, key=lambda row: row[0])
    }


if __name__ == "__main__":
    write_frozen()
    sys.stdout.write(f"{FROZEN.name} written\n")
