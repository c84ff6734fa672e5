"""Charts of files: by month or by the periods given, small points left out and told."""

from __future__ import annotations

import pytest

from app.errors import Invalid
from app.services.file_series_reading import Asked
from app.services.file_trend import Charting, trend_as_texts, trend_of_file
from tests.factories.series_files import a_series, a_sheet_file, a_wave, sheets_by_month


def chart_of(content: bytes, charting: Charting | None = None, asked: Asked | None = None):
    return trend_of_file(content, "deret.csv", asked or Asked(), charting or Charting())


def test_a_series_is_charted_with_its_limits() -> None:
    shown = trend_as_texts(chart_of(a_series([90, 91, 89, 90, 92, 90])))

    assert shown["phases"] == [
        {
            "periods": [f"2025-0{m}" for m in range(1, 7)],
            "undefined": None,
            "mean": "90.333",
            "low": "86.077",
            "high": "94.589",
            "screened": [],
            "is_trial": True,
        }
    ]
    assert (shown["signals"], shown["laney"]) == ([], None)


def test_sheets_are_charted_by_month_on_the_index_s_scale() -> None:
    content = a_sheet_file(*sheets_by_month([[4] * 9, [3] * 9] * 3))
    shown = trend_as_texts(chart_of(content))

    assert shown["what"] == "IKM"
    assert [point["value"] for point in shown["points"]] == ["87.50", "62.50"] * 3


def test_points_below_the_least_n_are_left_out_and_told() -> None:
    content = b"periode,nilai,n\n2025-01,80,9\n2025-02,81,10\n"

    shown = trend_as_texts(chart_of(content))

    assert shown["left_out"] == [{"period": "2025-01", "n": 9}]
    assert [point["period"] for point in shown["points"]] == ["2025-02"]
    assert len(chart_of(content, Charting(min_n=9)).charted) == 2


def test_a_marked_change_begins_a_phase() -> None:
    content = a_series(a_wave(20, change=10))

    assert trend_as_texts(chart_of(content))["signals"]
    shown = trend_as_texts(chart_of(content, Charting(changes=["2025-11"])))
    assert [phase["periods"][0] for phase in shown["phases"]] == ["2025-01", "2025-11"]
    assert shown["signals"] == []


def test_a_baseline_keeps_its_limits() -> None:
    content = a_series([*a_wave(12), 99])

    shown = trend_as_texts(chart_of(content, Charting(baseline=12)))

    assert [s["periods"] for s in shown["signals"] if s["kind"] == "outside"] == [["2026-01"]]


@pytest.mark.parametrize("code", ["2024-12", "2025-01", "2026-01", "2025-Q2", "2025"])
def test_a_change_must_lie_between_two_periods(code: str) -> None:
    with pytest.raises(Invalid, match="tidak jatuh di antara"):
        chart_of(a_series(a_wave(12)), Charting(changes=[code]))


def test_a_change_that_is_no_period_is_refused() -> None:
    with pytest.raises(Invalid, match="kemarin"):
        chart_of(a_series(a_wave(12)), Charting(changes=["kemarin"]))


def test_laney_s_limits_stand_beside_where_n_varies_twofold() -> None:
    rows = [f"2025-{m:02},{80 + m % 3},{20 if m % 2 else 200}" for m in range(1, 13)]
    content = "\n".join(["periode,nilai,n", *rows, ""]).encode()

    shown = trend_as_texts(chart_of(content))

    widths = [float(high) - float(low) for low, high in shown["laney"]["limits"]]
    assert len(widths) == 12
    assert widths[0] > 3 * widths[1]


def test_too_few_points_say_so() -> None:
    (phase,) = trend_as_texts(chart_of(a_series([80, 81])))["phases"]

    assert (phase["undefined"], phase["mean"]) == ("too_few_points", None)
