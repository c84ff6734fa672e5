"""The ratings in tally vectors: counts by element and point of the scale."""

from __future__ import annotations

import numpy as np

from analytics.tally_vectors import SHEET_NUMBERS
from app.services.scoring_rules import instrument_of


def counts_of(instrument: str, vectors: np.ndarray) -> np.ndarray:
    """Ratings in tally vectors (vectors x length): vectors x elements x points of the scale.

    The vectors may be cut off where the counts end.
    """
    stored = vectors[:, SHEET_NUMBERS : counts_end(instrument)]
    return stored.reshape(len(stored), *_shape(instrument))


def counts_end(instrument: str) -> int:
    """Where in a vector the counts by element and point of the scale end."""
    elements, points = _shape(instrument)
    return SHEET_NUMBERS + elements * points


def _shape(instrument: str) -> tuple[int, int]:
    asked = instrument_of(instrument)
    low, high = asked.scale
    return len(asked.keys), high - low + 1
