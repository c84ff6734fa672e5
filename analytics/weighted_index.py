"""The index of weighted sheets, with the interval that weighting leaves it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analytics.inputs import Rule, Tally
from analytics.intervals import PSEUDO_ANSWERS
from analytics.kind_checks import all_of_kind, mapping_of
from analytics.results import Interval
from analytics.rule_checks import check_fits
from analytics.score_limits import FEWEST_ANSWERS, check_level, score_limits
from analytics.weight_checks import checked_weights
from analytics.weight_trimming import effective_n
from analytics.weighting import Categories

METHOD = "score-t, half a pseudo-answer, weighted"
NOBODY_ANSWERED = "nobody_answered_an_element"

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class WeightedIndex:
    """An index of weighted sheets; `reason` says why it is None.

    `variance` is of NI. `interval` alone is None where the effective n is below 2.
    """

    n: int
    n_effective: float
    index: float | None
    variance: float | None
    interval: Interval | None
    reason: str | None


def weighted_index(
    tallies: Sequence[Tally],
    weights: ArrayLike,
    rule: Rule,
    *,
    raked_to: Categories | None = None,
    level: float = 0.95,
) -> WeightedIndex:
    """Give the index of cells of sheets, each sheet with the weight of its cell.

    Parameters
    ----------
    tallies : sequence of Tally, length cells
        One for each cell, none of them empty, of the same items.
    weights : array of float, length cells
        Of a sheet in each cell, above 0.
    rule : Rule
        With the tallies' items and scale.
    raked_to : mapping of variable to sequence of str, optional
        The categories whose margins the weights meet exactly, as `analytics.weighting.rake` took
        them: what they explain of the answers is no longer by chance. Without it the weights
        are taken as given, which trimmed weights must be.
    level : float
        Between 0 and 1.

    Returns
    -------
    WeightedIndex
        With equal weights taken as given: the index and, to rounding, the interval of
        `analytics.intervals`. Undefined where nobody answered an element.

    Raises
    ------
    ValueError
        If there is no cell or an empty one, weights are impossible, categories are not as many
        as cells, tallies and rule do not fit, or the level is not between 0 and 1.

    Notes
    -----
    NI = sum over i of w_i A_i / N_i, over weighted sums. A sheet of weight v contributes v u with
    u = sum over i of w_i (x_i - mean_i) / N_i; the variance is n / (n - 1) times the sum of
    squares of v u about their mean. Raked, u is replaced by its residual from the least-squares
    fit on the categories. Limits are the score limits with Kish's effective n.

    Source
    ------
    Saerndal, Swensson and Wretman (1992), 5.6; residuals of raking: Deville, J.-C., Saerndal,
    C.-E. and Sautory, O. (1993), JASA 88(423), 1013-1020; checked against R survey, svyratio
    after svydesign(weights) and after rake.

    Examples
    --------
    >>> from decimal import Decimal
    >>> from fractions import Fraction
    >>> from analytics.inputs import Band
    >>> rule = Rule({"waktu": Fraction(1)}, 25, (Band(Decimal(25), "D", "Buruk"),), 1, 4)
    >>> men = Tally.from_ratings([[4]] * 30, ("waktu",), 1, 4)
    >>> women = Tally.from_ratings([[3], [2]] * 5, ("waktu",), 1, 4)
    >>> found = weighted_index([men, women], [1.0, 3.0], rule)
    >>> found.index, found.n, found.n_effective
    (81.25, 40, 30.0)
    """
    level = check_level(level)
    together = _together(tallies, rule)
    given = checked_weights(weights, np.array([tally.n for tally in tallies]))
    kish = effective_n(given, np.array([tally.n for tally in tallies]))
    if together.answered.min() == 0:
        return WeightedIndex(together.n, kish, None, None, None, NOBODY_ANSWERED)
    shares = np.array([float(rule.weights[key]) for key in together.items])
    answered = given @ np.array([tally.answered for tally in tallies])
    means = (given @ np.array([tally.sums for tally in tallies])) / answered
    ni = float(shares @ means)
    if together.answered.min() < FEWEST_ANSWERS:
        return WeightedIndex(together.n, kish, rule.factor * ni, None, None, None)
    fit = _fitted(tallies, shares / answered, means, raked_to)
    variance = _variance(tallies, given, shares / answered, means, fit)
    interval = _interval(ni, variance, kish, rule, level)
    return WeightedIndex(together.n, kish, rule.factor * ni, variance, interval, None)


def _together(tallies: Sequence[Tally], rule: Rule) -> Tally:
    cells = all_of_kind(tallies, Tally, "the tally of a cell")
    if not cells or any(tally.n == 0 for tally in cells):
        raise ValueError("a cell has no sheet; expected at least one cell and a sheet in each")
    together = Tally.merged(tallies)
    check_fits(together, rule)
    return together


def _contribution(tally: Tally, per_answer: Numbers, means: Numbers) -> float:
    """The sum of u over the sheets of a cell."""
    return float(per_answer @ (tally.sums - means * tally.answered))


def _squares(tally: Tally, per_answer: Numbers, means: Numbers) -> float:
    """The sum of u squared over the sheets of a cell."""
    crossed = means[:, None] * tally.pair_sum.T
    about_means = tally.pair_product - crossed - crossed.T + np.outer(means, means) * tally.pair_n
    return float(per_answer @ about_means @ per_answer)


def _fitted(
    tallies: Sequence[Tally], per_answer: Numbers, means: Numbers, raked_to: Categories | None
) -> Numbers:
    """What the categories explain of u in each cell: nothing where weights are as given."""
    if raked_to is None:
        return np.zeros(len(tallies))
    for variable, labels in mapping_of(raked_to, object, "labels of").items():
        all_of_kind(labels, object, f"a label of {variable}")
    columns = [
        [label == category for label in labels]
        for labels in raked_to.values()
        for category in dict.fromkeys(labels)
    ]
    if any(len(column) != len(tallies) for column in columns):
        raise ValueError(f"categories are not as many as cells; expected {len(tallies)} of each")
    design = np.array(columns, dtype=float).reshape(-1, len(tallies)).T
    roots = np.sqrt([tally.n for tally in tallies])
    of_cell = np.array([_contribution(t, per_answer, means) / t.n for t in tallies])
    solution = np.linalg.lstsq(design * roots[:, None], of_cell * roots, rcond=None)[0]
    return design @ solution


def _variance(
    tallies: Sequence[Tally],
    weights: Numbers,
    per_answer: Numbers,
    means: Numbers,
    fitted: Numbers,
) -> float:
    """n / (n - 1) times the sum of squares of v (u - fit) about their mean."""
    n = np.array([tally.n for tally in tallies])
    sums = np.array([_contribution(tally, per_answer, means) for tally in tallies])
    squares = np.array([_squares(tally, per_answer, means) for tally in tallies])
    residual_sum = float(weights @ (sums - fitted * n))
    residual_squares = float(weights**2 @ (squares - 2 * fitted * sums + fitted**2 * n))
    about_mean = residual_squares - residual_sum**2 / n.sum()
    return max(0.0, about_mean * n.sum() / (n.sum() - 1))


def _interval(ni: float, variance: float, kish: float, rule: Rule, level: float) -> Interval | None:
    if kish < FEWEST_ANSWERS:
        return None
    span = rule.high - rule.low
    low, high = score_limits(
        min(max((ni - rule.low) / span, 0.0), 1.0),
        kish * (kish - 1) * variance / span**2,
        kish,
        pseudo_answers=PSEUDO_ANSWERS * float(sum(w**2 for w in rule.weights.values())),
        level=level,
    )
    lowest, width = rule.factor * rule.low, rule.factor * span
    return Interval(lowest + width * float(low), lowest + width * float(high), level, METHOD)
