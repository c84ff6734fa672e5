"""Case mix: what the index of a group would be with the whole unit's mix of services and times.

A counter that serves the hard service has a lower index without working worse. Direct
standardisation gives every group the same mix of strata before they are compared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np
from scipy.special import stdtrit

from analytics.group_indices import GroupIndex, group_index
from analytics.inputs import Rule, Tally
from analytics.kind_checks import all_of_kind, mapping_of, of_kind
from analytics.number_checks import finite_number
from analytics.results import Interval
from analytics.score_limits import check_level

METHOD = "direct standardisation, t"
LEAST_COVERED = Fraction(4, 5)
TOO_LITTLE_COVERED = "too_little_covered"

# A stratum may be anything hashable, such as (service, slot, channel).
Cells = Mapping[tuple[str, Any], Tally]


class Mix(NamedTuple):
    """A weighted mean of cells with its variance and that variance's degrees of freedom."""

    value: Fraction
    variance: float
    degrees: float


@dataclass(frozen=True)
class Standardised:
    """One group with the mix of the whole.

    `own_mix` is its index over the same cells with its own mix; `covered_0_1` the part of the
    whole's answers that lie in strata this group has. Below the least part asked for, `index`
    and `difference` (with the whole's mix less with its own) are None and `reason` is
    ``too_little_covered``. `difference_interval` is None as well where both mixes are the same.
    """

    key: str
    n: int
    own_mix: Fraction | None
    index: GroupIndex | None
    covered_0_1: Fraction
    difference: Fraction | None
    difference_interval: Interval | None
    reason: str | None


def standardise(
    cells: Cells, rule: Rule, *, least_covered: Fraction = LEAST_COVERED, level: float = 0.95
) -> tuple[Standardised, ...]:
    """Give every group the mix of strata that all groups have together.

    Parameters
    ----------
    cells : mapping of (group, stratum) to Tally
        Sheets of each group in each stratum, such as (service, slot, channel). A group need
        not have every stratum. A cell where an element has fewer than 2 answers counts for the
        mix of the whole, but is missing in its group.
    rule : Rule
        With the tallies' items and scale.
    least_covered : Fraction
        Part of the whole, by answers, that a group's strata must cover; above 0, at most 1.
    level : float
        Of the intervals, between 0 and 1.

    Returns
    -------
    tuple of Standardised
        In the order in which the groups first appear; empty without cells.

    Raises
    ------
    ValueError
        If a tally does not fit the rule, `least_covered` is not above 0 and at most 1, or the
        level is not between 0 and 1.

    Notes
    -----
    sum over s of W_s y_gs / sum over s of W_s, over the strata s of group g, with W_s the part
    of all answers that lie in s. The weights count as known. Where strata are missing, a group
    is compared on those it has, which `least_covered` bounds. A gap in a sheet makes the index
    of the whole group differ a little from `own_mix`, for each cell weighs by its sheets.

    Source
    ------
    Direct standardisation: Breslow, N. E. and Day, N. E. (1987), Statistical Methods in Cancer
    Research II, IARC, 2.3; degrees of freedom: Satterthwaite, F. E. (1946), Biometrics Bulletin
    2(6), 110-114. Checked against R survey, ``svystandardize``.

    Examples
    --------
    >>> from decimal import Decimal
    >>> from analytics.inputs import Band
    >>> rule = Rule({"waktu": Fraction(1)}, 25, (Band(Decimal(25), "D", "Buruk"),), 1, 4)
    >>> easy, hard = [[4]] * 9 + [[3]], [[2]] * 9 + [[3]]
    >>> rows = {("A", "easy"): easy * 3, ("A", "hard"): hard, ("B", "easy"): easy,
    ...         ("B", "hard"): hard * 3}
    >>> cells = {key: Tally.from_ratings(held, ("waktu",), 1, 4) for key, held in rows.items()}
    >>> [(float(g.own_mix), float(g.index.index)) for g in standardise(cells, rule)]
    [(86.25, 75.0), (63.75, 75.0)]
    """
    level = check_level(level)
    if not 0 < finite_number(least_covered, "least_covered") <= 1:
        raise ValueError(f"least_covered is {least_covered}; expected above 0 and at most 1")
    for cell in mapping_of(cells, Tally, "the tally of"):
        if not isinstance(cell, tuple) or len(cell) != 2:
            raise ValueError(f"cell {cell!r:.80}; expected a group and a stratum")
    of_kind(rule, Rule, "rule")
    scale = (float(rule.factor * rule.low), float(rule.factor * rule.high))
    standard = _Standard(_shares(cells), least_covered, level, scale)
    held: dict[str, dict[Hashable, GroupIndex]] = defaultdict(dict)
    for (group, stratum), tally in cells.items():
        measured = group_index(group, tally, rule)
        held[group] |= {stratum: measured} if measured else {}
    return tuple(_standardised(key, strata, standard) for key, strata in held.items())


def mix_of(cells: Sequence[GroupIndex], weights: Sequence[Fraction]) -> Mix:
    """Give the weighted sum of the indices of separate cells.

    Parameters
    ----------
    cells : sequence of GroupIndex
        At least one.
    weights : sequence of Fraction
        One for each cell; any numbers that are not all 0.

    Returns
    -------
    Mix

    Raises
    ------
    ValueError
        If there is no weight but 0, one is no Fraction, or the lengths differ.

    Notes
    -----
    sum w y, with variance sum w^2 v and (sum w^2 v)^2 / sum [(w^2 v)^2 / d] degrees.

    Source
    ------
    As `standardise`.

    Examples
    --------
    >>> held = Interval(80.0, 90.0, 0.95, "")
    >>> cells = [GroupIndex("", 9, Fraction(index), 4.0, 8, held) for index in (80, 90)]
    >>> mix_of(cells, [Fraction(1, 2)] * 2)
    Mix(value=Fraction(85, 1), variance=2.0, degrees=16.0)
    """
    held = all_of_kind(cells, GroupIndex, "a cell")
    given: list[Any] = all_of_kind(weights, object, "a weight")
    if not all(isinstance(weight, Fraction | int) for weight in given):
        raise ValueError(f"weights are {given!r:.80}; expected Fractions")
    if not any(given):
        raise ValueError("every weight is 0; expected at least one that is not")
    pairs = list(zip(held, given, strict=True))
    parts = np.array([finite_number(w, "a weight") ** 2 * cell.variance for cell, w in pairs])
    degrees = np.array([cell.degrees for cell in held])
    value = sum((weight * cell.index for cell, weight in pairs), Fraction(0))
    variance = float(parts.sum())
    return Mix(value, variance, variance**2 / float((parts**2 / degrees).sum()))


class _Standard(NamedTuple):
    """What every group is given: the mix of the whole, and how results are stated."""

    shares: Mapping[Hashable, Fraction]
    least_covered: Fraction
    level: float
    scale: tuple[float, float]


def _shares(cells: Cells) -> dict[Hashable, Fraction]:
    """The part of all answers that lie in each stratum."""
    sizes: dict[Hashable, int] = defaultdict(int)
    for (_, stratum), tally in cells.items():
        sizes[stratum] += tally.n
    whole = sum(sizes.values())
    return {stratum: Fraction(n, whole) if whole else Fraction(0) for stratum, n in sizes.items()}


def _standardised(
    key: str, strata: Mapping[Hashable, GroupIndex], standard: _Standard
) -> Standardised:
    cells, n = list(strata.values()), sum(cell.n for cell in strata.values())
    covered = sum((standard.shares[stratum] for stratum in strata), Fraction(0))
    own = [Fraction(cell.n, n) for cell in cells]
    own_mix = mix_of(cells, own).value if cells else None
    if own_mix is None or covered < standard.least_covered:
        return Standardised(key, n, own_mix, None, covered, None, None, TOO_LITTLE_COVERED)
    given = [standard.shares[stratum] / covered for stratum in strata]
    mix = mix_of(cells, given)
    interval = _interval(mix, standard.level, *standard.scale)
    moved = [new - old for new, old in zip(given, own, strict=True)]
    return Standardised(
        key=key,
        n=n,
        own_mix=own_mix,
        index=GroupIndex(key, n, mix.value, mix.variance, mix.degrees, interval),
        covered_0_1=covered,
        difference=mix.value - own_mix,
        difference_interval=_difference_interval(cells, moved, standard) if any(moved) else None,
        reason=None,
    )


def _difference_interval(
    cells: Sequence[GroupIndex], moved: Sequence[Fraction], standard: _Standard
) -> Interval:
    width = standard.scale[1] - standard.scale[0]
    return _interval(mix_of(cells, moved), standard.level, -width, width)


def _interval(mix: Mix, level: float, low: float, high: float) -> Interval:
    """The t interval of a mix, cut at the ends of its scale."""
    reach = float(stdtrit(mix.degrees, (1 + level) / 2)) * mix.variance**0.5
    middle = float(mix.value)
    return Interval(max(middle - reach, low), min(middle + reach, high), level, METHOD)
