"""How often the interval covers the truth when sheets are drawn from real answers.

Run from the top of the project: ``python -m benchmarks.coverage`` (``--grid`` tries other
numbers of pseudo-answers, which is how the one in use was fixed). It prints the interval in use,
what other intervals would cover below n = 35, and days as clusters. It ends with status 1 where
a bar is missed.
"""

from __future__ import annotations

import argparse

import numpy as np

from analytics.inputs import Tally
from analytics.intervals import PSEUDO_ANSWERS, element_interval, index_interval
from benchmarks.coverage_of_days import print_days
from benchmarks.coverage_of_few import print_candidates
from benchmarks.drawn_samples import (
    FACTOR,
    FILES,
    HIGH,
    ITEMS,
    LOW,
    RULE,
    Array,
    Moments,
    Sheets,
    draw,
    moments,
    read_sheets,
    truth,
)

SIZES = (5, 10, 20, 35, 50, 70, 100, 200, 400)
ENOUGH, MANY = 35, 400
GRID = (0.1, 0.2, 0.3, 0.5, 0.75, 1.0, 1.5, 2.0)
FEWEST_DRAWS = 10_000
BAR = "Bar: index 93 - 97 % from n = 35; elements at least 93 % from 35 and 93 - 97 % from 400."


def print_table(draws: int, seed: int) -> bool:
    """Print coverage of the interval in use beside a plain t interval; False below the bar."""
    print("| data set | n | index % | elements %, lowest - highest | plain t: index, lowest |")
    print("|---|---|---|---|---|")
    generator = np.random.default_rng(seed)
    missed = []
    for name in FILES:
        sheets = read_sheets(name)
        means = truth(sheets)
        for n in SIZES:
            index, elements = draw(sheets, n, draws, generator)
            whole = 100 * index.covered(means.mean(keepdims=True), PSEUDO_ANSWERS / 9)[0]
            each = 100 * elements.covered(means, PSEUDO_ANSWERS)
            plain = 100 * index.covered_by_plain_t(means.mean(keepdims=True))[0]
            plain_each = 100 * elements.covered_by_plain_t(means).min()
            print(
                f"| {name} | {n} | {whole:.1f} | {each.min():.1f} - {each.max():.1f} | "
                f"{plain:.1f}, {plain_each:.1f} |"
            )
            if not _reaches_the_bar(n, float(whole), each):
                missed.append(f"{name} n = {n}")
        worst = check_against_analytics(sheets, generator)
        if worst > 1e-9:
            raise SystemExit(f"the simulation differs from analytics by {worst}")
    print(f"{BAR} Missed: {', '.join(missed) or 'nowhere'}.")
    return not missed


def _reaches_the_bar(n: int, index: float, elements: Array) -> bool:
    if n < ENOUGH:
        return True
    highest = 97.0 if n >= MANY else 100.0
    return 93 <= index <= 97 and 93 <= elements.min() <= elements.max() <= highest


def check_against_analytics(sheets: Sheets, generator: np.random.Generator) -> float:
    """Largest difference between the limits simulated here and those of the product."""
    worst = 0.0
    for _ in range(50):
        sample = sheets[generator.integers(0, len(sheets), ENOUGH)]
        tally = Tally.from_ratings(sample, ITEMS, LOW, HIGH)
        index, elements = (Moments(*parts) for parts in moments(sample[None]))
        shown = [index_interval(tally, RULE), *(element_interval(tally, key) for key in ITEMS)]
        simulated = [*_limits(index, PSEUDO_ANSWERS / 9), *_limits(elements, PSEUDO_ANSWERS)]
        for place, (interval, low_and_high) in enumerate(zip(shown, simulated, strict=True)):
            if interval is None:
                raise SystemExit("analytics has no interval for 35 real sheets")
            factor = 1 if place else FACTOR
            limits = factor * (LOW + (HIGH - LOW) * low_and_high)
            worst = max(worst, *np.abs(limits - (interval.low, interval.high)))
    return worst


def _limits(drawn: Moments, pseudo_answers: float) -> Array:
    return np.stack(drawn.limits(pseudo_answers), axis=-1)[0]


def print_grid(draws: int, seed: int) -> None:
    """Print, for other numbers of pseudo-answers, the worst coverage over n of at least 35."""
    print("| data set | pseudo-answers | index %, n >= 35 | lowest element | highest, n = 400 |")
    print("|---|---|---|---|---|")
    generator = np.random.default_rng(seed)
    for name in FILES:
        sheets = read_sheets(name)
        means = truth(sheets)
        samples = {n: draw(sheets, n, draws, generator) for n in SIZES if n >= ENOUGH}
        for pseudo in GRID:
            index = [
                100 * sample[0].covered(means.mean(keepdims=True), pseudo / 9)[0]
                for sample in samples.values()
            ]
            elements = {n: 100 * sample[1].covered(means, pseudo) for n, sample in samples.items()}
            lowest = min(each.min() for each in elements.values())
            print(
                f"| {name} | {pseudo} | {min(index):.1f} - {max(index):.1f} | "
                f"{lowest:.1f} | {elements[MANY].max():.1f} |"
            )


def main() -> None:
    """Read the options and print the tables asked for; status 1 where a bar is missed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--draws", type=int, default=40_000)
    options.add_argument("--seed", type=int, default=14)
    options.add_argument("--grid", action="store_true")
    chosen = options.parse_args()
    if chosen.grid:
        print_grid(chosen.draws, chosen.seed)
        return
    reached = print_table(chosen.draws, chosen.seed)
    fewer = min(chosen.draws, FEWEST_DRAWS)
    print(f"\nBelow n = {ENOUGH}, {fewer} draws a row:\n")
    print_candidates(fewer, chosen.seed)
    print(f"\nDays of jepara drawn with replacement, {fewer} draws a row:\n")
    if not (print_days(fewer, chosen.seed) and reached):
        raise SystemExit(1)


if __name__ == "__main__":
    main()
