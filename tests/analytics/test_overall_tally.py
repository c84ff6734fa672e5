"""An overall question is counted beside the elements and never moves a number of theirs."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from analytics.counting import count_groups as count_elements
from analytics.inputs import Tally
from analytics.overall_tally import count_groups, overall_tally, overall_tally_of, split
from analytics.tally_vectors import extended_length

NAMES = ("waktu", "biaya", "produk")
sheets = st.integers(0, 12).flatmap(lambda n: arrays(np.uint8, (n, 4), elements=st.integers(0, 4)))
groups_of = st.integers(1, 4)


def plainly(rows):
    """The extension by loops over the sheets that rated an element."""
    counted = [row for row in rows.tolist() if any(row[:3])]
    answered = [row for row in counted if row[3]]
    both = [[row for row in answered if row[place]] for place in range(3)]
    return [
        *(sum(row[3] == point for row in answered) for point in range(1, 5)),
        *(len(rows) for rows in both),
        *(sum(row[place] for row in both[place]) for place in range(3)),
        *(sum(row[3] for row in both[place]) for place in range(3)),
        *(sum(row[3] * row[place] for row in both[place]) for place in range(3)),
    ]


@given(rows=sheets)
def test_the_extension_is_what_loops_count(rows):
    (vector,) = count_groups(rows, np.zeros(len(rows), dtype=int), 1, 1, 4)
    assert split(vector, 3, 4)[1].tolist() == plainly(rows)


@given(rows=sheets, n_groups=groups_of)
def test_the_first_part_is_the_tally_of_the_elements_alone(rows, n_groups):
    groups = np.arange(len(rows)) % n_groups
    extended = count_groups(rows, groups, n_groups, 1, 4)
    alone = count_elements(np.ascontiguousarray(rows[:, :3]), groups, n_groups, 1, 4)
    assert np.array_equal(split(extended, 3, 4)[0], alone)


@given(rows=sheets)
def test_readers_of_elements_pass_the_extension_over(rows):
    (vector,) = count_groups(rows, np.zeros(len(rows), dtype=int), 1, 1, 4)
    expected = Tally.from_ratings(np.ascontiguousarray(rows[:, :3]), NAMES, 1, 4)
    assert Tally.from_vector(NAMES, 1, 4, vector) == expected


@given(rows=sheets, cut=st.integers(0, 12))
def test_vectors_of_parts_add_up_to_that_of_the_whole(rows, cut):
    groups = (np.arange(len(rows)) >= cut).astype(int)
    parts = count_groups(rows, groups, 2, 1, 4)
    whole = count_groups(rows, np.zeros(len(rows), dtype=int), 1, 1, 4)
    assert np.array_equal(parts.sum(axis=0), whole[0])


@given(rows=sheets)
def test_joint_numbers_are_those_of_a_tally_that_takes_it_for_an_element(rows):
    rated = rows[rows[:, :3].any(axis=1)]
    found, expected = (
        overall_tally(rows, NAMES, 1, 4),
        Tally.from_ratings(rated, (*NAMES, "overall"), 1, 4),
    )
    for name in ("counts", "pair_n", "pair_sum", "pair_product"):
        assert np.array_equal(getattr(found, name), getattr(expected, name))


def test_an_overall_answer_without_any_rated_element_is_not_counted():
    assert overall_tally([[0, 0, 0, 4], [4, 0, 0, 3]], NAMES, 1, 4).n == 1


def test_no_sheets_give_zeros():
    assert overall_tally(np.zeros((0, 4), dtype=np.uint8), NAMES, 1, 4).n == 0


def test_a_plain_vector_has_no_extension():
    elements, extension = split(np.zeros(183, dtype=int), 9, 4)
    assert len(elements) == 183
    assert extension is None


def test_many_vectors_are_parted_at_once():
    elements, extension = split(np.zeros((5, extended_length(9, 4)), dtype=int), 9, 4)
    assert (elements.shape, extension.shape) == ((5, 183), (5, 40))


@pytest.mark.parametrize("length", [0, 182, 184, 222, 224])
def test_another_length_is_refused(length):
    with pytest.raises(ValueError, match=f"{length} numbers; expected 183, or 223"):
        split(np.zeros(length, dtype=int), 9, 4)


def test_a_plain_vector_gives_no_overall_tally():
    with pytest.raises(ValueError, match="183 numbers; expected 223"):
        overall_tally_of(np.zeros(183, dtype=int), [f"i{k}" for k in range(9)], 1, 4)


def test_an_extension_that_no_sheets_can_have_is_refused():
    (vector,) = count_groups([[4, 3, 2, 4]], [0], 1, 1, 4)
    vector[-1] += 100
    with pytest.raises(ValueError, match="cannot come from any sheets"):
        overall_tally_of(vector, NAMES, 1, 4)


@pytest.mark.parametrize("bad", [[[4]], [4, 3], [[4, 3, 3, 5]], [[4.0, 3.0, 2.0, 1.0]]])
def test_impossible_ratings_are_refused(bad):
    with pytest.raises(ValueError, match="expected"):
        overall_tally(bad, NAMES, 1, 4)


def test_a_group_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match="expected 0 to 0"):
        count_groups([[4, 3, 2, 4]], [1], 1, 1, 4)
