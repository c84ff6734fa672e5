"""Whether tickets of a place come back in bursts, as those do that somebody keeps and uses up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import nnls

from analytics.number_checks import finite_numbers

DAYS_AFTER = 3
FEWEST_DAYS, FEWEST_USED = 30, 50
# A week of five working days is 71 %; tickets printed for two days at once come to 50 %.
LEAST_ISSUING_0_1 = 0.55
# Honest days differ as well: by 30 % around what is usual, and more on a few days of events.
HONEST_SPREAD, SET_ASIDE, ERRORS = 0.30, 3, 1.5

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class TicketTiming:
    """How far the days' answers lie apart: `spread_squared` beyond chance, against a `limit`."""

    n_days: int
    spread_squared: float
    limit: float

    @property
    def is_in_bursts(self) -> bool:
        """Whether the days differ more than honest ones do."""
        return self.spread_squared > self.limit


def ticket_timing(issued: Sequence[int], used: Sequence[int]) -> TicketTiming | None:
    """Hold the answers of each day against the tickets that could have brought them.

    Parameters
    ----------
    issued, used : sequence of int, as long as each other
        Tickets issued, and answers with a ticket, on consecutive calendar days of one place.

    Returns
    -------
    TicketTiming or None
        None with fewer than 30 days on which tickets were good, or fewer than 50 answers; and where
        tickets were issued on less than 55 % of these days, for then slips were printed for days
        ahead and do not tell how many visits a day had.

    Raises
    ------
    ValueError
        If the two are not equally long, or hold anything but whole numbers of at least 0.

    Notes
    -----
    The expected e_d is a I_d + b (I_{d-1} + I_{d-2} + I_{d-3}), with a, b >= 0 by least squares.
    The excess sum((u_d - e_d)^2 - u_d) / sum(e_d^2) estimates the squared coefficient of
    variation of the days' rates beyond Poisson's; the 3 days of the largest excess are set aside.
    Its limit is that of honest days (0.30 squared) and 1.5 of its errors,
    sqrt(2 / n) (1 / mean(e) + 0.30^2). Tickets that are kept and used up on the day itself, or one
    by one, leave no such trace: nothing here finds them.

    Source
    ------
    Moment estimator of overdispersion; Breslow (1984), Applied Statistics 33(1), 38-44. The
    honest spread, the errors and the days set aside are choices of ours, see
    benchmarks/ticket_timing.py.

    Examples
    --------
    >>> ticket_timing([10] * 60, [4] * 60).is_in_bursts
    False
    >>> ticket_timing([10] * 60, [2, 2, 8] * 20).is_in_bursts
    True
    """
    given, answers = finite_numbers(issued, "issued"), finite_numbers(used, "used")
    if given.shape != answers.shape:
        raise ValueError("issued and used differ in length; expected one number a day of each")
    if given.ndim != 1 or min(given.min(initial=0), answers.min(initial=0)) < 0:
        raise ValueError("issued or used is below 0; expected one number of at least 0 a day")
    if (given % 1).any() or (answers % 1).any():
        raise ValueError("issued or used is no whole number; expected counts, one a day")
    before = _sum_before(given)
    open_days = (given + before) > 0
    if open_days.sum() < FEWEST_DAYS or answers[open_days].sum() < FEWEST_USED:
        return None
    if (given[open_days] > 0).mean() < LEAST_ISSUING_0_1:
        return None
    causes = np.stack([given, before], axis=1)[open_days]
    expected = causes @ nnls(causes, answers[open_days])[0]
    return _judged(answers[open_days], expected)


def _sum_before(given: Floats) -> Floats:
    """The tickets of the three days before each day."""
    padded = np.r_[np.zeros(DAYS_AFTER), given]
    return np.lib.stride_tricks.sliding_window_view(padded, DAYS_AFTER)[:-1].sum(axis=1)


def _judged(answers: Floats, expected: Floats) -> TicketTiming:
    excess = (answers - expected) ** 2 - answers
    kept = np.argsort(excess, kind="stable")[:-SET_ASIDE]
    honest = HONEST_SPREAD**2
    error = np.sqrt(2 / len(kept)) * (1 / expected.mean() + honest)
    return TicketTiming(
        n_days=len(answers),
        spread_squared=float(excess[kept].sum() / (expected[kept] ** 2).sum()),
        limit=float(honest + ERRORS * error),
    )
