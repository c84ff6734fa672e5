"""How many sheets a survey needs for the population it serves, and what those at hand give."""

from __future__ import annotations

import math
from fractions import Fraction

from analytics.kind_checks import of_kind
from analytics.number_checks import finite_number
from analytics.results import Interval, round_half_up
from analytics.tally_checks import whole_number

CHI_SQUARE = Fraction("3.841")
SHARE = Fraction(1, 2)
MARGIN = Fraction("0.05")
ROUNDING = 1e-9


def krejcie_morgan(population: int | None) -> int:
    """Give the sample size of Krejcie and Morgan's table for a population.

    Parameters
    ----------
    population : int or None
        People served in the comparable previous period, at least 1; None where there is no
        bound.

    Returns
    -------
    int
        Sheets needed, 1 to 384; never more than the population.

    Raises
    ------
    ValueError
        If the population is 0, negative or not a whole number.

    Notes
    -----
    S = X N P Q / (d^2 (N - 1) + X P Q) with X = 3.841, P = Q = 0.5, d = 0.05, rounded to the
    nearest whole number as the printed table is; X P Q / d^2 = 384.1 without bound.

    Source
    ------
    Krejcie, R. V. and Morgan, D. W. (1970), Determining sample size for research activities,
    Educational and Psychological Measurement 30(3), 607-610, formula p. 607 and Table 1
    p. 608; named by PermenPANRB 14/2017.

    Examples
    --------
    >>> krejcie_morgan(500), krejcie_morgan(None)
    (217, 384)
    """
    spread = CHI_SQUARE * SHARE * (1 - SHARE)
    if population is None:
        return int(round_half_up(spread / MARGIN**2, 0))
    people = whole_number(population, "population")
    if people == 0:
        raise ValueError("population is 0; expected at least 1 person served, or None if unknown")
    return int(round_half_up(spread * people / (MARGIN**2 * (people - 1) + spread), 0))


def margin_reached(n: int, population: int | None) -> float:
    """Give the margin on a share that n sheets reach, by the same formula turned round.

    Parameters
    ----------
    n : int
        Sheets at hand, at least 1.
    population : int or None
        People served, at least n; None where there is no bound.

    Returns
    -------
    float
        The d of the formula as a share, 0 to 1: a share of one half is known to this much, up or
        down, in 95 of 100 surveys. 0 where everybody answered; above 0.5, which n below 4 give,
        it says nothing at all.

    Raises
    ------
    ValueError
        If n is 0, n exceeds the population, or a number is negative or not whole.

    Notes
    -----
    d = sqrt(X P Q (N - S) / (S (N - 1))); sqrt(X P Q / S) without bound.

    Source
    ------
    Krejcie and Morgan (1970), p. 607, solved for d.

    Examples
    --------
    >>> round(margin_reached(217, 500), 3), round(margin_reached(100, None), 4)
    (0.05, 0.098)
    """
    sheets = whole_number(n, "n")
    if sheets == 0:
        raise ValueError("n is 0; expected at least 1 sheet")
    spread = CHI_SQUARE * SHARE * (1 - SHARE)
    if population is None:
        return math.sqrt(spread / sheets)
    people = whole_number(population, "population")
    if people < sheets:
        raise ValueError(f"population is {people} and n is {sheets}; expected n of at most that")
    if people == sheets:
        return 0.0
    return math.sqrt(spread * (people - sheets) / (sheets * (people - 1)))


def index_margin(index: Fraction, interval: Interval) -> float:
    """Give how far from the index, in its own points, the true one may lie.

    Parameters
    ----------
    index : Fraction
        Within the interval.
    interval : Interval
        Of the index; it need not lie evenly around it.

    Returns
    -------
    float
        The distance to the limit that is further away.

    Raises
    ------
    ValueError
        If the index lies outside the interval, or a limit is not finite.

    Source
    ------
    Definition: the larger half of an uneven interval.

    Examples
    --------
    >>> index_margin(Fraction(96), Interval(93.5, 97.0, 0.95, "score"))
    2.5
    """
    of_kind(interval, Interval, "interval")
    place = finite_number(index, "index")
    margins = place - interval.low, interval.high - place
    if not all(-ROUNDING <= margin < math.inf for margin in margins):
        raise ValueError(
            f"index {place} lies outside {interval.low} to {interval.high}; "
            "expected its own interval"
        )
    return max(margins)
