"""Days as clusters: how much less sure an index is because sheets of one day are alike."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from analytics.cluster_sums import ClusterSums, between_variance
from analytics.inputs import Rule, Tally
from analytics.intervals import index_interval_of_design
from analytics.kind_checks import of_kind
from analytics.mean_index import ni_variance
from analytics.number_checks import finite_number
from analytics.results import Interval
from analytics.rule_checks import check_fits
from analytics.tally_checks import whole_number

METHOD = "score-t, half a pseudo-answer, days as clusters"
FEWEST_CLUSTERS = 10
TOO_FEW_CLUSTERS, TOO_FEW_ANSWERS, ALL_EQUAL = "too_few_clusters", "too_few_answers", "all_equal"


@dataclass(frozen=True)
class ClusterDesign:
    """What clustering does to an index; `reason` says why the rest is None.

    `design_effect` is the variance between clusters over that of independent sheets; `interval`
    never claims more than independent sheets would.
    """

    n_clusters: int
    variance: Fraction | None
    design_effect: Fraction | None
    interval: Interval | None
    reason: str | None


def cluster_design(
    tally: Tally, clusters: ClusterSums, rule: Rule, *, level: float = 0.95
) -> ClusterDesign:
    """Give the design effect of clusters on the index, and the interval that allows for it.

    Parameters
    ----------
    tally : Tally
        Of all clusters together.
    clusters : ClusterSums
        Of the same sheets, cluster by cluster.
    rule : Rule
        With the same items and the tally's scale.
    level : float
        Between 0 and 1.

    Returns
    -------
    ClusterDesign
        Undefined with the reason "too_few_clusters" below FEWEST_CLUSTERS, "too_few_answers"
        where an element has fewer than 2 answers, "all_equal" where no sheet differs from
        another and so no effect can be told.

    Raises
    ------
    ValueError
        If the clusters do not add up to the tally, or tally and rule do not fit.

    Notes
    -----
    Design effect = `between_variance` / `ni_variance`; the interval is `clustered_interval`.

    Source
    ------
    Design effect: Kish, L. (1965), Survey Sampling, 8.2; effective n with the t quantile of the
    clusters: Korn, E. L. and Graubard, B. I. (1998), Survey Methodology 24(2), 193-201.

    Examples
    --------
    >>> from decimal import Decimal
    >>> from analytics.inputs import Band
    >>> rule = Rule({"waktu": Fraction(1)}, 25, (Band(Decimal(25), "D", "Buruk"),), 1, 4)
    >>> days = [Tally.from_ratings([[3 + day % 2]] * 3, ("waktu",), 1, 4) for day in range(10)]
    >>> design = cluster_design(sum(days[1:], days[0]), ClusterSums.of_tallies(days), rule)
    >>> design.design_effect
    Fraction(29, 9)
    """
    check_fits(tally, rule)
    of_kind(clusters, ClusterSums, "clusters")
    _check_adds_up(tally, clusters)
    reason = _why_undefined(tally, clusters)
    independent = Fraction(0) if reason else ni_variance(tally, rule)
    if not reason and independent == 0:
        reason = ALL_EQUAL
    if reason:
        return ClusterDesign(clusters.n_clusters, None, None, None, reason)
    variance = between_variance(clusters, rule)
    effect = variance / independent
    interval = clustered_interval(tally, rule, float(effect), clusters.n_clusters, level=level)
    return ClusterDesign(clusters.n_clusters, variance, effect, interval, None)


def clustered_interval(
    tally: Tally, rule: Rule, design_effect: float, n_clusters: int, *, level: float = 0.95
) -> Interval | None:
    """Give the interval of an index whose design effect is known from clusters.

    Parameters
    ----------
    tally : Tally
        Of the same survey as the clusters; not necessarily of all of them.
    rule : Rule
        With the tally's items and scale.
    design_effect : float
        At least 0; one below 1 counts as 1, being as a rule chance.
    n_clusters : int
        How many clusters the effect was estimated from, at least FEWEST_CLUSTERS.
    level : float
        Between 0 and 1.

    Returns
    -------
    Interval or None
        Never narrower than `analytics.intervals.index_interval`; None where an element has fewer
        than 2 answers.

    Raises
    ------
    ValueError
        If there are fewer clusters, the effect is negative or not finite, or tally and rule do
        not fit.

    Notes
    -----
    The effective n of the headline interval is divided by the effect; the t quantile has
    n_clusters - 1 degrees of freedom, or n - 1 where there are fewer sheets than clusters.

    Source
    ------
    Korn and Graubard (1998), Survey Methodology 24(2), 193-201.

    Examples
    --------
    >>> from decimal import Decimal
    >>> from analytics.inputs import Band
    >>> rule = Rule({"waktu": Fraction(1)}, 25, (Band(Decimal(25), "D", "Buruk"),), 1, 4)
    >>> tally = Tally.from_ratings([[4]] * 30 + [[3]] * 5, ("waktu",), 1, 4)
    >>> interval = clustered_interval(tally, rule, 2.0, 12)
    >>> round(interval.low, 2), round(interval.high, 2)
    (87.0, 99.12)
    """
    design_effect = finite_number(design_effect, "design_effect", expected="a finite effect")
    if whole_number(n_clusters, "n_clusters") < FEWEST_CLUSTERS or design_effect < 0:
        raise ValueError(
            f"an effect of {design_effect} from {n_clusters} clusters; expected a finite effect "
            f"of at least 0 from at least {FEWEST_CLUSTERS} clusters"
        )
    return index_interval_of_design(
        tally,
        rule,
        variance_factor=max(1.0, design_effect),
        degrees=float(max(1, min(n_clusters, of_kind(tally, Tally, "tally").n) - 1)),
        method=METHOD,
        level=level,
    )


def _why_undefined(tally: Tally, clusters: ClusterSums) -> str | None:
    if tally.answered.min() < 2:
        return TOO_FEW_ANSWERS
    return TOO_FEW_CLUSTERS if clusters.n_clusters < FEWEST_CLUSTERS else None


def _check_adds_up(tally: Tally, clusters: ClusterSums) -> None:
    same = clusters.items == tally.items
    whole = (clusters.answered.sum(axis=0), clusters.sums.sum(axis=0))
    if not same or not all(map(np.array_equal, whole, (tally.answered, tally.sums))):
        raise ValueError("the clusters do not add up to the tally; expected the same sheets")
