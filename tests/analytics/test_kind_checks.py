"""Things of the wrong kind, given to what pages, replies and commands call."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest

from analytics.autocorrelation import default_lag
from analytics.cluster_sums import ClusterSums
from analytics.clustered_change import clustered_change, clustered_element_change
from analytics.clusters import cluster_design, clustered_interval
from analytics.comparison import compare, compare_indices
from analytics.control_charts import xmr_chart
from analytics.day_effects import day_effects
from analytics.difference_in_differences import difference_in_differences
from analytics.drivers import low_rating_drivers
from analytics.finite_population import finite_population_interval
from analytics.importance import importance
from analytics.index import index_from_printed_means, reconciliation, satisfaction_index
from analytics.individuals import officers_evidence
from analytics.inputs import Tally
from analytics.intervals import element_interval, index_interval
from analytics.intervention import segmented_regression
from analytics.kind_checks import all_of_kind, check_element, mapping_of, of_kind
from analytics.priorities import likely_lowest, needs_matrix, needs_of
from analytics.quadrants import quadrants
from analytics.reliability import reliability
from analytics.repeated_texts import repeated_texts
from analytics.response_quality import judged_days
from analytics.sample_size import index_margin
from analytics.small_counts import withheld_groups
from analytics.standardisation import standardise
from analytics.themes import find_themes
from analytics.tone import learn_tone
from analytics.trend import element_change, index_change
from analytics.weighted_index import weighted_index
from analytics.weighting import rake

WRONG = (None, "x", b"x", 3, math.nan, [3], {"a": 3}, object(), np.array(["x"]))


def calls(wrong, tally, rule):
    """What is called with something wrong, in the place of each argument that is no number."""
    return {**of_one(wrong, tally, rule), **of_several(wrong, tally, rule)}


def of_several(wrong, tally, rule):
    """Calls that compare, follow or gather."""
    return {
        "default_lag": lambda: default_lag(wrong if wrong != 3 else None),
        "of_tallies": lambda: ClusterSums.of_tallies([wrong]),
        "clustered_change": lambda: clustered_change([wrong], [tally], rule),
        "clustered_element_change": lambda: clustered_element_change([tally], [wrong], "waktu"),
        "cluster_design": lambda: cluster_design(tally, wrong, rule),
        "clustered_interval": lambda: clustered_interval(wrong, rule, 2.0, 12),
        "compare": lambda: compare({"A": wrong}, rule),
        "compare, rule": lambda: compare({"A": tally}, wrong),
        "compare, days": lambda: compare({"A": tally}, rule, {"A": wrong}),
        "compare_indices": lambda: compare_indices([wrong], low=25, high=100),
        "xmr_chart": lambda: xmr_chart([90, "x", wrong]),
        "day_effects": lambda: day_effects([wrong], rule),
        "difference_in_differences": lambda: difference_in_differences([wrong], [], 3),
        "low_rating_drivers": lambda: low_rating_drivers({"slot": wrong}, [1], [0]),
    }


def of_one(wrong, tally, rule):
    """Calls that judge one set of sheets."""
    return {
        "finite_population_interval": lambda: finite_population_interval(wrong, rule, 50),
        "importance": lambda: importance(wrong),
        "satisfaction_index": lambda: satisfaction_index(wrong, rule),
        "satisfaction_index, rule": lambda: satisfaction_index(tally, wrong),
        "reconciliation": lambda: reconciliation(wrong, rule),
        "index_from_printed_means": lambda: index_from_printed_means(wrong, rule),
        "officers_evidence": lambda: officers_evidence([wrong]),
        "merged": lambda: Tally.merged([tally, wrong]),
        "empty": lambda: Tally.empty(wrong, 4, 1),
        "index_interval": lambda: index_interval(wrong, rule),
        "element_interval": lambda: element_interval(wrong, "waktu"),
        "element_interval, key": lambda: element_interval(tally, wrong),
        "segmented_regression": lambda: segmented_regression([wrong], 3),
        "needs_of": lambda: needs_of(tally, wrong),
        "needs_matrix": lambda: needs_matrix(wrong if wrong != {"a": 3} else 3, rule),
        "likely_lowest": lambda: likely_lowest([wrong]),
        "quadrants": lambda: quadrants([], wrong),
        "reliability": lambda: reliability(wrong),
        "repeated_texts": lambda: repeated_texts([3, wrong]),
        "judged_days": lambda: judged_days([wrong]),
        "index_margin": lambda: index_margin(Fraction(96), wrong),
        "withheld_groups": lambda: withheld_groups([40, [wrong]], 5),
        "standardise": lambda: standardise({("A", "B"): wrong}, rule),
        "find_themes": lambda: find_themes([3, wrong]),
        "learn_tone": lambda: learn_tone([3, wrong], [True, False]),
        "element_change": lambda: element_change(wrong or 3, tally, "waktu"),
        "index_change": lambda: index_change(tally, wrong or 3, rule),
        "weighted_index": lambda: weighted_index([wrong], [1.0], rule),
        "rake": lambda: rake({"sex": ("L",)}, [3], {"sex": wrong if wrong != {"a": 3} else 3}),
    }


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("name", calls(None, None, None))
def test_the_wrong_kind_is_named_with_what_was_expected(name, tally_of, rule) -> None:
    tally = tally_of([[4] * 9, [3] * 9])
    for wrong in WRONG:
        is_array = isinstance(wrong, np.ndarray)
        given = None if is_array and name not in ARRAYS_TOO else wrong
        with pytest.raises(ValueError, match="expected"):
            calls(given, tally, rule)[name]()


# Elsewhere this test itself would ask an array whether it is true.
ARRAYS_TOO = ("satisfaction_index", "satisfaction_index, rule", "compare", "reliability", "merged")


def test_a_text_or_a_mapping_is_no_row_of_texts() -> None:
    for wrong in ("waktu", b"waktu", {"waktu": 1}, 3, None):
        with pytest.raises(ValueError, match="expected several, each a text"):
            all_of_kind(wrong, str, "a key")


def test_the_key_of_the_wrong_value_is_named() -> None:
    with pytest.raises(ValueError, match="n of 'waktu' is '3'; expected a int"):
        mapping_of({"biaya": 3, "waktu": "3"}, int, "n of")
    with pytest.raises(ValueError, match="expected a mapping"):
        mapping_of([3], int, "n of")


def test_a_long_value_is_cut_in_the_message() -> None:
    with pytest.raises(ValueError, match="expected a Tally") as refused:
        of_kind("x" * 10_000, Tally, "tally")

    assert len(str(refused.value)) < 200


def test_an_unknown_element_is_told_with_those_there_are(tally_of) -> None:
    with pytest.raises(ValueError, match="no element 'biya'; expected one of persyaratan, "):
        check_element(tally_of([[4] * 9]), "biya")


@pytest.mark.parametrize("points", [10**13, 10**400])
def test_a_series_longer_than_any_is_refused(points: int) -> None:
    with pytest.raises(ValueError, match="expected at least 1 and at most"):
        default_lag(points)
