"""XmR charts: limits as other programs give them, and nothing where nothing can be said."""

from __future__ import annotations

from fractions import Fraction
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.control_charts import NO_VARIATION, TOO_FEW_POINTS, xmr_chart

INDEX = st.integers(2500, 10000).map(lambda hundredths: Fraction(hundredths, 100))
SERIES = st.lists(INDEX, min_size=6, max_size=30)


@pytest.fixture(scope="module")
def series(reference_rows):
    """The reference series, by name."""
    rows = reference_rows("control_charts.csv")
    return {name: list(held) for name, held in groupby(rows, key=lambda row: row["series"])}


def chart_of(rows):
    """Our chart of a reference series."""
    values = [float(row["value"]) for row in rows]
    used = int(rows[0]["used"])
    return xmr_chart(values, baseline=used if used < len(values) else None)


def test_limits_are_those_of_r(series) -> None:
    assert len(series) == 7
    for rows in series.values():
        limits = chart_of(rows).current.limits
        for name in ("mean", "low", "high"):
            assert float(getattr(limits, name)) == pytest.approx(float(rows[0][name]), abs=1e-8)
        assert float(limits.mean_range) == pytest.approx(float(rows[0]["range"]), abs=1e-8)


@pytest.mark.parametrize(
    ("name", "mean", "low", "high"),
    [
        ("nhs_all", 0.142, -3.01, 3.29),
        ("nhs_first", 0.0746, -2.60, 2.75),
        ("nhs_last", 0.209, -3.28, 3.70),
    ],
)
def test_limits_are_those_that_the_nhs_r_package_prints(series, name, mean, low, high) -> None:
    limits = chart_of(series[name]).current.limits

    shown = [float(f"{float(value):.3g}") for value in (limits.mean, limits.low, limits.high)]
    assert shown == [mean, low, high]


def test_a_hand_worked_chart() -> None:
    # Ranges 1, 2, 1, 2, 2: mean 1.6; values: mean 542 / 6.
    limits = xmr_chart([90, 91, 89, 90, 92, 90]).current.limits

    assert (limits.mean, limits.mean_range) == (Fraction(542, 6), Fraction(8, 5))
    assert limits.high - limits.mean == Fraction("4.256")
    assert limits.outer_high - limits.mean == Fraction("4.256") * 2 / 3
    assert limits.screened == ()


def test_large_moving_ranges_are_screened_once_and_said(series) -> None:
    # Ranges of 8 and 9 stand far above the others, which are 1: their mean becomes exactly 1.
    limits = chart_of(series["vignette"]).current.limits

    assert limits.screened == (4, 5)
    assert limits.mean_range == 1


def test_screening_is_not_repeated() -> None:
    # Ranges 0.1 (11 times), 1, 1, 9, 9: nines go; the ones, far above the new mean, stay.
    values = [0, *[0.1, 0] * 5, 0.1, 1.1, 0.1, 9.1, 0.1]
    limits = xmr_chart([round(value, 1) for value in values]).current.limits

    assert limits.screened == (14, 15)
    assert float(limits.mean_range) == pytest.approx((11 * 0.1 + 1 + 1) / 13)


def test_a_single_jump_between_equal_points_is_not_screened_away() -> None:
    chart = xmr_chart([100] * 11 + [90])

    assert chart.current.limits.mean_range == Fraction(10, 11)
    assert next((s.kind.value, s.points) for s in chart.signals) == ("outside", (11,))


def test_equal_points_have_limits_of_width_zero_and_no_signals() -> None:
    chart = xmr_chart([Fraction(1000, 11)] * 9)

    assert chart.current.reason == NO_VARIATION
    assert chart.current.limits.low == chart.current.limits.high == Fraction(1000, 11)
    assert chart.signals == ()


@pytest.mark.parametrize("k", range(6))
def test_fewer_than_six_points_have_no_limits(k: int) -> None:
    chart = xmr_chart([80, 90, 70, 95, 60][:k])

    assert (chart.current.limits, chart.current.reason) == (None, TOO_FEW_POINTS)
    assert chart.signals == ()


def test_below_twelve_points_limits_are_on_trial() -> None:
    assert xmr_chart([80, 81] * 5).current.limits.is_trial
    assert not xmr_chart([80, 81] * 6).current.limits.is_trial


def test_a_baseline_judges_later_points_without_taking_them_in() -> None:
    chart = xmr_chart([80, 81] * 6 + [95], baseline=12)

    assert chart.current.limits.mean == Fraction("80.5")
    assert chart.current.limits == xmr_chart([80, 81] * 6).current.limits
    assert (12,) in [signal.points for signal in chart.signals]


def test_a_marked_change_begins_new_limits() -> None:
    chart = xmr_chart([80, 81] * 6 + [90, 91] * 6, changes=[12])

    assert [float(phase.limits.mean) for phase in chart.phases] == [80.5, 90.5]
    assert [phase.limits.mean_range for phase in chart.phases] == [1, 1]
    assert chart.signals == ()
    assert xmr_chart([80, 81] * 6 + [90, 91] * 6).signals


def test_a_short_phase_after_a_change_says_so() -> None:
    chart = xmr_chart([80, 81] * 6 + [90, 91], changes=[12])

    assert [phase.reason for phase in chart.phases] == [None, TOO_FEW_POINTS]


def test_points_of_a_later_phase_keep_their_places() -> None:
    chart = xmr_chart([80, 81] * 6 + [90, 91] * 6 + [99], changes=[12])

    assert [s.points for s in chart.signals if s.kind.value == "outside"] == [(24,)]


@pytest.mark.parametrize(
    ("values", "options", "said"),
    [
        ([1, float("nan")], {}, "expected a finite number"),
        ([1, float("inf")], {}, "expected a finite number"),
        ([1, None], {}, "expected a finite number"),
        ([1, True], {}, "expected a finite number"),
        ([1] * 9, {"baseline": 5}, "expected at least 6"),
        ([1] * 9, {"changes": [0]}, "expected rising places from 1 to 8"),
        ([1] * 9, {"changes": [9]}, "expected rising places"),
        ([1] * 9, {"changes": [5, 5]}, "expected rising places"),
    ],
)
def test_what_cannot_be_charted_is_refused(values, options, said) -> None:
    with pytest.raises(ValueError, match=said):
        xmr_chart(values, **options)


def test_limits_are_clipped_for_drawing_alone() -> None:
    limits = xmr_chart([90, 99, 92, 98, 91, 97]).current.limits

    assert limits.high > 100
    assert limits.clipped(25, 100) == (limits.low, 100)
    with pytest.raises(ValueError, match="lowest first"):
        limits.clipped(100, 25)


@given(SERIES, st.integers(-40, 40), st.integers(1, 9))
def test_shift_and_scale_move_the_limits_and_keep_the_signals(values, shift, scale) -> None:
    chart = xmr_chart(values)
    moved = xmr_chart([scale * value + shift for value in values])

    assert moved.current.limits.high == scale * chart.current.limits.high + shift
    assert moved.current.limits.mean_range == scale * chart.current.limits.mean_range
    assert moved.signals == chart.signals


@given(SERIES)
def test_reversed_in_time_the_limits_stay(values) -> None:
    there, back = xmr_chart(values).current.limits, xmr_chart(values[::-1]).current.limits

    assert (there.mean, there.low, there.high) == (back.mean, back.low, back.high)


@given(SERIES)
def test_upside_down_the_signals_change_sides(values) -> None:
    chart, flipped = xmr_chart(values), xmr_chart([-value for value in values])

    def told(signals, swap):
        sides = {"up": "down", "down": "up"} if swap else {"up": "up", "down": "down"}
        return sorted((s.kind, sides[s.side], s.points) for s in signals)

    assert told(flipped.signals, swap=False) == told(chart.signals, swap=True)


@pytest.mark.parametrize("asked", [{"baseline": 7.0}, {"baseline": "6"}, {"changes": [2.5]}])
def test_places_that_are_no_whole_numbers_are_refused(asked) -> None:
    with pytest.raises(ValueError, match="expected a whole number"):
        xmr_chart([90, 91, 89, 90, 92, 90, 91, 93], **asked)
