"""A kept index is the one that would be computed anew."""

from __future__ import annotations

import numpy as np

from analytics.index import satisfaction_index
from analytics.inputs import Tally
from app.services.computed_index import computed_index
from app.services.scoring_rules import rule_of
from survey_forms import catalogue

SKM = catalogue.find("skm-2017")


def _tally(*sheets: tuple[int, ...]) -> Tally:
    return Tally.from_ratings(np.array(sheets, dtype=np.uint8), SKM.keys, 1, 4)


def _bytes(tally: Tally) -> bytes:
    return tally.to_vector().astype(np.int64).tobytes()


def test_kept_index_equals_the_one_computed_from_the_tally() -> None:
    tally = _tally((4, 3, 4, 4, 0, 3, 4, 2, 4), (4,) * 9, (1, 2, 3, 4, 1, 2, 3, 4, 1))
    kept = computed_index(SKM.reference, _bytes(tally))
    assert kept.result.index == satisfaction_index(tally, rule_of(SKM.reference)).index
    assert computed_index(SKM.reference, _bytes(tally)) is kept


def test_other_integers_give_another_index() -> None:
    one, other = _tally((4,) * 9, (3,) * 9), _tally((4,) * 9, (2,) * 9)
    indexes = {computed_index(SKM.reference, _bytes(t)).result.index for t in (one, other)}
    assert len(indexes) == 2


def test_elements_stand_in_list_order_with_their_own_sums() -> None:
    ratings = dict(zip(SKM.keys, (4, 3, 2, 1, 4, 3, 2, 1, 4), strict=True))
    kept = computed_index(SKM.reference, _bytes(_tally(tuple(ratings.values()))))
    assert {e.key: e.sum for e in kept.result.elements} == ratings
    assert tuple(e.key for e in kept.result.elements) == SKM.list_order
