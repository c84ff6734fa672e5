"""The same regressions by statsmodels: WLS with HAC errors. Reads segmented_points.csv."""

import csv
from importlib.metadata import version

import numpy as np
import statsmodels.api as sm


def effects(case, rows, lag, weighted):
    """The coefficients of the segmented regression with their errors."""
    time, change, value, n = (
        np.array([float(row[name]) for row in rows]) for name in ("time", "change", "value", "n")
    )
    since, after = time - change, (time >= change).astype(float)
    design = np.column_stack([np.ones_like(value), since, after, after * since])
    weights = n if weighted else np.ones_like(n)
    options = {"maxlags": lag, "use_correction": True}
    fit = sm.WLS(value, design, weights=weights).fit(cov_type="HAC", cov_kwds=options, use_t=True)
    limits = fit.conf_int()
    for term, estimate, error, ends in zip(
        ("constant", "slope", "level", "bend"), fit.params, fit.bse, limits, strict=True
    ):
        yield [
            case,
            int(weighted),
            lag,
            term,
            repr(float(estimate)),
            repr(float(error)),
            *(repr(float(end)) for end in ends),
            f"statsmodels {version('statsmodels')}",
        ]


def main():
    """Write segmented_statsmodels.csv."""
    with open("segmented_points.csv", newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    with open("segmented_statsmodels.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(
            ["case", "weighted", "lag", "term", "estimate", "error", "low", "high", "program"]
        )
        for case in ("months", "gaps"):
            held = [row for row in rows if row["case"] == case]
            for lag in range(4):
                writer.writerows(effects(case, held, lag, True))
                writer.writerows(effects(case, held, lag, False))


if __name__ == "__main__":
    main()
