"""How many sheets a survey needs for the population it serves."""

from __future__ import annotations

from fractions import Fraction

from analytics.results import round_half_up
from analytics.tally_checks import whole_number

CHI_SQUARE = Fraction("3.841")
SHARE = Fraction(1, 2)
MARGIN = Fraction("0.05")


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
