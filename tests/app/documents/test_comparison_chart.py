"""Groups side by side as plain data for Plotly."""

from __future__ import annotations

from fractions import Fraction

import pytest

from analytics.results import Interval
from app.documents.charts import Caption, Point, Scale
from app.documents.comparison_chart import ComparedPoint, compared_dots

SCALE = Scale(25, 100, (), 2)
CAPTION = Caption("Titik.", "id")


def a_row(name: str, value: float, low: float, high: float, raw: float) -> ComparedPoint:
    point = Point(name, Fraction(value), Interval(low, high, 0.95, ""), f"{value}", name)
    return ComparedPoint(point, Fraction(raw))


ROWS = (a_row("A", 95, 92, 98, 90), a_row("B <1>", 97, 96, 98, 97.5))


def test_shrunken_and_raw_index_stand_in_one_row() -> None:
    raw, shrunken, texts = compared_dots(ROWS, 96.5, SCALE, CAPTION)["data"]

    assert (raw["x"], raw["y"], raw["marker"]["symbol"]) == ([90, 97.5], [0, 1], "diamond-open")
    assert (shrunken["x"], shrunken["y"]) == ([95, 97], [0, 1])
    assert (shrunken["error_x"]["array"], shrunken["error_x"]["arrayminus"]) == ([3, 1], [3, 1])
    assert texts["x"] == [98, 98]


def test_the_axis_begins_below_the_lowest_raw_index() -> None:
    assert compared_dots(ROWS, None, SCALE, CAPTION)["layout"]["xaxis"]["range"] == [85, 100]


def test_the_common_mean_is_a_line_where_there_is_one() -> None:
    drawn = compared_dots(ROWS, 96.5, SCALE, CAPTION)["layout"]["shapes"]
    assert [(line["x0"], line["x1"]) for line in drawn] == [(96.5, 96.5)]
    assert compared_dots(ROWS, None, SCALE, CAPTION)["layout"].get("shapes", []) == []


def test_names_are_not_read_as_markup() -> None:
    figure = compared_dots(ROWS, None, SCALE, CAPTION)
    assert figure["layout"]["yaxis"]["ticktext"] == ["A", "B &lt;1>"]
    assert figure["data"][0]["customdata"] == ["A", "B &lt;1>"]


def test_a_row_without_interval_has_a_dot_alone() -> None:
    row = ComparedPoint(Point("A", Fraction(95), None, "95", "A"), Fraction(95))
    shrunken = compared_dots([row], None, SCALE, CAPTION)["data"][1]
    assert shrunken["error_x"]["array"] == [0]


def test_a_row_without_an_index_is_refused() -> None:
    row = ComparedPoint(Point("A", None, None, "", "A"), Fraction(95))
    with pytest.raises(ValueError, match="A has no index"):
        compared_dots([row], None, SCALE, CAPTION)
