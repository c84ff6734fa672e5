"""The figures that evaluators are shown follow from real sheets."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest

from analytics.inputs import Tally
from analytics.officer_power import n_for_difference
from analytics.officer_sheets import ITEMS, sheet_variance
from analytics.results import round_half_up
from app.services.officer_method import COLLEAGUES, SURVEYS, officer_method, sheets_needed
from config import ROOT

KEPT = json.loads((ROOT / "tests/analytics/reference/real_tallies.json").read_text("utf-8"))


def two_elements(name: str) -> Tally:
    """The kept tally of a real file, of the two elements about the officer alone."""
    numbers = KEPT["tallies"][name]
    places = [KEPT["items"].index(key) for key in ITEMS]
    pairs = {
        kind: [[numbers[kind][one][other] for other in places] for one in places]
        for kind in ("pair_n", "pair_sum", "pair_product")
    }
    (first, both), (_, second) = pairs["pair_n"]
    counts = [numbers["counts"][place] for place in places]
    return Tally(ITEMS, KEPT["low"], KEPT["high"], first + second - both, both, 0, counts, **pairs)


@pytest.mark.parametrize("name", SURVEYS)
def test_variances_are_those_of_the_real_sheets(name: str) -> None:
    exact = sheet_variance(two_elements(name))

    assert SURVEYS[name].within_variance == Fraction(round_half_up(exact, 4))


@pytest.mark.parametrize("survey", SURVEYS.values(), ids=SURVEYS)
def test_the_formula_stands_beside_the_simulation(survey) -> None:
    variance = float(survey.within_variance)

    assert survey.n_alone == n_for_difference(variance, 0.3)
    assert survey.n_compared == n_for_difference(variance, 0.3, comparisons=COLLEAGUES + 1)
    assert survey.n_alone < survey.n_compared <= survey.n_simulated + 5


def test_the_rule_carries_the_minimum_that_was_set() -> None:
    assert officer_method(40).min_n == 40
    assert officer_method(40).officers == 10


def test_bad_numbers_are_refused_in_words() -> None:
    with pytest.raises(ValueError, match="within_variance is -1"):
        sheets_needed(-1)
