"""Trends: months that may be seen, the chart of those with enough answers, the last change."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction

import pytest
from flask import Flask

from analytics.control_charts import xmr_chart
from app.access import Scope
from app.clock import Period
from app.errors import NotFound
from app.services.scores import overview
from app.services.shown_tallies import Withheld
from app.services.trend import (
    FEWEST_POINTS,
    MIN_N_POINT,
    Direction,
    LeftOut,
    SignalKind,
    counter_trend,
    unit_trend,
)
from tests.factories.evaluator_systems import release_answers
from tests.factories.organisation import Office
from tests.factories.responses import stored_rows
from tests.factories.trend_offices import END_OF_YEAR, a_month_of, an_office_over_months

YEAR = Period.parse("2026")
WAVE = [(5, 20), (6, 20)] * 4


@pytest.fixture
def make(app: Flask, scope: Scope, now: datetime):
    """Makes an office with answers in its first months."""

    def office(months, **options) -> Office:
        return an_office_over_months(scope, now, months, **options)

    return office


def test_months_are_those_of_the_dashboard(make, scope: Scope) -> None:
    office = make(WAVE)

    trend = unit_trend(scope, office.unit.id, YEAR)

    shown = [s for s in overview(scope, office.unit.id, YEAR).months if s.result]
    assert [point.result.index for point in trend.months] == [s.result.index for s in shown]
    assert [point.month for point in trend.months] == [date(2026, m, 1) for m in range(1, 9)]


def test_the_chart_is_that_of_the_months(make, scope: Scope) -> None:
    trend = unit_trend(scope, make(WAVE).unit.id, YEAR)

    values = [point.result.index for point in trend.charted]
    assert trend.chart == xmr_chart(values)
    assert trend.drawn_limits == (trend.chart.current.limits.low, min(100, _high(trend)))


def _high(trend) -> Fraction:
    return trend.chart.current.limits.high


def test_a_month_of_few_answers_is_seen_and_left_out(make, scope: Scope) -> None:
    trend = unit_trend(scope, make([*WAVE, (5, MIN_N_POINT - 1)]).unit.id, YEAR)

    last = trend.months[-1]
    assert (last.result.n, last.left_out) == (9, LeftOut.FEW_ANSWERS)
    assert len(trend.charted) == len(WAVE)


def test_a_gap_stays_a_gap_and_ends_are_cut(make, scope: Scope) -> None:
    trend = unit_trend(scope, make([*WAVE, (5, 0), (6, 20)]).unit.id, YEAR)

    assert [point.month.month for point in trend.months] == list(range(1, 11))
    assert (trend.months[8].withheld, trend.months[8].left_out) == (
        Withheld.NO_ANSWERS,
        LeftOut.WITHHELD,
    )


def test_months_reach_two_years_back_from_the_period(make, scope: Scope) -> None:
    office = make(WAVE)
    for month in (date(2024, 8, 5), date(2024, 9, 5), date(2025, 3, 5)):
        stored_rows(office, a_month_of(5, 20), day=month)
    release_answers(scope, END_OF_YEAR)

    trend = unit_trend(scope, office.unit.id, Period.parse("2026-08"))

    assert trend.months[0].month == date(2024, 9, 1)
    assert trend.months[-1].month == date(2026, 8, 1)


def test_an_unusual_month_is_a_signal(make, scope: Scope) -> None:
    trend = unit_trend(scope, make([*WAVE, (0, 20)]).unit.id, YEAR)

    outside = [s.points for s in trend.chart.signals if s.kind is SignalKind.OUTSIDE]
    assert outside == [(8,)]
    assert (trend.laney, trend.doubtful) == (None, ())


def test_n_that_varies_brings_laney_s_limits(make, scope: Scope) -> None:
    months = [(level, 20 if place % 2 else 50) for place, (level, _) in enumerate(WAVE)]
    trend = unit_trend(scope, make(months).unit.id, YEAR)

    assert trend.laney.reason is None
    assert len(trend.laney.low) == len(WAVE)


def test_what_few_answers_explain_is_doubtful(make, scope: Scope) -> None:
    months = [(level, 90) for level, _ in WAVE]
    trend = unit_trend(scope, make([*months, (1, 10)]).unit.id, YEAR)

    assert [signal.points for signal in trend.doubtful] == [(8,)]


def test_below_six_months_there_are_no_limits(make, scope: Scope) -> None:
    trend = unit_trend(scope, make(WAVE[: FEWEST_POINTS - 1]).unit.id, YEAR)

    assert (trend.chart.current.reason, trend.drawn_limits) == ("too_few_points", None)


def test_equal_months_have_no_limits_to_judge_by(make, scope: Scope) -> None:
    trend = unit_trend(scope, make([(5, 20)] * 8).unit.id, YEAR)

    assert (trend.chart.current.reason, trend.drawn_limits) == ("no_variation", None)


def test_a_unit_without_answers_has_no_months(make, scope: Scope) -> None:
    trend = unit_trend(scope, make([]).unit.id, YEAR)

    assert (trend.months, trend.charted) == ((), ())
    assert trend.change.index.reason == "withheld"


def test_the_period_is_compared_with_the_one_before(make, scope: Scope) -> None:
    trend = unit_trend(scope, make([(2, 40), (8, 40)]).unit.id, Period.parse("2026-02"))

    assert trend.change.period_before == Period.parse("2026-01")
    assert trend.change.index.direction is Direction.RISE


def test_a_counter_has_a_trend_of_its_own(make, scope: Scope) -> None:
    office = make(WAVE)
    stored_rows(office, a_month_of(1, 20), counter=1, day=date(2026, 3, 10))
    release_answers(scope, END_OF_YEAR)

    first, second = (
        counter_trend(scope, office.unit.id, counter.id, YEAR) for counter in office.counters
    )

    assert [point.result.n for point in first.months] == [20] * 8
    assert [point.month for point in second.months] == [date(2026, 3, 1)]
    assert second.subject.name == "Loket 2"


def test_a_counter_of_another_unit_is_not_found(make, scope: Scope) -> None:
    office = make(WAVE)

    with pytest.raises(NotFound):
        counter_trend(scope, office.unit.id, 99_999, YEAR)


def test_the_first_year_has_nothing_before_it(make, scope: Scope) -> None:
    trend = unit_trend(scope, make(WAVE).unit.id, Period.parse("2000"))

    assert trend.months == ()
    assert trend.change.withheld_before is Withheld.NO_ANSWERS


@pytest.mark.parametrize("days", [12, 9])
def test_a_change_allows_for_days_where_ten_of_either_period_are_at_hand(
    days: int, make, scope: Scope
) -> None:
    office = make([])
    for month, day in ((month, day) for month in (1, 2) for day in range(1, days + 1)):
        stored_rows(office, a_month_of(3 + month + day % 2, 8), day=date(2026, month, day))
    release_answers(scope, END_OF_YEAR)
    february = Period.parse("2026-02")

    of_unit = unit_trend(scope, office.unit.id, february).change
    of_counter = counter_trend(scope, office.unit.id, office.counters[0].id, february).change

    assert (of_unit.allows_for_days, of_counter.allows_for_days) == (days >= 10, days >= 10)
    assert of_unit.index.difference == of_counter.index.difference
