"""The page that compares counters, services or units below: intervals and bands, no ranks."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from flask_babel import gettext as _

from app.access import Scope
from app.documents.charts import Figure
from app.documents.numbers import decimal_shown, interval_shown, whole_shown
from app.queries import organisation
from app.services.comparison import ComparedGroup, Side, SubjectComparison, compare_subjects
from app.web.manager.comparison_figure import comparison_figure
from app.web.manager.comparison_mix import MixPanel, mix_panel
from app.web.manager.comparison_words import (
    NAMES,
    advice,
    days_note,
    is_drawn,
    left_out_notes,
    likelihood,
    method_note,
    rate_note,
    unnamed_note,
)
from app.web.manager.unit_frame import BarLink, UnitFrame, section_address, unit_frame
from app.web.score_card import INDEX_PLACES, language

SECTION = "perbandingan"
# How a side is named in the address.
ASKED = {"loket": Side.COUNTERS, "layanan": Side.SERVICES, "unit": Side.UNITS}


@dataclass(frozen=True)
class GroupRow:
    """One subject that is compared."""

    name: str
    n: str
    index: str
    interval: str
    shrunken: str
    shrunken_interval: str
    words: str


@dataclass(frozen=True)
class ComparisonPage:
    """The comparison of one side; rows stand by name, so that their order says nothing."""

    frame: UnitFrame
    sides: tuple[BarLink, ...] = ()
    noun: str = ""
    advice: str = ""
    rate_note: str = ""
    note: str = ""
    days_note: str = ""
    are_days_few: bool = False
    is_drawn: bool = False
    figure: Figure | None = None
    rows: tuple[GroupRow, ...] = ()
    left_out: tuple[str, ...] = ()
    unnamed_note: str = ""
    bands: tuple[str, ...] = ()
    has_too_many_for_bands: bool = False
    mix: MixPanel | None = None


def comparison_page(scope: Scope, unit_id: int, code: str | None, side: Side) -> ComparisonPage:
    """The page over the asked period."""
    frame = unit_frame(scope, unit_id, code, SECTION)
    if frame.asked is None:
        return ComparisonPage(frame)
    found = compare_subjects(scope, unit_id, frame.asked, side)
    names = _names(scope, found)
    bands = found.comparison.bands
    address = f"{section_address(unit_id, SECTION)}?periode={frame.asked.code}"
    return ComparisonPage(
        frame=frame,
        sides=side_links(scope, unit_id, address, side),
        noun=_(NAMES[side]),
        advice=advice(found, names),
        rate_note=rate_note(found, names),
        note=method_note(found),
        days_note=days_note(found),
        are_days_few=not found.comparison.allows_for_days,
        is_drawn=is_drawn(found),
        figure=comparison_figure(found, names),
        rows=tuple(_rows(found, names)),
        left_out=left_out_notes(found, names),
        unnamed_note=unnamed_note(side),
        bands=tuple(", ".join(names[key] for key in band) for band in bands or ()),
        has_too_many_for_bands=bool(found.comparison.groups) and bands is None,
        mix=mix_panel(scope, unit_id, frame.asked, names, found) if side is Side.COUNTERS else None,
    )


def _names(scope: Scope, found: SubjectComparison) -> dict[str, str]:
    """Names by key; counters of units below carry their unit's, since two may have one name."""
    names = {str(shown.subject.id): shown.subject.name for shown in found.subjects}
    if found.side is not Side.COUNTERS:
        return names
    owners = {unit.id: unit.name for unit in organisation.units(scope)}
    for counter in organisation.counters(scope, found.unit_id):
        if counter.unit_id != found.unit_id and str(counter.id) in names:
            names[str(counter.id)] += f" ({owners[counter.unit_id]})"
    return names


def side_links(
    scope: Scope, unit_id: int, address: str, current: Side, *, anchor: str = ""
) -> tuple[BarLink, ...]:
    """The ways to lay subjects side by side; units only where there are units below."""
    has_below = any(unit.parent_id == unit_id for unit in organisation.units(scope))
    return tuple(
        BarLink(f"{address}&menurut={word}{anchor}", _(NAMES[side]), side is current)
        for word, side in ASKED.items()
        if side is not Side.UNITS or has_below
    )


def _rows(found: SubjectComparison, names: dict[str, str]) -> list[GroupRow]:
    return [_row(names[group.raw.key], group) for group in found.comparison.groups]


def _row(name: str, group: ComparedGroup) -> GroupRow:
    spoken = language()
    return GroupRow(
        name=name,
        n=whole_shown(group.raw.n, spoken),
        index=decimal_shown(group.raw.index, INDEX_PLACES, spoken),
        interval=interval_shown(group.raw.interval, INDEX_PLACES, spoken),
        shrunken=decimal_shown(Fraction(group.shrunken), INDEX_PLACES, spoken),
        shrunken_interval=interval_shown(group.interval, INDEX_PLACES, spoken),
        words=likelihood(group.probability_above),
    )
