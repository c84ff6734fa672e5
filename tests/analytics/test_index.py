"""The index is exact, graded half-up, and reproduces vectors, real sheets and printed reports."""

import json
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from analytics.index import (
    CUSTOMS,
    customs_of,
    index_from_printed_means,
    reconciliation,
    satisfaction_index,
)
from analytics.inputs import Rule, Tally
from analytics.results import decimal_text

REAL = {"jepara": "96.1901166", "gianyar": "85.8485351", "sekadau": "78.7414966"}
PRINTED = [
    {
        "means": "3.71 3.56 3.71 3.19 3.75 3.77 3.84 3.83 3.83",
        "custom": "ni_2dp",
        "index": "92.25",
        "grade": "A",
    },
    {
        "means": "3.73 3.74 3.80 3.33 3.76 3.84 3.69 3.78 3.85",
        "custom": "ni_2dp",
        "index": "93.00",
        "grade": "A",
    },
    {
        "means": "3.31 3.35 3.49 3.93 3.45 3.39 3.39 3.76 3.35",
        "custom": "exact",
        "index": "87.28",
        "grade": "B",
    },
]
CUSTOM_OF_NOTE = {"NI rounded to 2 dec, x25": "ni_2dp", "1/9": "exact"}

nine_ratings = st.integers(1, 8).flatmap(
    lambda n: arrays(np.uint8, (n, 9), elements=st.integers(1, 4))
)


@pytest.mark.parametrize(
    ("n", "total", "index", "grade"),
    [
        (19, 524, "76.61", "B"),
        (43, 1367, "88.31", "A"),
        (113, 2644, "65.00", "C"),
        (19, 604, "88.30", "B"),
        (26, 717, "76.60", "C"),
        (58, 1357, "64.99", "D"),
        (1, 36, "100.00", "A"),
        (1, 9, "25.00", "D"),
    ],
)
def test_grade_follows_the_index_rounded_half_up(n, total, index, grade, tally_of_sum, rule):
    result = satisfaction_index(tally_of_sum(n, total), rule)
    assert result.index == Fraction(25 * total, 9 * n)
    assert (decimal_text(result.index, 2), result.grade) == (index, grade)


@pytest.mark.parametrize("name", REAL)
def test_kept_tallies_of_real_sheets_give_the_known_index(name, real, rule):
    kept = real(name)
    result = satisfaction_index(kept.tally, rule)
    assert result.ni == kept.ni
    assert decimal_text(result.index, 7) == REAL[name]


@pytest.mark.reference_data
@pytest.mark.parametrize("name", REAL)
def test_real_sheets_give_the_known_index(name, real_sheets, tally_of, rule):
    result = satisfaction_index(tally_of(real_sheets(name)), rule)
    assert decimal_text(result.index, 7) == REAL[name]


def test_sheets_with_gaps_count_for_the_elements_they_answer(real, rule):
    result = satisfaction_index(real("jepara").tally, rule)
    assert (result.n, result.n_complete, result.n_straightlined) == (2380, 2303, 1389)
    assert [element.n for element in result.elements] == [
        *(2370, 2366, 2367, 2367, 2365, 2366, 2370, 2340, 2328)
    ]


@pytest.mark.parametrize("case", PRINTED)
def test_printed_report_is_reproduced_by_its_custom(case, rule):
    means = dict(zip(rule.weights, map(Decimal, case["means"].split()), strict=True))
    printed = index_from_printed_means(means, rule, case["custom"])
    assert (decimal_text(printed.index, 2), printed.grade) == (case["index"], case["grade"])


@pytest.mark.reference_data
def test_every_published_result_is_reproduced(reference_folder, rule):
    text = (reference_folder / "published.json").read_text(encoding="utf-8")
    published = json.loads(text, parse_float=Decimal, parse_int=Decimal)
    assert len(published) == len(PRINTED)
    for case in published:
        custom = CUSTOM_OF_NOTE[case["reproduced_by"][0]]
        printed = index_from_printed_means(case["means_as_printed"], rule, custom)
        assert decimal_text(printed.index, 2) == decimal_text(case["index_as_printed"], 2)
        assert f"{printed.grade} {printed.performance}".startswith(case["grade_as_printed"])


def test_exact_index_of_the_rounded_report_differs(rule):
    means = dict(zip(rule.weights, map(Decimal, PRINTED[0]["means"].split()), strict=True))
    assert index_from_printed_means(means, rule).index == Fraction("33.19") / 9 * 25


@given(rows=nine_ratings)
def test_index_lies_between_25_and_100(rows, rule, tally_of):
    assert 25 <= satisfaction_index(tally_of(rows), rule).index <= 100


@given(rows=nine_ratings, order=st.permutations(range(9)))
def test_order_of_elements_does_not_matter(rows, order, rule, tally_of):
    items = tuple(rule.weights)
    turned = Tally.from_ratings(rows[:, order], [items[place] for place in order], 1, 4)
    straight, other = (satisfaction_index(tally, rule) for tally in (tally_of(rows), turned))
    assert (straight.index, straight.interval) == (other.index, other.interval)
    assert set(straight.elements) == set(other.elements)


@given(rows=nine_ratings)
def test_weighted_means_sum_to_ni(rows, rule, tally_of):
    result = satisfaction_index(tally_of(rows), rule, "0.111")
    assert sum(element.weighted for element in result.elements) == result.ni


def test_element_shows_mean_weighted_mean_and_grade(tally_of, rule):
    rows = [[4, 2, *[3] * 7], [3, 2, *[3] * 7]]
    first = satisfaction_index(tally_of(rows), rule).element("persyaratan")
    assert (first.n, first.sum, first.mean, first.weighted) == (
        *(2, 7),
        Fraction(7, 2),
        Fraction(7, 18),
    )
    assert (first.grade, first.performance) == ("B", "Baik")


def test_unknown_element_is_refused(tally_of, rule):
    with pytest.raises(ValueError, match="expected one of persyaratan"):
        satisfaction_index(tally_of([[4] * 9]), rule).element("U1")


@pytest.mark.parametrize(
    ("custom", "index", "grade"),
    [
        ("exact", "77.13", "B"),
        ("0.11", "76.36", "C"),
        ("0.111", "77.05", "B"),
        ("0.1111", "77.12", "B"),
        ("ni_2dp", "77.25", "B"),
    ],
)
def test_printed_weights_move_index_and_grade(custom, index, grade, tally_of_sum, rule):
    # The case of 219 real sheets that skm.md tells of; their sum follows from its indices.
    tally = tally_of_sum(219, 6081)
    result = satisfaction_index(tally, rule, custom)
    assert (decimal_text(result.index, 2), result.grade, result.custom) == (index, grade, custom)
    assert reconciliation(tally, rule)[custom] == (result.index, result.grade)


def test_interval_of_a_printed_weight_lies_around_its_index(tally_of_sum, rule):
    tally = tally_of_sum(50, 1400)
    exact, printed = (satisfaction_index(tally, rule, custom) for custom in ("exact", "0.11"))
    assert printed.interval.low < printed.index < printed.interval.high
    assert printed.interval.low == pytest.approx(0.99 * exact.interval.low, rel=1e-12)


def test_rounding_ni_keeps_the_exact_interval(tally_of_sum, rule):
    tally = tally_of_sum(50, 1400)
    exact, rounded = (satisfaction_index(tally, rule, custom) for custom in ("exact", "ni_2dp"))
    assert rounded.interval == exact.interval


def test_lowest_sheets_under_a_printed_weight_keep_the_lowest_grade(tally_of, rule):
    result = satisfaction_index(tally_of([[1] * 9]), rule, "0.11")
    assert (decimal_text(result.index, 2), result.grade) == ("24.75", "D")


def test_reconciliation_names_every_custom(tally_of, rule):
    assert tuple(reconciliation(tally_of([[4] * 9]), rule)) == CUSTOMS


def test_single_question_has_an_index_and_no_printed_weight(pulse_rule):
    tally = Tally.from_ratings([[4], [3]], ("puas",), 1, 4)
    assert satisfaction_index(tally, pulse_rule).index == Fraction("87.5")
    assert customs_of(pulse_rule) == ("exact", "ni_2dp")
    assert tuple(reconciliation(tally, pulse_rule)) == ("exact", "ni_2dp")
    with pytest.raises(ValueError, match="every weight to be 1/9"):
        satisfaction_index(tally, pulse_rule, "0.11")


def test_unequal_weights_are_used_exactly(rule):
    weights = {"waktu": Fraction(1, 3), "biaya": Fraction(2, 3)}
    tally = Tally.from_ratings([[4, 1]], ("waktu", "biaya"), 1, 4)
    assert satisfaction_index(tally, Rule(weights, 25, rule.bands, 1, 4)).index == 50


def test_no_sheets_have_no_index_and_say_so(rule):
    result = satisfaction_index(Tally.empty(tuple(rule.weights), 1, 4), rule)
    assert (result.ni, result.index, result.grade, result.performance) == (None,) * 4
    assert (result.n, result.interval, result.reason) == (0, None, "no sheet has an answer")
    assert {element.mean for element in result.elements} == {None}


def test_element_that_nobody_answered_leaves_the_index_undefined(tally_of, rule):
    tally = tally_of([[4, 4, 4, 0, 4, 4, 4, 4, 4]] * 3)
    result = satisfaction_index(tally, rule)
    assert (result.index, result.reason) == (None, "nobody answered biaya")
    assert result.unanswered == ("biaya",)
    assert result.element("biaya").mean is result.element("biaya").interval is None
    assert result.element("waktu").mean == 4
    assert reconciliation(tally, rule) == {}


def test_single_sheet_has_an_index_without_interval(tally_of, rule):
    result = satisfaction_index(tally_of([[3] * 9]), rule)
    assert (result.index, result.interval, result.reason) == (75, None, None)


def test_all_equal_sheets_have_an_interval_of_positive_width(tally_of, rule):
    result = satisfaction_index(tally_of([[3] * 9] * 35), rule)
    assert result.interval.low < 75 < result.interval.high
    assert all(each.interval.low < 3 < each.interval.high for each in result.elements)


def test_unknown_custom_is_refused(tally_of, rule):
    with pytest.raises(ValueError, match=r"no custom '0\.12'; expected one of exact"):
        satisfaction_index(tally_of([[3] * 9]), rule, "0.12")


@pytest.mark.parametrize("measure", [satisfaction_index, reconciliation])
def test_tally_of_other_items_or_scale_is_refused(measure, rule):
    with pytest.raises(ValueError, match="expected those of the rule"):
        measure(Tally.empty(("waktu",), 1, 4), rule)
    with pytest.raises(ValueError, match="scale is 1 to 6"):
        measure(Tally.empty(tuple(rule.weights), 1, 6), rule)


@pytest.mark.parametrize(
    ("mean", "message"),
    [
        (3.7, "finite Decimal"),
        (Decimal("NaN"), "finite Decimal"),
        (Decimal("4.01"), "expected 1 to 4"),
        (Decimal("0.99"), "expected 1 to 4"),
    ],
)
def test_impossible_printed_mean_is_refused(mean, message, rule):
    means = dict.fromkeys(rule.weights, Decimal("3.5")) | {"waktu": mean}
    with pytest.raises(ValueError, match=f"mean of waktu is .*{message}"):
        index_from_printed_means(means, rule)


def test_missing_printed_mean_is_refused(rule):
    with pytest.raises(ValueError, match="expected exactly"):
        index_from_printed_means({"waktu": Decimal("3.5")}, rule)
