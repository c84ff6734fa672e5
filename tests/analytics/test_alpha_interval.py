"""The interval of alpha: Feldt's for normal answers, wider where answers pile up at an end."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.alpha_interval import METHOD, alpha_interval, kurtosis_spread
from analytics.inputs import Tally
from analytics.reliability import reliability


@pytest.mark.parametrize("name", ["gianyar", "sekadau"])
def test_with_spread_1_it_is_feldt_s_as_psych_gives_it(name, real, reference_rows):
    tally = real(name).tally
    psych = {
        row["what"]: float(row["value"])
        for row in reference_rows("reliability.csv")
        if row["data"] == name
    }
    found = alpha_interval(float(reliability(tally).alpha), tally.n, 9)
    expected = (psych["feldt_low"], psych["feldt_high"])
    assert (found.low, found.high) == pytest.approx(expected, abs=1e-8)
    assert (found.level, found.method) == (0.95, METHOD)


@given(
    alpha=st.floats(-5, 0.99), n=st.integers(2, 5000), k=st.integers(2, 40), more=st.floats(0.1, 9)
)
def test_a_wider_spread_widens_it_and_it_stays_below_1(alpha, n, k, more):
    plain = alpha_interval(alpha, n, k)
    wide = alpha_interval(alpha, n, k, spread=1 + more)
    assert wide.low < plain.low < plain.high < wide.high <= 1


def test_an_alpha_of_1_has_no_interval():
    assert alpha_interval(1.0, 50, 9) is None


def test_straight_fours_with_few_threes_spread_far():
    tally = Tally.from_ratings([[4, 4]] * 9 + [[3, 4]], ("waktu", "biaya"), 1, 4)
    # One element never varies and is left out; of the other, m4 / m2^2 - 3 is 46/9 by hand.
    assert kurtosis_spread(tally) == pytest.approx(1 + 46 / 9)


def test_flat_answers_spread_no_less_than_normal_ones():
    tally = Tally.from_ratings([[1], [2], [3], [4]], ("waktu",), 1, 4)
    assert kurtosis_spread(tally) == 1


def test_nothing_to_measure_spreads_as_normal_answers():
    assert kurtosis_spread(Tally.empty(("waktu",), 1, 4)) == 1
    assert kurtosis_spread(Tally.from_ratings([[4]] * 5, ("waktu",), 1, 4)) == 1


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"alpha": math.nan}, "alpha is nan"),
        ({"alpha": 1.01}, "alpha is 1.01"),
        ({"n": 1}, "1 sheets and 9 elements"),
        ({"n_items": 1}, "50 sheets and 1 elements"),
        ({"spread": 0.5}, "spread is 0.5"),
        ({"spread": math.inf}, "spread is inf"),
        ({"level": 95}, "level between 0 and 1"),
    ],
)
def test_impossible_numbers_are_refused(given, said):
    with pytest.raises(ValueError, match=said):
        alpha_interval(**{"alpha": 0.8, "n": 50, "n_items": 9} | given)


@pytest.mark.parametrize("n", [float("nan"), float("inf"), 2.5, "9"])
def test_sheets_that_are_no_whole_number_are_refused(n) -> None:
    with pytest.raises(ValueError, match="expected a whole number"):
        alpha_interval(0.8, n, 9)
