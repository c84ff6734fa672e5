"""Which interval comes nearest to 95 % where there are fewer sheets than 35."""

from __future__ import annotations

import numpy as np

from benchmarks.drawn_samples import (
    FILES,
    LEVEL,
    Array,
    blocks,
    linearised_values,
    read_sheets,
    share_inside,
    truth,
)
from benchmarks.interval_candidates import CANDIDATES

SIZES = (5, 10, 20)
INDEX, ELEMENTS = slice(0, 1), slice(1, None)

Coverages = dict[tuple[str, str, int], Array]


def print_candidates(draws: int, seed: int) -> None:
    """Print the coverage of every candidate, and for each n which comes nearest."""
    found = _coverages(draws, seed)
    print("| data set | n | interval | index % | elements %, lowest - highest |")
    print("|---|---|---|---|---|")
    for (name, candidate, n), covered in found.items():
        each = covered[ELEMENTS]
        print(
            f"| {name} | {n} | {candidate} | {covered[0]:.1f} | "
            f"{each.min():.1f} - {each.max():.1f} |"
        )
    print("\nDistance from 95 % in the worst data set (elements: their mean), the nearest first:\n")
    for n in SIZES:
        index, elements = _distances(found, n, INDEX), _distances(found, n, ELEMENTS)
        both = {candidate: max(index[candidate], elements[candidate]) for candidate in CANDIDATES}
        for what, far in (("index", index), ("elements", elements), ("one for both", both)):
            print(f"n = {n}, {what}: {_nearest_first(far)}")


def _coverages(draws: int, seed: int) -> Coverages:
    """Coverage in per cent of the index and the nine elements, by data set, interval and n."""
    generator = np.random.default_rng(seed)
    found: Coverages = {}
    for name in FILES:
        sheets = read_sheets(name)
        means = truth(sheets)
        true = np.concatenate([[means.mean()], means])
        for n in SIZES:
            inside: dict[str, list[Array]] = {candidate: [] for candidate in CANDIDATES}
            for samples in blocks(sheets, n, draws, generator):
                values = linearised_values(samples)
                for candidate, limits in CANDIDATES.items():
                    inside[candidate].append(share_inside(*limits(values, LEVEL), true))
            for candidate, shares in inside.items():
                found[name, candidate, n] = 100 * np.mean(shares, axis=0)
    return found


def _distances(found: Coverages, n: int, columns: slice) -> dict[str, float]:
    """How far from 95 each candidate is in the data set where it is farthest."""
    return {
        candidate: max(
            float(np.abs(covered[columns] - 100 * LEVEL).mean())
            for (_, other, size), covered in found.items()
            if other == candidate and size == n
        )
        for candidate in CANDIDATES
    }


def _nearest_first(far: dict[str, float]) -> str:
    ordered = sorted(far, key=lambda candidate: far[candidate])
    return ", ".join(f"{candidate} {far[candidate]:.1f}" for candidate in ordered)
