"""The sample size is the printed table's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.sample_size import krejcie_morgan


def test_every_row_of_the_printed_table_is_the_formula_rounded(reference_rows):
    rows = reference_rows("krejcie_morgan_1970.csv")
    printed = {int(row["population"]): int(row["sample"]) for row in rows}
    assert len(printed) == 90
    assert {population: krejcie_morgan(population) for population in printed} == printed


def test_population_without_bound_needs_384():
    assert krejcie_morgan(None) == krejcie_morgan(10**12) == 384


@given(st.integers(1, 10**7))
def test_sample_never_exceeds_the_population_and_never_falls(population):
    assert 1 <= krejcie_morgan(population) <= min(population, 384)
    assert krejcie_morgan(population) <= krejcie_morgan(population + 1)


@pytest.mark.parametrize("population", [0, -5, 12.0, "500", True, float("nan")])
def test_impossible_population_is_refused(population):
    with pytest.raises(ValueError, match="population is"):
        krejcie_morgan(population)
