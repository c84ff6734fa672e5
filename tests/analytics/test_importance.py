"""Shares of the overall answer's variance, against pingouin and against their own definition."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.importance import importance
from analytics.overall_tally import overall_tally

THREE = ("waktu", "biaya", "produk")


def drawn(seed, n=60, noise=0.5, weights=(0.6, 0.3, 0.1)):
    generator = np.random.default_rng(seed)
    ratings = np.clip(np.rint(generator.normal(3, 0.8, (n, len(weights)))), 1, 4)
    overall = np.clip(np.rint(ratings @ weights + generator.normal(0, noise, n)), 1, 4)
    return np.column_stack((ratings, overall)).astype(np.uint8)


def of(rows, names=THREE, fewest=10):
    return importance(overall_tally(rows, names, 1, 4), fewest=fewest)


def shares(result):
    return [share.share_0_1 for share in result.shares]


@pytest.fixture(scope="module")
def sheets(reference_rows):
    rows = reference_rows("importance_sheets.csv")
    return tuple(rows[0])[:-1], np.array([[int(v) for v in row.values()] for row in rows])


def test_shares_are_those_of_pingouin(sheets, reference_rows):
    names, rows = sheets
    expected = reference_rows("importance.csv")
    result = of(rows, names, fewest=11)
    assert [share.key for share in result.shares] == [row["key"] for row in expected]
    wanted = [float(row["share"]) for row in expected]
    assert shares(result) == pytest.approx(wanted, abs=1e-8, rel=0)
    assert result.r_squared == pytest.approx(float(expected[0]["r_squared"]), abs=1e-8, rel=0)


@given(seed=st.integers(0, 10_000))
@settings(deadline=None, max_examples=40)
def test_shares_add_up_to_r_squared(seed):
    result = of(drawn(seed))
    assert sum(shares(result)) == pytest.approx(result.r_squared, abs=1e-12)
    assert min(shares(result)) >= -1e-12


@given(seed=st.integers(0, 10_000), order=st.permutations(range(3)))
@settings(deadline=None, max_examples=40)
def test_the_order_of_elements_does_not_matter(seed, order):
    rows = drawn(seed)
    turned = of(rows[:, [*order, 3]], tuple(THREE[place] for place in order))
    found = {share.key: share.share_0_1 for share in turned.shares}
    assert [found[key] for key in THREE] == pytest.approx(shares(of(rows)), abs=1e-12)


def test_a_share_is_the_mean_gain_over_all_orders():
    rows = drawn(7).astype(float)

    def r_squared(chosen):
        matrix = np.column_stack([np.ones(len(rows)), *(rows[:, place] for place in chosen)])
        fitted = matrix @ np.linalg.lstsq(matrix, rows[:, 3], rcond=None)[0]
        return (
            1 - ((rows[:, 3] - fitted) ** 2).sum() / ((rows[:, 3] - rows[:, 3].mean()) ** 2).sum()
        )

    gains = np.zeros(3)
    orders = list(permutations(range(3)))
    for order in orders:
        for at, place in enumerate(order):
            gains[place] += r_squared(order[: at + 1]) - r_squared(order[:at])
    assert shares(of(rows.astype(np.uint8))) == pytest.approx(gains / len(orders), abs=1e-12)


def test_intervals_cover_the_true_share_of_most_samples():
    # The population is what two hundred times as many sheets say. A share near nothing, such as
    # the third, is bent by the scale's end and covered a little less often than 95 %.
    truth = shares(of(drawn(1, 60_000)))
    samples = [of(drawn(seed, 300)) for seed in range(300, 700)]
    covered = [
        [s.interval.low <= true <= s.interval.high for s, true in zip(r.shares, truth, strict=True)]
        for r in samples
    ]
    assert (np.mean(covered, axis=0) > [0.92, 0.9, 0.88]).all()
    assert (np.mean(covered, axis=0) < 0.99).all()


def test_an_interval_narrows_with_answers_and_stays_within_0_and_1():
    few, many = of(drawn(3, 60)), of(drawn(3, 3000))
    for small, large in zip(few.shares, many.shares, strict=True):
        assert 0 <= small.interval.low <= small.share_0_1 <= small.interval.high <= 1
        assert large.interval.high - large.interval.low < small.interval.high - small.interval.low


def test_an_element_rated_alike_by_all_has_no_share_and_takes_none():
    rows = drawn(5)
    rows[:, 1] = 4
    result = of(rows)
    assert (result.shares[1].share_0_1, result.shares[1].reason) == (None, "constant")
    assert result.shares[0].share_0_1 + result.shares[2].share_0_1 == pytest.approx(
        result.r_squared
    )


def test_gaps_leave_shares_near_those_without():
    rows = drawn(11, 4000)
    gappy = rows.copy()
    gappy[::9, 0], gappy[::7, 3] = 0, 0
    assert shares(of(gappy)) == pytest.approx(shares(of(rows)), abs=0.02)


def changed(**columns):
    rows = drawn(2)
    for column, values in columns.items():
        rows[:, int(column[1])] = values
    return rows


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        (np.zeros((0, 4), dtype=np.uint8), "too_few_answers"),
        (drawn(2, 1), "too_few_answers"),
        (drawn(2, 9), "too_few_answers"),
        (changed(c3=4), "overall_constant"),
        (changed(c0=4, c1=4, c2=3), "elements_constant"),
        (changed(c1=drawn(2)[:, 0]), "collinear"),
    ],
)
def test_what_cannot_be_told_says_why(rows, reason):
    result = of(rows)
    assert (result.reason, result.r_squared, result.shares) == (reason, None, ())


def test_pairs_that_contradict_each_other_say_so():
    # a and b agree where both answered, but b and c, then a and c, are opposed on other sheets.
    rows = [
        *([[k, k, 0, k] for k in (1, 2, 3, 4)] * 5),
        *([[0, k, k, k] for k in (1, 2, 3, 4)] * 5),
        *([[k, 0, 5 - k, 5 - k] for k in (1, 2, 3, 4)] * 5),
    ]
    assert of(rows).reason == "gaps_contradict"


@pytest.mark.parametrize("wrong", [{"level": 1.0}, {"level": float("nan")}, {"fewest": 4}])
def test_impossible_wishes_are_refused(wrong):
    tally = overall_tally(drawn(1), THREE, 1, 4)
    with pytest.raises(ValueError, match="expected"):
        importance(tally, **wrong)


def test_more_elements_than_can_be_computed_are_refused():
    names = tuple(f"unsur{place}" for place in range(13))
    rows = np.full((200, 14), 3, dtype=np.uint8)
    with pytest.raises(ValueError, match="at most 12 elements"):
        importance(overall_tally(rows, names, 1, 4))
