"""The control chart's figure: what is drawn, what is cut, and what differs by shape."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest

from app.documents.charts import Caption, Point, Scale
from app.documents.control_chart import Bounds, ControlPoint, Line, control_chart

INDEX = Scale(25, 100, (), 2)
WORDS = Caption("Garis IKM.", "id")
LINES = [
    Line(Fraction("97.126"), "Batas atas 97,13", True),
    Line(Fraction(90), "Rata-rata 90,00", False),
    Line(Fraction(83), "Batas bawah 83,00", True),
]


def a_point(value: int | None, mark: str = "") -> ControlPoint:
    exact = None if value is None else Fraction(value)
    return ControlPoint(Point("Jan 2026", exact, None, "", "Januari 2026\nn = 12"), mark)


def drawn(points, bounds=None, lines=LINES):
    return control_chart(points, lines, bounds, INDEX, WORDS)


def test_months_are_a_line_that_breaks_where_a_month_is_left_out() -> None:
    trace = drawn([a_point(90), a_point(None), a_point(91)])["data"][0]

    assert trace["y"] == [90.0, None, 91.0]
    assert trace["connectgaps"] is False
    assert trace["customdata"][0] == "Januari 2026<br>n = 12"


def test_what_stands_out_has_a_shape_of_its_own() -> None:
    points = [a_point(90), a_point(99, "up"), a_point(80, "down"), a_point(85, "both")]
    marker = drawn(points)["data"][0]["marker"]

    assert marker["symbol"] == ["circle", "triangle-up", "triangle-down", "diamond"]
    assert marker["size"][0] < min(marker["size"][1:])


def test_limits_are_dashed_named_lines_and_the_mean_is_solid() -> None:
    layout = drawn([a_point(90)])["layout"]

    assert [shape["y0"] for shape in layout["shapes"]] == [97.13, 90.0, 83.0]
    assert [shape["line"]["dash"] for shape in layout["shapes"]] == ["dash", "solid", "dash"]
    texts = [note["text"].replace("<br>", " ") for note in layout["annotations"]]
    assert texts == [line.label for line in LINES]


def test_the_words_of_a_line_stand_beside_the_chart_and_apart_from_each_other() -> None:
    words = drawn([a_point(90)])["layout"]["annotations"]

    assert {(note["xref"], note["x"], note["xanchor"]) for note in words} == {("paper", 1, "left")}
    assert [note["yanchor"] for note in words] == ["bottom", "middle", "top"]


def test_bounds_of_each_month_are_cut_at_the_ends_of_the_scale() -> None:
    bounds = Bounds([20.0, None, 80.0], [104.0, None, 95.555])
    low, high, _ = drawn([a_point(90), a_point(None), a_point(91)], bounds)["data"]

    assert (low["y"], high["y"]) == ([25.0, None, 80.0], [100.0, None, 95.56])
    assert low["line"]["dash"] == "dot"


def test_the_axis_spans_what_is_drawn_with_room() -> None:
    low, high = drawn([a_point(70), a_point(99)])["layout"]["yaxis"]["range"]

    assert low < 70
    assert high > 99


@pytest.mark.parametrize("points", [[], [a_point(None)]])
def test_nothing_can_be_drawn_too(points) -> None:
    figure = drawn(points, lines=[])

    assert figure["layout"]["yaxis"]["range"] == [16, 109]


def test_a_figure_is_plain_json_without_colours() -> None:
    text = json.dumps(drawn([a_point(90, "up")], Bounds([80.0], [99.0])))

    assert "color" not in text
    assert "Garis IKM." in text
