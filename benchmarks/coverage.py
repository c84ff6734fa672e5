"""How often the interval covers the truth when sheets are drawn from real answers.

Run from the top of the project: ``python -m benchmarks.coverage`` (``--grid`` tries other
numbers of pseudo-answers, which is how the one in use was fixed). It prints a table.
"""

from __future__ import annotations

import argparse
import csv
import os
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

from analytics.inputs import Band, Rule, Tally
from analytics.intervals import PSEUDO_ANSWERS, element_interval, index_interval
from analytics.score_limits import score_limits

FILES = ("jepara_mpp_2021_2022", "gianyar_skck_2020", "sekadau_2019_s1_partial")
ITEMS = (
    *("persyaratan", "prosedur", "waktu", "biaya", "produk"),
    *("kompetensi", "perilaku", "pengaduan", "sarana"),
)
LOW, HIGH, FACTOR, LEVEL = 1, 4, 25, 0.95
SIZES = (5, 10, 20, 35, 50, 70, 100, 200, 400)
GRID = (0.1, 0.2, 0.3, 0.5, 0.75, 1.0, 1.5, 2.0)
DRAWS_AT_ONCE = 500
ROUNDING = 1e-12

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Moments:
    """Mean on 0..1, sum of squares and n of each draw: an index has one column, elements nine."""

    mean: Array
    squares: Array
    n: Array

    def covered(self, truth: Array, pseudo_answers: float) -> Array:
        """Share of draws, per column, whose limits hold the truth."""
        low, high = score_limits(
            self.mean, self.squares, self.n, pseudo_answers=pseudo_answers, level=LEVEL
        )
        return _share_inside(low, high, truth)

    def covered_by_plain_t(self, truth: Array) -> Array:
        """The same for mean -+ t standard errors, for comparison."""
        half = stdtrit(self.n - 1, (1 + LEVEL) / 2) * np.sqrt(self.squares / (self.n - 1) / self.n)
        return _share_inside(self.mean - half, self.mean + half, truth)


def read_sheets(path: Path) -> NDArray[np.uint8]:
    """Ratings of a file of named columns, in the order of ITEMS, gaps as 0."""
    with path.open(newline="", encoding="utf-8") as file:
        return np.array(
            [[int(row[key] or 0) for key in ITEMS] for row in csv.DictReader(file)],
            dtype=np.uint8,
        )


def draw(
    sheets: NDArray[np.uint8], n: int, draws: int, generator: np.random.Generator
) -> tuple[Moments, Moments]:
    """Index and element moments of samples of n sheets drawn with replacement."""
    blocks = [
        _moments(sheets[generator.integers(0, len(sheets), (DRAWS_AT_ONCE, n))])
        for _ in range(0, draws, DRAWS_AT_ONCE)
    ]
    index, elements = (
        Moments(*(np.concatenate(part) for part in zip(*kind, strict=True)))
        for kind in zip(*blocks, strict=True)
    )
    return index, elements


def truth(sheets: NDArray[np.uint8]) -> Array:
    """Element means of a whole file on 0..1."""
    answered = sheets > 0
    return (sheets.sum(axis=0) / answered.sum(axis=0) - LOW) / (HIGH - LOW)


def _moments(samples: NDArray[np.uint8]) -> tuple[tuple[Array, ...], tuple[Array, ...]]:
    answered = samples > 0
    scaled = np.where(answered, (samples - float(LOW)) / (HIGH - LOW), 0.0)
    n_elements = answered.sum(axis=1).astype(float)
    n = answered.any(axis=2).sum(axis=1, keepdims=True).astype(float)
    means = scaled.sum(axis=1) / n_elements
    residuals = np.where(answered, scaled - means[:, None, :], 0.0)
    linearised = (residuals / n_elements[:, None, :]).mean(axis=2)
    squares = n**2 * (linearised**2).sum(axis=1, keepdims=True)
    index = (means.mean(axis=1, keepdims=True), squares, n)
    return index, (means, (residuals**2).sum(axis=1), n_elements)


def _share_inside(low: Array, high: Array, truth: Array) -> Array:
    return ((low - ROUNDING <= truth) & (truth <= high + ROUNDING)).mean(axis=0)


def check_against_analytics(sheets: NDArray[np.uint8], generator: np.random.Generator) -> float:
    """Largest difference between the limits simulated here and those of the product."""
    rule = Rule(
        dict.fromkeys(ITEMS, Fraction(1, 9)),
        FACTOR,
        (Band(Decimal(FACTOR * LOW), "D", "Tidak Baik"),),
        LOW,
        HIGH,
    )
    worst = 0.0
    for _ in range(50):
        sample = sheets[generator.integers(0, len(sheets), 35)]
        tally = Tally.from_ratings(sample, ITEMS, LOW, HIGH)
        index, elements = (Moments(*parts) for parts in _moments(sample[None]))
        shown = [index_interval(tally, rule), *(element_interval(tally, key) for key in ITEMS)]
        simulated = [*_limits(index, PSEUDO_ANSWERS / 9), *_limits(elements, PSEUDO_ANSWERS)]
        for place, (interval, low_and_high) in enumerate(zip(shown, simulated, strict=True)):
            factor = 1 if place else FACTOR
            limits = factor * (LOW + (HIGH - LOW) * low_and_high)
            worst = max(worst, *np.abs(limits - (interval.low, interval.high)))
    return worst


def _limits(moments: Moments, pseudo_answers: float) -> Array:
    limits = score_limits(
        moments.mean, moments.squares, moments.n, pseudo_answers=pseudo_answers, level=LEVEL
    )
    return np.stack(limits, axis=-1)[0]


def print_table(folder: Path, draws: int, seed: int) -> None:
    """Print coverage of the method in use beside a plain t interval."""
    print("| data set | n | index % | elements %, lowest - highest | plain t: index, lowest |")
    print("|---|---|---|---|---|")
    generator = np.random.default_rng(seed)
    for name in FILES:
        sheets = read_sheets(folder / f"{name}.csv")
        means = truth(sheets)
        for n in SIZES:
            index, elements = draw(sheets, n, draws, generator)
            whole = 100 * index.covered(means.mean(keepdims=True), PSEUDO_ANSWERS / 9)[0]
            each = 100 * elements.covered(means, PSEUDO_ANSWERS)
            plain = 100 * index.covered_by_plain_t(means.mean(keepdims=True))[0]
            plain_each = 100 * elements.covered_by_plain_t(means).min()
            print(
                f"| {name.split('_')[0]} | {n} | {whole:.1f} | {each.min():.1f} - "
                f"{each.max():.1f} | {plain:.1f}, {plain_each:.1f} |"
            )
        worst = check_against_analytics(sheets, generator)
        if worst > 1e-9:
            raise SystemExit(f"the simulation differs from analytics by {worst}")


def print_grid(folder: Path, draws: int, seed: int) -> None:
    """Print, for other numbers of pseudo-answers, the worst coverage over n of at least 35."""
    print("| data set | pseudo-answers | index %, n >= 35 | lowest element | highest, n = 400 |")
    print("|---|---|---|---|---|")
    generator = np.random.default_rng(seed)
    for name in FILES:
        sheets = read_sheets(folder / f"{name}.csv")
        means = truth(sheets)
        samples = {n: draw(sheets, n, draws, generator) for n in SIZES if n >= 35}
        for pseudo in GRID:
            index = [
                100 * sample[0].covered(means.mean(keepdims=True), pseudo / 9)[0]
                for sample in samples.values()
            ]
            elements = {n: 100 * sample[1].covered(means, pseudo) for n, sample in samples.items()}
            lowest = min(each.min() for each in elements.values())
            print(
                f"| {name.split('_')[0]} | {pseudo} | {min(index):.1f} - {max(index):.1f} | "
                f"{lowest:.1f} | {elements[400].max():.1f} |"
            )


def main() -> None:
    """Read the options and print the table asked for."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--draws", type=int, default=40_000)
    options.add_argument("--seed", type=int, default=14)
    options.add_argument("--grid", action="store_true")
    chosen = options.parse_args()
    folder = Path(os.environ.get("REFERENCE_DATA", "../shared/data/skm"))
    table = print_grid if chosen.grid else print_table
    table(folder, chosen.draws, chosen.seed)


if __name__ == "__main__":
    main()
