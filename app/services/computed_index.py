"""The index of a tally, computed once: released tallies change seldom and are read often."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from analytics.index import reconciliation, satisfaction_index
from analytics.inputs import Tally
from analytics.results import IndexResult, Reconciled
from app.services.scoring_rules import instrument_of, rule_of

MOST_KEPT = 8192


@dataclass(frozen=True)
class ComputedIndex:
    """An index with its elements in list order, and what other customs make of the answers."""

    result: IndexResult
    reconciliation: Mapping[str, Reconciled]


@lru_cache(maxsize=MOST_KEPT)
def computed_index(reference: str, vector: bytes) -> ComputedIndex:
    """The index of a tally's vector (int64) under an instrument version.

    The same integers always give the same index, so it may be kept for as long as it is useful.
    """
    asked, rule = instrument_of(reference), rule_of(reference)
    low, high = asked.scale
    tally = Tally.from_vector(asked.keys, low, high, np.frombuffer(vector, dtype=np.int64))
    result = satisfaction_index(tally, rule)
    return ComputedIndex(_in_list_order(result, asked.list_order), reconciliation(tally, rule))


def _in_list_order(result: IndexResult, list_order: Sequence[str]) -> IndexResult:
    return replace(result, elements=tuple(result.element(key) for key in list_order))
