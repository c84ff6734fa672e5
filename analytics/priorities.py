"""What to fix first: how far each element is from a target, and how surely it is the lowest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeVar

import numpy as np
from scipy.special import stdtrit

from analytics.inputs import Rule, Tally
from analytics.intervals import element_interval
from analytics.kind_checks import all_of_kind, mapping_of
from analytics.lowest_elements import lowest_chances, widened_covariance
from analytics.mean_index import ni
from analytics.number_checks import finite_number
from analytics.results import Interval
from analytics.rule_checks import check_fits
from analytics.score_limits import FEWEST_ANSWERS, check_level

METHOD = "t, exact covariance of elements"
Standing = Literal["below", "unclear", "reached"]
Subject = TypeVar("Subject")


@dataclass(frozen=True)
class Need:
    """One cell of the needs matrix: an element of one subject against the target.

    `gap` is the mean less the target, so below 0 there is a need. `standing` is "unclear" where
    the interval reaches over the target, or where there is none. The chances are those of being
    the lowest element, and among the three lowest, of this subject.
    """

    key: str
    n: int
    mean: Fraction
    target: Fraction
    gap: Fraction
    interval: Interval
    standing: Standing
    lowest_0_1: float
    among_lowest_0_1: float

    @property
    def gap_interval(self) -> Interval:
        """The interval of the gap."""
        held, target = self.interval, float(self.target)
        return Interval(held.low - target, held.high - target, held.level, held.method)


def needs_of(
    tally: Tally, rule: Rule, target: Fraction | None = None, *, level: float = 0.95
) -> tuple[Need, ...] | None:
    """Give how each element of a subject stands against a target.

    Parameters
    ----------
    tally : Tally
        Gaps allowed.
    rule : Rule
        With the tally's items and scale.
    target : Fraction or None
        A mean on the rating scale, such as a grade's lower bound divided by the factor. None: the
        subject's own mean NI, which every element is then compared with.
    level : float
        Between 0 and 1.

    Returns
    -------
    tuple of Need, or None
        In the tally's order; None where an element has fewer than 2 answers.

    Raises
    ------
    ValueError
        If tally and rule do not fit, the target is no mean of the scale, or the level is not
        between 0 and 1.

    Notes
    -----
    Against a fixed target the interval is that of the element (`intervals.element_interval`).
    Against NI it is that of the difference, mean -+ t * sqrt(c' V c), put around the mean, with V
    from `lowest_elements.widened_covariance` and c = the element less the weights. Elements move
    together, so it is narrower than either alone.

    Source
    ------
    Difference of estimates from one sample: Saerndal, Swensson and Wretman (1992), 5.5-5.6.

    Examples
    --------
    >>> from decimal import Decimal
    >>> from analytics.inputs import Band
    >>> rule = Rule(dict.fromkeys(("a", "b"), Fraction(1, 2)), 25,
    ...             (Band(Decimal(25), "D", "Buruk"),), 1, 4)
    >>> needs = needs_of(Tally.from_ratings([[4, 2], [4, 3], [3, 2]] * 9, ("a", "b"), 1, 4), rule)
    >>> [(need.key, need.standing, round(need.lowest_0_1, 2)) for need in needs]
    [('a', 'reached', 0.0), ('b', 'below', 1.0)]
    """
    check_fits(tally, rule)
    level = check_level(level)
    if target is not None and not rule.low <= finite_number(target, "target") <= rule.high:
        raise ValueError(f"target is {target}; expected a mean from {rule.low} to {rule.high}")
    if tally.answered.min() < FEWEST_ANSWERS:
        return None
    lowest, among = lowest_chances(tally)
    aim = ni(tally, rule) if target is None else target
    return tuple(
        _need(tally, place, aim, interval, float(lowest[place]), float(among[place]))
        for place, interval in enumerate(_intervals(tally, rule, target, level))
    )


def needs_matrix(
    tallies: Mapping[Subject, Tally | None],
    rule: Rule,
    target: Fraction | None = None,
    *,
    level: float = 0.95,
) -> dict[Subject, tuple[Need, ...] | None]:
    """Give the needs of several subjects side by side.

    Parameters
    ----------
    tallies : mapping of subject to Tally or None
        None where the subject is withheld.
    rule, target, level
        As `needs_of`.

    Returns
    -------
    dict of subject to tuple of Need, or None
        In the given order; what is withheld stays so.

    Raises
    ------
    ValueError
        As `needs_of`.

    Source
    ------
    As `needs_of`.

    Examples
    --------
    >>> from decimal import Decimal
    >>> from analytics.inputs import Band
    >>> rule = Rule({"a": Fraction(1)}, 25, (Band(Decimal(25), "D", "Buruk"),), 1, 4)
    >>> needs_matrix({"Loket 1": None}, rule)
    {'Loket 1': None}
    """
    mapping_of(tallies, object, "the tally of")
    return {
        subject: None if tally is None else needs_of(tally, rule, target, level=level)
        for subject, tally in tallies.items()
    }


def likely_lowest(needs: Sequence[Need], level: float = 0.95) -> tuple[Need, ...]:
    """Give the fewest elements among which the lowest one is, with this chance.

    Parameters
    ----------
    needs : sequence of Need
        Of one subject.
    level : float
        Between 0 and 1.

    Returns
    -------
    tuple of Need
        The likeliest first; a single one where it is clear.

    Raises
    ------
    ValueError
        If the level is not between 0 and 1.

    Source
    ------
    Highest posterior set: Gelman et al. (2013), 2.3.

    Examples
    --------
    >>> likely_lowest([])
    ()
    """
    level = check_level(level)
    ordered = sorted(
        all_of_kind(needs, Need, "a need"), key=lambda need: (-need.lowest_0_1, need.mean)
    )
    chosen: list[Need] = []
    for need in ordered:
        if sum(one.lowest_0_1 for one in chosen) >= level:
            break
        chosen.append(need)
    return tuple(chosen)


def _intervals(tally: Tally, rule: Rule, target: Fraction | None, level: float) -> list[Interval]:
    if target is not None:
        found = (element_interval(tally, key, level=level) for key in tally.items)
        return [interval for interval in found if interval is not None]
    spread = widened_covariance(tally)
    weights = np.array([float(rule.weights[key]) for key in tally.items])
    apart = np.eye(len(weights)) - weights
    errors = np.sqrt(np.einsum("ia,ab,ib->i", apart, spread, apart))
    reach = float(stdtrit(tally.n - 1, (1 + level) / 2)) * errors
    means = tally.sums / tally.answered
    return [
        Interval(max(low, rule.low), min(high, rule.high), level, METHOD)
        for low, high in zip((means - reach).tolist(), (means + reach).tolist(), strict=True)
    ]


def _need(
    tally: Tally, place: int, aim: Fraction, interval: Interval, lowest: float, among: float
) -> Need:
    n = int(tally.answered[place])
    mean = Fraction(int(tally.sums[place]), n)
    standing = _standing(interval, aim)
    return Need(tally.items[place], n, mean, aim, mean - aim, interval, standing, lowest, among)


def _standing(interval: Interval, aim: Fraction) -> Standing:
    if interval.high < aim:
        return "below"
    return "reached" if interval.low >= aim else "unclear"
