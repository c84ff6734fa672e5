"""How fast sheets become tallies, and tallies one another, beside what numpy needs to add them up.

Run from the top of the project: ``python -m benchmarks.tallies``. The yardstick of counting is
``A.sum(axis=0)`` of the same C-ordered uint8 array, timed in turns with it. It ends with status 1
where a bar is missed.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from functools import reduce
from operator import add

import numpy as np

from analytics.counting import Ratings
from analytics.inputs import Tally
from benchmarks.drawn_samples import FILES, HIGH, ITEMS, LOW, read_sheets

MOST_TIMES_THE_SUM = 4.0
DAYS, MOST_MERGE_MS = 400, 5.0
SHEETS_A_DAY = 60
ROUNDS = 5
SHARES_OF_GAPS = (0.0, 0.03)


def main() -> int:
    """Print both tables; 0 when both bars hold."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--sheets", type=int, default=10_000_000)
    options = given.parse_args()
    chance = np.random.default_rng(2026)
    ratios = list(_counting(options.sheets, chance))
    merge_ms = _merging(chance)
    good = max(ratios) <= MOST_TIMES_THE_SUM and merge_ms <= MOST_MERGE_MS
    print(
        f"bar: {MOST_TIMES_THE_SUM} times the sum, {MOST_MERGE_MS} ms: {'PASS' if good else 'FAIL'}"
    )
    return 0 if good else 1


def _counting(sheets: int, chance: np.random.Generator) -> Iterator[float]:
    print(f"{'sheets':>10} {'gaps':>5} {'sum s':>7} {'tally s':>8} {'ratio':>6}")
    for gaps in SHARES_OF_GAPS:
        drawn = _drawn(sheets, gaps, chance)
        plain, counted = _in_turns(
            lambda drawn=drawn: drawn.sum(axis=0),
            lambda drawn=drawn: Tally.from_ratings(drawn, ITEMS, LOW, HIGH),
        )
        ratio = counted / plain
        print(f"{sheets:>10} {gaps:>5.0%} {plain:>7.3f} {counted:>8.3f} {ratio:>6.2f}")
        yield ratio


def _merging(chance: np.random.Generator) -> float:
    days = [
        Tally.from_ratings(_drawn(SHEETS_A_DAY, 0.03, chance), ITEMS, LOW, HIGH)
        for _ in range(DAYS)
    ]
    if Tally.merged(days) != reduce(add, days):
        raise SystemExit("merged day tallies differ from their sum")
    took = statistics.median(_timed(lambda: Tally.merged(days)) for _ in range(ROUNDS)) * 1000
    print(f"{DAYS} day tallies merged: {took:.2f} ms")
    return took


def _drawn(sheets: int, gaps: float, chance: np.random.Generator) -> Ratings:
    """Sheets drawn from the real ones, C-ordered, some ratings of them left out."""
    real = np.concatenate([read_sheets(name) for name in FILES])
    drawn = real[chance.integers(0, len(real), sheets)]
    if gaps:
        drawn[chance.random(drawn.shape, dtype=np.float32) < gaps] = 0
    return np.ascontiguousarray(drawn)


def _in_turns(first: Callable[[], object], second: Callable[[], object]) -> tuple[float, float]:
    pairs = [(_timed(first), _timed(second)) for _ in range(ROUNDS)]
    return tuple(statistics.median(times) for times in zip(*pairs, strict=True))


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
