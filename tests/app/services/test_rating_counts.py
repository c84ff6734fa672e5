"""Counts of ratings are read from vectors as the tallies say them."""

from __future__ import annotations

import numpy as np
import pytest

from analytics.inputs import Tally
from app.services.rating_counts import counts_end, counts_of
from app.services.scoring_rules import instrument_of

SHEETS = ([(4, 3, 2, 1, 4, 3, 2, 1, 4), (1,) * 9], [(2, 0, 4, 4, 4, 4, 4, 4, 3)])


@pytest.mark.parametrize("instrument", ["skm-2017@1", "skm-2017@4"])
@pytest.mark.parametrize("is_cut", [False, True])
def test_counts_are_those_of_each_tally(instrument: str, is_cut: bool) -> None:
    keys = instrument_of(instrument).keys[:9]
    tallies = [Tally.from_ratings(sheets, keys, 1, 4) for sheets in SHEETS]
    vectors = np.array([tally.to_vector() for tally in tallies])
    cut = vectors[:, : counts_end(instrument)] if is_cut else vectors

    assert (counts_of(instrument, cut) == [tally.counts for tally in tallies]).all()


def test_no_vectors_give_no_counts_in_their_shape() -> None:
    nothing = np.zeros((0, counts_end("skm-2017@1")), dtype=np.int64)

    assert counts_of("skm-2017@1", nothing).shape == (0, 9, 4)
