"""A weighted index has R's variance, and is the plain one where weights are equal."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.index import satisfaction_index
from analytics.inputs import Tally
from analytics.weight_trimming import trimmed_weights
from analytics.weighted_index import weighted_index
from analytics.weighting import rake
from tests.analytics.test_weighting import MARGINS, VARIABLES

row = st.lists(st.integers(1, 4), min_size=9, max_size=9)
cell = st.lists(row, min_size=1, max_size=4)


@pytest.fixture
def made(made_sheets, tallies_by):
    tallies = tallies_by(made_sheets, *VARIABLES)
    labels = dict(zip(VARIABLES, zip(*tallies, strict=True), strict=True))
    sheets = [tally.n for tally in tallies.values()]
    return list(tallies.values()), labels, sheets, rake(labels, sheets, MARGINS).weights


@pytest.fixture
def expected(reference_rows):
    rows = [row for row in reference_rows("survey_designs.csv") if row["data"] == "made"]
    return {row["design"]: (25 * float(row["ni"]), float(row["variance"])) for row in rows}


def test_raked_sheets_have_the_variance_of_r_survey_rake(made, expected, rule):
    tallies, labels, _, weights = made
    found = weighted_index(tallies, weights, rule, raked_to=labels)
    assert (found.index, found.variance) == pytest.approx(expected["raked"], rel=1e-8)


def test_weights_as_given_have_the_variance_of_r_survey(made, expected, rule):
    tallies, _, sheets, weights = made
    found = weighted_index(tallies, weights, rule)
    assert (found.index, found.variance) == pytest.approx(expected["weights as given"], rel=1e-8)
    trimmed = weighted_index(tallies, trimmed_weights(weights, sheets, bound=2), rule)
    assert (trimmed.index, trimmed.variance) == pytest.approx(expected["trimmed at 2"], rel=1e-8)
    assert trimmed.n_effective > found.n_effective


@given(cells=st.lists(cell, min_size=1, max_size=4), weight=st.floats(0.01, 100))
def test_equal_weights_give_the_index_and_its_interval(cells, weight, rule, tally_of):
    tallies = [tally_of(rows) for rows in cells]
    found = weighted_index(tallies, [weight] * len(tallies), rule)
    plain = satisfaction_index(sum(tallies[1:], tallies[0]), rule)
    assert found.index == pytest.approx(float(plain.index))
    assert found.n_effective == pytest.approx(plain.n)
    if found.n_effective > 2.001:
        limits = plain.interval.low, plain.interval.high
        assert (found.interval.low, found.interval.high) == pytest.approx(limits, abs=1e-5)


@given(cells=st.lists(cell, min_size=2, max_size=5), data=st.data())
def test_neither_the_order_nor_the_split_of_cells_matters(cells, data, rule, tally_of):
    tallies = [tally_of(rows) for rows in cells]
    weights = data.draw(st.lists(st.floats(0.2, 5), min_size=len(cells), max_size=len(cells)))
    apart = [tally_of([each]) for rows in cells for each in rows]
    each_weight = np.repeat(weights, [len(rows) for rows in cells])
    found = weighted_index(tallies, weights, rule)
    other = weighted_index(apart[::-1], each_weight[::-1], rule)
    pair = found.index, found.n_effective
    assert (other.index, other.n_effective) == pytest.approx(pair)
    if found.variance is not None:
        assert other.variance == pytest.approx(found.variance, abs=1e-12)


def test_an_index_is_pulled_towards_the_heavier_group(rule, tally_of):
    tallies = [tally_of([[4] * 9] * 20), tally_of([[2] * 9] * 20)]
    found = weighted_index(tallies, [1.0, 3.0], rule)
    assert found.index == pytest.approx(62.5)
    assert found.interval.low < 62.5 < found.interval.high


def test_equal_sheets_are_not_certain(rule, tally_of):
    found = weighted_index([tally_of([[4] * 9] * 20)], [2.0], rule)
    assert found.variance == 0
    assert found.interval.low < found.interval.high == 100


def test_one_answer_has_an_index_without_interval(rule, tally_of):
    found = weighted_index([tally_of([[4, 3] + [4] * 7])], [2.0], rule)
    assert found.index == pytest.approx(25 * 35 / 9)
    assert (found.variance, found.interval, found.reason) == (None, None, None)


def test_an_element_nobody_answered_leaves_it_undefined(rule, tally_of):
    found = weighted_index([tally_of([[0] + [4] * 8] * 5)], [1.0], rule)
    assert (found.index, found.reason) == (None, "nobody_answered_an_element")


def test_no_sheets_and_impossible_weights_are_refused(rule, pulse_rule, tally_of):
    tally = tally_of([[4] * 9] * 5)
    with pytest.raises(ValueError, match="a cell has no sheet"):
        weighted_index([], [], rule)
    with pytest.raises(ValueError, match="a cell has no sheet"):
        weighted_index([tally, Tally.empty(tally.items, 1, 4)], [1, 1], rule)
    with pytest.raises(ValueError, match=r"weights: .*; expected 1 numbers above 0"):
        weighted_index([tally], [float("nan")], rule)
    with pytest.raises(ValueError, match="expected those of the rule"):
        weighted_index([tally], [1], pulse_rule)
    with pytest.raises(ValueError, match="expected 1 of each"):
        weighted_index([tally], [1], rule, raked_to={"sex": ("L", "P")})
    with pytest.raises(ValueError, match="level between 0 and 1"):
        weighted_index([tally], [1], rule, level=2)
