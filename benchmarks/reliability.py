"""How often the interval of Cronbach's alpha covers the truth when sheets are drawn from real ones.

Run from the top of the project: ``python -m benchmarks.reliability``. It prints a table and ends
with status 1 when fewer than 94 % of intervals from n = 35 hold the truth on any whole file. Sheets
with gaps are left out of the population, so that its alpha is known exactly.
"""

from __future__ import annotations

import argparse
import sys

import numpy as np

from analytics.alpha_interval import alpha_interval, kurtosis_spread
from analytics.inputs import Tally
from analytics.reliability import reliability
from benchmarks.drawn_samples import FILES, HIGH, ITEMS, LOW, Sheets, read_sheets

SIZES = (10, 20, 35, 100, 400)
FEWEST_TO_HOLD, SHARE_TO_HOLD = 35, 0.94


def coverage(
    sheets: Sheets, n: int, draws: int, generator: np.random.Generator
) -> tuple[float, float]:
    """Share of draws whose interval holds the alpha of all sheets: in use, and Feldt's own."""
    truth = float(reliability(Tally.from_ratings(sheets, ITEMS, LOW, HIGH)).alpha or 0)
    covered = []
    for _ in range(draws):
        tally = Tally.from_ratings(sheets[generator.integers(0, len(sheets), n)], ITEMS, LOW, HIGH)
        alpha = reliability(tally).alpha
        if alpha is None or alpha == 1:
            continue
        # An interval that is too wide to be shown is counted too: it was not chosen by its truth.
        both = (
            alpha_interval(float(alpha), n, len(ITEMS), spread=spread)
            for spread in (kurtosis_spread(tally), 1.0)
        )
        covered.append([each.low <= truth <= each.high for each in both if each])
    return tuple(np.mean(covered, axis=0))


def main() -> None:
    """Read the options and print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--draws", type=int, default=2000)
    options.add_argument("--seed", type=int, default=3)
    chosen = options.parse_args()
    generator, holds = np.random.default_rng(chosen.seed), True
    print("| data set | n | interval of alpha % | Feldt alone % |")
    print("|---|---|---|---|")
    for name in FILES:
        sheets = read_sheets(name)
        complete = sheets[(sheets > 0).all(axis=1)]
        for n in SIZES:
            wide, plain = coverage(complete, n, chosen.draws, generator)
            print(f"| {name} | {n} | {100 * wide:.1f} | {100 * plain:.1f} |", flush=True)
            holds &= n < FEWEST_TO_HOLD or wide >= SHARE_TO_HOLD
    bar = f"At least {100 * SHARE_TO_HOLD:.0f} % from n = {FEWEST_TO_HOLD}"
    print(f"\n{bar}: {'yes' if holds else 'NO'}")
    sys.exit(not holds)


if __name__ == "__main__":
    main()
