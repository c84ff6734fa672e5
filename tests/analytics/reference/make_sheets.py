"""Makes made_sheets.csv: 160 sheets by chance, with days, gaps and respondents, for R to read.

Run in this folder: ``python make_sheets.py``. No real answer is in it.
"""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np

ITEMS = [
    *("persyaratan", "prosedur", "waktu", "biaya", "produk"),
    *("kompetensi", "perilaku", "pengaduan", "sarana"),
]
SHEETS, DAYS, GAP = 160, 14, 0.04


def rating(chance, mood):
    if chance.random() < GAP:
        return ""
    return min(4, max(1, round(chance.normal(3.3 + mood, 0.7))))


def one_of(chance, choices, weights):
    return str(chance.choice(choices, p=np.array(weights) / sum(weights)))


def sheet(chance, mood_of_day):
    day = int(chance.choice(list(mood_of_day)))
    age = one_of(chance, ["17-30", "31-50", "51+"], [5, 4, 2])
    sex = one_of(chance, ["L", "P"], [2, 1] if age == "17-30" else [1, 1])
    service = one_of(chance, ["KTP", "SKCK", "Izin", "Pajak"], [6, 4, 2, 1])
    mood = mood_of_day[day] + chance.normal(0, 0.3) - (0.4 if age == "51+" else 0)
    return [f"2026-03-{day:02}", sex, age, service, *(rating(chance, mood) for _ in ITEMS)]


def main():
    chance = np.random.default_rng(11)
    mood_of_day = {day: chance.normal(0, 0.25) for day in range(1, DAYS + 1)}
    rows = [sheet(chance, mood_of_day) for _ in range(SHEETS)]
    path = Path(__file__).parent / "made_sheets.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["tanggal", "jenis_kelamin", "usia", "layanan", *ITEMS])
        writer.writerows(rows)


if __name__ == "__main__":
    main()
