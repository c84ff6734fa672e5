"""Drivers are found where they are, and nothing is shown where there is nothing to find."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.drivers import SEED, low_rating_drivers
from analytics.low_rating_model import AdditiveModel, read_table


def strata(seed, *, per_row=40, base=0.05, worse=None):
    """Counters x services x slots; counter 1, or another factor's first level, may be worse."""
    generator = np.random.default_rng(seed)
    cells = [(c, s, h) for c in "1234" for s in "abc" for h in ("morning", "afternoon")]
    factors = dict(
        zip(("counter", "service", "slot"), map(list, zip(*cells, strict=True)), strict=True)
    )
    n = np.full(len(cells), per_row)
    shares = np.full(len(cells), base)
    if worse:
        first = factors[worse][0]
        shares[np.array(factors[worse]) == first] *= 4
    return factors, n, generator.binomial(n, shares)


@pytest.mark.parametrize("worse", ["counter", "service", "slot"])
def test_the_planted_factor_comes_first(worse):
    result = low_rating_drivers(*strata(1, worse=worse))
    assert result.reason is None
    assert result.drivers[0].factor == worse
    assert result.drivers[0].interval.low > 0
    assert result.drivers[0].levels[0].level == strata(1)[0][worse][0]


def test_nothing_planted_is_shown_seldom():
    shown = [bool(low_rating_drivers(*strata(seed)).drivers) for seed in range(30)]
    assert np.mean(shown) <= 0.1


def test_what_does_not_matter_has_an_interval_around_nothing():
    result = low_rating_drivers(*strata(2, worse="counter"))
    others = [driver for driver in result.drivers if driver.factor != "counter"]
    assert all(driver.interval.low < 0 < driver.interval.high for driver in others)


def test_the_share_of_a_worse_level_is_near_the_planted_one():
    result = low_rating_drivers(*strata(3, per_row=400, worse="slot"))
    levels = {one.level: one.low_share_0_1 for one in result.drivers[0].levels}
    assert levels["morning"] == pytest.approx(0.2, abs=0.02)
    assert levels["afternoon"] == pytest.approx(0.05, abs=0.015)


@given(seed=st.integers(0, 1000))
@settings(deadline=None, max_examples=8)
def test_names_of_levels_do_not_matter(seed):
    factors, n, low = strata(seed, worse="counter")
    renamed = factors | {"counter": [f"Loket {name}" for name in factors["counter"]]}
    first, second = low_rating_drivers(factors, n, low), low_rating_drivers(renamed, n, low)
    assert first.gain == pytest.approx(second.gain, abs=1e-9)


def test_the_same_counts_always_give_the_same_result():
    assert low_rating_drivers(*strata(4, worse="slot")) == low_rating_drivers(
        *strata(4, worse="slot")
    )


def test_importance_is_the_mean_over_random_permutations():
    # One model, not held out: what the closed form says against ten thousand shuffles.
    from analytics.drivers import _loss, _switched_loss

    factors, n, low = strata(5, worse="counter")
    table = read_table(factors, n, low)
    everything = np.ones(len(n), dtype=bool)
    model = AdditiveModel.fitted(table, everything)
    generator = np.random.default_rng(SEED)
    place = table.names.index("counter")
    shuffled = table.codes.copy()
    losses = []
    for _ in range(4000):
        shuffled[:, place] = generator.permutation(table.codes[:, place])
        losses.append(_loss(model.shares(shuffled), table.n, table.low).sum())
    exact = _switched_loss(model, table, everything, place).sum()
    assert exact == pytest.approx(np.mean(losses), rel=0.002)


def test_the_baseline_loss_is_the_entropy_of_the_share():
    factors, n, low = strata(6, per_row=500)
    share = low.sum() / n.sum()
    entropy = -share * np.log(share) - (1 - share) * np.log(1 - share)
    assert low_rating_drivers(factors, n, low).loss_baseline == pytest.approx(entropy, rel=0.01)


def small(rows=24, n=10, low=1, levels=("a", "b")):
    return {"slot": [levels[at % len(levels)] for at in range(rows)]}, [n] * rows, [low] * rows


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        (({"slot": []}, [], []), "too_few_low"),
        (small(low=0), "too_few_low"),
        (small(low=10), "too_few_low"),
        (small(rows=19, n=100, low=10), "too_few_rows"),
        (small(levels=("a",)), "nothing_varies"),
        (small(), "not_proven"),
    ],
)
def test_what_cannot_be_told_says_why(asked, reason):
    result = low_rating_drivers(*asked)
    assert (result.reason, result.drivers) == (reason, ())


def test_a_fit_of_factors_that_tell_nothing_gives_no_warning(recwarn):
    counters = [f"L{sheet // 2 % 2}" for sheet in range(60)]

    assert low_rating_drivers({"counter": counters}, [1] * 60, [0, 1] * 30).reason == "not_proven"
    assert not recwarn.list


def test_an_impossible_level_is_refused():
    with pytest.raises(ValueError, match="level between 0 and 1"):
        low_rating_drivers(*small(), level=2)


def test_each_level_s_share_has_an_interval_around_it_that_is_wider_where_rows_differ() -> None:
    slots = ["pagi", "siang"] * 20
    steady = low_rating_drivers({"slot": slots}, [40] * 40, [4, 16] * 20)
    uneven = low_rating_drivers({"slot": slots}, [40] * 40, [0, 12, 8, 20] * 10)

    for result in (steady, uneven):
        for one in result.drivers[0].levels:
            assert 0 < one.interval.low < one.low_share_0_1 < one.interval.high < 1
    first, other = (result.drivers[0].levels[0].interval for result in (steady, uneven))
    assert other.high - other.low > 1.3 * (first.high - first.low)
