"""The additive model of low ratings: counts as weights say what single sheets say."""

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from analytics.low_rating_model import PENALTY, AdditiveModel, read_table


def made(seed=0, rows=24):
    generator = np.random.default_rng(seed)
    factors = {
        "slot": generator.choice(["morning", "afternoon"], rows).tolist(),
        "counter": generator.choice(["1", "2", "3"], rows).tolist(),
    }
    n = generator.integers(3, 12, rows)
    return factors, n, generator.binomial(n, 0.3)


def test_counts_give_the_model_of_the_single_sheets():
    factors, n, low = made()
    table = read_table(factors, n, low)
    one_hot = np.hstack(
        [np.eye(len(held))[table.codes[:, at]] for at, held in enumerate(table.levels)]
    )
    sheets = np.repeat(one_hot, n, axis=0)
    outcomes = np.concatenate(
        [[1] * bad + [0] * (size - bad) for size, bad in zip(n, low, strict=True)]
    )
    plain = LogisticRegression(C=PENALTY, tol=1e-10, max_iter=10_000).fit(sheets, outcomes)
    found = AdditiveModel.fitted(table, np.ones(len(n), dtype=bool)).shares(table.codes)
    assert found == pytest.approx(plain.predict_proba(one_hot)[:, 1], abs=1e-5)


@pytest.mark.parametrize("times", [1, 1000])
@pytest.mark.parametrize("seed", range(4))
def test_fitted_model_is_at_the_very_top_of_its_likelihood(seed, times):
    factors, n, low = made(seed, rows=120)
    table = read_table(factors, n * times, low * times)
    model = AdditiveModel.fitted(table, np.ones(len(n), dtype=bool))
    beyond = (table.n * model.shares(table.codes) - table.low) / table.n.sum()
    slopes = [
        np.bincount(table.codes[:, place], beyond) + effect / (PENALTY * table.n.sum())
        for place, effect in enumerate(model.effects)
    ]
    assert abs(beyond.sum()) < 1e-9
    assert np.abs(np.concatenate(slopes)).max() < 1e-9


@pytest.mark.parametrize(("low", "side"), [([0] * 4, "under"), ([9] * 4, "over")])
def test_one_outcome_alone_gives_its_share_to_every_level(low, side):
    table = read_table({"slot": ["a", "b", "a", "b"]}, [9] * 4, low)
    shares = AdditiveModel.fitted(table, np.ones(4, dtype=bool)).shares(table.codes)
    assert len(set(shares.tolist())) == 1
    assert (shares[0] < 0.05) if side == "under" else (shares[0] > 0.95)


def test_empty_rows_and_factors_of_one_level_are_left_out():
    table = read_table({"slot": ["a", "b", "a"], "channel": ["x", "x", "y"]}, [3, 4, 0], [1, 1, 0])
    assert table.names == ("slot",)
    assert table.n.tolist() == [3, 4]


@pytest.mark.parametrize(
    ("factors", "n", "low", "message"),
    [
        ({}, [3], [1], "at least one factor"),
        ({"slot": ["a"]}, [3, 4], [1, 1], "all of one length"),
        ({"slot": ["a", "b"]}, [3, 4], [1, 5], "row 2: 5 low of 4 answers"),
        ({"slot": ["a"]}, [-1], [0], "n must be whole numbers of at least 0"),
        ({"slot": ["a"]}, [3.0], [0], "n must be whole numbers"),
        ({"slot": ["a"]}, [3], [float("nan")], "low must be whole numbers"),
        ({"slot": ["a"]}, [[3]], [[1]], "one a row"),
    ],
)
def test_impossible_counts_are_refused(factors, n, low, message):
    with pytest.raises(ValueError, match=message):
        read_table(factors, n, low)
