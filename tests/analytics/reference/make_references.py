"""Derives real_tallies.json and real_intervals.csv from the real sheets, without analytics.

Run with the folder of the real sheets: ``python make_references.py ../../../../shared/data/skm``.
Tallies are counted by plain loops, NI and its variance by fractions over raw sheets, limits by
solving the score equation numerically with scipy.
"""

from __future__ import annotations

import csv
import json
import sys
from fractions import Fraction
from pathlib import Path

import numpy as np
from scipy.optimize import brentq
from scipy.stats import t

HERE = Path(__file__).parent
FILES = {
    "jepara": "jepara_mpp_2021_2022.csv",
    "gianyar": "gianyar_skck_2020.csv",
    "sekadau": "sekadau_2019_s1_partial.csv",
}
ITEMS = [
    *("persyaratan", "prosedur", "waktu", "biaya", "produk"),
    *("kompetensi", "perilaku", "pengaduan", "sarana"),
]
PSEUDO_ANSWERS = 0.5


def read(path):
    with path.open(newline="", encoding="utf-8") as file:
        return [[int(row[key] or 0) for key in ITEMS] for row in csv.DictReader(file)]


def tally(sheets):
    answered = [sheet for sheet in sheets if any(sheet)]
    complete = [sheet for sheet in answered if all(sheet)]
    places = range(len(ITEMS))

    def pairs(power_i, power_j):
        return [
            [
                sum(s[i] ** power_i * s[j] ** power_j for s in answered if s[i] and s[j])
                for j in places
            ]
            for i in places
        ]

    return {
        "n": len(answered),
        "n_complete": len(complete),
        "n_straightlined": sum(len(set(sheet)) == 1 for sheet in complete),
        "counts": [[sum(s[i] == point for s in answered) for point in range(1, 5)] for i in places],
        "pair_n": pairs(0, 0),
        "pair_sum": pairs(1, 0),
        "pair_product": pairs(1, 1),
    }


def linearised(sheets):
    """NI and, per sheet, its share z of NI's deviation; all fractions."""
    columns = [[value for value in column if value] for column in zip(*sheets, strict=True)]
    means = [Fraction(sum(column), len(column)) for column in columns]
    shares = [
        sum(
            (value - mean) / (9 * len(column))
            for value, mean, column in zip(sheet, means, columns, strict=True)
            if value
        )
        for sheet in sheets
        if any(sheet)
    ]
    return sum(means) / 9, shares


def limits(scores, pseudo):
    """Solve n (mean - mu)^2 = t^2 D mu (1 - mu) on both sides of the mean of 0..1 scores."""
    n, mean = len(scores), scores.mean()
    values, weights = np.append(scores, [0, 1]), np.append(np.ones(n), [pseudo / 2, pseudo / 2])
    centre = np.average(values, weights=weights)
    variance = (weights * (values - centre) ** 2).sum() / (weights.sum() - 1)
    scale = t.ppf(0.975, n - 1) ** 2 * variance / (centre * (1 - centre))

    def equation(mu):
        return n * (mean - mu) ** 2 - scale * mu * (1 - mu)

    return tuple(brentq(equation, *ends, xtol=1e-15) for ends in ((0, mean), (mean, 1)))


def intervals(sheets):
    ni, shares = linearised(sheets)
    scores = np.array([float(ni + len(shares) * share - 1) / 3 for share in shares])
    yield "index", *(25 + 75 * limit for limit in limits(scores, PSEUDO_ANSWERS / 9))
    for key, column in zip(ITEMS, zip(*sheets, strict=True), strict=True):
        answers = np.array([(value - 1) / 3 for value in column if value])
        yield key, *(1 + 3 * limit for limit in limits(answers, PSEUDO_ANSWERS))


def main(folder):
    tallies, rows = {}, []
    for name, file in FILES.items():
        sheets = read(folder / file)
        ni, shares = linearised(sheets)
        n = len(shares)
        variance = Fraction(n, n - 1) * sum(share**2 for share in shares)
        tallies[name] = tally(sheets) | {"ni": str(ni), "ni_variance": str(variance)}
        rows += [(name, *row) for row in intervals(sheets)]
    text = json.dumps({"items": ITEMS, "low": 1, "high": 4, "tallies": tallies})
    text = text.replace('{"n"', '\n{"n"').replace(', "', ',\n"')
    (HERE / "real_tallies.json").write_text(text + "\n", encoding="utf-8")
    with (HERE / "real_intervals.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("file", "what", "low", "high"))
        writer.writerows((name, what, repr(float(a)), repr(float(b))) for name, what, a, b in rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
