"""A candidate is judged by its own numbers first, then beside the others."""

from __future__ import annotations

import numpy as np
import pytest

from app.services.score_views import Reading, View
from app.services.view_audit import Candidate

VIEW = View("unit", 1, Reading.ALL, "2025")


def candidate(*elements: tuple[int, int, int, int]) -> Candidate:
    counts = np.array(elements)
    return Candidate(VIEW, np.ones(1, dtype=bool), int(counts[0].sum()), counts)


@pytest.mark.parametrize(
    ("counts", "is_one_sided"),
    [((0, 0, 5, 5), False), ((0, 10, 0, 0), True), ((10, 0, 0, 0), True), ((5, 5, 0, 0), False)],
)
def test_all_of_one_low_rating_is_one_sided(
    counts: tuple[int, int, int, int], is_one_sided: bool
) -> None:
    assert candidate((2, 3, 2, 3), counts).is_one_sided(5) is is_one_sided


@pytest.mark.parametrize(("k", "is_one_sided"), [(5, False), (10, True)])
def test_an_element_with_fewer_answers_than_may_be_seen_is_one_sided(
    k: int, is_one_sided: bool
) -> None:
    assert candidate((5, 5, 5, 5), (1, 2, 3, 1)).is_one_sided(k) is is_one_sided
