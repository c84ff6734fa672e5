"""Signals of random series by abspc, a program of an NHS health board for "Making Data Count".

Needs a Python with abspc 1.1.0. The limits are given to it, so that only the rules are compared.
"""

import csv
from importlib.metadata import version

import numpy as np
from abspc import spc

RUN = 7


def marks(values):
    """The places that each rule names."""
    x = np.array(values)
    centre = np.full(len(x), x.mean())
    reach = 2.66 * np.abs(np.diff(x)).mean()
    low, high = centre - reach, centre + reach
    outer_low, outer_high = centre - 2 * reach / 3, centre + 2 * reach / 3
    return {
        "outside": spc._rule1_astronomical(x, high, low),
        "one_side": spc._rule2_shift(x, centre, RUN),
        "trend": spc._rule3_trend(x, RUN),
        "outer_third": spc._rule4_two_in_three(x, centre, high, low, outer_high, outer_low),
    }


def series(number):
    """A wandering series: steps of its own, some of them in one direction for long."""
    draw = np.random.default_rng(number)
    level, values = 85.0, []
    for place in range(30):
        pushed = 1.6 if 8 < place < 17 and number % 3 == 0 else 0.0
        level += float(draw.choice([0.0, 0.0, 0.6, -0.6])) + pushed
        values.append(round(float(level + draw.normal(0, 1.2)), 3))
    return values


def main():
    """Write control_signals.csv."""
    with open("control_signals.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["values", "outside", "one_side", "trend", "outer_third", "program"])
        for number in range(60):
            values = series(number)
            found = [np.flatnonzero(mark) for mark in marks(values).values()]
            cells = [" ".join(map(str, row)) for row in (values, *found)]
            writer.writerow([*cells, f"abspc {version('abspc')}"])


if __name__ == "__main__":
    main()
