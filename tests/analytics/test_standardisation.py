"""Standardised groups agree with R survey, and an equal mix changes nothing."""

from fractions import Fraction
from itertools import groupby

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.comparison import compare_indices
from analytics.group_indices import GroupIndex
from analytics.mean_index import ni
from analytics.results import Interval
from analytics.standardisation import mix_of, standardise

HELD = Interval(0.0, 100.0, 0.95, "")
EASY, HARD = [4] * 9, [2] * 9


@pytest.fixture
def cells_of(tally_of):
    """Makes the tally of each cell from its number of sheets with fours and with twos."""
    return lambda cells: {
        key: tally_of([EASY] * high + [HARD] * low) for key, (high, low) in cells.items()
    }


@pytest.fixture
def uneven(cells_of):
    """Two counters that work alike, the first with easy work, the second with hard work."""
    return cells_of(
        {
            ("A", "easy"): (54, 6),
            ("A", "hard"): (10, 10),
            ("B", "easy"): (18, 2),
            ("B", "hard"): (30, 30),
        }
    )


def test_standardised_means_and_variances_are_those_of_r_survey(reference_rows):
    rows = reference_rows("standardisation.csv")
    sizes = {}
    for row in rows:
        sizes[row["stratum"]] = sizes.get(row["stratum"], 0) + int(row["n"])
    for _, held in groupby(rows, key=lambda row: row["group"]):
        group = list(held)
        cells = [
            GroupIndex(
                row["stratum"],
                int(row["n"]),
                Fraction(row["mean"]),
                float(row["variance"]),
                int(row["n"]) - 1,
                HELD,
            )
            for row in group
        ]
        n = sum(cell.n for cell in cells)
        mixes = {
            "own": mix_of(cells, [Fraction(cell.n, n) for cell in cells]),
            "standardised": mix_of(
                cells, [Fraction(sizes[cell.key], sum(sizes.values())) for cell in cells]
            ),
        }
        for name, mix in mixes.items():
            assert float(mix.value) == pytest.approx(float(group[0][name]), rel=1e-8)
            assert mix.variance == pytest.approx(float(group[0][f"{name}_variance"]), rel=1e-8)


def test_groups_that_work_alike_are_alike_after_standardising(uneven, rule):
    first, second = standardise(uneven, rule)
    assert float(first.own_mix) == pytest.approx(90)
    assert float(second.own_mix) == pytest.approx(80)
    assert first.index.index == second.index.index == 85
    assert first.difference == -5
    assert second.difference == 5


def test_standardised_groups_may_be_compared(uneven, rule):
    found = compare_indices([g.index for g in standardise(uneven, rule)], low=25, high=100)
    assert found.bands == (("A", "B"),)


def test_own_mix_is_the_index_of_the_whole_group_where_there_are_no_gaps(uneven, rule):
    whole = uneven["A", "easy"] + uneven["A", "hard"]
    assert standardise(uneven, rule)[0].own_mix == 25 * ni(whole, rule)


@settings(max_examples=50)
@given(
    sizes=st.lists(st.integers(2, 9), min_size=1, max_size=4),
    scales=st.lists(st.integers(1, 5), min_size=1, max_size=4),
    seed=st.integers(0, 999),
)
def test_an_equal_mix_leaves_every_index_as_it_is(rule, tally_of, sizes, scales, seed):
    random = np.random.default_rng(seed)
    cells = {
        (f"group {g}", s): tally_of(random.integers(1, 5, size=(n * scale, 9)))
        for g, scale in enumerate(scales)
        for s, n in enumerate(sizes)
    }
    for group in standardise(cells, rule):
        assert group.covered_0_1 == 1
        assert group.index.index == group.own_mix
        assert group.difference == 0
        assert group.difference_interval is None


@settings(max_examples=50)
@given(seed=st.integers(0, 999), n_groups=st.integers(1, 4), n_strata=st.integers(1, 4))
def test_a_standardised_index_lies_among_those_of_its_cells(
    rule, tally_of, seed, n_groups, n_strata
):
    random = np.random.default_rng(seed)
    cells = {
        (str(g), s): tally_of(random.integers(1, 5, size=(random.integers(2, 20), 9)))
        for g in range(n_groups)
        for s in range(n_strata)
    }
    for group in standardise(cells, rule):
        held = [25 * ni(tally, rule) for (key, _), tally in cells.items() if key == group.key]
        assert min(held) <= group.index.index <= max(held)
        assert 25 <= group.index.interval.low <= group.index.index <= group.index.interval.high


def test_a_group_that_covers_too_little_is_refused_with_what_it_covers(cells_of, rule):
    cells = cells_of({("A", "easy"): (30, 0), ("B", "easy"): (20, 0), ("B", "hard"): (25, 25)})
    first, second = standardise(cells, rule)
    assert first.reason == "too_little_covered"
    assert first.index is None
    assert first.difference is None
    assert first.covered_0_1 == Fraction(1, 2)
    assert first.own_mix == 100
    assert second.reason is None


def test_a_small_missing_stratum_is_stepped_over(cells_of, rule):
    cells = cells_of({("A", "easy"): (90, 0), ("B", "easy"): (80, 10), ("B", "rare"): (10, 10)})
    first, second = standardise(cells, rule)
    assert first.covered_0_1 == Fraction(9, 10)
    assert first.index.index == 100
    assert second.covered_0_1 == 1


def test_a_cell_of_one_sheet_is_missing_in_its_group_but_counts_for_the_whole(cells_of, rule):
    cells = cells_of({("A", "easy"): (9, 0), ("A", "hard"): (0, 1), ("B", "easy"): (9, 1)})
    first, _ = standardise(cells, rule)
    assert first.n == 9
    assert first.covered_0_1 == Fraction(19, 20)


def test_a_group_without_any_usable_cell_has_no_index(cells_of, rule):
    (alone,) = standardise(cells_of({("A", "easy"): (1, 0)}), rule)
    assert alone.own_mix is None
    assert alone.index is None
    assert alone.reason == "too_little_covered"


def test_equal_sheets_are_not_certain(cells_of, rule):
    cells = cells_of({("A", "easy"): (9, 0), ("A", "hard"): (9, 0), ("B", "easy"): (9, 9)})
    index = standardise(cells, rule)[0].index
    assert index.variance > 0
    assert index.interval.low < 100 == index.interval.high


def test_no_cells_give_no_groups(rule):
    assert standardise({}, rule) == ()


@pytest.mark.parametrize("least", [Fraction(0), Fraction(-1, 2), Fraction(3, 2)])
def test_an_impossible_least_share_is_refused(rule, least):
    with pytest.raises(ValueError, match="expected above 0 and at most 1"):
        standardise({}, rule, least_covered=least)


def test_unusable_levels_weights_and_questionnaires_are_refused(uneven, rule, pulse_rule):
    with pytest.raises(ValueError, match="a level between 0 and 1"):
        standardise(uneven, rule, level=95)
    with pytest.raises(ValueError, match="every weight is 0"):
        mix_of([], [])
    with pytest.raises(ValueError, match="expected those of the rule"):
        standardise(uneven, pulse_rule)


def test_a_mix_by_weights_that_are_no_fractions_is_refused() -> None:
    held = GroupIndex("A", 9, Fraction(80), 4.0, 8, Interval(70.0, 90.0, 0.95, ""))
    with pytest.raises(ValueError, match="expected Fractions"):
        mix_of([held], [float("nan")])
