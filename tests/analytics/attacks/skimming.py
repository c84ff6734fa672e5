"""Made-up counters whose tickets come back honestly, or of which staff keep one in five."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np

WEEK, WORKING = 7, 5
SKIMMED_0_1 = 0.2
RATES, SPREADS = (0.25, 0.40, 0.60), (0.1, 0.2, 0.3)
# What share of the answers comes on the day of the visit, and on the three days after it.
LAGS = ((0.70, 0.15, 0.10, 0.05), (0.40, 0.30, 0.20, 0.10))
KINDS = tuple(product(RATES, SPREADS, LAGS))
EVENTS, EVENT_FACTOR = 2, 2.0
LAST_WORKING_DAY = 4
# How tickets that were kept are used: on which days, and which share of them is still good then.
HABITS = {"third day": 1.0, "friday": 0.6, "now and then": 1.0, "same day": 1.0}


@dataclass(frozen=True)
class Counter:
    """Tickets issued and answers with a ticket, by calendar day."""

    issued: list[int]
    used: list[int]


def a_counter(
    number: int, weeks: int, per_day: int, habit: str | None = None, slips_for: int = 1
) -> Counter:
    """A counter with so many visits on a working day; skimmed where a habit is named.

    `slips_for` tickets are printed for so many days at once. Two days have an event on which twice
    as many answer.
    """
    drawn = np.random.default_rng([number, weeks, per_day])
    rate, spread, lags = KINDS[number % len(KINDS)]
    days = weeks * WEEK
    is_working = np.arange(days) % WEEK < WORKING
    visits = drawn.poisson(per_day * drawn.lognormal(0, 0.2, days)) * is_working
    rates = rate * drawn.lognormal(-(spread**2) / 2, spread, days)
    rates[drawn.choice(np.flatnonzero(is_working), EVENTS, replace=False)] *= EVENT_FACTOR
    kept = drawn.binomial(visits, SKIMMED_0_1) if habit else np.zeros(days, dtype=int)
    used = _by_citizens(drawn, visits - kept, np.minimum(rates, 0.95), lags)
    if habit:
        used += _by_staff(drawn, kept, habit)
    return Counter(_printed(visits, slips_for).tolist(), used.tolist())


def _by_citizens(drawn, visits, rates, lags) -> np.ndarray:  # type: ignore[no-untyped-def]
    used = np.zeros(len(visits) + len(lags), dtype=int)
    for day, n in enumerate(drawn.binomial(visits, rates)):
        used[day : day + len(lags)] += drawn.multinomial(n, lags)
    return used[: len(visits)]


def _by_staff(drawn, kept, habit: str) -> np.ndarray:  # type: ignore[no-untyped-def]
    used, pile = np.zeros(len(kept), dtype=int), 0
    for day, n in enumerate(kept):
        pile += n
        if n and _is_time(drawn, day, habit):
            used[day], pile = drawn.binomial(pile, HABITS[habit]), 0
    return used


def _is_time(drawn, day: int, habit: str) -> bool:  # type: ignore[no-untyped-def]
    if habit == "third day":
        return day % 3 == 0
    if habit == "friday":
        return day % WEEK == LAST_WORKING_DAY
    return habit == "same day" or bool(drawn.random() < 1 / 3)


def _printed(visits: np.ndarray, days_at_once: int) -> np.ndarray:
    issued = np.zeros_like(visits)
    for day in range(0, len(visits), days_at_once):
        issued[day] = visits[day : day + days_at_once].sum()
    return issued
