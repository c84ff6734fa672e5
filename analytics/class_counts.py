"""Which counts of classes of people may be told beside every score there is of the same people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analytics.disclosure import tried_in_order
from analytics.echelon import PRIME, Echelon
from analytics.number_checks import array_of
from analytics.tally_checks import least_answers

Numbers = NDArray[np.int64]


def safe_classes(
    cells: ArrayLike,
    surely: ArrayLike,
    classes: ArrayLike,
    totals: ArrayLike,
    k: int,
    *,
    before: ArrayLike = (),
    priorities: Sequence[Sequence[int]] | None = None,
) -> NDArray[np.bool_]:
    """Say which counts of classes may be told to somebody who may know every score.

    Parameters
    ----------
    cells : integer array (groups,)
        The cell that each group of people lies in. Whatever score there is counts the people of
        one cell all together or not at all.
    surely : integer array (groups,)
        How many of each group are certain to lie in their cell; 0 where that is not known.
    classes : bool array (classes, groups)
        Groups that each class covers.
    totals : bool array (totals, groups)
        Groups that numbers cover which are seen anyway and were found safe beside all scores. Each
        covers all groups of a cell or none.
    k : int
        Least number of people that may be told of; at least 2.
    before : bool array (earlier classes, groups), optional
        Classes that were told already. Where they cannot be held by themselves, no more are told.
    priorities : sequence of sequences of int, optional
        Numbers of classes, the most important first, as in `disclosure.safe_views`. By default all
        in the order given.

    Returns
    -------
    array of bool (classes,)
        True where the class may be told.

    Raises
    ------
    ValueError
        If shapes do not fit, a number is negative, or k is below 2.

    Notes
    -----
    Whoever adds and subtracts classes and scores holds, in each cell, one weight for the cell plus
    a weight that depends on the class only. For the result to be a group of people, the weights in
    a cell are 0 or 1: so where two groups of one cell differ, the upper one is in the result as a
    whole, whatever the scores are. The people who surely lie in their cells are dealt to k heaps,
    each cell split as far as it has pairs. If in each heap no combination of the classes is alike
    throughout every cell, but for sums of the totals, then whatever follows from a class holds
    somebody of every heap: at least k people. That is a sufficient condition, checked by the rank
    of differences over a prime field; a class for which no such dealing is found is not told.

    The scores themselves do not enter. So the answer holds for every score that counts cells as a
    whole, those that are opened later among them.

    Source
    ------
    Own argument, from the audit of sum queries: Chin and Ozsoyoglu (1982), IEEE Transactions on
    Software Engineering 8(6), 574-582. Checked against every union of people in small cases.

    Examples
    --------
    30 women and 30 men in one cell; then all women in one and all men in another, where a score
    that counts 27 women would leave 3.

    >>> both = [[True, False], [False, True]]
    >>> safe_classes([0, 0], [30, 30], both, [[True, True]], 5).tolist()
    [True, True]
    >>> safe_classes([0, 1], [30, 30], both, [[True, True]], 5).tolist()
    [False, False]
    """
    k = least_answers(k, "k")
    cell, sure = _row(cells, "cells"), _row(surely, "surely")
    if len(cell) != len(sure) or (sure < 0).any():
        raise ValueError(
            f"cells and surely are {cells!r:.60}, {surely!r:.60}; expected a pair each"
        )
    asked, known = _as_sets(classes, len(cell)), _as_sets(totals, len(cell))
    earlier = _touching(_as_sets(before, len(cell)), asked)
    concerned = np.isin(cell, cell[np.vstack([asked, earlier]).any(axis=0)])
    parts = list(_dealt(cell, np.where(concerned, np.minimum(sure, k), 0)))
    groups = tried_in_order(priorities, len(asked))
    everything = [number for together in groups for number in together]
    if _is_held(np.vstack([earlier, asked[everything]]), known, parts, k):
        return np.isin(np.arange(len(asked)), everything)
    told: list[int] = []
    for together in groups:
        for some in (list(together), *([number] for number in together)):
            new = [number for number in some if number not in told]
            beside = np.vstack([earlier, asked[[*told, *new]]])
            if new and _is_held(beside, known, parts, k):
                told += new
    return np.isin(np.arange(len(asked)), told)


def _touching(earlier: Numbers, asked: Numbers) -> Numbers:
    """The earlier classes that share people with those asked for, directly or through others."""
    is_asked = np.arange(len(earlier) + len(asked)) >= len(earlier)
    touching = Echelon.touching(np.vstack([earlier, asked]) != 0, is_asked)
    return earlier[touching[: len(earlier)]]


def _dealt(cell: Numbers, sure: Numbers) -> Iterator[Numbers]:
    """The people of each cell in as many parts as it has pairs, alike ones in different parts."""
    held = np.flatnonzero(sure)
    order = held[np.argsort(cell[held], kind="stable")]
    for groups in np.split(order, np.flatnonzero(np.diff(cell[order])) + 1):
        people = np.repeat(groups, sure[groups])
        parts = max(1, min(len(people) // 2, int(sure.max(initial=0))))
        for number in range(parts):
            part = np.unique(people[number::parts])
            if len(part) > 1:
                yield part


def _is_held(asked: Numbers, known: Numbers, parts: Iterable[Numbers], k: int) -> bool:
    """Whether k heaps of the parts each tell every combination of the classes from a total."""
    free = asked[_independent(asked, known)]
    if not len(free):
        return True
    found = [(free[:, part[1:]] - free[:, part[:1]]).T for part in parts]
    differences = [each for each in found if each.any()]
    label = _linked(differences, len(free))
    for number in range(label.max() + 1):
        mine = label == number
        if not _fills(k, int(mine.sum()), [d[:, mine] for d in differences if d[:, mine].any()]):
            return False
    return True


def _independent(asked: Numbers, known: Numbers) -> list[int]:
    """Classes that are no combination of the totals and the classes before them.

    Columns are added with random weights, which leaves the rank as it is.
    """
    rows = np.vstack([known, asked])
    drawn = np.random.default_rng(7)
    weights = drawn.integers(0, PRIME, (rows.shape[1], len(rows)), dtype=np.int64)
    mixed = np.array([weights[row > 0].sum(axis=0) % PRIME for row in rows])
    found, new = Echelon.empty(len(rows)).taking_all(mixed[: len(known)]), []
    for number, row in enumerate(mixed[len(known) :]):
        before, found = found, found.taking(row)
        new += [number] if found is not before else []
    return new


def _linked(differences: Sequence[Numbers], classes: int) -> Numbers:
    """A label for each class, the same for those that stand in one difference."""
    label = np.arange(classes)
    for each in differences:
        held = np.unique(label[each.any(axis=0)])
        if len(held) > 1:
            label[np.isin(label, held)] = held[0]
    return np.unique(label, return_inverse=True)[1].ravel()


def _fills(k: int, rank: int, differences: Sequence[Numbers]) -> bool:
    """Whether the differences fill k heaps, each up to the rank."""
    if len(differences) < k:
        return False
    heaps = [Echelon.empty(differences[0].shape[1])] * k
    for each in differences:
        grown = {at: heap.taking_all(each) for at, heap in enumerate(heaps) if heap.rank < rank}
        if not grown:
            return True
        best = max(grown, key=lambda at: (grown[at].rank - heaps[at].rank, -heaps[at].rank))
        heaps[best] = grown[best]
    return all(heap.rank == rank for heap in heaps)


def _row(given: ArrayLike, name: str) -> Numbers:
    row = array_of(given, name)
    if row.ndim != 1 or (len(row) and row.dtype.kind not in "iu"):
        raise ValueError(f"{name} is {given!r:.80}; expected a row of whole numbers")
    return row.astype(np.int64)


def _as_sets(given: ArrayLike, groups: int) -> Numbers:
    sets = array_of(given, "sets")
    if sets.size == 0:
        return np.zeros((0, groups), np.int64)
    if sets.ndim != 2 or sets.shape[1] != groups:
        raise ValueError(f"sets have shape {sets.shape}; expected (sets, {groups})")
    return sets.astype(bool).astype(np.int64)
