"""A day against the other days of its place: tails that can be checked by hand or by simulation."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from analytics.day_summaries import DaySummary
from analytics.own_history import (
    flagged_tail,
    is_long_enough,
    shortfall_tails,
    volume_tail,
)


def a_day(number: int, n: int = 5, points: int = 9, *, flagged: int = 0, place: int = 1):
    """A day whose sheets all fall short by the same number of points, 27 at most."""
    each, more = divmod(points, n)
    squares = (n - more) * each**2 + more * (each + 1) ** 2
    return DaySummary(place, number, n, n, 0, flagged, points, squares, 27)


def alone(days) -> np.ndarray:
    return np.arange(len(days))


def all_of(days) -> np.ndarray:
    return np.ones(len(days), dtype=bool)


def usual_days(how_many: int = 40) -> list[DaySummary]:
    return [a_day(day, n=4 + day % 3, points=6 + day % 7) for day in range(how_many)]


def test_the_volume_tail_is_that_of_the_negative_binomial_of_the_other_days() -> None:
    days = [a_day(day, n=n) for day, n in enumerate([2, 9, 4, 12, 3, 8, 5, 15, 1, 7, 6, 30])]
    _, tail = volume_tail(days, all_of(days))
    others = np.array([2, 9, 4, 12, 3, 8, 5, 15, 1, 7, 6])
    mean, variance = others.mean(), others.var(ddof=1)

    size = mean**2 / (variance - mean)
    right = stats.nbinom.sf(29, size, size / (size + mean))
    assert tail[-1] == pytest.approx(right, rel=1e-10)


def test_equal_numbers_are_held_against_poisson() -> None:
    days = [*(a_day(day, n=5) for day in range(30)), a_day(99, n=11, points=11)]
    mean, tail = volume_tail(days, all_of(days))

    assert mean[-1] == 5
    assert tail[-1] == pytest.approx(stats.poisson.sf(10, 5), rel=0.02)


def test_the_flagged_tail_is_a_binomial_drawn_towards_two_per_cent() -> None:
    days = [*(a_day(day, flagged=day % 2) for day in range(20)), a_day(99, n=10, flagged=4)]

    right = stats.binom.sf(3, 10, (10 + 1) / (100 + 50))
    assert flagged_tail(days, all_of(days))[-1] == pytest.approx(right, rel=1e-12)


def moderately_alike_days() -> list[list[int]]:
    """The shortfalls of the sheets of each day, alike enough within days to be told."""
    random = np.random.default_rng(11)
    usual = random.integers(2, 9, 14)
    return [(middle + random.integers(-2, 5, 3 + day)).tolist() for day, middle in enumerate(usual)]


def worse_by_plain_loops(sheets: list[list[int]], place: int) -> float:
    """The formula of the notes for one day, with the other days' likeness and no other."""
    others = [np.array(held) / 27 for day, held in enumerate(sheets) if day != place]
    n, number, every = sum(map(len, others)), len(others), np.concatenate(others)
    between = sum(len(x) * (x.mean() - every.mean()) ** 2 for x in others) / (number - 1)
    within = sum(((x - x.mean()) ** 2).sum() for x in others) / (n - number)
    size = (n - sum(len(x) ** 2 for x in others) / n) / (number - 1)
    of_days = (between - within) / size
    whole, alike = within + of_days, of_days / (within + of_days)
    assert 0.05 < alike < 0.9
    usual = (every.sum() + 0.25) / (n + 0.5)
    variance = (whole * n + 0.5 * (0.5 - usual) ** 2) / (n + 0.5)
    own = len(sheets[place])
    spread = variance * (1 + (own - 1) * alike) / own
    spread += variance * sum(len(x) * (1 + (len(x) - 1) * alike) for x in others) / n**2
    trials = usual * (1 - usual) / spread
    hits = trials * sum(sheets[place]) / 27 / own
    return float(stats.beta.cdf(usual, hits, trials - hits + 1))


@pytest.mark.parametrize("place", [0, 6, 13])
def test_each_day_is_judged_by_how_alike_sheets_of_its_other_days_are(place: int) -> None:
    sheets = moderately_alike_days()
    days = [
        DaySummary(1, day, len(held), len(held), 0, 0, sum(held), sum(x * x for x in held), 27)
        for day, held in enumerate(sheets)
    ]
    found = shortfall_tails(days, all_of(days), alone(days)).worse[place]
    assert found == pytest.approx(worse_by_plain_loops(sheets, place), rel=1e-10)


def test_worse_sheets_make_a_smaller_tail_and_better_ones_the_other() -> None:
    tails = [
        shortfall_tails(days, all_of(days), alone(days))
        for days in ([*usual_days(), a_day(99, n=20, points=points)] for points in (0, 40, 200))
    ]

    worse = [found.worse[-1] for found in tails]
    better = [found.better[-1] for found in tails]
    assert worse == sorted(worse, reverse=True)
    assert better == sorted(better)


def test_a_day_like_all_others_is_unremarkable() -> None:
    days = usual_days()
    found = shortfall_tails(days, all_of(days), alone(days))

    assert found.worse.min() > 0.01
    assert found.better.min() > 0.01


def test_a_distrusted_day_is_tested_but_moves_no_other() -> None:
    days = [*usual_days(), a_day(99, n=30, points=800)]
    trusted = all_of(days)
    trusted[-1] = False
    with_it, without = (
        shortfall_tails(days, trusted, alone(days)),
        shortfall_tails(days[:-1], all_of(days[:-1]), alone(days[:-1])),
    )

    np.testing.assert_allclose(with_it.worse[:-1], without.worse, rtol=1e-12)
    assert with_it.worse[-1] < 1e-9


def test_a_spell_of_several_days_is_tested_as_one() -> None:
    days = [*usual_days(40), *(a_day(100 + day, n=5, points=18) for day in range(10))]
    spells = np.array([*range(40), *[99] * 10])
    together = shortfall_tails(days, all_of(days), spells)
    apart = shortfall_tails(days, all_of(days), alone(days))

    assert len(set(together.worse[40:].tolist())) == 1
    assert together.worse[-1] < apart.worse[-1]


def test_days_whose_sheets_are_all_equal_have_finite_tails() -> None:
    days = [*(a_day(day, points=0) for day in range(20)), a_day(99, n=5, points=1)]
    found = shortfall_tails(days, all_of(days), alone(days))

    assert np.isfinite([found.better, found.worse, found.usual_share_0_1]).all()
    assert 0 < found.usual_share_0_1[0] < 0.01


def test_days_of_one_sheet_each_tell_nothing_of_their_likeness_and_still_count() -> None:
    days = [a_day(day, n=1, points=day % 4) for day in range(40)]

    assert np.isfinite(shortfall_tails(days, all_of(days), alone(days)).worse).all()


@pytest.mark.parametrize("how_many", [0, 1, 10])
def test_too_few_days_are_said_and_refused(how_many: int) -> None:
    days = usual_days(how_many)

    assert not is_long_enough(days, all_of(days), alone(days))
    with pytest.raises(ValueError, match="days are too few"):
        shortfall_tails(days, all_of(days), alone(days))
    with pytest.raises(ValueError, match="days are too few"):
        volume_tail(days, all_of(days))


def test_days_of_several_places_are_refused() -> None:
    days = [a_day(1), a_day(1, place=2)]

    with pytest.raises(ValueError, match="several places"):
        flagged_tail(days, all_of(days))


def test_a_trust_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match=r"trusted has shape \(3,\); expected \(1,\)"):
        flagged_tail([a_day(1)], np.ones(3, dtype=bool))


@given(st.lists(st.tuples(st.integers(1, 30), st.floats(0, 1)), min_size=12, max_size=40))
def test_every_tail_is_a_probability_whatever_the_order(drawn) -> None:
    days = [a_day(day, n=n, points=int(share * 27 * n)) for day, (n, share) in enumerate(drawn)]
    if not is_long_enough(days, all_of(days), alone(days)):
        return
    found = shortfall_tails(days, all_of(days), alone(days))
    backwards = shortfall_tails(days[::-1], all_of(days), alone(days))

    for tail in (found.better, found.worse, volume_tail(days, all_of(days))[1]):
        assert ((tail >= 0) & (tail <= 1)).all()
    np.testing.assert_allclose(found.worse, backwards.worse[::-1], rtol=1e-6, atol=1e-12)


def test_honest_days_have_tails_that_are_rarely_small() -> None:
    drawn = np.random.default_rng(1)
    small = total = 0
    for _ in range(20):
        days = [a_day(d, n=6, points=int(drawn.binomial(162, 0.05))) for d in range(100)]
        found = shortfall_tails(days, all_of(days), alone(days))
        small += int((found.worse < 0.01).sum() + (found.better < 0.01).sum())
        total += 200

    assert small / total < 0.02
