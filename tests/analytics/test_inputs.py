"""Tallies add up, survive their vector, and refuse what no sheets can have."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from analytics.inputs import Band, Rule, Tally, vector_length

ITEMS = ("waktu", "biaya", "produk")
BAND = Band(Decimal(25), "D", "Tidak Baik")

sheets = st.integers(0, 12).flatmap(
    lambda n: arrays(np.uint8, (n, len(ITEMS)), elements=st.integers(0, 4))
)


def tally(rows):
    return Tally.from_ratings(np.asarray(rows, dtype=np.uint8).reshape(-1, 3), ITEMS, 1, 4)


@given(sheets, st.randoms())
def test_order_of_sheets_does_not_matter(rows, random):
    order = list(range(len(rows)))
    random.shuffle(order)
    assert tally(rows[order]) == tally(rows)


@given(sheets, sheets)
def test_adding_tallies_equals_counting_together(first, second):
    assert tally(first) + tally(second) == tally(np.concatenate((first, second)))


@given(sheets, sheets)
def test_subtracting_gives_back_the_rest(first, second):
    assert tally(np.concatenate((first, second))) - tally(second) == tally(first)


@given(sheets)
def test_vector_gives_back_the_tally(rows):
    counted = tally(rows)
    assert counted.to_vector().dtype == np.int32
    assert len(counted.to_vector()) == vector_length(3, 4)
    assert Tally.from_vector(ITEMS, 1, 4, counted.to_vector()) == counted


@given(sheets, sheets)
def test_sum_of_vectors_is_the_vector_of_the_sum(first, second):
    stacked = np.stack((tally(first).to_vector(), tally(second).to_vector()))
    summed = stacked.sum(axis=0, dtype=np.int64)
    assert Tally.from_vector(ITEMS, 1, 4, summed) == tally(first) + tally(second)


def test_empty_tally_is_the_zero_of_addition():
    counted = tally([[4, 0, 3]])
    assert counted + Tally.empty(ITEMS, 1, 4) == counted


def test_sheet_without_any_rating_is_not_counted():
    assert tally([[0, 0, 0], [4, 0, 0]]).n == 1


def test_straightlined_sheet_is_complete_and_all_equal():
    counted = tally([[3, 3, 3], [3, 3, 0], [3, 3, 4]])
    assert (counted.n, counted.n_complete, counted.n_straightlined) == (3, 2, 1)


def test_pairs_are_over_sheets_that_rated_both():
    counted = tally([[4, 3, 0], [2, 0, 1]])
    assert counted.pair_n.tolist() == [[2, 1, 1], [1, 1, 0], [1, 0, 1]]
    assert counted.pair_sum.tolist() == [[6, 4, 2], [3, 3, 0], [1, 0, 1]]
    assert counted.pair_product.tolist() == [[20, 12, 2], [12, 9, 0], [2, 0, 1]]


def test_tallies_of_other_order_or_scale_are_not_equal_and_do_not_add():
    counted = tally([[4, 3, 2]])
    other_order = Tally.from_ratings([[4, 3, 2]], ITEMS[::-1], 1, 4)
    other_scale = Tally.from_ratings([[4, 3, 2]], ITEMS, 1, 5)
    assert counted not in (other_order, other_scale)
    for other in (other_order, other_scale):
        with pytest.raises(ValueError, match="different questions"):
            counted + other
        with pytest.raises(ValueError, match="different questions"):
            counted - other


def test_tally_is_not_equal_to_its_vector():
    assert tally([[4, 3, 2]]) != tally([[4, 3, 2]]).to_vector().tolist()


def test_subtracting_what_is_not_inside_is_refused():
    with pytest.raises(ValueError, match="at least 0"):
        tally([[4, 4, 4]]) - tally([[3, 3, 3]])


def test_matrices_cannot_be_changed():
    with pytest.raises(ValueError, match="read-only"):
        tally([[4, 4, 4]]).counts[0, 0] = 9


def test_vector_refuses_counts_beyond_32_bits():
    many = tally([[4, 4, 4]]).to_vector().astype(np.int64) * 2**28
    with pytest.raises(ValueError, match="does not fit"):
        Tally.from_vector(ITEMS, 1, 4, many).to_vector()


@pytest.mark.parametrize(
    "vector", [np.zeros(26, int), np.zeros(28, int), np.zeros((1, 27), int), np.zeros(27)]
)
def test_vector_of_wrong_length_shape_or_type_is_refused(vector):
    with pytest.raises(ValueError, match="expected 27 whole numbers"):
        Tally.from_vector(ITEMS, 1, 4, vector)


@pytest.mark.parametrize("place", range(3, 15))
@pytest.mark.parametrize("change", [-1, 1])
def test_any_changed_count_of_a_vector_is_noticed(place, change):
    vector = tally([[4, 3, 2]]).to_vector()
    vector[place] += change
    with pytest.raises(ValueError, match=r"at least 0|cannot come"):
        Tally.from_vector(ITEMS, 1, 4, vector)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([[4, 3]], "expected \\(sheets, 3\\)"),
        ([4, 3, 2], "expected \\(sheets, 3\\)"),
        ([[4.0, 3.0, 2.0]], "expected whole numbers"),
        ([[4, float("nan"), 2]], "expected whole numbers"),
        ([["4", "3", "2"]], "expected whole numbers"),
        ([[True, True, True]], "expected whole numbers"),
        ([[4, 3, 2], [4, 5, 2]], "sheet 2, biaya: 5; expected 1 to 4"),
        ([[4, 3, -1]], "sheet 1, produk: -1; expected 1 to 4"),
    ],
)
def test_bad_ratings_are_named(rows, message):
    with pytest.raises(ValueError, match=message):
        Tally.from_ratings(rows, ITEMS, 1, 4)


def test_rating_below_a_scale_that_begins_at_two_is_refused():
    with pytest.raises(ValueError, match="sheet 1, waktu: 1; expected 2 to 5"):
        Tally.from_ratings([[1, 3, 0]], ITEMS, 2, 5)


@pytest.mark.parametrize(
    ("items", "low", "high", "message"),
    [
        ((), 1, 4, "at least one key"),
        (("waktu", "waktu"), 1, 4, "twice"),
        (("",), 1, 4, "not empty"),
        (("waktu",), 0, 4, "1 <= low < high"),
        (("waktu",), 4, 4, "1 <= low < high"),
        (("waktu",), 1, 101, "1 <= low < high"),
        (("waktu",), 1, 4.0, "whole number"),
        (("waktu",), True, 4, "whole number"),
    ],
)
def test_impossible_items_and_scales_are_refused(items, low, high, message):
    with pytest.raises(ValueError, match=message):
        Tally.empty(items, low, high)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"n": -1}, "n is -1"),
        ({"n": 1.5}, "n is 1.5"),
        ({"n": 1}, "n = 1 must lie between|must fit the sheets"),
        ({"n": 9}, "n = 9 must lie between|must fit the sheets"),
        ({"n_complete": 3}, "n_complete = 3"),
        ({"n_straightlined": 2}, "n_straightlined = 2"),
        ({"counts": [[0, 0, 1, 1]]}, "shape"),
        ({"counts": [[0.0] * 4] * 2}, "whole numbers"),
        ({"counts": [[0, 0, 1, 1], [0, 0, 2, 0]]}, "diagonal"),
        ({"pair_n": [[2, 1], [2, 2]]}, "symmetric"),
        ({"pair_sum": [[7, 9], [5, 5]]}, "pair_sum must lie"),
        ({"pair_product": [[25, 99], [99, 13]]}, "pair_product must lie"),
    ],
)
def test_counts_that_no_sheets_can_have_are_refused(changed, message):
    numbers = {
        "n": 2,
        "n_complete": 2,
        "n_straightlined": 0,
        "counts": [[0, 0, 1, 1], [0, 1, 1, 0]],
        "pair_n": [[2, 2], [2, 2]],
        "pair_sum": [[7, 7], [5, 5]],
        "pair_product": [[25, 18], [18, 13]],
    }
    assert Tally(("waktu", "biaya"), 1, 4, **numbers).n == 2
    with pytest.raises(ValueError, match=message):
        Tally(("waktu", "biaya"), 1, 4, **(numbers | changed))


@given(st.lists(arrays(np.uint8, (3, 2), elements=st.integers(0, 4)), min_size=1, max_size=6))
def test_merging_at_once_is_adding_one_by_one(days):
    tallies = [Tally.from_ratings(day, ("waktu", "biaya"), 1, 4) for day in days]
    assert Tally.merged(tallies) == sum(tallies[1:], tallies[0])


def test_what_cannot_be_merged_is_refused():
    with pytest.raises(ValueError, match="at least one"):
        Tally.merged([])
    with pytest.raises(ValueError, match="different questions"):
        Tally.merged([Tally.empty(("waktu",), 1, 4), Tally.empty(("waktu",), 1, 5)])


def test_vector_length_needs_an_item_and_two_points():
    with pytest.raises(ValueError, match="at least 1 item of 2 points"):
        vector_length(0, 4)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"weights": {"waktu": Fraction(1, 2)}}, "sum to 1/2"),
        ({"weights": {"waktu": 1.0}}, "positive Fraction"),
        ({"weights": {"waktu": Fraction(2), "biaya": Fraction(-1)}}, "positive Fraction"),
        ({"weights": {}}, "at least one key"),
        ({"factor": 0}, "factor is 0"),
        ({"factor": 2.5}, "factor is 2.5"),
        ({"bands": ()}, "at least one band"),
        ({"bands": (BAND, BAND)}, "same lower bound"),
        ({"bands": (Band(Decimal("25.01"), "D", ""),)}, "lowest band begins"),
        ({"bands": (Band(Decimal("NaN"), "D", ""),)}, "finite lower bound"),
        ({"low": 4}, "1 <= low < high"),
    ],
)
def test_impossible_rules_are_refused(changed, message):
    sound = {"weights": {"waktu": Fraction(1)}, "factor": 25, "bands": (BAND,), "low": 1, "high": 4}
    assert Rule(**sound).band_of(Decimal(25)) == BAND
    with pytest.raises(ValueError, match=message):
        Rule(**(sound | changed))


def test_band_of_refuses_what_is_not_finite(rule):
    with pytest.raises(ValueError, match="finite"):
        rule.band_of(Decimal("NaN"))


@pytest.mark.reference_data
@pytest.mark.parametrize("name", ["jepara", "gianyar", "sekadau"])
def test_real_sheets_give_the_tally_counted_by_plain_loops(name, real, real_sheets, tally_of):
    assert tally_of(real_sheets(name)) == real(name).tally


def test_bands_without_a_number_are_refused_before_they_are_sorted():
    bands = (Band(Decimal("NaN"), "C", "Kurang"), Band(Decimal(25), "D", "Buruk"))
    with pytest.raises(ValueError, match="finite lower bound"):
        Rule({"waktu": Fraction(1)}, 25, bands, 1, 4)
