"""How seldom identical officers are called different, and how many sheets find a true difference.

Run from the top of the project: ``python -m benchmarks.individuals``. Officers' sheets are drawn
with replacement from the pairs of kompetensi and perilaku of real files. It prints tables and
ends with status 1 when identical officers are called different in more than 5 % of cases, when
the simulation differs from the product, or when the figures shown to evaluators are not these.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq

from analytics.family_error import holm
from analytics.individuals import officers_evidence
from analytics.inputs import Tally
from analytics.officer_power import n_for_difference
from analytics.officer_sheets import ITEMS, OfficerSheets
from analytics.sheet_sums import sum_shares, whole_tails
from app.services.officer_method import COLLEAGUES, DIFFERENCE, POWER, SURVEYS
from benchmarks.drawn_samples import FILES, HIGH, LOW, read_rows

ERROR = 0.05
SIZES = (35, 100)
# Officers in each group, groups in a family, families drawn.
FAMILIES = ((1000, 1, 1000), (10, 100, 100), (10, 1, 4000), (3, 1, 4000))
# A share that is 5 % in truth comes out higher in half of all simulations.
STANDARD_ERRORS = 2
SHOWN_WITHIN = 2


@dataclass(frozen=True)
class Population:
    """Pairs of ratings and how often they were given."""

    pairs: NDArray[np.int64]
    shares: NDArray[np.float64]

    @property
    def means(self) -> NDArray[np.float64]:
        """The mean of each pair, on the rating scale."""
        return self.pairs.mean(axis=1)

    @property
    def mean(self) -> float:
        """The mean over all sheets."""
        return float(self.shares @ self.means)

    @property
    def variance(self) -> float:
        """The variance between sheets."""
        return float(self.shares @ (self.means - self.mean) ** 2)

    def shifted(self, difference: float) -> Population | None:
        """The same pairs, their shares tilted until the mean differs; None past the scale's end."""
        wanted = self.mean + difference
        if not self.means.min() < wanted < self.means.max():
            return None
        slope = brentq(lambda slope: self._tilted(slope).mean - wanted, -100, 100)
        return self._tilted(slope)

    def _tilted(self, slope: float) -> Population:
        shares = self.shares * np.exp(slope * (self.means - self.mean))
        return Population(self.pairs, shares / shares.sum())


def read_pairs(name: str) -> Population:
    """The pairs of a file, from the sheets that answered both."""
    rows = [[int(row[key] or 0) for key in ITEMS] for row in read_rows(name)]
    both = np.array([row for row in rows if all(row)])
    pairs, counts = np.unique(both, axis=0, return_counts=True)
    return Population(pairs, counts / counts.sum())


def p_values(population: Population, counts: NDArray[np.int64]) -> NDArray[np.float64]:
    """Of one group, officers by pairs: what `analytics.officer_groups` gives, without tallies."""
    shares = sum_shares(tally_of_pairs(population.pairs, counts.sum(axis=0)))
    totals = counts @ (population.pairs - LOW).sum(axis=1)
    at_most, at_least = whole_tails(shares, int(counts[0].sum()))
    smaller = np.minimum(at_most[totals], at_least[totals])
    return np.minimum(1.0, 2 * smaller)


def tally_of_pairs(pairs: NDArray[np.int64], counts: NDArray[np.int64]) -> Tally:
    """The tally of pairs that were given so often, without a row for each of the sheets."""
    n, points = int(counts.sum()), np.arange(LOW, HIGH + 1)
    sums = counts @ pairs
    return Tally(
        items=ITEMS,
        low=LOW,
        high=HIGH,
        n=n,
        n_complete=n,
        n_straightlined=int(counts[pairs[:, 0] == pairs[:, 1]].sum()),
        counts=np.array([(column[:, None] == points).T @ counts for column in pairs.T]),
        pair_n=np.full((2, 2), n),
        pair_sum=np.repeat(sums[:, None], 2, axis=1),
        pair_product=(pairs * counts[:, None]).T @ pairs,
    )


def identical(
    population: Population, n: int, shape: tuple[int, int, int], generator: np.random.Generator
) -> tuple[float, float]:
    """Share of families with any officer called different, and of officers called so."""
    officers, groups, families = shape
    called = []
    for _ in range(families):
        family = [
            p_values(population, generator.multinomial(n, population.shares, size=officers))
            for _ in range(groups)
        ]
        called.append(int((holm(np.concatenate(family)) <= ERROR).sum()))
    return float(np.mean(np.array(called) > 0)), sum(called) / (families * officers * groups)


def power(population: Population, other: Population, n: int, families: int, seed: int) -> float:
    """How often one officer of the other population is found among COLLEAGUES."""
    generator = np.random.default_rng(seed)
    found = 0
    for _ in range(families):
        counts = generator.multinomial(n, population.shares, size=COLLEAGUES + 1)
        counts[0] = generator.multinomial(n, other.shares)
        found += holm(p_values(population, counts))[0] <= ERROR
    return found / families


def fewest(population: Population, other: Population, families: int, seed: int) -> int:
    """The fewest sheets of each officer with which the difference is found often enough."""
    low, high = 2, 256
    while low < high:
        middle = (low + high) // 2
        if power(population, other, middle, families, seed) >= POWER:
            high = middle
        else:
            low = middle + 1
    return low


def differs_from_product(population: Population, generator: np.random.Generator) -> float:
    """Largest difference between p-values simulated here and those of the product."""
    counts = generator.multinomial(35, population.shares, size=10)
    sheets = [
        OfficerSheets(f"P{place}", "A", Tally.from_ratings(rows, ITEMS, LOW, HIGH))
        for place, rows in enumerate(
            np.repeat(population.pairs, each, axis=0).astype(np.uint8) for each in counts
        )
    ]
    given = [one.against_group.p_value for one in officers_evidence(sheets).officers]
    return float(np.abs(holm(p_values(population, counts)) - given).max())


def print_identical(seed: int) -> bool:
    """Print how often identical officers are called different; whether the bar holds."""
    print(
        "| data set | n each | officers | families | families with any different % | officers % |"
    )
    print("|---|---|---|---|---|---|")
    generator, holds = np.random.default_rng(seed), True
    for name in FILES:
        population = read_pairs(name)
        for n in SIZES:
            for shape in FAMILIES:
                family, single = identical(population, n, shape, generator)
                officers, groups, families = shape
                print(
                    f"| {name} | {n} | {groups} x {officers} | {families} | {100 * family:.2f} | "
                    f"{100 * single:.3f} |",
                    flush=True,
                )
                chance = (ERROR * (1 - ERROR) / families) ** 0.5
                holds &= single <= ERROR and family <= ERROR + STANDARD_ERRORS * chance
        holds &= differs_from_product(population, generator) < 1e-9
    return holds


def print_power(families: int, seed: int) -> bool:
    """Print the sheets that find a difference; whether those shown to evaluators are these."""
    print(
        f"\nSheets of each officer that find one of {COLLEAGUES + 1} who truly differs by ", end=""
    )
    print(f"{DIFFERENCE} points, with {100 * POWER:.0f} % power:")
    print("| data set | mean | variance | direction | simulated n | t test: one, all compared |")
    print("|---|---|---|---|---|---|")
    holds = True
    for name in FILES:
        population = read_pairs(name)
        found = dict(_directions(population, families, seed))
        for direction, n in found.items():
            print(
                f"| {name} | {population.mean:.3f} | {population.variance:.4f} | {direction} | "
                f"{n or 'beyond the scale'} | {_by_formula(population, 1)}, "
                f"{_by_formula(population, COLLEAGUES + 1)} |",
                flush=True,
            )
        shown = SURVEYS[name]
        holds &= abs(shown.n_simulated - max(filter(None, found.values()))) <= SHOWN_WITHIN
    return holds


def _directions(
    population: Population, families: int, seed: int
) -> Iterator[tuple[str, int | None]]:
    for direction, difference in (("lower", -DIFFERENCE), ("higher", DIFFERENCE)):
        other = population.shifted(difference)
        yield direction, fewest(population, other, families, seed) if other else None


def _by_formula(population: Population, comparisons: int) -> int:
    return n_for_difference(
        population.variance, DIFFERENCE, power=POWER, level=ERROR, comparisons=comparisons
    )


def main() -> None:
    """Read the options and print both tables."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--families", type=int, default=2000)
    options.add_argument("--seed", type=int, default=12)
    chosen = options.parse_args()
    holds = print_identical(chosen.seed)
    shown = print_power(chosen.families, chosen.seed)
    print(f"\nIdentical officers called different in at most 5 %: {'yes' if holds else 'NO'}")
    print(f"Sheets shown to evaluators are those simulated: {'yes' if shown else 'NO'}")
    sys.exit(not (holds and shown))


if __name__ == "__main__":
    main()
