"""Groups side by side: each drawn towards the mean with its interval, and as its answers stand.

Colours and sizes are given by `static/js/charts.js`, as for the figures of `charts`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from app.documents.charts import (
    TICK_STEP,
    Caption,
    Figure,
    Point,
    Scale,
    checked_figure,
    named_axis,
    plain_text,
)
from app.documents.numbers import plotted


@dataclass(frozen=True)
class ComparedPoint:
    """A group: `point` is its shrunken index with interval, `raw` the index of its own answers."""

    point: Point
    raw: Fraction


def compared_dots(
    rows: Sequence[ComparedPoint], mean: float | None, scale: Scale, caption: Caption
) -> Figure:
    """Full dots with intervals, open diamonds for the raw index, a line at the common mean."""
    low = _lowest(rows, scale)
    layout = {
        "xaxis": {"range": [low, scale.high], "fixedrange": True, "zeroline": False},
        "yaxis": named_axis([row.point for row in rows]) | {"range": [len(rows) - 0.5, -0.5]},
        "shapes": [] if mean is None else [_mean_line(plotted(mean, scale.places))],
    }
    traces = [_raw(rows, scale), _shrunken(rows, scale), _texts(rows, scale)]
    return checked_figure("dots", traces, layout, caption)


def _raw(rows: Sequence[ComparedPoint], scale: Scale) -> Figure:
    return {
        "type": "scatter",
        "mode": "markers",
        "meta": "raw",
        "x": [plotted(row.raw, scale.places) for row in rows],
        "y": list(range(len(rows))),
        "marker": {"symbol": "diamond-open"},
        **_hover(rows),
    }


def _shrunken(rows: Sequence[ComparedPoint], scale: Scale) -> Figure:
    reach = [_reach(row.point, scale.places) for row in rows]
    return {
        "type": "scatter",
        "mode": "markers",
        "meta": "plain",
        "x": [_value(row.point, scale.places) for row in rows],
        "y": list(range(len(rows))),
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": [up for up, _ in reach],
            "arrayminus": [down for _, down in reach],
        },
        **_hover(rows),
    }


def _texts(rows: Sequence[ComparedPoint], scale: Scale) -> Figure:
    """The shrunken index in words, beyond everything that is drawn in its row."""
    return {
        "type": "scatter",
        "mode": "text",
        "meta": "value",
        "x": [max(_ends(row, scale.places)) for row in rows],
        "y": list(range(len(rows))),
        "text": [row.point.shown for row in rows],
        "textposition": "middle right",
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _hover(rows: Sequence[ComparedPoint]) -> Figure:
    return {
        "customdata": [plain_text(row.point.details) for row in rows],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _reach(point: Point, places: int) -> tuple[float, float]:
    value = _value(point, places)
    if point.interval is None:
        return 0.0, 0.0
    low, high = plotted(point.interval.low, places), plotted(point.interval.high, places)
    return round(high - value, places), round(value - low, places)


def _value(point: Point, places: int) -> float:
    if point.value is None:
        raise ValueError(f"{point.label} has no index; expected only groups that were compared")
    return plotted(point.value, places)


def _ends(row: ComparedPoint, places: int) -> list[float]:
    """The values and limits that are drawn in a row."""
    held = row.point.interval
    limits = [plotted(held.low, places), plotted(held.high, places)] if held else []
    return [plotted(row.raw, places), _value(row.point, places), *limits]


def _lowest(rows: Sequence[ComparedPoint], scale: Scale) -> float:
    """Where the axis begins: a step under everything drawn, for dots need no zero."""
    lowest = min(min(_ends(row, scale.places)) for row in rows)
    return max(scale.low, (math.floor(lowest / TICK_STEP) - 1) * TICK_STEP)


def _mean_line(at: float) -> Figure:
    return {
        "type": "line",
        "layer": "below",
        "x0": at,
        "x1": at,
        "y0": 0,
        "y1": 1,
        "yref": "paper",
    }
