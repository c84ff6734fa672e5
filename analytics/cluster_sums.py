"""What each cluster adds to an index, and how much the clusters differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analytics.inputs import Rule, Tally
from analytics.kind_checks import all_of_kind, of_kind
from analytics.number_checks import array_of
from analytics.tally_checks import check_items, check_scale, frozen_counts


@dataclass(frozen=True, eq=False)
class ClusterSums:
    """How many answers each cluster has of each element, and their sum: all that is needed.

    Parameters
    ----------
    items : tuple of str, length m
        Element keys; columns follow them.
    answered, sums : array (clusters, m) of int64
        Clusters without any answer are left out by the two makers below.

    Raises
    ------
    ValueError
        If a number is negative or not whole, the shapes do not fit, or a cluster has a sum of an
        element that nobody in it answered.

    Source
    ------
    Ultimate clusters: Wolter (2007), Introduction to Variance Estimation, 2nd ed., 2.4.

    Examples
    --------
    >>> ClusterSums(("waktu",), [[2], [1]], [[7], [4]]).n_clusters
    2
    """

    items: tuple[str, ...]
    answered: NDArray[np.int64]
    sums: NDArray[np.int64]

    def __post_init__(self) -> None:
        check_items(self.items)
        for name in ("answered", "sums"):
            array = frozen_counts(getattr(self, name), name)
            object.__setattr__(self, name, array)
            if array.shape[1] != len(self.items) or len(array) != len(self.answered):
                raise ValueError(
                    f"{name} has shape {array.shape}; expected a row for each cluster "
                    f"and {len(self.items)} columns"
                )

        if (self.sums[self.answered == 0] > 0).any():
            raise ValueError("a cluster has a sum without an answer; expected a sum of 0")

    @property
    def n_clusters(self) -> int:
        """How many clusters have answers."""
        return len(self.answered)

    @classmethod
    def of_tallies(cls, tallies: Sequence[Tally]) -> ClusterSums:
        """Take the sums of one tally for each cluster; at least one tally."""
        given = all_of_kind(tallies, Tally, "the tally of a cluster")
        if not given:
            raise ValueError("no tallies; expected one for each cluster, at least one")
        together = Tally.merged(given)
        held = [tally for tally in given if tally.n]
        none = np.zeros((0, len(together.items)), dtype=np.int64)
        answered = np.vstack([none, *(tally.answered for tally in held)])
        return cls(together.items, answered, np.vstack([none, *(tally.sums for tally in held)]))

    @classmethod
    def of_counts(cls, counts: ArrayLike, items: Sequence[str], low: int, high: int) -> ClusterSums:
        """Take the sums of the counts of each cluster, as in a tally: (clusters, m, points)."""
        check_scale(low, high)
        items = tuple(all_of_kind(items, str, "an item"))
        points = np.arange(low, high + 1)
        given = array_of(counts, "counts")
        if given.ndim != 3 or given.shape[1:] != (len(items), len(points)):
            raise ValueError(
                f"counts have shape {given.shape}; expected one of {len(items)} elements by "
                f"{len(points)} points for each cluster"
            )
        if given.dtype.kind not in "iu" or (given < 0).any():
            raise ValueError(
                "counts are not those of a tally; expected whole numbers of at least 0"
            )
        held = given[given.any(axis=(1, 2))]
        return cls(items, held.sum(axis=2), held @ points)


def between_variance(clusters: ClusterSums, rule: Rule) -> Fraction:
    """Give the variance of NI when clusters, not sheets, were drawn.

    Parameters
    ----------
    clusters : ClusterSums
        At least 2, every element answered somewhere.
    rule : Rule
        With the same items.

    Returns
    -------
    Fraction
        On the rating scale, exactly; 0 where every cluster has the same mean of each element.

    Raises
    ------
    ValueError
        If there are fewer than 2 clusters, other items, or an element nobody answered.

    Notes
    -----
    Cluster d contributes z_d = sum over i of w_i (S_id - mean_i n_id) / n_i to the linearised
    NI; the variance is G / (G - 1) * sum z_d^2 over G clusters (the z_d add up to 0).

    Source
    ------
    Wolter (2007), 2.4 and 6.2; Saerndal, Swensson and Wretman (1992), 4.2 and 5.6; checked
    against R survey, svydesign(ids = ~day).

    Examples
    --------
    >>> from decimal import Decimal
    >>> from analytics.inputs import Band
    >>> rule = Rule({"waktu": Fraction(1)}, 25, (Band(Decimal(25), "D", "Buruk"),), 1, 4)
    >>> between_variance(ClusterSums(("waktu",), [[2], [2]], [[8], [6]]), rule)
    Fraction(1, 4)
    """
    number = of_kind(clusters, ClusterSums, "clusters").n_clusters
    answered = clusters.answered.sum(axis=0).tolist()
    if set(clusters.items) != set(of_kind(rule, Rule, "rule").weights):
        raise ValueError(f"clusters have {clusters.items}; expected {sorted(rule.weights)}")
    if number < 2 or min(answered) == 0:
        raise ValueError(
            f"{number} clusters with {min(answered, default=0)} answers to some element; "
            "expected at least 2 clusters and every element answered"
        )
    totals = clusters.sums.sum(axis=0).tolist()
    shares = [rule.weights[key] / n for key, n in zip(clusters.items, answered, strict=True)]
    means = [Fraction(total, n) for total, n in zip(totals, answered, strict=True)]
    squares = (
        sum(
            (share * (s - mean * n) for share, mean, s, n in zip(shares, means, *row, strict=True)),
            Fraction(0),
        )
        ** 2
        for row in zip(clusters.sums.tolist(), clusters.answered.tolist(), strict=True)
    )
    return Fraction(number, number - 1) * sum(squares, Fraction(0))
