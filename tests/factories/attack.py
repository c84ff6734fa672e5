"""A quick attack on many totals: what small unions follow from them, by fingerprints.

It shares no code with `analytics.disclosure`, nor its way: random vectors that are orthogonal to
every total give each group a fingerprint, and the fingerprints of groups that follow sum to zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

import numpy as np

P = 2_147_483_629


def small_unions_that_follow(
    sizes: Mapping[object, int], totals: Iterable[Iterable[object]], k: int
) -> list[tuple[object, ...]]:
    """Unions of up to four groups with fewer than k answers that follow from the totals.

    Differences of two totals, one of which holds the other, are looked at whatever their width.
    """
    names = [name for name, n in sizes.items() if n]
    place = {name: at for at, name in enumerate(names)}
    seen = {frozenset(place[name] for name in total if name in place) for total in totals}
    seen.discard(frozenset())
    held = np.zeros((len(seen), len(names)), dtype=np.int64)
    for row, total in zip(held, seen, strict=True):
        row[list(total)] = 1
    n = np.array([sizes[name] for name in names], dtype=np.int64)
    found = [*_unions(_fingerprints(held), n, k), *_differences(held, n, k)]
    return [tuple(names[at] for at in group) for group in dict.fromkeys(found)]


def _fingerprints(held: np.ndarray) -> np.ndarray:
    """Two numbers for each group, from random vectors of the null space of the totals."""
    form, pivots = _echelon(held.copy())
    drawn = np.random.default_rng(3).integers(1, P, (2, held.shape[1]), dtype=np.int64)
    drawn[:, pivots] = 0
    for row, pivot in zip(form, pivots, strict=True):
        drawn[:, pivot] = -(drawn * row % P).sum(axis=1) % P
    return drawn


def _echelon(rows: np.ndarray) -> tuple[np.ndarray, list[int]]:
    pivots: list[int] = []
    for column in range(rows.shape[1]):
        done = len(pivots)
        below = np.flatnonzero(rows[done:, column])
        if not len(below):
            continue
        rows[[done, done + below[0]]] = rows[[done + below[0], done]]
        rows[done] = rows[done] * pow(int(rows[done, column]), P - 2, P) % P
        others = np.flatnonzero(rows[:, column])
        others = others[others != done]
        rows[others] = (rows[others] - rows[others, column][:, None] * rows[done]) % P
        pivots.append(column)
        if len(pivots) == len(rows):
            break
    return rows[: len(pivots)], pivots


def _unions(marks: np.ndarray, n: np.ndarray, k: int) -> Iterable[tuple[int, ...]]:
    small = [at for at in range(len(n)) if n[at] < k]
    sums: dict[tuple[int, int], list[tuple[int, ...]]] = {}
    narrow: list[tuple[tuple[int, ...], tuple[int, int]]] = []
    for width in (1, 2):
        for group in combinations(small, width):
            if n[list(group)].sum() < k:
                mark = _mark(marks, group)
                narrow.append((group, mark))
                sums.setdefault(mark, []).append(group)
    yield from sums.get((0, 0), [])
    for group, (first, second) in narrow:
        for other in sums.get((-first % P, -second % P), []):
            joined = sorted({*group, *other})
            if len(joined) == len(group) + len(other) and n[joined].sum() < k:
                yield tuple(joined)


def _mark(marks: np.ndarray, group: Sequence[int]) -> tuple[int, int]:
    first, second = marks[:, list(group)].sum(axis=1) % P
    return int(first), int(second)


def _differences(held: np.ndarray, n: np.ndarray, k: int) -> Iterable[tuple[int, ...]]:
    counted = held @ n
    common = (held * n) @ held.T
    contained = common == counted[:, None]
    fewer = counted[None, :] - counted[:, None]
    for smaller, larger in np.argwhere(contained & (fewer > 0) & (fewer < k)):
        yield tuple(np.flatnonzero(held[larger] & ~held[smaller].astype(bool)).tolist())
    for at in np.flatnonzero((counted > 0) & (counted < k)):
        yield tuple(np.flatnonzero(held[at]).tolist())
