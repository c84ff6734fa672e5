"""Figures hold what the table beside them shows, in the order it shows it."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest

from analytics.results import Interval
from app.documents import charts
from app.documents.charts import Caption, Figure, Point, Scale

GRADES = ((25.0, "D"), (65.0, "C"), (76.61, "B"), (88.31, "A"))
INDEX = Scale(25, 100, GRADES, 2)
RATING = Scale(1, 4, ((1.0, "D"), (2.6, "C"), (3.0644, "B"), (3.5324, "A")), 3)
WORDS = Caption("Batang unsur.", "id")
LIMITS = Interval(3.1234, 3.5, 0.95, "x")


def point(
    value: Fraction | None = Fraction(10, 3),
    label: str = "Waktu",
    interval: Interval | None = LIMITS,
    *,
    is_marked: bool = False,
) -> Point:
    return Point(label, value, interval, "3,333", f"{label}: 3,333", is_marked)


def trace(figure: Figure, role: str) -> Figure:
    return next(found for found in figure["data"] if found["meta"] == role)


def test_a_bar_is_as_long_as_its_rounded_value_and_carries_its_interval() -> None:
    drawn = trace(charts.bars([point()], RATING, WORDS), "plain")

    assert drawn["x"] == [3.333]
    assert drawn["error_x"]["array"] == [0.167]
    assert drawn["error_x"]["arrayminus"] == [0.21]


def test_marked_bars_differ_by_sign_and_hatching_not_by_colour_alone() -> None:
    figure = charts.bars([point(), point(label="Biaya", is_marked=True)], RATING, WORDS)

    assert trace(figure, "marked")["y"] == [1]
    assert trace(figure, "marked")["marker"]["pattern"]["shape"] == "/"
    assert figure["layout"]["yaxis"]["ticktext"] == ["Waktu", "▼ Biaya"]


def test_bars_keep_their_order_from_the_top() -> None:
    figure = charts.bars([point(label=name) for name in ("Satu", "Dua", "Tiga")], RATING, WORDS)

    assert figure["layout"]["yaxis"]["ticktext"] == ["Satu", "Dua", "Tiga"]
    assert figure["layout"]["yaxis"]["range"] == [2.5, -0.5]


def test_two_equal_names_stay_two_rows() -> None:
    figure = charts.dots([point(Fraction(80)), point(Fraction(90))], INDEX, WORDS)

    assert trace(figure, "plain")["y"] == [0, 1]


def test_withheld_rows_have_no_dot() -> None:
    figure = charts.dots([point(None, interval=None), point(Fraction(90))], INDEX, WORDS)

    assert trace(figure, "plain")["y"] == [1]
    assert trace(figure, "plain")["x"] == [90.0]


def test_dots_begin_a_step_under_the_lowest_limit() -> None:
    low = Interval(81.2, 95.0, 0.95, "x")

    figure = charts.dots([point(Fraction(90), interval=low)], INDEX, WORDS)

    assert figure["layout"]["xaxis"]["range"] == [75, 100]


def test_a_line_breaks_where_a_month_is_withheld() -> None:
    months = [point(Fraction(80)), point(None, interval=None), point(Fraction(90))]

    drawn = trace(charts.line(months, INDEX, WORDS), "plain")

    assert drawn["y"] == [80.0, None, 90.0]
    assert drawn["connectgaps"] is False


def test_each_grade_on_the_scale_has_its_letter_and_each_bound_its_line() -> None:
    layout = charts.dots([point(Fraction(70), interval=None)], INDEX, WORDS)["layout"]

    assert [letter["text"] for letter in layout["annotations"]] == ["C", "B", "A"]
    assert [shape["x0"] for shape in layout["shapes"]] == [76.61, 88.31]


def test_names_are_shown_as_they_are_and_never_as_markup() -> None:
    figure = charts.bars([point(label="<b>A & B</b>")], RATING, WORDS)

    assert figure["layout"]["yaxis"]["ticktext"] == ["&lt;b>A &amp; B&lt;/b>"]
    assert "<b>" not in json.dumps(figure)


@pytest.mark.parametrize(("language", "separators"), [("id", ",."), ("en", ".,")])
def test_the_axis_has_the_decimal_sign_of_the_language(language: str, separators: str) -> None:
    figure = charts.bars([point()], RATING, Caption("x", language))

    assert figure["layout"]["separators"] == separators


def test_a_figure_is_said_in_words() -> None:
    assert charts.bars([point()], RATING, WORDS)["layout"]["meta"]["description"] == "Batang unsur."


def test_a_figure_without_any_number_can_be_drawn() -> None:
    assert trace(charts.line([point(None, interval=None)], INDEX, WORDS), "plain")["y"] == [None]


def test_a_figure_is_plain_json_without_colours() -> None:
    text = json.dumps(charts.bars([point(is_marked=True)], RATING, WORDS))

    assert "color" not in text
    assert "#" not in text
