"""Score limits agree with published examples and never leave the scale."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest, norm

from analytics.score_limits import check_level, score_limits, wilson_limits


def test_published_intervals_of_single_proportions_are_reproduced(reference_rows):
    for row in reference_rows("newcombe_1998.csv"):
        successes, n = int(row["successes"]), int(row["n"])
        limits = wilson_limits(successes / n, n, norm.ppf(0.975))
        assert [f"{limit:.4f}" for limit in limits] == [row["low"], row["high"]]


@given(st.integers(1, 300), st.floats(0, 1))
def test_limits_of_a_share_are_those_of_scipy(n, share):
    successes = round(share * n)
    expected = binomtest(successes, n).proportion_ci(method="wilson")
    found = wilson_limits(successes / n, n, norm.ppf(0.975))
    assert found == pytest.approx((expected.low, expected.high), abs=1e-12)


@given(st.floats(0, 1), st.integers(2, 10_000), st.floats(0, 1))
def test_limits_stay_on_the_scale_and_hold_the_mean(mean, n, part):
    squares = part * n * mean * (1 - mean)
    low, high = score_limits(mean, squares, n, pseudo_answers=0.5, level=0.95)
    assert 0 <= low <= mean <= high <= 1
    assert low < high


@given(st.floats(0.01, 0.99), st.integers(2, 1000), st.floats(0, 1))
def test_turned_scale_gives_turned_limits(mean, n, part):
    squares = part * n * mean * (1 - mean)
    low, high = score_limits(mean, squares, n, pseudo_answers=0.5, level=0.95)
    turned = score_limits(1 - mean, squares, n, pseudo_answers=0.5, level=0.95)
    assert turned == pytest.approx((1 - high, 1 - low), abs=1e-9)


def test_sheets_at_the_ceiling_count_as_plain_yes_answers():
    _, high = score_limits(1.0, 0.0, 35, pseudo_answers=0.5, level=0.95)
    assert high == 1
    lows = [score_limits(1.0, 0.0, n, pseudo_answers=0.5, level=0.95)[0] for n in (2, 35, 1000)]
    assert lows == sorted(lows)


def test_higher_level_is_wider():
    widths = [
        math.dist(
            *((limit,) for limit in score_limits(0.9, 1, 35, pseudo_answers=0.5, level=level))
        )
        for level in (0.8, 0.95, 0.99)
    ]
    assert widths == sorted(widths)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"mean_0_1": 1.01}, "mean in 0 to 1"),
        ({"mean_0_1": math.nan}, "mean in 0 to 1"),
        ({"squares": -0.1}, "squares of at least 0"),
        ({"squares": math.inf}, "squares of at least 0"),
        ({"n": 1}, "n of at least 2"),
        ({"n": math.inf}, "n of at least 2"),
        ({"pseudo_answers": 0}, "pseudo_answers above 0"),
        ({"level": 1}, "level between 0 and 1"),
    ],
)
def test_impossible_moments_are_refused(changed, message):
    sound = {"mean_0_1": 0.5, "squares": 1.0, "n": 9, "pseudo_answers": 0.5, "level": 0.95}
    assert len(score_limits(**sound)) == 2
    with pytest.raises(ValueError, match=message):
        score_limits(**(sound | changed))


@pytest.mark.parametrize(
    ("numbers", "message"),
    [((-0.1, 9, 2), "share"), ((0.5, 0, 2), "n above 0"), ((0.5, 9, math.nan), "quantile")],
)
def test_impossible_shares_are_refused(numbers, message):
    with pytest.raises(ValueError, match=message):
        wilson_limits(*numbers)


@pytest.mark.parametrize("level", [0, 1, 95, math.nan])
def test_impossible_level_is_refused(level):
    with pytest.raises(ValueError, match="level between 0 and 1"):
        check_level(level)
