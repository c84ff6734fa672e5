"""How sure a Cronbach's alpha is."""

from __future__ import annotations

import math
from fractions import Fraction

from scipy.special import fdtri

from analytics.inputs import Tally
from analytics.kind_checks import of_kind
from analytics.number_checks import finite_number
from analytics.results import Interval
from analytics.score_limits import check_level
from analytics.tally_checks import whole_number

METHOD = "F limits, degrees of freedom over 1 + excess kurtosis"


def alpha_interval(
    alpha: float, n: int, n_items: int, *, spread: float = 1.0, level: float = 0.95
) -> Interval | None:
    """Give the interval of an alpha.

    Parameters
    ----------
    alpha : float
        At most 1.
    n : int
        Sheets, at least 2.
    n_items : int
        Elements, at least 2.
    spread : float
        What the degrees of freedom are divided by, at least 1; see `kurtosis_spread`.
    level : float
        Between 0 and 1.

    Returns
    -------
    Interval or None
        The upper limit is below 1, the lower may lie below 0. None for an alpha of 1: sheets
        that are all straight-lined show no disagreement to measure; and where the spread leaves
        so few degrees of freedom that nothing bounds alpha from below.

    Raises
    ------
    ValueError
        If alpha is not finite or above 1, or n, n_items, spread or level are not as said.

    Notes
    -----
    1 - (1 - alpha) F, with the outer quantiles F of the F distribution with (n - 1) / spread
    and (n - 1) (n_items - 1) / spread degrees of freedom.

    Source
    ------
    Feldt, L. S. (1965), Psychometrika 30(3), 357-370, for spread 1 and normal answers. That
    the kurtosis of the answers widens it: Yuan, K.-H. and Bentler, P. M. (2002), Psychometrika
    67(2), 251-259. How much is ours, fixed by benchmarks/reliability.py.

    Examples
    --------
    >>> interval = alpha_interval(0.8, 100, 9)
    >>> round(interval.low, 3), round(interval.high, 3)
    (0.735, 0.854)
    """
    level = check_level(level)
    _check(alpha, n, n_items, spread)
    if alpha == 1:
        return None
    between = (n - 1) / spread
    tail = (1 - level) / 2
    low, high = (
        1 - (1 - alpha) * float(fdtri(between, between * (n_items - 1), share))
        for share in (1 - tail, tail)
    )
    return Interval(low, high, level, METHOD) if math.isfinite(low) else None


def kurtosis_spread(tally: Tally) -> float:
    """Give how much less sheets tell of alpha than normal answers would.

    Parameters
    ----------
    tally : Tally

    Returns
    -------
    float
        1 + the mean excess kurtosis of the elements, at least 1. Elements that all answered
        alike, or nobody, have none and are left out; 1 where that leaves nothing.

    Raises
    ------
    ValueError
        If it is no Tally.

    Source
    ------
    Kurtosis as m4 / m2^2 - 3 with the moments about the mean over n; its use here is ours, see
    `alpha_interval`.

    Examples
    --------
    >>> kurtosis_spread(Tally.from_ratings([[4]] * 9 + [[3]], ("waktu",), 1, 4))
    6.111111111111111
    """
    rows = of_kind(tally, Tally, "tally").counts.tolist()
    excesses = [excess for counts in rows if (excess := _excess(counts)) is not None]
    if not excesses:
        return 1.0
    return 1 + max(0.0, float(sum(excesses, Fraction(0)) / len(excesses)))


def _excess(counts: list[int]) -> Fraction | None:
    n = sum(counts)
    if max(counts) == n:
        return None
    mean = Fraction(sum(place * count for place, count in enumerate(counts)), n)
    second, fourth = (
        sum((count * (place - mean) ** power for place, count in enumerate(counts)), Fraction(0))
        / n
        for power in (2, 4)
    )
    return fourth / second**2 - 3


def _check(alpha: float, n: int, n_items: int, spread: float) -> None:
    if finite_number(alpha, "alpha") > 1:
        raise ValueError(f"alpha is {alpha}; expected a finite number of at most 1")
    if whole_number(n, "n") < 2 or whole_number(n_items, "n_items") < 2:
        raise ValueError(f"{n} sheets and {n_items} elements; expected at least 2 of each")
    if finite_number(spread, "spread") < 1:
        raise ValueError(f"spread is {spread}; expected a finite number of at least 1")
