"""The interval of an index that describes a known number of people, of whom n answered."""

from __future__ import annotations

from fractions import Fraction

from analytics.inputs import Rule, Tally
from analytics.intervals import index_interval_of_design
from analytics.kind_checks import of_kind
from analytics.mean_index import ni, ni_variance
from analytics.results import Interval
from analytics.rule_checks import check_fits
from analytics.score_limits import check_level
from analytics.tally_checks import whole_number

METHOD = "score-t, half a pseudo-answer, finite population"


def finite_population_interval(
    tally: Tally, rule: Rule, population: int, *, level: float = 0.95
) -> Interval | None:
    """Give the interval of the index of just these people, of whom n answered.

    It describes the people served in one period. It must not be used to compare periods, units
    or counters: there the question is how they would differ for other people too.

    Parameters
    ----------
    tally : Tally
        Each person at most once; gaps allowed.
    rule : Rule
        With the tally's items and scale.
    population : int
        People served, at least n.
    level : float
        Between 0 and 1.

    Returns
    -------
    Interval or None
        Never wider than `analytics.intervals.index_interval`; of width 0 where everybody
        answered everything, since nothing is unknown then; None where an element has fewer than
        2 answers.

    Raises
    ------
    ValueError
        If tally and rule do not fit, the population is below n or no whole number, or the level
        is not between 0 and 1.

    Notes
    -----
    The variance is that of `finite_ni_variance`; the limits are the score limits with it.

    Source
    ------
    Cochran, W. G. (1977), Sampling Techniques, 3rd ed., Wiley, 2.6 (finite population
    correction); limits as `analytics.intervals.index_interval`.

    Examples
    --------
    >>> from decimal import Decimal
    >>> from analytics.inputs import Band
    >>> rule = Rule({"waktu": Fraction(1)}, 25, (Band(Decimal(25), "D", "Buruk"),), 1, 4)
    >>> tally = Tally.from_ratings([[4]] * 30 + [[3]] * 5, ("waktu",), 1, 4)
    >>> interval = finite_population_interval(tally, rule, 50)
    >>> round(interval.low, 2), round(interval.high, 2)
    (94.01, 97.9)
    """
    check_fits(tally, rule)
    level = check_level(level)
    share = unanswered_share(tally, population)
    if tally.answered.min() < 2:
        return None
    if share == 0:
        certain = float(rule.factor * ni(tally, rule))
        return Interval(certain, certain, level, METHOD)
    return index_interval_of_design(
        tally,
        rule,
        variance_factor=float(share),
        degrees=tally.n - 1.0,
        method=METHOD,
        level=level,
    )


def finite_ni_variance(tally: Tally, rule: Rule, population: int) -> Fraction:
    """Give the variance of NI as a description of a known number of people.

    Parameters
    ----------
    tally : Tally
        Every element answered at least twice.
    rule : Rule
        With the tally's items and scale.
    population : int
        People served, at least n.

    Returns
    -------
    Fraction
        At most `analytics.mean_index.ni_variance`; 0 where everybody answered everything.

    Raises
    ------
    ValueError
        As `finite_population_interval`, or if an element has fewer than 2 answers.

    Notes
    -----
    (1 - n / N) times the variance, with n the answers to the element that has fewest: an answer
    that was not given is as unknown as a person who was not asked.

    Source
    ------
    Cochran (1977), theorem 2.2 and 2.6; checked against R survey, svydesign(fpc = ~N).

    Examples
    --------
    >>> from decimal import Decimal
    >>> from analytics.inputs import Band
    >>> rule = Rule({"waktu": Fraction(1)}, 25, (Band(Decimal(25), "D", "Buruk"),), 1, 4)
    >>> finite_ni_variance(Tally.from_ratings([[4], [3]], ("waktu",), 1, 4), rule, 4)
    Fraction(1, 8)
    """
    return unanswered_share(tally, population) * ni_variance(tally, rule)


def unanswered_share(tally: Tally, population: int) -> Fraction:
    """Give the share of the people whose answer is not known.

    Parameters
    ----------
    tally : Tally
        The element with fewest answers counts.
    population : int
        People served, at least n.

    Returns
    -------
    Fraction
        From 0 to 1, exactly.

    Raises
    ------
    ValueError
        If the population is no whole number, 0, or below n.

    Source
    ------
    Cochran (1977), 2.6: 1 - f.

    Examples
    --------
    >>> unanswered_share(Tally.from_ratings([[4], [3]], ("waktu",), 1, 4), 8)
    Fraction(3, 4)
    """
    people = whole_number(population, "population")
    if people < max(of_kind(tally, Tally, "tally").n, 1):
        raise ValueError(
            f"population is {people} people but there are {tally.n} sheets; expected at least "
            "one person for each sheet (a person answered twice, or the number served is wrong)"
        )
    return 1 - Fraction(int(tally.answered.min()), people)
