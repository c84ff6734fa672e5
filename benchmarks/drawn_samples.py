"""Real sheets as populations, and samples drawn from them with replacement."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

from analytics.inputs import Band, Rule
from analytics.score_limits import score_limits

FOLDER = Path(os.environ.get("REFERENCE_DATA", "../shared/data/skm"))
FILES = {
    "jepara": "jepara_mpp_2021_2022.csv",
    "gianyar": "gianyar_skck_2020.csv",
    "sekadau": "sekadau_2019_s1_partial.csv",
}
ITEMS = (
    *("persyaratan", "prosedur", "waktu", "biaya", "produk"),
    *("kompetensi", "perilaku", "pengaduan", "sarana"),
)
LOW, HIGH, FACTOR, LEVEL = 1, 4, 25, 0.95
DRAWS_AT_ONCE = 500
ROUNDING = 1e-12
RULE = Rule(
    dict.fromkeys(ITEMS, Fraction(1, 9)),
    FACTOR,
    (Band(Decimal(FACTOR * LOW), "D", "Tidak Baik"),),
    LOW,
    HIGH,
)

Array = NDArray[np.float64]
Sheets = NDArray[np.uint8]


@dataclass(frozen=True)
class Moments:
    """Mean on 0..1, sum of squares and n of each draw: an index has one column, elements nine."""

    mean: Array
    squares: Array
    n: Array

    def covered(self, truth: Array, pseudo_answers: float) -> Array:
        """Share of draws, per column, whose limits hold the truth."""
        return share_inside(*self.limits(pseudo_answers), truth)

    def limits(self, pseudo_answers: float) -> tuple[Array, Array]:
        """The limits in use, on 0..1."""
        return score_limits(
            self.mean, self.squares, self.n, pseudo_answers=pseudo_answers, level=LEVEL
        )

    def covered_by_plain_t(self, truth: Array) -> Array:
        """The same for mean -+ t standard errors, for comparison."""
        half = stdtrit(self.n - 1, (1 + LEVEL) / 2) * np.sqrt(self.squares / (self.n - 1) / self.n)
        return share_inside(self.mean - half, self.mean + half, truth)


def read_rows(name: str) -> list[dict[str, str]]:
    """The rows of a file by column name."""
    with (FOLDER / FILES[name]).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def read_sheets(name: str) -> Sheets:
    """Ratings of a file, in the order of ITEMS, gaps as 0."""
    return np.array([[int(row[key] or 0) for key in ITEMS] for row in read_rows(name)], np.uint8)


def truth(sheets: Sheets) -> Array:
    """Element means of a whole file on 0..1."""
    answered = sheets > 0
    return (sheets.sum(axis=0) / answered.sum(axis=0) - LOW) / (HIGH - LOW)


def blocks(sheets: Sheets, n: int, draws: int, generator: np.random.Generator) -> Iterator[Sheets]:
    """Samples of n sheets, so many at once as fit the memory."""
    for _ in range(0, draws, DRAWS_AT_ONCE):
        yield sheets[generator.integers(0, len(sheets), (DRAWS_AT_ONCE, n))]


def draw(
    sheets: Sheets, n: int, draws: int, generator: np.random.Generator
) -> tuple[Moments, Moments]:
    """Index and element moments of samples of n sheets drawn with replacement."""
    found = [moments(samples) for samples in blocks(sheets, n, draws, generator)]
    index, elements = (
        Moments(*(np.concatenate(part) for part in zip(*kind, strict=True)))
        for kind in zip(*found, strict=True)
    )
    return index, elements


def moments(samples: Sheets) -> tuple[tuple[Array, ...], tuple[Array, ...]]:
    """Mean, squares and n of the index and of the elements of each sample."""
    means, residuals, n_elements = _centred(samples)
    n = (samples > 0).any(axis=2).sum(axis=1, keepdims=True).astype(float)
    linearised = (residuals / n_elements[:, None, :]).mean(axis=2)
    squares = n**2 * (linearised**2).sum(axis=1, keepdims=True)
    index = (means.mean(axis=1, keepdims=True), squares, n)
    return index, (means, (residuals**2).sum(axis=1), n_elements)


def linearised_values(samples: Sheets) -> Array:
    """What each sheet says of the index (column 0) and of the elements: (draws, n, 10) on 0..1.

    Their mean is the estimate; a gap says the element's own mean.
    """
    means, residuals, n_elements = _centred(samples)
    n = samples.shape[1]
    of_index = n * (residuals / n_elements[:, None, :]).mean(axis=2)
    index = means.mean(axis=1)[:, None] + of_index
    return np.concatenate([index[:, :, None], means[:, None, :] + residuals], axis=2)


def share_inside(low: Array, high: Array, truth: Array) -> Array:
    """Share of draws, per column, between whose limits the truth lies."""
    return ((low - ROUNDING <= truth) & (truth <= high + ROUNDING)).mean(axis=0)


def _centred(samples: Sheets) -> tuple[Array, Array, Array]:
    answered = samples > 0
    scaled = np.where(answered, (samples - float(LOW)) / (HIGH - LOW), 0.0)
    n_elements = answered.sum(axis=1).astype(float)
    means = scaled.sum(axis=1) / n_elements
    return means, np.where(answered, scaled - means[:, None, :], 0.0), n_elements
