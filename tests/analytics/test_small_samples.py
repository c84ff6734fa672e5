"""Intervals of short series cover what they say, which plain t limits do not."""

import numpy as np
import pytest

from analytics.autocorrelation import regression
from analytics.small_samples import small_sample_effect

DRAWS = 400


def lines(half: int) -> np.ndarray:
    """A line before, and a jump and another slope after."""
    time = np.arange(2 * half) - half
    after = (time >= 0).astype(float)
    return np.column_stack([np.ones(2 * half), time, after, after * time])


def noise(points: int, correlation: float) -> np.ndarray:
    drawn = np.random.default_rng(20_261).normal(size=(DRAWS, points + 30))
    for place in range(1, points + 30):
        drawn[:, place] += correlation * drawn[:, place - 1]
    return drawn[:, 30:]


@pytest.mark.parametrize("correlation", [0.0, 0.3])
@pytest.mark.parametrize("half", [8, 12])
@pytest.mark.parametrize("term", [2, 3])
def test_nothing_is_called_a_change_in_about_95_of_100_series(correlation, half, term) -> None:
    contrast = np.eye(4)[term].tolist()
    fits = [regression(lines(half), values) for values in noise(2 * half, correlation)]

    covered = [
        np.mean([e.interval.low <= 0 <= e.interval.high for e in effects])
        for effects in (
            [small_sample_effect(fit, contrast) for fit in fits],
            [fit.effect(contrast) for fit in fits],
        )
    ]

    assert 0.91 <= covered[0] <= 0.99
    assert covered[1] < 0.9


def test_estimate_and_error_are_those_of_newey_and_west() -> None:
    fit = regression(lines(8), noise(16, 0.3)[0])

    plain, wider = fit.effect([0, 0, 1, 0]), small_sample_effect(fit, [0, 0, 1, 0])

    assert (wider.estimate, wider.standard_error) == (plain.estimate, plain.standard_error)
    assert wider.interval.low < plain.interval.low
    assert wider.interval.high > plain.interval.high


def test_a_long_series_of_independent_points_needs_little_of_it() -> None:
    fit = regression(np.ones((400, 1)), np.random.default_rng(3).normal(size=400))

    plain, wider = fit.effect([1]), small_sample_effect(fit, [1])

    wideness = [effect.interval.high - effect.interval.low for effect in (plain, wider)]
    assert wideness[1] == pytest.approx(wideness[0], rel=0.08)


def test_scale_of_values_and_weights_does_not_matter() -> None:
    values, weights = noise(16, 0.0)[1], np.arange(1, 17)
    first = small_sample_effect(regression(lines(8), values, weights), [0, 0, 1, 0])
    second = small_sample_effect(regression(lines(8), 5 * values, 3 * weights), [0, 0, 1, 0])

    assert second.interval.low == pytest.approx(5 * first.interval.low)


def test_points_on_a_line_have_a_slope_of_no_width() -> None:
    found = small_sample_effect(regression([[1], [1], [1]], [4, 4, 4]), [1])

    assert (found.interval.low, found.interval.high) == (4, 4)


def test_an_impossible_contrast_or_level_is_refused() -> None:
    fit = regression(lines(8), noise(16, 0.0)[0])

    with pytest.raises(ValueError, match="expected 4 factors"):
        small_sample_effect(fit, [1])
    with pytest.raises(ValueError, match="expected finite numbers"):
        small_sample_effect(fit, [1, 0, 0, float("nan")])
    with pytest.raises(ValueError, match="level between 0 and 1"):
        small_sample_effect(fit, [1, 0, 0, 0], level=1)
