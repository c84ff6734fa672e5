"""Series of three kinds of files give the same points, and differences where days are known."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import numpy as np
import pytest

from analytics.trend import Direction
from app.clock import Period
from app.services.file_series import (
    MeasuredSeries,
    PeriodSeries,
    SeriesPoint,
    difference_of,
    time_of,
)
from app.services.file_series_reading import Asked, read_series
from tests.factories.series_files import (
    a_minutes_file,
    a_series,
    a_sheet_file,
    sheets_by_month,
)

MARCH = date(2025, 3, 1)


def every(series) -> np.ndarray:
    return np.ones(len(series.columns), dtype=bool)


def series_of(content: bytes, asked: Asked | None = None):
    return read_series(content, "deret.csv", asked or Asked())


def test_sheets_are_points_by_month() -> None:
    series = series_of(a_sheet_file(*sheets_by_month([[4] * 9, [3] * 9])))

    points = series.points(every(series))

    assert [(p.period.code, p.value, p.n) for p in points] == [
        ("2025-01", Fraction(175, 2), 12),
        ("2025-02", Fraction(125, 2), 12),
    ]
    assert series.what == "IKM"


def test_an_element_is_a_mean_of_ratings() -> None:
    rows = sheets_by_month([[4, 4, 2, 4, 4, 4, 4, 4, 4]])
    series = series_of(a_sheet_file(*rows), Asked(element="waktu"))

    assert [p.value for p in series.points(every(series))] == [Fraction(3, 2)]
    assert series.what == "waktu"


def test_a_month_without_an_answer_to_an_element_has_no_point() -> None:
    rows = ["2025-01-02,,4,4,,4,4,4,4,4,4", "2025-02-02,,4,4,3,4,4,4,4,4,4"]
    series = series_of(a_sheet_file(*rows))

    assert [p.period.code for p in series.points(every(series))] == ["2025-02"]


def test_sides_are_told_apart_by_the_day() -> None:
    rows = sheets_by_month([[3] * 9] * 2 + [[4] * 9] * 2, each=20)
    series = series_of(a_sheet_file(*rows))

    found = series.difference(MARCH, every(series))

    assert series.sizes(MARCH, every(series)) == (40, 40)
    assert (found.estimate, found.direction) == (25, Direction.RISE)
    assert series.difference(date(2025, 1, 1), every(series)).reason == "too_few_answers"


def test_minutes_are_means_by_month_and_differ_by_day() -> None:
    series = series_of(a_minutes_file([20, 20, 12, 12]), Asked(value="menit"))
    found = series.difference(MARCH, every(series))

    assert isinstance(series, MeasuredSeries)
    assert [float(p.value) for p in series.points(every(series))] == [19.9, 19.9, 11.9, 11.9]
    assert found.estimate == pytest.approx(-8)
    assert (found.direction, series.sizes(MARCH, every(series))) == (Direction.FALL, (20, 20))


def test_minutes_of_one_side_alone_have_no_difference() -> None:
    series = series_of(a_minutes_file([20]), Asked(value="menit"))

    assert series.difference(MARCH, every(series)).reason == "too_few_answers"


def test_rows_of_one_period_are_joined_by_their_answers() -> None:
    content = b"periode,nilai,n\n2025-02,80,10\n2025-01,90,30\n2025-02,90,30\n"
    series = series_of(content)

    assert isinstance(series, PeriodSeries)
    assert series.points(every(series)) == (
        SeriesPoint(Period(2025, 1, 1), Fraction(90), 30),
        SeriesPoint(Period(2025, 2, 1), Fraction(175, 2), 40),
    )


def test_periods_hold_no_answers_of_their_own() -> None:
    series = series_of(a_series([80, 81, 82]))

    assert series.difference(MARCH, every(series)) is None
    assert series.sizes(MARCH, every(series)) == (80, 40)
    assert series.sizes(date(2025, 2, 10), every(series)) == (40, 40)


def test_only_chosen_rows_count() -> None:
    series = series_of(a_minutes_file([20, 30]), Asked(value="menit"))
    chosen = np.array([True] * 10 + [False] * 10)

    assert [p.period.code for p in series.points(chosen)] == ["2025-01"]


def test_neighbours_are_one_apart_in_time() -> None:
    for code in ("2025-12", "2025-Q4", "2025-S2", "2025"):
        period = Period.parse(code)
        assert time_of(period.following) - time_of(period) == 1


def test_an_effect_becomes_a_difference_with_its_word() -> None:
    series = series_of(a_minutes_file([20, 12]), Asked(value="menit"))
    found = series.difference(date(2025, 2, 1), every(series))

    assert found.interval.high < 0
    assert difference_of(found).direction is Direction.FALL
