"""How fast 10,000 officers are shrunk, and how often shrunken intervals hold the truth.

Run from the top of the project: ``python -m benchmarks.shrinkage``. The first table draws groups
from the model itself, the second draws sheets of twelve counters from real answers: all counters
alike, or some of them worse. It ends with status 1 where a bar is missed.
"""

from __future__ import annotations

import argparse
import statistics
import time
from typing import NamedTuple

import numpy as np

from analytics.comparison import Comparison, compare
from analytics.inputs import Tally
from analytics.shrinkage import shrink
from benchmarks.drawn_samples import FILES, HIGH, ITEMS, LOW, RULE, Array, Sheets, read_sheets

OFFICERS = 10_000
MOST_SECONDS = 1.0
NUMBERS_OF_GROUPS = (4, 8, 22, 100)
RATIOS = (0.0, 0.2, 1.0, 4.0)
SIZES = np.array([8, 12, 20, 35, 35, 50, 50, 80, 100, 100, 150, 300])
WORSE_SHARES = (0.0, 0.3)
LEAST_COVERAGE = 93.0
MOST_FALSE = 5.0
BAR = (
    f"Bar: {OFFICERS} officers in {MOST_SECONDS:.0f} s; coverage at least {LEAST_COVERAGE:.0f} %; "
    f"alike counters told apart in at most {MOST_FALSE:.0f} % of comparisons."
)


class Drawn(NamedTuple):
    """What one comparison of drawn counters came to."""

    held: Array
    raw_errors: Array
    shrunken_errors: Array
    has_separated: bool


def print_speed(seed: int) -> bool:
    """Print the median time of five runs; False above the bar."""
    random = np.random.default_rng(seed)
    v = random.uniform(0.5, 9, OFFICERS)
    y = 85 + random.normal(size=OFFICERS) * np.sqrt(v + 2)
    seconds = []
    for _ in range(5):
        start = time.perf_counter()
        shrink(y, v)
        seconds.append(time.perf_counter() - start)
    print(f"{OFFICERS} officers: {statistics.median(seconds):.3f} s, median of 5")
    return statistics.median(seconds) <= MOST_SECONDS


def print_model_coverage(draws: int, seed: int) -> bool:
    """Print coverage where the model holds, variances unequal; False below the bar."""
    print("\n| groups | true spread / variance | coverage % | width / raw | error / raw |")
    print("|---|---|---|---|---|")
    random = np.random.default_rng(seed)
    found = [_model_row(k, ratio, draws, random) for k in NUMBERS_OF_GROUPS for ratio in RATIOS]
    return min(found) >= LEAST_COVERAGE


def _model_row(k: int, ratio: float, draws: int, random: np.random.Generator) -> float:
    held, width, errors, raw_errors = [], [], [], []
    for _ in range(max(draws // k, 1)):
        v = np.exp(random.uniform(-1.5, 1.5, k))
        true = random.normal(size=k) * np.sqrt(ratio)
        y = true + random.normal(size=k) * np.sqrt(v)
        shrunk = shrink(y, v)
        held.append((shrunk.lows <= true) & (true <= shrunk.highs))
        width.append(shrunk.sds / np.sqrt(v))
        errors.append((shrunk.means - true) ** 2)
        raw_errors.append((y - true) ** 2)
    coverage = 100 * float(np.mean(held))
    gain = np.sqrt(np.mean(errors) / np.mean(raw_errors))
    print(f"| {k} | {ratio} | {coverage:.1f} | {np.mean(width):.2f} | {gain:.2f} |")
    return coverage


def print_real_coverage(runs: int, seed: int) -> bool:
    """Print coverage and false differences of twelve counters drawn from real sheets."""
    print("\n| data set | counters | coverage % | error / raw | any two told apart, % |")
    print("|---|---|---|---|---|")
    random = np.random.default_rng(seed)
    rows = [
        _real_row(name, _complete(read_sheets(name)), share, runs, random)
        for name in FILES
        for share in WORSE_SHARES
    ]
    return all(rows)


def _complete(sheets: Sheets) -> Sheets:
    """Only sheets without gaps: of a mixture of those the true index is known exactly."""
    return sheets[(sheets > 0).all(axis=1)]


def _real_row(
    name: str, sheets: Sheets, worse_share: float, runs: int, random: np.random.Generator
) -> bool:
    drawn = [_drawn(sheets, worse_share, random) for _ in range(runs)]
    coverage = 100 * float(np.mean([one.held for one in drawn]))
    gain = np.sqrt(
        np.mean([one.shrunken_errors for one in drawn]) / np.mean([one.raw_errors for one in drawn])
    )
    apart = 100 * float(np.mean([one.has_separated for one in drawn]))
    kind = "some worse" if worse_share else "alike"
    print(f"| {name} | {kind} | {coverage:.1f} | {gain:.2f} | {apart:.1f} |", flush=True)
    return coverage >= LEAST_COVERAGE and (worse_share > 0 or apart <= MOST_FALSE)


def _drawn(sheets: Sheets, worse_share: float, random: np.random.Generator) -> Drawn:
    """Counters of which each serves, by chance, more of those who rate in the lower half."""
    scores = RULE.factor * sheets.mean(axis=1)
    lower = np.flatnonzero(scores <= np.median(scores))
    shares = random.uniform(0, worse_share, len(SIZES)) if worse_share else np.zeros(len(SIZES))
    true = (1 - shares) * scores.mean() + shares * scores[lower].mean()
    tallies = {
        str(place): _tally(sheets, lower, float(share), int(n), random)
        for place, (n, share) in enumerate(zip(SIZES, shares, strict=True))
    }
    return _judged(compare(tallies, RULE), true)


def _tally(
    sheets: Sheets, lower: Array, share: float, n: int, random: np.random.Generator
) -> Tally:
    anyone = random.integers(0, len(sheets), n)
    places = np.where(random.random(n) < share, random.choice(lower, n), anyone)
    return Tally.from_ratings(sheets[places], ITEMS, LOW, HIGH)


def _judged(found: Comparison, true: Array) -> Drawn:
    limits = np.array([(group.interval.low, group.interval.high) for group in found.groups])
    raw = np.array([float(group.raw.index) for group in found.groups])
    shrunken = np.array([group.shrunken for group in found.groups])
    return Drawn(
        held=(limits[:, 0] <= true) & (true <= limits[:, 1]),
        raw_errors=(raw - true) ** 2,
        shrunken_errors=(shrunken - true) ** 2,
        has_separated=len(found.bands or ()) > 1,
    )


def main() -> None:
    """Print the three tables and end with status 1 where a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--draws", type=int, default=20_000, help="groups for each model row")
    parser.add_argument("--runs", type=int, default=500, help="comparisons for each real row")
    parser.add_argument("--seed", type=int, default=2026)
    asked = parser.parse_args()
    print(BAR)
    reached = [
        print_speed(asked.seed),
        print_model_coverage(asked.draws, asked.seed),
        print_real_coverage(asked.runs, asked.seed),
    ]
    raise SystemExit(0 if all(reached) else 1)


if __name__ == "__main__":
    main()
