"""How often the interval with days as clusters covers the truth when whole days are drawn."""

from __future__ import annotations

import numpy as np

from analytics.cluster_sums import ClusterSums
from analytics.clusters import cluster_design
from analytics.inputs import Tally
from analytics.intervals import PSEUDO_ANSWERS
from analytics.score_limits import score_limits
from benchmarks.drawn_samples import (
    FACTOR,
    HIGH,
    ITEMS,
    LEVEL,
    LOW,
    RULE,
    Array,
    read_rows,
    read_sheets,
    share_inside,
    truth,
)

DAYS = (10, 20, 40, 60, 120, 250)
LOWEST, HIGHEST = 93, 97
SAME = 1e-9


def print_days(draws: int, seed: int) -> bool:
    """Print coverage of the cluster interval and of the headline; False below the bar."""
    tallies = _day_tallies()
    true = truth(read_sheets("jepara")).mean(keepdims=True)
    generator = np.random.default_rng(seed)
    _check_against_analytics(tallies, generator)
    print("| days drawn | mean n | design effect, median | days as clusters % | headline % |")
    print("|---|---|---|---|---|")
    kept = True
    for days in DAYS:
        drawn = generator.multinomial(days, np.full(len(tallies), 1 / len(tallies)), draws)
        mean, squares, n, effect = _designs(tallies, drawn)
        clustered = 100 * _covered(mean, squares, n, true, np.maximum(effect, 1.0), days - 1.0)
        plain = 100 * _covered(mean, squares, n, true, np.ones_like(effect), None)
        print(
            f"| {days} | {n.mean():.0f} | {np.median(effect):.2f} | {clustered:.1f} | {plain:.1f} |"
        )
        kept = kept and LOWEST <= clustered <= HIGHEST
    print(f"Bar: {LOWEST} - {HIGHEST} % with days as clusters. {'Kept' if kept else 'Missed'}.")
    return kept


def _day_tallies() -> list[Tally]:
    sheets: dict[str, list[list[int]]] = {}
    for row in read_rows("jepara"):
        sheets.setdefault(row["tanggal"], []).append([int(row[key] or 0) for key in ITEMS])
    return [
        Tally.from_ratings(np.array(rows, np.uint8), ITEMS, LOW, HIGH) for rows in sheets.values()
    ]


def _designs(tallies: list[Tally], drawn: Array) -> tuple[Array, Array, Array, Array]:
    """Mean on 0..1, sum of squares, n and design effect of each draw of days."""
    m = len(ITEMS)
    answered, sums = (drawn @ np.array([getattr(t, part) for t in tallies]) for part in _SUMS)
    pair_n, pair_sum, pair_product = (
        (drawn @ np.array([getattr(t, part).ravel() for t in tallies])).reshape(-1, m, m)
        for part in ("pair_n", "pair_sum", "pair_product")
    )
    n = drawn @ np.array([t.n for t in tallies], dtype=float)
    means, per_answer = sums / answered, 1 / m / answered
    mixed = means[:, :, None] * pair_sum.transpose(0, 2, 1)
    both = means[:, :, None] * means[:, None, :] * pair_n
    about = pair_product - mixed - mixed.transpose(0, 2, 1) + both
    independent = n / (n - 1) * np.einsum("di,dij,dj->d", per_answer, about, per_answer)
    of_day = per_answer @ np.array([t.sums for t in tallies]).T
    of_day -= (per_answer * means) @ np.array([t.answered for t in tallies]).T
    days = drawn.sum(axis=1)
    between = days / (days - 1) * (drawn * of_day**2).sum(axis=1)
    span = HIGH - LOW
    squares = n * (n - 1) * np.maximum(independent, 0) / span**2
    return (means.mean(axis=1) - LOW) / span, squares, n, between / independent


_SUMS = ("answered", "sums")


def _limits(
    mean: Array, squares: Array, n: Array, factor: Array, degrees: float | None
) -> tuple[Array, Array]:
    low, high = score_limits(
        mean,
        squares,
        n,
        pseudo_answers=PSEUDO_ANSWERS / 9,
        level=LEVEL,
        variance_factor=factor,
        degrees=degrees,
    )
    return low, high


def _covered(
    mean: Array, squares: Array, n: Array, true: Array, factor: Array, degrees: float | None
) -> float:
    low, high = _limits(mean, squares, n, factor, degrees)
    return float(share_inside(low[:, None], high[:, None], true)[0])


def _check_against_analytics(tallies: list[Tally], generator: np.random.Generator) -> None:
    for _ in range(20):
        chosen = generator.integers(0, len(tallies), 20)
        drawn = np.bincount(chosen, minlength=len(tallies))[None]
        mean, squares, n, effect = _designs(tallies, drawn)
        low, high = _limits(mean, squares, n, np.maximum(effect, 1.0), 19.0)
        days = [tallies[place] for place in chosen]
        shown = cluster_design(sum(days[1:], days[0]), ClusterSums.of_tallies(days), RULE).interval
        if shown is None:
            raise SystemExit("analytics has no interval for 20 real days")
        simulated = [FACTOR * (LOW + (HIGH - LOW) * float(limit[0])) for limit in (low, high)]
        worst = max(abs(simulated[0] - shown.low), abs(simulated[1] - shown.high))
        if worst > SAME:
            raise SystemExit(f"the simulation of days differs from analytics by {worst}")
