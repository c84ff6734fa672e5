"""What the ratings of groups tell by themselves, and what follows about those who rate alike."""

from __future__ import annotations

import numpy as np
import pytest
from flask import Flask

from analytics.seen_sums import SeenSums
from app.clock import Period
from app.services import scores
from app.services.releases import count_and_release
from app.services.scoring_rules import K
from app.services.step_ratings import StepRatings
from tests.factories.organisation import an_office
from tests.factories.responses import many_answers

JUNE, LOW = Period.parse("2026-06"), (1,) * 9
INSTRUMENT = "skm-2017@1"
ALL, FIRST, OTHERS = [1, 1, 1], [1, 0, 0], [0, 1, 1]


def a_group(rating: int, n: int, answered: int | None = None) -> np.ndarray:
    """Answers that rate alike; the first element was answered by so many, if not by all."""
    counts = np.zeros((9, 4), dtype=np.int64)
    counts[:, rating - 1] = n
    counts[0, rating - 1] = n if answered is None else answered
    return np.array([n, n, 0, *counts.ravel()])


def ratings(*groups: np.ndarray) -> StepRatings:
    return StepRatings(INSTRUMENT, groups)


@pytest.mark.parametrize(
    ("groups", "told"),
    [
        ([a_group(1, 6)], True),
        ([a_group(2, 6)], True),
        ([a_group(3, 6)], False),
        ([a_group(1, 6), a_group(2, 6)], False),
        ([a_group(3, 6, answered=K - 1)], True),
        ([a_group(3, 6, answered=K)], False),
        ([a_group(3, 6, answered=0)], False),
    ],
)
def test_few_answers_or_one_low_rating_are_told_by_their_sum(groups, told: bool) -> None:
    assert ratings(*groups).tell(np.ones(len(groups), dtype=bool)) is told


def test_what_is_left_of_a_total_is_told_with_its_part() -> None:
    held = ratings(a_group(4, 9), a_group(1, 2), a_group(1, 3))
    before = SeenSums.of([9, 2, 3], K, [ALL])
    known = held.told_by(before)

    assert not held.tell_more(known, before)
    assert held.tell_more(known, before.knowing([FIRST]))
    assert not held.tell_more(held.told_by(before.knowing([FIRST])), before.knowing([OTHERS]))


def test_who_did_not_answer_hides_nobody_and_tells_nothing() -> None:
    """The first element was answered by the first group alone."""
    skipped = ratings(a_group(4, 9), a_group(4, 6, answered=0), a_group(4, 6, answered=0))
    few = ratings(a_group(4, 9), a_group(4, 6, answered=0), a_group(4, 6, answered=2))
    before = SeenSums.of([9, 6, 6], K, [ALL])

    after = before.knowing([FIRST])

    assert not skipped.tell_more(skipped.told_by(before), after)
    assert few.tell_more(few.told_by(before), after)


def test_too_many_groups_that_rate_alike_are_not_looked_through(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    groups = a_group(4, 9), a_group(1, 2), a_group(1, 3)
    assert len(ratings(*groups).alike) == 9

    monkeypatch.setattr("app.services.step_ratings.MOST_ALIKE", 1)
    assert len(ratings(*groups).alike) == 0


def test_five_who_all_rated_low_wait_until_somebody_did_not(app: Flask, scope, now) -> None:
    """Who reads the score before and after would know that each of the five rated 1."""
    office = an_office(scope, now)
    many_answers(office.points[0].code, now, K)
    count_and_release(scope, now)
    seen = scores.overview(scope, office.unit.id, JUNE)

    many_answers(office.points[0].code, now, K, LOW)
    assert count_and_release(scope, now) == K
    assert scores.overview(scope, office.unit.id, JUNE) == seen

    many_answers(office.points[0].code, now, K)
    assert count_and_release(scope, now) == K
    assert scores.overview(scope, office.unit.id, JUNE).unit.n == 3 * K
