"""The control chart of months as a Plotly figure: points, mean, limits, and what stands out.

What stands out differs by the shape of its marker, so that it is seen without colour too.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from app.documents.charts import (
    Caption,
    Figure,
    Point,
    Scale,
    checked_figure,
    named_axis,
    plain_text,
)
from app.documents.numbers import plotted

MARKERS = {"": "circle", "up": "triangle-up", "down": "triangle-down", "both": "diamond"}
ROOM = 0.12


@dataclass(frozen=True)
class ControlPoint:
    """A month; `mark` says how it stands out: up, down, both, or not at all."""

    point: Point
    mark: str = ""


@dataclass(frozen=True)
class Line:
    """The mean or a limit, with its words, of which the last is its value; a limit is dashed."""

    value: Fraction
    label: str
    is_limit: bool


@dataclass(frozen=True)
class Bounds:
    """Limits of their own for each month, from below and from above; None where it has none."""

    low: Sequence[float | None]
    high: Sequence[float | None]


def control_chart(
    points: Sequence[ControlPoint],
    lines: Sequence[Line],
    bounds: Bounds | None,
    scale: Scale,
    caption: Caption,
) -> Figure:
    """Months as a line between their limits; it breaks where a month is no point of the chart."""
    layout = {
        "yaxis": _axis(points, lines, bounds, scale),
        "xaxis": named_axis([held.point for held in points]) | {"range": [-0.5, len(points) - 0.5]},
        "shapes": [_drawn(line, scale) for line in lines],
        "annotations": [_named(line, place, scale) for place, line in enumerate(lines)],
    }
    traces = [*_bound_traces(bounds, scale), _month_trace(points, scale)]
    return checked_figure("line", traces, layout, caption)


def _month_trace(points: Sequence[ControlPoint], scale: Scale) -> Figure:
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "meta": "plain",
        "x": list(range(len(points))),
        "y": [_value(held, scale) for held in points],
        "connectgaps": False,
        "marker": {
            "symbol": [MARKERS[held.mark] for held in points],
            "size": [16 if held.mark else 9 for held in points],
        },
        "customdata": [plain_text(held.point.details) for held in points],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _bound_traces(bounds: Bounds | None, scale: Scale) -> list[Figure]:
    if bounds is None:
        return []
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "meta": "bound",
            "x": list(range(len(side))),
            "y": [None if at is None else _within(at, scale) for at in side],
            "line": {"shape": "hvh", "dash": "dot", "width": 1},
            "connectgaps": False,
            "hoverinfo": "skip",
        }
        for side in (bounds.low, bounds.high)
    ]


def _value(held: ControlPoint, scale: Scale) -> float | None:
    value = held.point.value
    return None if value is None else plotted(value, scale.places)


def _within(at: float, scale: Scale) -> float:
    return plotted(min(max(at, scale.low), scale.high), scale.places)


def _drawn(line: Line, scale: Scale) -> Figure:
    at = _within(float(line.value), scale)
    return {
        "type": "line",
        "layer": "below",
        "xref": "paper",
        "x0": 0,
        "x1": 1,
        "y0": at,
        "y1": at,
        "line": {"dash": "dash" if line.is_limit else "solid"},
    }


def _named(line: Line, place: int, scale: Scale) -> Figure:
    """The words of a line, at its end beside the chart, where no point can lie under them.

    Upper limit, mean and lower limit come in this order; the outer ones stand away from the mean.
    """
    name, _blank, value = line.label.rpartition(" ")
    return {
        "x": 1,
        "xref": "paper",
        "xanchor": "left",
        "xshift": 6,
        "align": "left",
        "y": _within(float(line.value), scale),
        "yanchor": ("bottom", "middle", "top")[place],
        "text": plain_text(f"{name}\n{value}"),
        "showarrow": False,
    }


def _axis(
    points: Sequence[ControlPoint], lines: Sequence[Line], bounds: Bounds | None, scale: Scale
) -> Figure:
    """Only as much of the scale as there is something on, with room for the words."""
    drawn = [_value(held, scale) for held in points] + [
        _within(float(line.value), scale) for line in lines
    ]
    if bounds:
        drawn += [_within(at, scale) for at in (*bounds.low, *bounds.high) if at is not None]
    seen = [value for value in drawn if value is not None]
    low, high = min(seen, default=scale.low), max(seen, default=scale.high)
    room = max(1.0, ROOM * (high - low))
    return {
        "range": [math.floor(low - room), math.ceil(high + room)],
        "fixedrange": True,
        "zeroline": False,
    }
