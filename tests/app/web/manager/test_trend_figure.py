"""The figure of a trend draws what its table tells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask

from analytics.control_charts import xmr_chart
from app.web.manager.trend_figure import marks_of, trend_figure
from tests.factories.trends import STEADY, a_trend


@pytest.fixture(autouse=True)
def _a_request(app: Flask) -> Iterator[None]:
    with app.test_request_context():
        yield


def test_months_are_drawn_where_they_are_charted() -> None:
    trend = a_trend([*STEADY, (5, 9), (6, 20)])
    drawn = trend_figure(trend)["data"][0]["y"]

    assert [place for place, value in enumerate(drawn) if value is None] == [8]
    assert drawn[0] == 87.5


def test_touching_a_point_tells_interval_and_n() -> None:
    drawn = trend_figure(a_trend())["data"][0]

    assert drawn["customdata"][0].startswith("Januari 2026: IKM 87,50<br>Rentang 95%: ")
    assert drawn["customdata"][0].endswith("n = 20")


def test_limits_and_mean_are_lines_with_their_numbers() -> None:
    layout = trend_figure(a_trend())["layout"]

    texts = [note["text"].replace("<br>", " ") for note in layout["annotations"]]
    assert texts == ["Batas atas 96,28", "Rata-rata 88,89", "Batas bawah 81,50"]


def test_few_months_are_drawn_without_limits_and_one_not_at_all() -> None:
    assert trend_figure(a_trend(STEADY[:2]))["layout"].get("shapes", []) == []
    assert trend_figure(a_trend(STEADY[:1])) is None
    assert trend_figure(a_trend([])) is None


def test_laney_s_limits_are_drawn_for_charted_months_alone() -> None:
    low, high, _ = trend_figure(a_trend([*[(5, 20), (6, 60)] * 4, (5, 9)]))["data"]

    assert [value is None for value in low["y"]] == [False] * 8 + [True]
    assert high["meta"] == "bound"


def test_what_stands_out_is_marked_by_side() -> None:
    trend = a_trend([(5, 20)] * 12)
    marked = replace(trend, chart=xmr_chart([80, 81] * 5 + [95, 60]))

    marks = {
        place: marks_of(marked).get(p.month.toordinal()) for place, p in enumerate(trend.months)
    }
    assert (marks[10], marks[11]) == ("up", "down")


def test_a_point_of_both_sides_is_marked_so() -> None:
    trend = a_trend([(5, 20)] * 12)
    signals = xmr_chart([80, 81] * 5 + [95, 60]).signals
    turned = replace(signals[0], points=signals[-1].points)
    both = replace(trend, chart=replace(trend.chart, signals=(*signals, turned)))

    assert "both" in marks_of(both).values()
