"""Raking meets every margin as R's does, says how it ended, and refuses what cannot be met."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.weighting import largest_difference, rake

SEX = {"sex": ("L", "P")}
HALVES = {"sex": {"L": 50.0, "P": 50.0}}
VARIABLES = ("jenis_kelamin", "usia", "layanan")
MARGINS = {
    "jenis_kelamin": {"L": 480, "P": 520},
    "usia": {"17-30": 300, "31-50": 400, "51+": 300},
    "layanan": {"KTP": 350, "SKCK": 150, "Izin": 200, "Pajak": 300},
}
counts = st.integers(1, 60)


@pytest.fixture
def cells(made_sheets, tallies_by):
    tallies = tallies_by(made_sheets, *VARIABLES)
    labels = dict(zip(VARIABLES, zip(*tallies, strict=True), strict=True))
    return labels, [tally.n for tally in tallies.values()]


def test_weights_are_those_of_r_survey_rake(cells, reference_rows):
    labels, sheets = cells
    expected = {
        tuple(row[name] for name in VARIABLES): float(row["raked"])
        for row in reference_rows("survey_weights.csv")
    }
    found = rake(labels, sheets, MARGINS)
    keys = zip(*labels.values(), strict=True)
    assert dict(zip(keys, found.weights, strict=True)) == pytest.approx(expected, rel=1e-8)
    assert len(expected) == 22
    assert found.reason is None
    assert found.largest_difference <= 1e-12
    assert 1 < found.rounds < 50


def test_two_groups_weigh_as_their_margin_over_their_sheets():
    assert rake(SEX, [30, 10], HALVES).weights == pytest.approx([50 / 30, 5])


def test_margins_of_the_sheets_themselves_give_equal_weights(cells):
    labels, sheets = cells
    own = {
        name: {
            label: float(sum(n for n, held in zip(sheets, column, strict=True) if held == label))
            for label in set(column)
        }
        for name, column in labels.items()
    }
    found = rake(labels, sheets, own)
    assert found.weights == pytest.approx(np.ones(len(sheets)))
    assert found.rounds == 1


@given(grid=st.lists(counts, min_size=6, max_size=6), women=st.integers(1, 99))
def test_every_margin_is_met_in_any_order_of_the_cells(grid, women):
    labels = {"sex": ("L", "P") * 3, "age": ("a", "a", "b", "b", "c", "c")}
    margins = {
        "sex": {"L": 100.0 - women, "P": float(women)},
        "age": {"a": 20.0, "b": 30.0, "c": 50.0},
    }
    found = rake(labels, grid, margins)
    backwards = rake({k: v[::-1] for k, v in labels.items()}, grid[::-1], margins)
    assert largest_difference(found.weights, labels, grid, margins) <= 1e-11
    assert (found.weights > 0).all()
    assert found.weights == pytest.approx(backwards.weights[::-1], rel=1e-6)


def test_margins_that_empty_cells_make_impossible_are_reported():
    labels = {"sex": ("L", "P"), "age": ("a", "b")}
    margins = {"sex": {"L": 60.0, "P": 40.0}, "age": {"a": 30.0, "b": 70.0}}
    found = rake(labels, [10, 10], margins, most_rounds=25)
    assert (found.weights, found.reason, found.rounds) == (None, "did_not_converge", 25)
    assert found.largest_difference == pytest.approx(0.3)


def test_a_category_without_sheets_is_refused():
    with pytest.raises(ValueError, match="sex 'X' has no sheet; expected at least one"):
        rake(SEX, [30, 10], {"sex": {"L": 50, "P": 40, "X": 10}})
    with pytest.raises(ValueError, match="counts are"):
        rake(SEX, [30, 0], HALVES)


def test_a_category_without_a_margin_is_refused():
    with pytest.raises(ValueError, match=r"sheets of \['P'\]; expected \['L'\]"):
        rake(SEX, [30, 10], {"sex": {"L": 100}})
    with pytest.raises(ValueError, match="expected a margin of each"):
        rake(SEX, [30, 10], {"age": {"a": 100}})


def test_margins_that_do_not_add_up_are_refused():
    labels = SEX | {"age": ("a", "b")}
    with pytest.raises(ValueError, match=r"different numbers \(sex 100, age 90\)"):
        rake(labels, [30, 10], HALVES | {"age": {"a": 40, "b": 50}})


@pytest.mark.parametrize("wrong", [0, -5, float("nan"), float("inf")])
def test_impossible_margins_are_refused(wrong):
    with pytest.raises(ValueError, match="expected finite numbers above 0"):
        rake(SEX, [30, 10], {"sex": {"L": 50, "P": wrong}})


@pytest.mark.parametrize("wrong", [[30, -1], [30.5, 10], [], [[30, 10]], [30, 10, 5]])
def test_impossible_counts_are_refused(wrong):
    with pytest.raises(ValueError, match=r"counts are|expected 3 cells"):
        rake(SEX, wrong, HALVES)


def test_no_margins_at_all_are_refused():
    with pytest.raises(ValueError, match="margins are"):
        rake({}, [30], {})


@pytest.mark.parametrize("changed", [{"most_rounds": 0}, {"tolerance": float("nan")}])
def test_a_raking_that_cannot_begin_is_refused(changed) -> None:
    with pytest.raises(ValueError, match="expected"):
        rake({"sex": ("L", "P")}, [3, 1], {"sex": {"L": 5, "P": 5}}, **changed)
