"""The isolation forest: fixed, and silent where it would only guess."""

from __future__ import annotations

import numpy as np
import pytest

from analytics.unusual_days import CUT, FEWEST_DAYS, isolation_scores


def usual(days: int = 200) -> np.ndarray:
    return np.random.default_rng(3).normal(size=(days, 4))


def test_a_day_far_from_all_others_stands_out() -> None:
    scores = isolation_scores(np.vstack([usual(), [[9.0, -9.0, 9.0, 9.0]]]))

    assert scores.argmax() == 200
    assert scores[-1] > CUT


def test_hardly_a_usual_day_is_over_the_cut() -> None:
    assert (isolation_scores(usual(1000)) > CUT).mean() <= 0.01


def test_the_same_days_always_score_the_same() -> None:
    assert (isolation_scores(usual()) == isolation_scores(usual())).all()


@pytest.mark.parametrize("days", [0, 1, FEWEST_DAYS - 1])
def test_few_days_are_not_scored(days: int) -> None:
    assert isolation_scores(usual(days)) is None


def test_equal_days_are_not_scored() -> None:
    assert isolation_scores(np.ones((80, 3))) is None


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_numbers_that_are_not_finite_are_refused(value: float) -> None:
    features = usual()
    features[5, 1] = value

    with pytest.raises(ValueError, match="expected finite numbers"):
        isolation_scores(features)


def test_another_shape_is_refused() -> None:
    with pytest.raises(ValueError, match="expected days x features"):
        isolation_scores(np.ones(80))
