"""Charts as Plotly figures in plain data: numbers and words only, colours are the page's own.

A figure says the role of each trace in its `meta` ("plain", "marked", "value") and leaves colour,
size and the wrapping of labels to `static/js/charts.js`, which knows the width of the screen and
whether it is dark. Labels keep their order by position, so two equal names stay two rows.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from analytics.results import Interval
from app.documents.numbers import COMMA_LANGUAGES, plotted

Figure = dict[str, Any]
MARK = "▼"
TICK_STEP = 5


@dataclass(frozen=True)
class Point:
    """One row or month: `value` is None where it is withheld, `details` is shown on touch."""

    label: str
    value: Fraction | None
    interval: Interval | None
    shown: str
    details: str
    is_marked: bool = False


@dataclass(frozen=True)
class Scale:
    """What an axis spans, with the lower bound and letter of each grade on it."""

    low: float
    high: float
    grades: tuple[tuple[float, str], ...]
    places: int


@dataclass(frozen=True)
class Caption:
    """What is said about a figure: the words for who cannot see it, and their language."""

    description: str
    language: str


def bars(points: Sequence[Point], scale: Scale, caption: Caption) -> Figure:
    """Lying bars with intervals, in the given order; marked rows are a trace of their own."""
    rows = list(enumerate(points))
    apart = (("plain", False), ("marked", True))
    traces = [_bar(role, [r for r in rows if r[1].is_marked is m], scale) for role, m in apart]
    values = _value_texts(rows, scale)
    return checked_figure("bars", [*traces, values], _rows_layout(points, scale), caption)


def dots(points: Sequence[Point], scale: Scale, caption: Caption) -> Figure:
    """Dots with intervals side by side, in the given order; withheld rows have no dot."""
    rows = [row for row in enumerate(points) if row[1].value is not None]
    trace = {
        "type": "scatter",
        "mode": "markers",
        "meta": "plain",
        "x": _values(rows, scale),
        "y": [place for place, _ in rows],
        "error_x": _errors(rows, scale),
        **_hover(rows),
    }
    spanned = _from_lowest(points, scale)
    layout = _rows_layout(points, spanned)
    return checked_figure("dots", [trace, _value_texts(rows, spanned)], layout, caption)


def line(points: Sequence[Point], scale: Scale, caption: Caption) -> Figure:
    """A line with intervals over months; it breaks where a month is withheld."""
    rows = list(enumerate(points))
    trace = {
        "type": "scatter",
        "mode": "lines+markers",
        "meta": "plain",
        "x": [place for place, _ in rows],
        "y": _values(rows, scale),
        "error_y": _errors(rows, scale),
        "connectgaps": False,
        **_hover(rows),
    }
    spanned = _from_lowest(points, scale)
    layout = {
        "yaxis": _axis(spanned) | {"title": None},
        "xaxis": named_axis(points) | {"range": [-0.5, len(points) - 0.5]},
        "shapes": [_grade_line("y", bound) for bound, _ in _inner(spanned)],
        "annotations": [_grade_letter("y", at, text) for at, text in _letters(spanned)],
    }
    return checked_figure("line", [trace], layout, caption)


def checked_figure(kind: str, traces: list[Figure], layout: Figure, caption: Caption) -> Figure:
    """The figure checked by Plotly's own schema: a wrong name or value is a ValueError here."""
    from plotly.graph_objects import Figure as Checked  # noqa: PLC0415 - 0.4 s at import

    common = {
        "meta": {"kind": kind, "description": caption.description},
        "separators": ",." if caption.language in COMMA_LANGUAGES else ".,",
        "template": {},
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "barmode": "overlay",
    }
    figure: Figure = Checked({"data": traces, "layout": common | layout}).to_dict()
    return figure


def _bar(role: str, rows: list[tuple[int, Point]], scale: Scale) -> Figure:
    return {
        "type": "bar",
        "orientation": "h",
        "meta": role,
        "x": _values(rows, scale),
        "y": [place for place, _ in rows],
        "error_x": _errors(rows, scale),
        "marker": {"pattern": {"shape": "/" if role == "marked" else "", "fillmode": "overlay"}},
        **_hover(rows),
    }


def _values(rows: list[tuple[int, Point]], scale: Scale) -> list[float | None]:
    """The values as the table shows them; None breaks a line."""
    held = (point.value for _, point in rows)
    return [None if value is None else plotted(value, scale.places) for value in held]


def _errors(rows: list[tuple[int, Point]], scale: Scale) -> Figure:
    """How far the interval reaches up and down from the value that is drawn."""
    reach = [_reach(point, scale.places) for _, point in rows]
    return {
        "type": "data",
        "symmetric": False,
        "array": [up for up, _ in reach],
        "arrayminus": [down for _, down in reach],
    }


def _reach(point: Point, places: int) -> tuple[float, float]:
    if point.value is None or point.interval is None:
        return 0.0, 0.0
    value = plotted(point.value, places)
    low, high = plotted(point.interval.low, places), plotted(point.interval.high, places)
    return round(high - value, places), round(value - low, places)


def _hover(rows: list[tuple[int, Point]]) -> Figure:
    return {
        "customdata": [plain_text(point.details) for _, point in rows],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _value_texts(rows: list[tuple[int, Point]], scale: Scale) -> Figure:
    """The numbers in words at the end of each interval."""
    seen = [(place, point) for place, point in rows if point.value is not None]
    return {
        "type": "scatter",
        "mode": "text",
        "meta": "value",
        "x": [_end(point, scale) for _, point in seen],
        "y": [place for place, _ in seen],
        "text": [point.shown for _, point in seen],
        "textposition": "middle right",
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _end(point: Point, scale: Scale) -> float:
    ends = [plotted(point.value, scale.places)] if point.value is not None else []
    ends += [plotted(point.interval.high, scale.places)] if point.interval else []
    return max(ends)


def _rows_layout(points: Sequence[Point], scale: Scale) -> Figure:
    return {
        "xaxis": _axis(scale),
        "yaxis": named_axis(points) | {"range": [len(points) - 0.5, -0.5]},
        "shapes": [_grade_line("x", bound) for bound, _ in _inner(scale)],
        "annotations": [_grade_letter("x", at, text) for at, text in _letters(scale)],
    }


def _axis(scale: Scale) -> Figure:
    return {"range": [scale.low, scale.high], "fixedrange": True, "zeroline": False}


def named_axis(points: Sequence[Point]) -> Figure:
    """The axis that names rows or months."""
    return {
        "tickmode": "array",
        "tickvals": list(range(len(points))),
        "ticktext": [_named(point) for point in points],
        "fixedrange": True,
        "zeroline": False,
        "showgrid": False,
    }


def _named(point: Point) -> str:
    return f"{MARK} {plain_text(point.label)}" if point.is_marked else plain_text(point.label)


def plain_text(text: str) -> str:
    """Text that Plotly shows as it is, but for the line breaks that we put in ourselves."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>")


def _from_lowest(points: Sequence[Point], scale: Scale) -> Scale:
    """The scale cut a step under the lowest limit: dots need no zero, and differ more visibly."""
    lows = [p.interval.low if p.interval else float(p.value) for p in points if p.value is not None]
    if not lows:
        return scale
    floor = (math.floor(min(lows) / TICK_STEP) - 1) * TICK_STEP
    return Scale(max(scale.low, floor), scale.high, scale.grades, scale.places)


def _inner(scale: Scale) -> list[tuple[float, str]]:
    """The grades that begin inside the scale, and so have a line."""
    return [(bound, grade) for bound, grade in scale.grades if scale.low < bound < scale.high]


def _letters(scale: Scale) -> list[tuple[float, str]]:
    """Each grade's letter with the middle of its part of the scale."""
    bounds = [*(bound for bound, _ in scale.grades[1:]), math.inf]
    spans = [
        (max(bound, scale.low), min(upper, scale.high), grade)
        for (bound, grade), upper in zip(scale.grades, bounds, strict=True)
    ]
    return [((low + high) / 2, grade) for low, high, grade in spans if low < high]


def _grade_line(axis: str, bound: float) -> Figure:
    across = "y" if axis == "x" else "x"
    return {
        "type": "line",
        "layer": "below",
        f"{axis}0": bound,
        f"{axis}1": bound,
        f"{across}0": 0,
        f"{across}1": 1,
        f"{across}ref": "paper",
    }


def _grade_letter(axis: str, at: float, text: str) -> Figure:
    if axis == "x":
        place = {"x": at, "y": 1, "yref": "paper", "yanchor": "bottom"}
    else:
        place = {"x": 1, "y": at, "xref": "paper", "xanchor": "left"}
    return place | {"text": text, "showarrow": False}
