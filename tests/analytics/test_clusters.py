"""Days as clusters: R's variance, exactly; and an honest word where days are too few."""

from fractions import Fraction

import pytest

from analytics.cluster_sums import ClusterSums
from analytics.clusters import cluster_design, clustered_interval
from analytics.inputs import Tally
from analytics.intervals import index_interval
from analytics.mean_index import ni_variance


def whole(tallies):
    return sum(tallies[1:], tallies[0])


def design_of(tallies, rule):
    return cluster_design(whole(tallies), ClusterSums.of_tallies(tallies), rule)


def reference(rows, data, design):
    (found,) = (r for r in rows if r["data"] == data and r["design"] == design)
    return float(found["variance"])


def test_variance_is_that_of_r_survey_with_days_as_clusters(
    rule, made_sheets, tallies_by, reference_rows
):
    rows = reference_rows("survey_designs.csv")
    days = list(tallies_by(made_sheets, "tanggal").values())
    design = design_of(days, rule)
    expected = reference(rows, "made", "days")
    assert float(design.variance) == pytest.approx(expected, rel=1e-9)
    independent = reference(rows, "made", "independent")
    assert float(design.design_effect) == pytest.approx(expected / independent, rel=1e-9)
    assert design.n_clusters == 14


@pytest.mark.reference_data
@pytest.mark.parametrize("period", ["2021-01", "2021-10", "2021", "2022-03"])
def test_variance_of_real_days_is_that_of_r_survey(
    period, rule, real_rows, tallies_by, reference_rows
):
    rows = [row for row in real_rows("jepara") if row["tanggal"].startswith(period)]
    days = list(tallies_by(rows, "tanggal").values())
    expected = reference(reference_rows("survey_designs.csv"), period, "days")
    assert float(design_of(days, rule).variance) == pytest.approx(expected, rel=1e-9)


def test_days_that_differ_widen_the_interval(rule, tally_of):
    good, bad = tally_of([[4] * 9] * 6), tally_of([[3] * 9] * 6)
    days = [good, bad] * 6
    design, headline = design_of(days, rule), index_interval(whole(days), rule)
    assert design.design_effect == 6 * Fraction(12, 11) * Fraction(71, 72)
    assert design.interval.low < headline.low < headline.high < design.interval.high


def test_days_that_are_alike_never_narrow_it(rule, tally_of):
    days = [tally_of([[4] * 9, [3] * 9])] * 12
    design, headline = design_of(days, rule), index_interval(whole(days), rule)
    assert (design.design_effect, design.variance) == (0, 0)
    assert design.interval.low <= headline.low < headline.high <= design.interval.high


def test_one_sheet_a_day_is_a_plain_sample(rule, tally_of):
    rows = [[4, 3, 4, 2, 4, 4, 3, 4, 4], [3] * 9, [4] * 9] * 5
    days = [tally_of([each]) for each in rows]
    design = design_of(days, rule)
    assert design.variance == ni_variance(whole(days), rule)
    assert design.design_effect == 1


def test_below_ten_days_it_is_undefined_and_says_so(rule, tally_of):
    days = [tally_of([[4] * 9, [3 - n % 2] * 9]) for n in range(9)]
    design = design_of(days, rule)
    assert (design.reason, design.n_clusters) == ("too_few_clusters", 9)
    assert (design.variance, design.design_effect, design.interval) == (None, None, None)
    assert design_of([*days, days[0]], rule).reason is None


def test_days_without_answers_do_not_count(rule, tally_of):
    days = [tally_of([[4] * 9, [3] * 9])] * 9
    assert design_of([*days, tally_of([[0] * 9])], rule).n_clusters == 9


def test_equal_sheets_tell_no_effect(rule, tally_of):
    assert design_of([tally_of([[4] * 9] * 3)] * 12, rule).reason == "all_equal"


def test_no_sheet_at_all_is_undefined(rule, tally_of):
    assert design_of([tally_of([[0] * 9])], rule).reason == "too_few_answers"
    assert design_of([tally_of([[4] * 9])], rule).reason == "too_few_answers"
    with pytest.raises(ValueError, match="one for each cluster, at least one"):
        ClusterSums.of_tallies([])


def test_days_of_other_sheets_are_refused(rule, tally_of):
    days = [tally_of([[4] * 9, [3] * 9])] * 12
    with pytest.raises(ValueError, match="do not add up"):
        cluster_design(whole(days), ClusterSums.of_tallies(days[1:]), rule)


def test_an_element_unanswered_on_a_day_costs_nothing_else(pulse_rule):
    answered = [Tally.from_ratings([[3 + n % 2]] * 2, ("puas",), 1, 4) for n in range(10)]
    design = design_of([*answered, Tally.empty(("puas",), 1, 4)], pulse_rule)
    assert design == design_of(answered, pulse_rule)


def test_an_effect_from_elsewhere_widens_the_interval(rule, tally_of):
    tally = tally_of([[4] * 9, [3] * 9] * 20)
    headline, plain, wide = (
        index_interval(tally, rule),
        clustered_interval(tally, rule, 0.5, 10**6),
        clustered_interval(tally, rule, 4.0, 200),
    )
    assert (plain.low, plain.high) == (headline.low, headline.high)
    assert wide.low < headline.low < headline.high < wide.high
    assert clustered_interval(tally_of([[4] * 9]), rule, 2.0, 12) is None


@pytest.mark.parametrize(("effect", "clusters"), [(-1, 20), (float("nan"), 20), (2, 9)])
def test_an_impossible_effect_is_refused(effect, clusters, rule, tally_of):
    with pytest.raises(ValueError, match="expected a finite effect"):
        clustered_interval(tally_of([[4] * 9] * 5), rule, effect, clusters)
