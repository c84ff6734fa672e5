"""How sure a share of low ratings is, where ratings of one sheet, day or month are alike."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import stdtrit

from analytics.number_checks import SMALLEST, finite_number, finite_numbers
from analytics.results import Interval
from analytics.score_limits import check_level, wilson_limits
from analytics.tally_checks import whole_number

METHOD = "Wilson, effective n by overdispersion, t"


def overdispersion(n: ArrayLike, low: ArrayLike, expected_0_1: ArrayLike, fitted: int) -> float:
    """Give how many times the variance of independent answers the counts of rows have.

    Parameters
    ----------
    n, low : array (rows,)
        Answers of each row, at least 1, and how many were low.
    expected_0_1 : array (rows,)
        The share of low answers that a model expects in each row, above 0 and below 1.
    fitted : int
        Numbers that the model took from the same rows; at least 1 and fewer than the rows.

    Returns
    -------
    float
        At least 1.

    Raises
    ------
    ValueError
        If a number is not finite, lengths differ, or there are no more rows than fitted numbers.

    Notes
    -----
    Pearson's chi-square over rows, sum (low - n p)^2 / (n p (1 - p)), over rows less `fitted`.
    What answers of one row have in common, such as their sheets and days, widens it.

    Source
    ------
    McCullagh, P. and Nelder, J. A. (1989), Generalized Linear Models, 2nd ed., 4.5.2. Checked
    against R ``glm(family = quasibinomial)``.

    Examples
    --------
    >>> overdispersion([10, 10, 10], [0, 5, 10], [0.5, 0.5, 0.5], 1)
    10.0
    """
    held = [finite_numbers(one, "counts and shares") for one in (n, low, expected_0_1)]
    number, count, share = held
    rows = number.shape[0] if number.ndim == 1 else 0
    if len({one.shape for one in held}) > 1 or not 1 <= whole_number(fitted, "fitted") < rows:
        raise ValueError(
            f"{[one.shape for one in held]} with {fitted} fitted; expected rows of one length, "
            "more than were fitted"
        )
    if not ((number >= 1) & (share >= SMALLEST) & (share < 1)).all():
        raise ValueError("a row has no answer or an expected share of 0 or 1; expected between")
    squares = (count - number * share) ** 2 / (number * share * (1 - share))
    return max(1.0, float(np.sum(squares)) / (len(number) - fitted))


def share_interval(
    share_0_1: float, n: float, dispersion: float, degrees: float, *, level: float = 0.95
) -> Interval:
    """Give the interval of a share of low answers.

    Parameters
    ----------
    share_0_1 : float
    n : float
        Answers, above 0.
    dispersion : float
        As `overdispersion` gives it.
    degrees : float
        Rows less the numbers fitted, at least 1.
    level : float
        Between 0 and 1.

    Returns
    -------
    Interval
        On 0..1, around the share; of some width also where no answer was low.

    Raises
    ------
    ValueError
        If a number is outside its range.

    Source
    ------
    Wilson (1927), p. 210, with an effective n and the t quantile of the rows: Korn, E. L. and
    Graubard, B. I. (1998), Survey Methodology 24(2), 193-201.

    Examples
    --------
    >>> found = share_interval(0.1, 900, 9.0, 40)
    >>> round(found.low, 3), round(found.high, 3)
    (0.054, 0.177)
    """
    level = check_level(level)
    numbers = {"n": n, "dispersion": dispersion, "degrees": degrees}
    for name, number in numbers.items():
        if finite_number(number, name) <= 0:
            raise ValueError(f"{name} is {number}; expected a number above 0")
    quantile = float(stdtrit(float(degrees), (1 + level) / 2))
    share = finite_number(share_0_1, "share_0_1")
    low, high = wilson_limits(share, float(n) / float(dispersion), quantile)
    return Interval(float(low), float(high), level, METHOD)
