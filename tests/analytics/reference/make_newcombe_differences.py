"""Limits of differences of shares by statsmodels, method "newcomb" (Newcombe 1998, method 10).

The eight pairs are those that Newcombe (1998), Statistics in Medicine 17, 873-890, works out.
"""

import csv
from importlib.metadata import version

from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

PAIRS = [
    (56, 70, 48, 80),
    (9, 10, 3, 10),
    (6, 7, 2, 7),
    (5, 56, 0, 29),
    (0, 10, 0, 20),
    (0, 10, 0, 10),
    (10, 10, 0, 20),
    (10, 10, 0, 10),
]


def main():
    """Write newcombe_differences.csv."""
    with open("newcombe_differences.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(
            [
                "x",
                "n",
                "low",
                "high",
                "y",
                "m",
                "other_low",
                "other_high",
                "difference_low",
                "difference_high",
                "program",
            ]
        )
        for x, n, y, m in PAIRS:
            one = proportion_confint(x, n, method="wilson")
            other = proportion_confint(y, m, method="wilson")
            limits = confint_proportions_2indep(x, n, y, m, method="newcomb")
            shown = [repr(float(value)) for value in (*one, *other, *limits)]
            writer.writerow(
                [x, n, *shown[:2], y, m, *shown[2:], f"statsmodels {version('statsmodels')}"]
            )


if __name__ == "__main__":
    main()
