"""How seldom identical counters and officers are called different when whole days are drawn.

Run from the top of the project: ``python -m benchmarks.alike_days``. Days of the service hall in
the real file are drawn with replacement as wholes, so that sheets of one day stay as alike as they
were. Counters and officers who are identical in truth are compared as the product compares them,
and with sheets taken for independent. It ends with status 1 where days as clusters call any
different in more than 5 % of families, and prints how many days find a true difference.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analytics.cluster_sums import ClusterSums
from analytics.comparison import compare
from analytics.individuals import NOT_SEPARABLE, officers_evidence
from analytics.inputs import Tally
from analytics.officer_sheets import ITEMS as OFFICER_ITEMS
from analytics.officer_sheets import OfficerSheets
from app.services.officer_method import DAYS, DIFFERENCE
from benchmarks.drawn_samples import HIGH, ITEMS, LOW, RULE, read_rows

ERROR, POWER, HALF = 0.05, 0.8, 0.5
# A share that is 5 % in truth comes out higher in half of all simulations.
STANDARD_ERRORS = 2
COUNTERS = {
    "2 x 12": (12,) * 2,
    "8 x 10": (10,) * 8,
    "8 x 40": (40,) * 8,
    "20 x 60": (60,) * 20,
    "8, 10 to 120": (10, 10, 20, 20, 40, 40, 80, 120),
    "8, half with 4 to 6": (10, 20, 40, 60, 4, 4, 6, 6),
}
OFFICERS = {"3": 3, "10": 10, "1000": 1000}
MIN_N = 35
DAYS_TRIED = (10, 15, 20, 30, 40, 60, 80, 120, 240)
INDEX_DIFFERENCE = 5.0

Sheets = NDArray[np.uint8]
Days = Sequence[Sheets]


class Drawn(NamedTuple):
    """Days drawn for one counter or officer: all sheets, and what each day adds."""

    sheets: Sheets
    days: ClusterSums


def real_days(counter: str | None, items: Sequence[str]) -> list[Sheets]:
    """The sheets of each day, of one counter or of all together."""
    held: dict[str, list[list[int]]] = {}
    for row in read_rows("jepara"):
        ratings = [int(row[key] or 0) for key in items]
        if all(ratings) and counter in (None, row["loket"]):
            held.setdefault(row["tanggal"], []).append(ratings)
    return [np.array(rows, np.uint8) for rows in held.values()]


def drawn(days: Days, chosen: Sequence[int], items: tuple[str, ...]) -> Drawn:
    """The chosen days together."""
    held = [days[place] for place in chosen]
    answered = np.array([[len(day)] * len(items) for day in held])
    sums = np.array([day.sum(axis=0, dtype=np.int64) for day in held])
    return Drawn(np.concatenate(held), ClusterSums(items, answered, sums))


def counters_apart(groups: Sequence[Drawn], *, by_day: bool) -> list[bool]:
    """Of each pair with the first counter, whether a band parts them; then whether any are."""
    tallies = {
        str(place): Tally.from_ratings(one.sheets, ITEMS, LOW, HIGH)
        for place, one in enumerate(groups)
    }
    days = {str(place): one.days for place, one in enumerate(groups)} if by_day else None
    bands = compare(tallies, RULE, days).bands or ()
    first = [not any({"0", key} <= set(band) for band in bands) for key in tallies]
    return [*first, len(bands) > 1]


def identical_counters(
    days: Days, sizes: Sequence[int], runs: int, random: np.random.Generator
) -> tuple[float, float]:
    """Share of families in which any two are parted, with days as clusters and without."""
    found = []
    for _ in range(runs):
        groups = [drawn(days, random.integers(0, len(days), size), ITEMS) for size in sizes]
        found.append([counters_apart(groups, by_day=by_day)[-1] for by_day in (True, False)])
    with_days, without = np.mean(found, axis=0).tolist()
    return with_days, without


def same_days(sizes: int, runs: int, random: np.random.Generator) -> tuple[float, float]:
    """The same of two counters that share the hall's days, each sheet going to one by lot."""
    found, days = [], real_days(None, ITEMS)
    for _ in range(runs):
        chosen = random.integers(0, len(days), sizes)
        lots = [random.random(len(days[place])) < HALF for place in chosen]
        groups = []
        for side in (True, False):
            parts = [days[p][lot == side] for p, lot in zip(chosen, lots, strict=True)]
            parts = [part for part in parts if len(part)]
            groups.append(drawn(parts, range(len(parts)), ITEMS))
        found.append([counters_apart(groups, by_day=by_day)[-1] for by_day in (True, False)])
    with_days, without = np.mean(found, axis=0).tolist()
    return with_days, without


def officer_of(days: Days, random: np.random.Generator) -> Drawn:
    """Whole days until there are enough sheets."""
    chosen: list[int] = []
    n = 0
    while n < MIN_N:
        chosen.append(int(random.integers(0, len(days))))
        n += len(days[chosen[-1]])
    return drawn(days, chosen, OFFICER_ITEMS)


def officers_called(family: Sequence[Drawn], *, by_day: bool) -> list[bool]:
    """Of each officer, whether the product calls them different."""
    sheets = [
        OfficerSheets(
            f"P{place:04}",
            "Loket",
            Tally.from_ratings(one.sheets, OFFICER_ITEMS, LOW, HIGH),
            one.days if by_day else None,
        )
        for place, one in enumerate(family)
    ]
    found = officers_evidence(sheets).officers
    judged = [one.against_group for one in found]
    return [one is not None and one.difference != NOT_SEPARABLE for one in judged]


def identical_officers(
    days: Days, officers: int, runs: int, random: np.random.Generator
) -> tuple[float, float, float]:
    """Families with any called different: days as clusters, independent; officers called so."""
    found = []
    for _ in range(runs):
        family = [officer_of(days, random) for _ in range(officers)]
        called = [np.array(officers_called(family, by_day=by_day)) for by_day in (True, False)]
        found.append([called[0].any(), called[1].any(), called[0].mean()])
    with_days, without, single = np.mean(found, axis=0).tolist()
    return with_days, without, single


def tilted(days: Days, difference: float, of_sheets: Callable[[Sheets], float]) -> Days:
    """The same days, of which bad sheets took the place of enough others to lower the mean."""
    whole = np.concatenate(days)
    low = np.full((1, whole.shape[1]), LOW + 1, np.uint8)
    share = difference / (of_sheets(whole) - of_sheets(low))
    random = np.random.default_rng(3)
    return [np.where(random.random((len(day), 1)) < share, low, day) for day in days]


def days_needed(found_with: Callable[[int], float]) -> tuple[int | None, str]:
    """The fewest of DAYS_TRIED that find the difference often enough, and the shares found."""
    shares = []
    for days in DAYS_TRIED:
        found = found_with(days)
        shares.append(f"{days}: {100 * found:.0f} %")
        if found >= POWER:
            return days, ", ".join(shares)
    return None, ", ".join(shares)


def _is_kept(share: float, runs: int) -> bool:
    return share <= ERROR + STANDARD_ERRORS * float((ERROR * (1 - ERROR) / runs) ** 0.5)


def print_counters(runs: int, seed: int) -> bool:
    """Print how often identical counters are parted; False above the bar."""
    print("| days drawn from | counters x days | days as clusters % | independent % |")
    print("|---|---|---|---|")
    random, kept = np.random.default_rng(seed), True
    for name, counter in (("the whole hall", None), ("one counter", "BANK JATENG")):
        days = real_days(counter, ITEMS)
        for label, sizes in COUNTERS.items():
            with_days, without = identical_counters(days, sizes, runs, random)
            kept &= _is_kept(with_days, runs)
            print(f"| {name} | {label} | {100 * with_days:.1f} | {100 * without:.1f} |", flush=True)
    with_days, without = same_days(40, runs, random)
    kept &= _is_kept(with_days, runs)
    print(f"| one hall, days shared | 2 x 40 | {100 * with_days:.1f} | {100 * without:.1f} |")
    return kept


def print_officers(runs: int, seed: int) -> bool:
    """Print how often identical officers are called different; False above the bar."""
    print(f"\nOfficers, whole days until {MIN_N} sheets:")
    print("| days drawn from | officers | families | as clusters % | independent % | single % |")
    print("|---|---|---|---|---|---|")
    random, kept = np.random.default_rng(seed), True
    for name, counter in (("the whole hall", None), ("one counter", "BANK JATENG")):
        days = real_days(counter, OFFICER_ITEMS)
        for officers in OFFICERS.values():
            families = max(runs * 3 // officers, 20)
            found = identical_officers(days, officers, families, random)
            kept &= _is_kept(found[0], families)
            shown = " | ".join(f"{100 * share:.2f}" for share in found)
            print(f"| {name} | {officers} | {families} | {shown} |", flush=True)
    return kept


def print_power(runs: int, seed: int) -> bool:
    """Print how many days each find a true difference; whether those shown are these."""
    days = real_days("BANK JATENG", ITEMS)
    worse = tilted(days, INDEX_DIFFERENCE, lambda sheets: 25 * float(sheets.mean()))

    def counter_found(size: int) -> float:
        random = np.random.default_rng(seed)
        found = []
        for _ in range(runs):
            groups = [drawn(worse, random.integers(0, len(days), size), ITEMS)]
            groups += [drawn(days, random.integers(0, len(days), size), ITEMS) for _ in range(7)]
            found.append(np.mean(counters_apart(groups, by_day=True)[1:-1]))
        return float(np.mean(found))

    per_day = sum(map(len, days)) / len(days)
    print(f"\nOne counter's days have {per_day:.1f} sheets each.")
    needed, shares = days_needed(counter_found)
    print(f"A counter {INDEX_DIFFERENCE:.0f} points lower is parted from each of 7 others with ")
    print(f"{100 * POWER:.0f} % power from {needed} days on ({shares})")
    pairs = real_days("BANK JATENG", OFFICER_ITEMS)
    lower = tilted(pairs, DIFFERENCE, lambda sheets: float(sheets.mean()))

    def officer_found(size: int) -> float:
        random = np.random.default_rng(seed)
        found = []
        for _ in range(runs):
            family = [drawn(lower, random.integers(0, len(pairs), size), OFFICER_ITEMS)]
            family += [
                drawn(pairs, random.integers(0, len(pairs), size), OFFICER_ITEMS) for _ in range(9)
            ]
            called = officers_called(family, by_day=True)
            found.append(called[0])
        return float(np.mean(found))

    needed, shares = days_needed(officer_found)
    print(f"An officer {DIFFERENCE} lower is found among 9 others from {needed} days on ({shares})")
    return needed == DAYS


def main() -> None:
    """Read the options and print the tables."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=400)
    options.add_argument("--seed", type=int, default=12)
    chosen = options.parse_args()
    kept = print_counters(chosen.runs, chosen.seed)
    kept &= print_officers(chosen.runs, chosen.seed)
    shown = print_power(chosen.runs // 4, chosen.seed)
    print(f"\nIdentical ones called different in at most 5 %: {'yes' if kept else 'NO'}")
    print(f"Days shown to evaluators are those simulated: {'yes' if shown else 'NO'}")
    sys.exit(not (kept and shown))


if __name__ == "__main__":
    main()
