"""Makes reliability_pingouin.csv: what pingouin says of alpha, gaps pairwise.

Run in this folder with pandas and pingouin: ``python make_reliability.py
../../../../shared/data/skm``.
"""

from __future__ import annotations

import csv
import platform
import sys
from pathlib import Path

import pandas
import pingouin

FILES = {
    "jepara": "jepara_mpp_2021_2022.csv",
    "gianyar": "gianyar_skck_2020.csv",
    "sekadau": "sekadau_2019_s1_partial.csv",
}
ITEMS = [
    *("persyaratan", "prosedur", "waktu", "biaya", "produk"),
    *("kompetensi", "perilaku", "pengaduan", "sarana"),
]
VERSIONS = f"Python {platform.python_version()} pingouin {pingouin.__version__}"


def row(name, folder):
    sheets = pandas.read_csv(folder / FILES[name])[ITEMS]
    alpha = pingouin.cronbach_alpha(data=sheets, nan_policy="pairwise")[0]
    return [name, repr(float(alpha)), VERSIONS]


def main():
    folder = Path(sys.argv[1])
    with Path("reliability_pingouin.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["data", "alpha", "versions"])
        writer.writerows(row(name, folder) for name in FILES)


if __name__ == "__main__":
    main()
