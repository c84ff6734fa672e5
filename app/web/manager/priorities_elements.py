"""The elements of a unit against the target: a chart of gaps and a table of the same numbers."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from flask_babel import gettext as _

from app.documents import charts
from app.documents.charts import Caption, Figure, Point, Scale
from app.documents.numbers import decimal_shown, whole_shown
from app.services.priorities import Need, Priorities
from app.web.manager.comparison_words import percent
from app.web.manager.priorities_words import (
    MARKS,
    STANDINGS,
    element_names,
    limits_shown,
    signed_float,
    target_note,
)
from app.web.score_card import RATING_PLACES, language

# What is left and right of everything drawn, in points of the rating scale.
ROOM = 0.1


@dataclass(frozen=True)
class NeedRow:
    """One element: how far it is from the target, how sure that is, how likely it is the lowest."""

    name: str
    n: str
    mean: str
    gap: str
    interval: str
    mark: str
    standing: str
    lowest: str
    among_lowest: str


@dataclass(frozen=True)
class NeedPanel:
    """The elements in list order."""

    rows: tuple[NeedRow, ...]
    figure: Figure
    note: str


def need_panel(found: Priorities) -> NeedPanel | None:
    """The panel of a unit; None while its numbers are withheld."""
    if not found.needs:
        return None
    names = element_names(found.instrument, found.needs)
    rows = tuple(_row(name, need) for name, need in zip(names, found.needs, strict=True))
    return NeedPanel(rows, _figure(rows, found.needs), target_note(found.target))


def _row(name: str, need: Need) -> NeedRow:
    spoken = language()
    return NeedRow(
        name=name,
        n=whole_shown(need.n, spoken),
        mean=decimal_shown(need.mean, RATING_PLACES, spoken),
        gap=signed_float(float(need.gap)),
        interval=limits_shown(need.gap_interval),
        mark=MARKS[need.standing],
        standing=_(STANDINGS[need.standing]),
        lowest=percent(need.lowest_0_1),
        among_lowest=percent(need.among_lowest_0_1),
    )


def _figure(rows: tuple[NeedRow, ...], needs: tuple[Need, ...]) -> Figure:
    words = _(
        "Titik selisih NRR setiap unsur dari sasaran, dengan rentangnya. Garis di nol adalah "
        "sasaran. Di bawah sasaran: %(n)s dari %(all)s unsur.",
        n=sum(need.standing == "below" for need in needs),
        all=len(needs),
    )
    points = [_point(row, need) for row, need in zip(rows, needs, strict=True)]
    return charts.dots(points, _scale(needs), Caption(words, language()))


def _point(row: NeedRow, need: Need) -> Point:
    details = _(
        "%(name)s: NRR %(mean)s, selisih %(gap)s\nRentang 95%%: %(interval)s\nn = %(n)s, "
        "%(standing)s",
        name=row.name,
        mean=row.mean,
        gap=row.gap,
        interval=row.interval,
        n=row.n,
        standing=row.standing,
    )
    return Point(
        label=row.name,
        value=Fraction(need.gap),
        interval=need.gap_interval,
        shown=row.gap,
        details=details,
        is_marked=need.standing == "below",
    )


def _scale(needs: tuple[Need, ...]) -> Scale:
    """From the lowest limit to the highest, with a line at the target between down and up."""
    limits = [end for need in needs for end in (need.gap_interval.low, need.gap_interval.high)]
    low, high = min(*limits, 0.0) - ROOM, max(*limits, 0.0) + ROOM
    return Scale(low, high, ((low, _("di bawah")), (0.0, _("tercapai"))), RATING_PLACES)
