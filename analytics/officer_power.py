"""How many sheets it takes to find a difference between one officer and the group."""

from __future__ import annotations

import math
from bisect import bisect_left
from itertools import pairwise

from scipy.integrate import quad
from scipy.special import gammainccinv, gammaincinv, ndtr, stdtrit

from analytics.number_checks import finite_number
from analytics.tally_checks import whole_number

FEWEST_SHEETS = 2
MOST_SHEETS = 10_000_000
NEGLIGIBLE = 1e-17


def power_of_difference(
    n: int,
    within_variance: float,
    difference: float = 0.3,
    *,
    level: float = 0.05,
    comparisons: int = 1,
) -> float:
    """Give how likely a true difference is found with n sheets.

    Parameters
    ----------
    n : int
        Sheets of the officer, at least 2.
    within_variance : float
        Variance between the sheets of one officer, above 0, on the rating scale squared.
    difference : float
        True distance from the group's mean, other than 0, on the rating scale.
    level : float
        Error allowed for the whole family of comparisons, between 0 and 1.
    comparisons : int
        Officers who are compared at once, at least 1; each gets level / comparisons.

    Returns
    -------
    float
        Between 0 and 1.

    Raises
    ------
    ValueError
        If a number is not finite or outside the range given here.

    Notes
    -----
    Two-sided one-sample t test: P(|T| > t) for a noncentral T with n - 1 degrees of freedom and
    noncentrality |difference| / sqrt(within_variance / n). The group's mean counts as known.
    The tails are integrated over the estimated standard deviation, since scipy's own noncentral
    t gives NaN for some of them.

    Source
    ------
    Cohen, J. (1988), Statistical Power Analysis, 2nd ed., chapter 2; as R's ``power.t.test(type =
    "one.sample", strict = TRUE)``.

    Examples
    --------
    >>> round(power_of_difference(35, 0.25), 4)
    0.9316
    """
    level = _check(within_variance, difference, level, comparisons)
    if not FEWEST_SHEETS <= whole_number(n, "n") <= 2 * MOST_SHEETS:
        raise ValueError(f"n is {n}; expected {FEWEST_SHEETS} to {2 * MOST_SHEETS} sheets")
    shift = abs(difference) * math.sqrt(n / within_variance)
    bound = -float(stdtrit(n - 1, level / comparisons / 2))
    return _beyond(bound, n - 1, shift) + _beyond(bound, n - 1, -shift)


def n_for_difference(
    within_variance: float,
    difference: float = 0.3,
    *,
    power: float = 0.8,
    level: float = 0.05,
    comparisons: int = 1,
) -> int:
    """Give the fewest sheets of one officer that find a true difference from the group.

    Parameters
    ----------
    within_variance, difference, level, comparisons
        As `power_of_difference`.
    power : float
        How likely the difference must be found, between 0 and 1.

    Returns
    -------
    int
        At least 2.

    Raises
    ------
    ValueError
        If a number is not finite or outside its range, or more than 10 million sheets would
        be needed.

    Notes
    -----
    The smallest n for which `power_of_difference` reaches the power; it grows with n.

    Source
    ------
    As `power_of_difference`.

    Examples
    --------
    >>> n_for_difference(0.25), n_for_difference(0.25, comparisons=10)
    (24, 41)
    """
    if not 0 < finite_number(power, "power") < 1:
        raise ValueError(f"power is {power}; expected a number between 0 and 1")

    def is_enough(n: int) -> bool:
        found = power_of_difference(
            n, within_variance, difference, level=level, comparisons=comparisons
        )
        return found >= power

    enough = FEWEST_SHEETS
    while not is_enough(enough):
        if enough >= MOST_SHEETS:
            raise ValueError(
                f"a difference of {difference} needs more than {MOST_SHEETS} sheets; "
                "expected a larger one"
            )
        enough *= 2
    # Half as many were too few, so the fewest lie between.
    between = range(max(FEWEST_SHEETS, enough // 2), enough + 1)
    return between[bisect_left(between, True, key=is_enough)]


def _beyond(bound: float, freedom: int, shift: float) -> float:
    """P((Z + shift) / W > bound), with W the estimated standard deviation over the true one."""
    half = freedom / 2
    constant = math.log(2) + half * math.log(half) - math.lgamma(half)

    def integrand(w: float) -> float:
        density = math.exp(constant + (freedom - 1) * math.log(w) - half * w**2)
        return density * float(ndtr(shift - bound * w))

    low, high = (
        math.sqrt(float(inverse(half, NEGLIGIBLE)) / half)
        for inverse in (gammaincinv, gammainccinv)
    )
    # Where the normal tail falls off, which for a far bound is a narrow place.
    steps = [(shift + reach) / bound for reach in (-8, 0, 8)]
    inside = sorted(place for place in steps if low < place < high)
    ends = [low, *inside, high]
    return sum(quad(integrand, *piece, epsabs=1e-13, epsrel=1e-11)[0] for piece in pairwise(ends))


def _check(within_variance: float, difference: float, level: float, comparisons: int) -> float:
    if finite_number(within_variance, "within_variance") <= 0:
        raise ValueError(f"within_variance is {within_variance}; expected a number above 0")
    if finite_number(difference, "difference") == 0:
        raise ValueError(f"difference is {difference}; expected a finite number other than 0")
    if not 0 < finite_number(level, "level") < 1:
        raise ValueError(f"level is {level}; expected a number between 0 and 1")
    if not 1 <= whole_number(comparisons, "comparisons") <= MOST_SHEETS:
        raise ValueError(f"comparisons is {comparisons!r:.30}; expected 1 to {MOST_SHEETS}")
    return float(level)
