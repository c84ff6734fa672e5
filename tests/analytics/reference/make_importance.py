"""Derives importance.csv and importance_sheets.csv with pingouin, without analytics.

Run with the reference environment: ``python make_importance.py``. The sheets are drawn with a
fixed seed: nine elements that lean on a common impression, and an overall answer.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pingouin

HERE = Path(__file__).parent
ITEMS = [
    *("persyaratan", "prosedur", "waktu", "biaya", "produk"),
    *("kompetensi", "perilaku", "pengaduan", "sarana"),
]
WEIGHTS = [0.05, 0.1, 0.3, 0.05, 0.1, 0.1, 0.2, 0.05, 0.05]
SHEETS = 150


def drawn(seed):
    generator = np.random.default_rng(seed)
    impression = generator.normal(0, 0.5, (SHEETS, 1))
    ratings = 3.1 + impression + generator.normal(0, 0.6, (SHEETS, len(ITEMS)))
    overall = ratings @ WEIGHTS + generator.normal(0, 0.4, SHEETS)
    return np.clip(np.rint(np.column_stack((ratings, overall))), 1, 4).astype(int)


def main():
    sheets = drawn(20261122)
    versions = f"pingouin {pingouin.__version__}; numpy {np.__version__}; seed 20261122"
    with (HERE / "importance_sheets.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([*ITEMS, "overall"])
        writer.writerows(sheets.tolist())
    table = pd.DataFrame(sheets, columns=[*ITEMS, "overall"]).astype(float)
    fitted = pingouin.linear_regression(table[ITEMS], table["overall"], relimp=True)
    with (HERE / "importance.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["key", "share", "r_squared", "versions"])
        for key, share, r2 in zip(
            fitted["names"][1:], fitted["relimp"][1:], fitted["r2"][1:], strict=True
        ):
            writer.writerow([key, repr(float(share)), repr(float(r2)), versions])


if __name__ == "__main__":
    sys.exit(main())
