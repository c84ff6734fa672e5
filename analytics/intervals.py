"""How sure an index or an element is: the sheet-level interval around it.

The method is the score interval of `analytics.score_limits`. So that equal sheets do not
pretend to be certain, their dispersion is measured with PSEUDO_ANSWERS added, half at each end
of the scale; the mean is not moved by them.

The headline interval, `index_interval`, has no correction for a finite population and none for
days or counters as clusters; `index_interval_of_design` makes those that stand beside it.
"""

from __future__ import annotations

from fractions import Fraction

from analytics.inputs import Rule, Tally
from analytics.kind_checks import check_element, of_kind
from analytics.mean_index import ni, ni_variance
from analytics.number_checks import finite_number
from analytics.results import Interval
from analytics.rule_checks import check_fits
from analytics.score_limits import FEWEST_ANSWERS, Numbers, check_level, score_limits

METHOD = "score-t, half a pseudo-answer"
PSEUDO_ANSWERS = 0.5


def index_interval(tally: Tally, rule: Rule, *, level: float = 0.95) -> Interval | None:
    """Give the interval of the index, on the index's own scale.

    Parameters
    ----------
    tally : Tally
        Gaps allowed: every element counts the sheets that answered it.
    rule : Rule
        With the tally's items and scale.
    level : float
        Share of samples whose interval covers the true index, between 0 and 1.

    Returns
    -------
    Interval or None
        Within ``factor * low`` to ``factor * high``; None where an element has fewer than
        2 answers, since one answer shows no spread. Equal sheets: narrow, never width 0.

    Raises
    ------
    ValueError
        If tally and rule do not fit or the level is not between 0 and 1.

    Notes
    -----
    The spread is `ni_variance`. An element's pseudo-answers are independent of the other
    elements', so the index, a mean of ``1 / sum(w_i^2)`` equal elements, gets
    ``PSEUDO_ANSWERS * sum(w_i^2)`` of them.

    Source
    ------
    Wilson, E. B. (1927), JASA 22(158), 209-212, formula p. 210; effective n and t quantile:
    Korn, E. L. and Graubard, B. I. (1998), Survey Methodology 24(2), 193-201; dispersion with
    variance function mu (1 - mu): McCullagh, P. and Nelder, J. A. (1989), Generalized Linear
    Models, 2nd ed., chapter 9; Kish, L. (1965), Survey Sampling, 11.2 (sum of squared weights).
    The pseudo-answers are ours, after Agresti, A. and Coull, B. A. (1998), The American
    Statistician 52(2), 119-126; how many was fixed by benchmarks/coverage.py.

    Examples
    --------
    >>> from decimal import Decimal
    >>> from analytics.inputs import Band
    >>> rule = Rule({"waktu": Fraction(1)}, 25, (Band(Decimal(25), "D", "Buruk"),), 1, 4)
    >>> tally = Tally.from_ratings([[4]] * 30 + [[3]] * 5, ("waktu",), 1, 4)
    >>> interval = index_interval(tally, rule)
    >>> round(interval.low, 2), round(interval.high, 2)
    (91.19, 98.62)
    """
    check_fits(tally, rule)
    return index_interval_of_design(
        tally, rule, variance_factor=1.0, degrees=tally.n - 1.0, method=METHOD, level=level
    )


def index_interval_of_design(
    tally: Tally,
    rule: Rule,
    *,
    variance_factor: float,
    degrees: float,
    method: str,
    level: float = 0.95,
) -> Interval | None:
    """Give the interval of the index where sheets are not a plain sample of independent ones.

    Parameters
    ----------
    tally : Tally
        Gaps allowed.
    rule : Rule
        With the tally's items and scale.
    variance_factor : float
        Above 0; how many times `ni_variance` the variance of NI is (a design effect, or what a
        finite population leaves of it).
    degrees : float
        Degrees of freedom of that variance, at least 1.
    method : str
        What the result says of itself.
    level : float
        Between 0 and 1.

    Returns
    -------
    Interval or None
        As `index_interval`, which is this with factor 1 and n - 1 degrees; None where an element
        has fewer than 2 answers.

    Raises
    ------
    ValueError
        If tally and rule do not fit, or a number is outside the range given here.

    Notes
    -----
    The effective n of `analytics.score_limits.score_limits` is divided by the factor.

    Source
    ------
    Korn, E. L. and Graubard, B. I. (1998), Survey Methodology 24(2), 193-201: a binomial type of
    interval with n over the design effect and the t quantile of the design.

    Examples
    --------
    >>> from decimal import Decimal
    >>> from analytics.inputs import Band
    >>> rule = Rule({"waktu": Fraction(1)}, 25, (Band(Decimal(25), "D", "Buruk"),), 1, 4)
    >>> tally = Tally.from_ratings([[4]] * 30 + [[3]] * 5, ("waktu",), 1, 4)
    >>> wider = index_interval_of_design(
    ...     tally, rule, variance_factor=2.0, degrees=34, method="days"
    ... )
    >>> round(wider.low, 2), round(wider.high, 2)
    (88.0, 99.03)
    """
    check_fits(tally, rule)
    level = check_level(level)
    if tally.answered.min() < FEWEST_ANSWERS:
        return None
    span = rule.high - rule.low
    squared_weights = sum(weight**2 for weight in rule.weights.values())
    low, high = score_limits(
        float((ni(tally, rule) - rule.low) / span),
        float(tally.n * (tally.n - 1) * ni_variance(tally, rule) / span**2),
        tally.n,
        pseudo_answers=PSEUDO_ANSWERS * float(squared_weights),
        level=level,
        variance_factor=finite_number(variance_factor, "variance_factor"),
        degrees=finite_number(degrees, "degrees"),
    )
    scale = rule.factor * rule.low, rule.factor * rule.high
    return Interval(*_on_scale(low, high, *scale), level, method)


def element_interval(tally: Tally, key: str, *, level: float = 0.95) -> Interval | None:
    """Give the interval of an element's mean, on the rating scale.

    Parameters
    ----------
    tally : Tally
        Only the sheets that answered the element count.
    key : str
        The element.
    level : float
        Between 0 and 1.

    Returns
    -------
    Interval or None
        Within low to high; None below 2 answers. Equal answers: narrow, never width 0.

    Raises
    ------
    ValueError
        If there is no such element or the level is not between 0 and 1.

    Notes
    -----
    As `index_interval` with one element of weight 1.

    Source
    ------
    As `index_interval`.

    Examples
    --------
    >>> tally = Tally.from_ratings([[4]] * 30 + [[3]] * 5, ("waktu",), 1, 4)
    >>> interval = element_interval(tally, "waktu")
    >>> round(interval.low, 3), round(interval.high, 3)
    (3.648, 3.945)
    """
    level = check_level(level)
    check_element(of_kind(tally, Tally, "tally"), key)
    place = tally.items.index(key)
    n, total = int(tally.answered[place]), int(tally.sums[place])
    if n < FEWEST_ANSWERS:
        return None
    span = tally.high - tally.low
    squares = Fraction(int(tally.pair_product[place, place])) - Fraction(total**2, n)
    low, high = score_limits(
        float((Fraction(total, n) - tally.low) / span),
        float(squares / span**2),
        n,
        pseudo_answers=PSEUDO_ANSWERS,
        level=level,
    )
    return Interval(*_on_scale(low, high, tally.low, tally.high), level, METHOD)


def _on_scale(low: Numbers, high: Numbers, lowest: int, highest: int) -> tuple[float, float]:
    span = highest - lowest
    return lowest + span * float(low), lowest + span * float(high)
