"""How a counter's answers fall into strata: by service, half-day and channel, some of them joined.

Strata of fewer than k answers are joined with others. So are strata that would betray what others
are made of: who sees which are joined does not know which of them are small.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import numpy as np

from app.queries.tallies import ReleasedTallies
from app.services.scoring_rules import K

# What the answers of a cell have in common: service (0: not recorded), half-day and channel.
StratumKey = tuple[int, str, str]
# The cells of each stratum, by the cell that it is named after.
Partition = Mapping[StratumKey, tuple[StratumKey, ...]]


def cells_of(tallies: ReleasedTallies, rows: np.ndarray) -> dict[StratumKey, np.ndarray]:
    """The rows of each cell among these (boolean masks), in an order of their own.

    A database gives rows in any order; what is drawn over strata must not depend on it.
    """
    found: dict[StratumKey, np.ndarray] = {}
    for number in np.flatnonzero(rows).tolist():
        key = (
            int(tallies.service_id[number]),
            str(tallies.slot[number]),
            str(tallies.channel[number]),
        )
        found.setdefault(key, np.zeros(len(rows), dtype=bool))[number] = True
    return dict(sorted(found.items()))


def partitions_of(cells: Mapping[StratumKey, int]) -> Iterator[Partition]:
    """How a counter with these answers in its cells may be parted, the finest first.

    Smaller strata go with those that are most like them: first until none has fewer than k
    answers, then one at a time until one stratum is left. Of two that are both smaller the name is
    that of the first, lest it say which of them has more.
    """
    sizes = dict(cells)
    joined: dict[StratumKey, tuple[StratumKey, ...]] = {key: (key,) for key in cells}
    while len(joined) > 1:
        few = min(sizes, key=lambda key: (sizes[key], key))
        if sizes[few] >= K:
            yield dict(joined)
        into = max((key for key in joined if key != few), key=_likeness(few, sizes))
        name = into if sizes[into] >= K else min(few, into)
        joined[name] = joined.pop(into) + joined.pop(few)
        sizes[name] = sizes.pop(into) + sizes.pop(few)
    yield joined


def rows_of_strata(
    cells: Mapping[StratumKey, np.ndarray], partition: Partition
) -> dict[StratumKey, np.ndarray]:
    """The rows of each stratum (boolean masks)."""
    return {key: np.any([cells[one] for one in keys], axis=0) for key, keys in partition.items()}


def _likeness(
    few: StratumKey, sizes: Mapping[StratumKey, int]
) -> Callable[[StratumKey], tuple[object, ...]]:
    """How like others are to a stratum: by service, half-day and channel, then by their answers."""
    return lambda key: (*(key[place] == few[place] for place in range(3)), sizes[key], key)
