"""How finely each of several wholes may be told apart, so that together they betray no few."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analytics.kind_checks import all_of_kind
from analytics.small_unions import MOST_STEPS
from analytics.sum_audit import SumAudit, base_sizes, distinct_groups, views_over
from analytics.tally_checks import least_answers, whole_number

# The numbers of cells that are added together, for each sum that would be shown of a whole.
Partition = Sequence[Sequence[int]]


def finest_safe(
    sizes: ArrayLike,
    seen: ArrayLike,
    cells: ArrayLike,
    choices: Sequence[Sequence[Partition]],
    k: int,
    *,
    most_steps: int = MOST_STEPS,
) -> list[int | None]:
    """Choose for each whole the first of its partitions that betrays nothing small.

    Parameters
    ----------
    sizes : integer array (groups,)
        Number of answers of each base group; 0 or more.
    seen : bool array (views, groups)
        Base groups of each sum that is seen anyway, whatever follows from these.
    cells : bool array (cells, groups)
        Base groups of each cell.
    choices : sequence of sequences of partitions
        For each whole, the most important first, how it may be parted, the best first. A partition
        is a sequence of sums, each the numbers of its cells.
    k : int
        Least number of answers that may be seen; at least 2.
    most_steps : int
        Steps of each search for a small group, after which a partition is passed over unproved.

    Returns
    -------
    list of int or None
        For each whole the number of the partition chosen; None where none may be seen.

    Raises
    ------
    ValueError
        If shapes do not fit, a size is negative, k is below 2, or a number is not that of a cell.

    Notes
    -----
    What is joined because it is small looks like what is joined because it would betray another:
    so nobody who sees which parts were joined learns which of them are small.

    Source
    ------
    As `disclosure.safe_views`; joining cells instead of leaving them out: Hundepool et al. (2012),
    Statistical Disclosure Control, Wiley, section 4.2 (global recoding).

    Examples
    --------
    16 verified answers of a unit lie at counters with 10, 1 and 5 of them, beside 9 others each.
    The first may be parted. Then the third's 5 would betray the 1 of the second: both stay whole.

    >>> verified, others = np.eye(6, dtype=bool)[:3], np.eye(6, dtype=bool)[3:]
    >>> seen = np.vstack([verified.any(axis=0), verified | others])
    >>> finest_safe(
    ...     [10, 1, 5, 9, 9, 9], seen, np.vstack([verified, others]),
    ...     [[[[0], [3]], [[0, 3]]], [[[1, 4]]], [[[2], [5]], [[2, 5]]]], 5,
    ... )
    [0, 0, 1]
    """
    size = base_sizes(sizes)
    known, single = views_over(len(size), seen), views_over(len(size), cells)
    least_answers(k, "k")
    asked = [
        _partitions(partitions, len(single))
        for partitions in all_of_kind(choices, object, "a whole")
    ]
    groups, sums, _ = distinct_groups(size, np.vstack([known, single]))
    audit = SumAudit(groups, k, most_steps=whole_number(most_steps, "most_steps"))
    audit.know(sums[: len(known)])
    return [_first_taken(audit, sums[len(known) :], partitions) for partitions in asked]


def _first_taken(
    audit: SumAudit, cells: NDArray[np.bool_], partitions: list[list[list[int]]]
) -> int | None:
    for number, partition in enumerate(partitions):
        sums = np.array([cells[joined].any(axis=0) for joined in partition], dtype=bool)
        if audit.takes_all(sums):
            return number
    return None


def _partitions(given: object, n_cells: int) -> list[list[list[int]]]:
    """The partitions of a whole as lists of the numbers of cells."""
    return [
        [
            [_cell(number, n_cells) for number in all_of_kind(joined, object, "a sum")]
            for joined in all_of_kind(partition, object, "a partition")
        ]
        for partition in all_of_kind(given, object, "partitions")
    ]


def _cell(number: object, n_cells: int) -> int:
    found = whole_number(number, "a cell")
    if found >= n_cells:
        raise ValueError(f"a partition names cell {found}; expected 0 to {n_cells - 1}")
    return found
