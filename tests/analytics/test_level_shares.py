"""How sure a share of low ratings is: R's dispersion, and coverage where rows are alike."""

import numpy as np
import pytest

from analytics.level_shares import overdispersion, share_interval


def test_dispersion_is_that_of_r(reference_rows) -> None:
    rows = reference_rows("overdispersion.csv")
    n, low, expected = ([float(row[key]) for row in rows] for key in ("n", "low", "expected"))

    assert overdispersion(n, low, expected, 2) == pytest.approx(
        float(rows[0]["dispersion"]), rel=1e-8
    )


def test_rows_that_are_less_spread_than_chance_count_as_independent() -> None:
    assert overdispersion([10] * 4, [5] * 4, [0.5] * 4, 1) == 1.0


def test_the_true_share_is_covered_where_answers_of_a_row_are_alike() -> None:
    random, held, plain = np.random.default_rng(3), [], []
    for _ in range(400):
        low = random.binomial(60, random.beta(2, 18, 30))
        share = float(low.sum() / 1800)
        spread = overdispersion([60] * 30, low, [share] * 30, 1)
        for kept, factor in ((held, spread), (plain, 1.0)):
            found = share_interval(share, 1800, factor, 29)
            kept.append(found.low <= 0.1 <= found.high)

    assert np.mean(held) >= 0.92
    assert np.mean(plain) < 0.85


def test_no_low_answer_is_no_certainty() -> None:
    found = share_interval(0.0, 200, 1.0, 30)

    assert found.low == 0
    assert 0.01 < found.high < 0.05


@pytest.mark.parametrize("fitted", [0, 3])
def test_too_few_rows_are_refused(fitted: int) -> None:
    with pytest.raises(ValueError, match="more than were fitted"):
        overdispersion([10] * 3, [5] * 3, [0.5] * 3, fitted)


def test_numbers_outside_their_range_are_refused() -> None:
    with pytest.raises(ValueError, match="share in 0 to 1"):
        share_interval(1.5, 10, 1.0, 9)
    with pytest.raises(ValueError, match="level between 0 and 1"):
        share_interval(0.5, 10, 1.0, 9, level=1)
