"""Alpha from a tally is that of other programs from raw sheets, and says what is undefined."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from analytics.inputs import Tally
from analytics.reliability import reliability

NAMES = ["jepara", "gianyar", "sekadau"]
sheets = st.integers(2, 12).flatmap(lambda n: arrays(np.uint8, (n, 9), elements=st.integers(1, 4)))
gappy = st.integers(0, 12).flatmap(lambda n: arrays(np.uint8, (n, 9), elements=st.integers(0, 4)))


@pytest.mark.parametrize("name", NAMES)
def test_real_sheets_have_the_alpha_of_psych_with_gaps_pairwise(name, real, reference_rows):
    found = reliability(real(name).tally)
    items = {item.key: item for item in found.items}
    rows = [row for row in reference_rows("reliability.csv") if row["data"] == name]
    compared = 0
    for row in rows:
        given = {
            "alpha": found.alpha,
            "alpha_if_deleted": row["key"] and items[row["key"]].alpha_if_deleted,
            "item_total": row["key"] and items[row["key"]].item_total_correlation,
        }
        if row["what"] in given:
            assert float(given[row["what"]]) == pytest.approx(float(row["value"]), abs=1e-8)
            compared += 1
    assert compared == 19


@pytest.mark.parametrize("name", NAMES)
def test_real_sheets_have_the_alpha_of_pingouin(name, real, reference_rows):
    (row,) = [row for row in reference_rows("reliability_pingouin.csv") if row["data"] == name]
    found = reliability(real(name).tally)
    assert float(found.alpha) == pytest.approx(float(row["alpha"]), abs=1e-8)


def test_real_straight_lined_sheets_are_counted_beside_it(real):
    found = reliability(real("jepara").tally)
    assert (found.n, found.n_complete, found.n_straightlined) == (2380, 2303, 1389)
    assert found.straightlined_share_0_1 == Fraction(1389, 2303)


@given(rows=sheets)
def test_alpha_is_that_of_the_totals_of_complete_sheets(rows, tally_of):
    found = reliability(tally_of(rows))
    totals = rows.sum(axis=1, dtype=float)
    if totals.var() == 0:
        assert (found.alpha, found.reason) == (None, "no_variance")
    else:
        each = rows.astype(float).var(axis=0, ddof=1).sum()
        expected = 9 / 8 * (1 - each / totals.var(ddof=1))
        assert float(found.alpha) == pytest.approx(expected, abs=1e-9)
        assert (found.note == "negative") == (found.alpha < 0)


@given(rows=gappy, seed=st.integers(0, 9))
def test_the_order_of_sheets_and_elements_does_not_matter(rows, seed):
    generator = np.random.default_rng(seed)
    keys = [f"u{place}" for place in range(9)]
    found = reliability(Tally.from_ratings(rows, keys, 1, 4))
    places = generator.permutation(9)
    mixed = rows[generator.permutation(len(rows))][:, places]
    other = reliability(Tally.from_ratings(mixed, [keys[place] for place in places], 1, 4))
    assert (found.alpha, found.reason) == (other.alpha, other.reason)
    assert {item.key: item.alpha_if_deleted for item in found.items} == {
        item.key: item.alpha_if_deleted for item in other.items
    }


@given(rows=gappy)
def test_there_is_always_a_number_or_a_reason(rows, tally_of):
    found = reliability(tally_of(rows))
    assert (found.alpha is None) != (found.reason is None)
    assert found.alpha is None or found.alpha <= 1
    assert all(
        item.item_total_correlation is None or -1 <= item.item_total_correlation <= 1
        for item in found.items
    )


def test_more_straight_lined_sheets_raise_alpha(tally_of):
    answered = tally_of([[4, 3, 4, 2, 3, 4, 4, 3, 2], [3, 4, 2, 4, 4, 3, 2, 4, 4]] * 20)
    straight = tally_of([[4] * 9, [3] * 9] * 20)
    alone, together = reliability(answered), reliability(answered + straight)
    assert together.alpha > alone.alpha
    assert together.straightlined_share_0_1 == Fraction(1, 2)


def test_straight_lines_of_two_kinds_only_have_alpha_1_and_no_interval(tally_of):
    found = reliability(tally_of([[4] * 9, [3] * 9] * 5))
    assert (found.alpha, found.interval) == (1, None)
    assert found.interval_reason == "all_straightlined"
    assert all(item.item_total_correlation == 1 for item in found.items)


def test_an_interval_wider_than_any_reliability_is_left_out_with_the_reason(tally_of):
    few = tally_of([[4] * 9] * 6 + [[4, 4, 4, 4, 4, 4, 4, 3, 4], [4, 3, 4, 4, 4, 4, 4, 4, 4]])
    found = reliability(few)
    assert found.alpha is not None
    assert (found.interval, found.interval_reason) == (None, "too_wide")


@given(rows=sheets)
def test_an_alpha_has_an_interval_of_at_most_1_or_a_reason(rows, tally_of):
    found = reliability(tally_of(rows))
    if found.interval:
        assert found.interval.high - found.interval.low <= 1
    assert (found.interval_reason is None) == (found.alpha is None or found.interval is not None)


def test_an_element_that_all_answered_alike_stays_in_without_a_correlation(tally_of):
    found = reliability(tally_of([[4, *[value] * 8] for value in (2, 3, 4)]))
    first, second = found.items[:2]
    assert found.alpha is not None
    assert (first.item_total_correlation, first.alpha_if_deleted) == (None, 1)
    assert second.item_total_correlation == 1


def test_two_elements_leave_no_alpha_without_one_of_them():
    tally = Tally.from_ratings([[4, 4], [3, 2], [2, 3]], ("waktu", "biaya"), 1, 4)
    assert [item.alpha_if_deleted for item in reliability(tally).items] == [None, None]


def test_a_negative_alpha_is_told_as_it_is():
    tally = Tally.from_ratings([[4, 1], [1, 3], [3, 2]], ("waktu", "biaya"), 1, 4)
    found = reliability(tally)
    # By hand: variances 7/3 and 1, covariance -3/2, so the total's is 1/3.
    assert (found.alpha, found.note) == (-18, "negative")


def test_the_fewest_sheets_behind_a_pair_are_told():
    rows = [[4, 4, 0], [3, 2, 3], [2, 3, 4], [4, 3, 3], [0, 2, 2]]
    assert reliability(Tally.from_ratings(rows, ("waktu", "biaya", "produk"), 1, 4)).n_fewest == 3


def test_gaps_that_leave_what_no_complete_sheets_have_are_told():
    # Each two elements go against each other, which three cannot do among themselves.
    rows = [[4, 1, 0], [1, 4, 0], [4, 0, 1], [1, 0, 4], [0, 4, 1], [0, 1, 4]]
    found = reliability(Tally.from_ratings(rows, ("waktu", "biaya", "produk"), 1, 4))
    assert (found.alpha, found.reason) == (None, "inconsistent_gaps")
    assert found.straightlined_share_0_1 is None


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([], "too_few_answers"),
        ([[4, 3]], "too_few_answers"),
        ([[4, 0], [0, 3], [4, 0], [0, 3]], "too_few_answers"),
        ([[4, 3], [4, 3], [4, 3]], "no_variance"),
        ([[4, 1], [1, 4]], "no_variance"),
    ],
)
def test_what_is_undefined_has_a_reason(rows, reason):
    given = np.array(rows, dtype=np.uint8).reshape(-1, 2)
    found = reliability(Tally.from_ratings(given, ("waktu", "biaya"), 1, 4))
    assert (found.alpha, found.interval, found.reason) == (None, None, reason)


def test_a_single_element_has_no_alpha(pulse_rule):
    found = reliability(Tally.from_ratings([[4], [3]], ("puas",), 1, 4))
    assert (found.alpha, found.reason) == (None, "too_few_items")
    assert found.items[0].alpha_if_deleted is None


def test_a_level_that_is_none_is_refused(tally_of):
    with pytest.raises(ValueError, match="level between 0 and 1"):
        reliability(tally_of([[4] * 9, [3] * 9, [4, 3] * 4 + [4]]), level=95)
