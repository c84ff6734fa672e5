"""The posterior over the variance between groups is integrated as scipy integrates it."""

from itertools import pairwise

import numpy as np
import pytest
from scipy.integrate import quad

from analytics.shrinkage_posterior import mean_squares, moments_given


def by_quadrature(y, v, estimate):
    """The same expectations by adaptive quadrature over the variance itself."""

    def density(between):
        weights = 1 / (v + between)
        mean = weights @ y / weights.sum()
        squares = weights @ (y - mean) ** 2
        return np.exp((np.log(weights).sum() - np.log(weights.sum()) - squares) / 2)

    def expected(place, name):
        def part(between):
            given = moments_given(y, v, np.array([between]))
            value, variance = getattr(given, name), getattr(given, SPREAD[name])
            distance = value[0, place] - getattr(estimate, name)[0, place]
            return (variance[0, place] + distance**2) * density(between)

        return whole(part) / whole(density)

    return {name: [expected(place, name) for place in range(len(y))] for name in SPREAD}


SPREAD = {"means": "variances", "deviations": "deviation_variances"}


def whole(function):
    """The integral from 0 to infinity, split where the density still has its weight."""
    bounds = [0, 0.001, 0.01, 0.1, 1, 10, 100, 1000, np.inf]
    return sum(
        quad(function, *part, epsabs=0, epsrel=1e-11, limit=500)[0] for part in pairwise(bounds)
    )


@pytest.mark.parametrize(
    ("y", "v"),
    [
        ([78.0, 80.0, 84.0, 88.0, 90.0, 91.0], [9.0, 4.0, 4.0, 4.0, 1.0, 25.0]),
        ([85.0, 85.2, 84.9, 85.1, 85.0, 85.3, 84.7], [3.0, 2.0, 1.0, 4.0, 2.0, 3.0, 1.0]),
        ([70.0, 80.0, 90.0, 95.0, 60.0], [0.1, 0.1, 0.1, 0.1, 0.1]),
        # Two or three sheets beside tens of thousands.
        (
            [73.69, 78.41, 79.97, 80.91, 80.05, 79.97, 75.3, 80.97, 75.06, 83.08],
            [45.927, 2.643, 0.012, 42.013, 0.003, 0.001, 18.319, 1.663, 64.028, 40.826],
        ),
    ],
)
def test_expected_squares_are_those_of_adaptive_quadrature(y, v):
    y, v = np.array(y), np.array(v)
    estimate = moments_given(y, v, np.array([5.0]))
    found, expected = mean_squares(y, v, estimate), by_quadrature(y, v, estimate)
    assert found.means == pytest.approx(expected["means"], rel=1e-6)
    assert found.deviations == pytest.approx(expected["deviations"], rel=1e-6)


def test_many_groups_leave_no_doubt_about_the_spread():
    random = np.random.default_rng(3)
    v = random.uniform(1, 3, 20_000)
    y = 80 + random.normal(size=len(v)) * np.sqrt(v + 2)
    given = moments_given(y, v, np.array([2.0]))
    around = mean_squares(y, v, given)
    assert np.sqrt(around.means) == pytest.approx(np.sqrt(given.variances[0]), rel=0.05)


def test_conditional_moments_are_those_of_a_sample_from_the_model():
    random = np.random.default_rng(5)
    y, v, between = np.array([70.0, 82.0, 90.0]), np.array([9.0, 1.0, 4.0]), 25.0
    weights = 1 / (v + between)
    draws = 400_000
    mean = weights @ y / weights.sum() + random.normal(size=(draws, 1)) / np.sqrt(weights.sum())
    pull = v * weights
    true = pull * mean + (1 - pull) * y + random.normal(size=(draws, 3)) * np.sqrt(between * pull)
    deviations = true - (true.sum(axis=1, keepdims=True) - true) / 2
    given = moments_given(y, v, np.array([between]))
    assert given.means[0] == pytest.approx(true.mean(axis=0), abs=0.03)
    assert given.variances[0] == pytest.approx(true.var(axis=0), rel=0.01)
    assert given.deviations[0] == pytest.approx(deviations.mean(axis=0), abs=0.03)
    assert given.deviation_variances[0] == pytest.approx(deviations.var(axis=0), rel=0.01)


def test_one_group_far_beyond_all_others_breaks_nothing() -> None:
    y, v = np.array([4.0, 4.0, 5.0, 6.0, 1e19]), np.array([4.0, 4.0, 4.0, 5.0, 1.0])
    around = mean_squares(y, v, moments_given(y, v, np.array([1.0])))
    assert np.isfinite(around.means).all()
