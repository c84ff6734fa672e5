"""The variance between groups agrees with metafor and is 0 where chance explains everything."""

from fractions import Fraction
from itertools import groupby

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.between_variance import checked_groups, paule_mandel, restricted_likelihood

METHODS = {"PM": paule_mandel, "REML": restricted_likelihood}
GROUPS = st.lists(st.tuples(st.floats(25, 100), st.floats(0.01, 200)), min_size=2, max_size=30).map(
    lambda pairs: np.array(pairs).T
)


def by_set(rows):
    """The reference rows of each set and method."""
    return groupby(rows, key=lambda row: (row["set"], row["method"]))


def test_variance_between_groups_is_that_of_metafor(reference_rows):
    for (name, method), rows in by_set(reference_rows("shrinkage.csv")):
        held = list(rows)
        y, v = ([float(row[column]) for row in held] for column in ("estimate", "variance"))
        expected = float(held[0]["between"])
        assert METHODS[method](y, v) == pytest.approx(expected, rel=1e-8, abs=1e-8), name


@given(GROUPS)
def test_found_variance_makes_the_weighted_squares_what_chance_expects(groups):
    y, v = groups
    between = paule_mandel(y, v)
    weights = 1 / (v + between)
    squares = weights @ (y - weights @ y / weights.sum()) ** 2
    if between > 0:
        assert squares == pytest.approx(len(y) - 1, rel=1e-6)
    else:
        assert squares <= (len(y) - 1) * (1 + 1e-9)


@given(GROUPS, st.floats(0, 1000))
def test_restricted_likelihood_is_nowhere_higher_beside_what_was_found(groups, step):
    y, v = groups
    found = restricted_likelihood(y, v)

    def likelihood(between):
        weights = 1 / (v + between)
        mean = weights @ y / weights.sum()
        squares = weights @ (y - mean) ** 2
        return np.log(weights).sum() - np.log(weights.sum()) - squares

    near = [found * (1 + step / 1e6), found * (1 - step / 1e6)]
    assert all(likelihood(found) >= likelihood(beside) - 1e-7 for beside in near)


@pytest.mark.parametrize("seed", range(40))
def test_restricted_likelihood_neither_rises_nor_falls_where_it_was_found(seed):
    random = np.random.default_rng(seed)
    y, v = random.normal(80, 5, 6).round(2), random.uniform(0.1, 9, 6).round(2)
    found = Fraction(restricted_likelihood(y, v))

    def slope(between):
        weights = [1 / (Fraction(one) + between) for one in v.tolist()]
        held, total = [Fraction(one) for one in y.tolist()], sum(weights)
        mean = sum(w * one for w, one in zip(weights, held, strict=True)) / total
        squares = sum((w * (one - mean)) ** 2 for w, one in zip(weights, held, strict=True))
        return squares - total + sum(w**2 for w in weights) / total

    hair = found / 10**11
    assert slope(found) <= 0 if found == 0 else slope(found - hair) > 0 > slope(found + hair)


@pytest.mark.parametrize("method", METHODS.values())
@given(groups=GROUPS, seed=st.integers(0, 99))
def test_order_of_the_groups_does_not_matter(method, groups, seed):
    y, v = groups
    order = np.random.default_rng(seed).permutation(len(y))
    assert method(y[order], v[order]) == pytest.approx(method(y, v), rel=1e-6, abs=1e-6)


@pytest.mark.parametrize("method", METHODS.values())
def test_equal_groups_have_no_variance_between_them(method):
    assert method([80.0] * 6, [1.0, 2.0, 3.0, 4.0, 5.0, 6.0]) == 0


@pytest.mark.parametrize("method", METHODS.values())
def test_with_equal_variances_it_is_what_the_plain_variance_has_beyond_them(method):
    assert method([70.0, 80.0, 90.0], [20.0] * 3) == pytest.approx(100 - 20)


def test_far_larger_variance_between_than_within_is_found():
    y = [0.0, 1e6, 2e6, 3e6]
    assert paule_mandel(y, [1e-6] * 4) == pytest.approx(np.var(y, ddof=1))


@pytest.mark.parametrize(
    ("estimates", "variances", "said"),
    [
        ([80.0], [1.0], "1 groups; expected at least 2"),
        ([], [], "0 groups"),
        ([80.0, 90.0], [1.0], "two equal lengths"),
        ([80.0, np.nan], [1.0, 1.0], "estimate of group 1 is not a finite number"),
        ([80.0, 90.0], [1.0, 0.0], "variance of group 1 is 0.0; expected above 0"),
        ([80.0, 90.0], [-1.0, 1.0], "variance of group 0 is -1.0"),
        ([80.0, 90.0], [np.inf, 1.0], "variance of group 0 is inf"),
    ],
)
def test_unusable_numbers_are_named(estimates, variances, said):
    with pytest.raises(ValueError, match=said):
        checked_groups(estimates, variances)
    with pytest.raises(ValueError, match=said):
        restricted_likelihood(estimates, variances)
