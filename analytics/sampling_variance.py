"""How far chance alone moves the index of a group: the variance that comparisons work with."""

from __future__ import annotations

from fractions import Fraction

from analytics.inputs import Rule, Tally
from analytics.intervals import PSEUDO_ANSWERS
from analytics.mean_index import ni, ni_variance
from analytics.rule_checks import check_fits
from analytics.score_limits import FEWEST_ANSWERS


def index_variance(tally: Tally, rule: Rule) -> Fraction | None:
    """Give the sampling variance of the index, never 0.

    Parameters
    ----------
    tally : Tally
        Gaps allowed: every element counts the sheets that answered it.
    rule : Rule
        With the tally's items and scale.

    Returns
    -------
    Fraction or None
        On the index's own scale, squared, above 0 also where all sheets are equal; None where
        an element has fewer than 2 answers, since one answer shows no spread.

    Raises
    ------
    ValueError
        If tally and rule do not fit.

    Notes
    -----
    `ni_variance` is 0 for equal sheets, which would give them all the weight in a comparison.
    So the spread is measured as for the headline interval, with c = PSEUDO_ANSWERS *
    sum(w_i^2) sheets added, half at each end of the scale. On 0..1: mean' = (n mean + c/2) /
    (n + c); spread = n (n - 1) V + n (mean - mean')^2 + c/2 (mean'^2 + (1 - mean')^2); the
    variance is spread / ((n + c - 1) n). It is the one at mean', where the score interval
    measures its dispersion; the index itself is not moved. No finite-population correction:
    comparisons are about how a group works, not about who came in one period.

    Source
    ------
    As `analytics.intervals.index_interval`.

    Examples
    --------
    >>> from decimal import Decimal
    >>> from analytics.inputs import Band
    >>> rule = Rule({"waktu": Fraction(1)}, 25, (Band(Decimal(25), "D", "Buruk"),), 1, 4)
    >>> mixed = Tally.from_ratings([[4]] * 30 + [[3]] * 5, ("waktu",), 1, 4)
    >>> equal = Tally.from_ratings([[4]] * 35, ("waktu",), 1, 4)
    >>> [round(float(index_variance(tally, rule)), 3) for tally in (mixed, equal)]
    [3.271, 1.156]
    """
    check_fits(tally, rule)
    if tally.answered.min() < FEWEST_ANSWERS:
        return None
    n, span = tally.n, rule.high - rule.low
    mean = (ni(tally, rule) - rule.low) / span
    added = Fraction(PSEUDO_ANSWERS) * sum(weight**2 for weight in rule.weights.values())
    centre = (n * mean + added / 2) / (n + added)
    ends = added / 2 * (centre**2 + (1 - centre) ** 2)
    squares = n * (n - 1) * ni_variance(tally, rule) / span**2
    spread = squares + n * (mean - centre) ** 2 + ends
    return (rule.factor * span) ** 2 * spread / ((n + added - 1) * n)
