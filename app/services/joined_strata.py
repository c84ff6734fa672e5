"""How a counter's answers fall into strata of at least k: service, half-day and channel."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from app.queries.tallies import ReleasedTallies
from app.services.scoring_rules import K

# What a stratum has in common: service (0: not recorded), half-day and channel.
StratumKey = tuple[int, str, str]


def rows_by_stratum(tallies: ReleasedTallies, rows: np.ndarray) -> dict[StratumKey, np.ndarray]:
    """The rows of each stratum among these (boolean masks), none with fewer than k answers.

    Fewer go with the stratum that is most like them.
    """
    found = _apart(tallies, rows)
    sizes = {key: int(tallies.sizes[held].sum()) for key, held in found.items()}
    while len(found) > 1 and min(sizes.values()) < K:
        few = min(sizes, key=lambda key: (sizes[key], key))
        into = max((key for key in found if key != few), key=_likeness(few, sizes))
        found[into] |= found.pop(few)
        sizes[into] += sizes.pop(few)
    return found


def _apart(tallies: ReleasedTallies, rows: np.ndarray) -> dict[StratumKey, np.ndarray]:
    found: dict[StratumKey, np.ndarray] = {}
    for number in np.flatnonzero(rows).tolist():
        key = (
            int(tallies.service_id[number]),
            str(tallies.slot[number]),
            str(tallies.channel[number]),
        )
        found.setdefault(key, np.zeros(len(rows), dtype=bool))[number] = True
    return found


def _likeness(
    few: StratumKey, sizes: Mapping[StratumKey, int]
) -> Callable[[StratumKey], tuple[object, ...]]:
    """How like others are to a stratum: by service, half-day and channel, then by their answers."""
    return lambda key: (*(key[place] == few[place] for place in range(3)), sizes[key], key)
