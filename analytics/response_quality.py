"""Days whose sheets need a second look, with the reasons; nothing is ever taken away by it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import scipy  # its stats are loaded when they are first used: 0.7 s
from numpy.typing import NDArray

from analytics.day_summaries import DaySummary, columns_of
from analytics.kind_checks import all_of_kind
from analytics.own_history import (
    flagged_tail,
    is_long_enough,
    shortfall_tails,
    volume_tail,
)
from analytics.unusual_days import CUT, isolation_scores

FEWEST_SHEETS = 5
FEWEST_FLAGGED = 5
FALSE_DISCOVERIES = 0.01
MOST_ROUNDS = 5
DOUBTED_AT_FIRST = 0.06
ODD_IN_ITSELF = 0.01

Floats = NDArray[np.float64]
Truths = NDArray[np.bool_]


class Reason(StrEnum):
    """Why a day needs a second look."""

    MANY_FLAGGED = "many_flagged"
    MORE_THAN_USUAL = "more_than_usual"
    BETTER_THAN_USUAL = "better_than_usual"
    WORSE_THAN_USUAL = "worse_than_usual"
    UNLIKE_ALL_OTHERS = "unlike_all_others"


# The order of the tests in every matrix below.
TESTED = (
    Reason.MANY_FLAGGED,
    Reason.MORE_THAN_USUAL,
    Reason.BETTER_THAN_USUAL,
    Reason.WORSE_THAN_USUAL,
)


@dataclass(frozen=True)
class Evidence:
    """What a day shows beside what its place usually has; None where the history is too short."""

    n: int
    usual_n: float | None
    share_0_1: float
    usual_share_0_1: float | None
    n_flagged: int
    n_straightlined: int
    isolation: float | None


@dataclass(frozen=True)
class JudgedDay:
    """One day of one place: `reasons` is empty where nothing stands out.

    `undefined` says why it could not be judged at all, or not against its own history.
    """

    place: int
    day: int
    reasons: frozenset[Reason]
    evidence: Evidence
    undefined: str | None


def judged_days(days: Sequence[DaySummary]) -> tuple[JudgedDay, ...]:
    """Judge the days of the places of one unit.

    Parameters
    ----------
    days : sequence of DaySummary
        Each place and day once; any order.

    Returns
    -------
    tuple of JudgedDay
        In the order given. Days of fewer than 5 sheets stand in the history of others and are
        not judged ("too_few_sheets"). Where the place has too short a history, only flags at
        receipt are judged ("too_few_days"). No days give none.

    Raises
    ------
    ValueError
        If a place and day stand twice, or the largest shortfall of a sheet differs.

    Notes
    -----
    All tests of all days are one family: Benjamini-Hochberg at 0.01, so that a unit where
    nothing happened has a flagged day in one period of a hundred. The largest 6 % of days stay out
    of the first history; then only days that are found do, and all are tested again, up to 5
    times. A day is unlike all others
    when its isolation is above 0.65 and one of its tests below 0.01. Straight-lined sheets are
    evidence and never a reason.

    Source
    ------
    Benjamini and Hochberg (1995), JRSS B 57(1), 289-300; tests: `analytics.own_history`,
    `analytics.unusual_days`.

    Examples
    --------
    >>> usual = [DaySummary(1, d, 5, 5, 3, 0, 9 + d % 2, 40 + d % 3, 27) for d in range(40)]
    >>> bad = DaySummary(1, 99, 30, 30, 30, 0, 30 * 27, 30 * 27 * 27, 27)
    >>> sorted(judged_days([*usual, bad])[-1].reasons)
    [<Reason.MORE_THAN_USUAL: 'more_than_usual'>, <Reason.WORSE_THAN_USUAL: 'worse_than_usual'>]
    """
    days = _checked(days)
    if not days:
        return ()
    n, flagged = columns_of(days, "n", "n_flagged")
    judged = n >= FEWEST_SHEETS
    trusted = ~_largest(days)
    for _ in range(MOST_ROUNDS):
        tests = _tests(days, trusted)
        found = _rejected(tests.tails, judged, flagged)
        before, trusted = trusted, np.logical_not(found.any(axis=1))
        if (trusted == before).all():
            break
    scores = _isolation(days, tests.tails, judged)
    return tuple(_judged(days, tests, found, scores))


@dataclass(frozen=True)
class _Tests:
    """Of each day: the probabilities (days x TESTED), what is usual, and why it is unknown.

    A test that could not be made has probability 1; what is unknown is None.
    """

    tails: Floats
    usual: list[tuple[float, float] | None]


def _checked(days: Sequence[DaySummary]) -> list[DaySummary]:
    days = all_of_kind(days, DaySummary, "a day")
    if len({(day.place, day.day) for day in days}) < len(days):
        raise ValueError("a place and day stands twice; expected one summary for each")
    most = {day.most for day in days}
    if len(most) > 1:
        raise ValueError(f"largest shortfalls are {sorted(most)}; expected one questionnaire")
    return days


def _largest(days: Sequence[DaySummary]) -> Truths:
    """The days with the most sheets, flags or missing points of their place.

    They stay out of the first history, or several attacked days would hide one another.
    """
    places, *columns = columns_of(days, "place", "n", "n_flagged", "shortfall")
    largest = np.zeros(len(days), dtype=bool)
    for at in (np.flatnonzero(places == place) for place in np.unique(places)):
        for values in columns:
            bound = np.quantile(values[at], 1 - DOUBTED_AT_FIRST, method="lower")
            largest[at] |= values[at] > bound
    return largest


def _tests(days: Sequence[DaySummary], trusted: Truths) -> _Tests:
    tests = _Tests(np.ones((len(days), len(TESTED))), [None] * len(days))
    places = np.array([day.place for day in days])
    for place in dict.fromkeys(places.tolist()):
        at = np.flatnonzero(places == place)
        _test_place(tests, at, [days[number] for number in at.tolist()], trusted[at])
    return tests


def _test_place(
    tests: _Tests, at: NDArray[np.int64], days: Sequence[DaySummary], trusted: Truths
) -> None:
    """Put the tests of one place where its days stand."""
    tests.tails[at, 0] = flagged_tail(days, trusted)
    alone = np.arange(len(days))
    if not is_long_enough(days, trusted, alone):
        return
    usual_n, more = volume_tail(days, trusted)
    shortfall = shortfall_tails(days, trusted, alone)
    tests.tails[at, 1:] = np.column_stack([more, shortfall.better, shortfall.worse])
    for number, *usual in zip(at, usual_n, shortfall.usual_share_0_1, strict=True):
        tests.usual[number] = (float(usual[0]), float(usual[1]))


def _rejected(tails: Floats, judged: Truths, flagged: Floats) -> Truths:
    """The tests that stand out from chance, over all judged days together."""
    rejected = np.zeros(tails.shape, dtype=bool)
    if judged.any():
        family = np.clip(tails[judged], 0.0, 1.0)
        adjusted = scipy.stats.false_discovery_control(family.ravel()).reshape(family.shape)
        rejected[judged] = adjusted <= FALSE_DISCOVERIES
    rejected[:, 0] &= flagged >= FEWEST_FLAGGED
    return rejected


def _isolation(days: Sequence[DaySummary], tails: Floats, judged: Truths) -> list[float | None]:
    """The isolation of each judged day; None elsewhere, and where a forest tells too little."""
    n, n_straightlined = columns_of(days, "n", "n_straightlined")
    # Normal scores: how odd each thing is, on one scale for small and large days.
    odd = scipy.stats.norm.isf(np.clip(tails, 1e-12, 1 - 1e-3))
    features = np.column_stack([odd, np.log(n), n_straightlined / n])
    isolated = isolation_scores(features[judged])
    if isolated is None:
        return [None] * len(days)
    held = iter(isolated.tolist())
    return [next(held) if is_judged else None for is_judged in judged]


def _judged(
    days: Sequence[DaySummary], tests: _Tests, found: Truths, scores: Sequence[float | None]
) -> Iterator[JudgedDay]:
    for day, usual, tails, is_found, score in zip(
        days, tests.usual, tests.tails, found, scores, strict=True
    ):
        reasons = {reason for reason, holds in zip(TESTED, is_found, strict=True) if holds}
        # A forest always finds some day the loneliest; it must be odd in some test as well.
        if score is not None and score > CUT and tails.min() <= ODD_IN_ITSELF:
            reasons.add(Reason.UNLIKE_ALL_OTHERS)
        evidence = Evidence(
            n=day.n,
            usual_n=usual[0] if usual else None,
            share_0_1=day.share_0_1,
            usual_share_0_1=usual[1] if usual else None,
            n_flagged=day.n_flagged,
            n_straightlined=day.n_straightlined,
            isolation=score,
        )
        yield JudgedDay(day.place, day.day, frozenset(reasons), evidence, _undefined(day, usual))


def _undefined(day: DaySummary, usual: object | None) -> str | None:
    if day.n < FEWEST_SHEETS:
        return "too_few_sheets"
    return None if usual else "too_few_days"
