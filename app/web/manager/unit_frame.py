"""What every page about a unit has around it: its name, the way to it, the period, the sections."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import url_for
from flask_babel import gettext as _

from app.access import Permission, Scope
from app.clock import Period, PeriodKind
from app.models.organisation import Unit
from app.queries import organisation, tallies
from app.web.period_names import Choices, asked_period, period_choices, period_name
from app.web.wording import N_

Steps = tuple[tuple[str, str], ...]

SUMMARY = ""
SECTIONS = {
    SUMMARY: N_("Ringkasan"),
    "perbandingan": N_("Perbandingan"),
    "tren": N_("Tren"),
    "prioritas": N_("Prioritas"),
    "komentar": N_("Komentar"),
    "mutu-jawaban": N_("Mutu jawaban"),
    "ketelitian": N_("Ketelitian"),
    "pendampingan": N_("Pendampingan"),
}
# Sections that only some roles see; all others are for everybody who sees scores.
NEEDS = {"pendampingan": Permission.SEE_SHARES}


@dataclass(frozen=True)
class PeriodNavigation:
    """The period shown, those that may be chosen, and the two beside it."""

    code: str
    name: str
    choices: Choices
    action: str
    previous_href: str
    next_href: str


@dataclass(frozen=True)
class BarLink:
    """One of the pages or readings beside each other."""

    href: str
    name: str
    is_current: bool


@dataclass(frozen=True)
class UnitFrame:
    """The frame of one page; `asked` and `period` are None before the unit's first answer."""

    unit_id: int
    title: str
    section: str
    steps: Steps
    asked: Period | None
    period: PeriodNavigation | None
    sections: tuple[BarLink, ...]


def unit_frame(scope: Scope, unit_id: int, code: str | None, section: str) -> UnitFrame:
    """The frame of a section over the asked period, or over the last year that has answers."""
    place = organisation.unit(scope, unit_id)
    asked, navigation = period_of(scope, place, code, section_address(unit_id, section))
    return UnitFrame(
        unit_id=unit_id,
        title=place.name,
        section=_(SECTIONS[section]),
        steps=_steps_within(place, organisation.units(scope), _(SECTIONS[section]), asked),
        asked=asked,
        period=navigation,
        sections=tuple(section_links(scope, place, section, asked)),
    )


def section_address(unit_id: int, section: str) -> str:
    """Where a section of a unit is found."""
    summary = url_for("manager.show_unit", unit_id=unit_id)
    return f"{summary}/{section}" if section else summary


def section_links(scope: Scope, place: Unit, current: str, period: Period | None) -> list[BarLink]:
    """The links to the sections of a unit that the reader may see, each over the same period."""
    asked = f"?periode={period.code}" if period else ""
    return [
        BarLink(section_address(place.id, key) + asked, _(name), key == current)
        for key, name in SECTIONS.items()
        if scope.may(NEEDS.get(key, organisation.SEE), place.path)
    ]


def period_of(
    scope: Scope, place: Unit, code: str | None, address: str
) -> tuple[Period | None, PeriodNavigation | None]:
    """The period to show (decisions 7) and the way to others; None before the first answer."""
    months = tallies.months_with_answers(scope, place.id)
    if not months:
        return None, None
    period = asked_period(code) if code else Period.containing(months[-1], PeriodKind.YEAR)
    return period, _navigation(period, months, address)


def _navigation(period: Period, months: Sequence[date], address: str) -> PeriodNavigation:
    def href(other: Period, is_offered: bool) -> str:
        return f"{address}?periode={other.code}" if is_offered else ""

    return PeriodNavigation(
        code=period.code,
        name=period_name(period),
        choices=period_choices(months, period),
        action=address,
        previous_href=href(period.preceding, period.first_day > months[0]),
        next_href=href(period.following, period.last_day < months[-1]),
    )


def steps_to(place: Unit, units: Sequence[Unit]) -> Steps:
    """The way from the list of units down to this one, through those within the scope."""
    above = [unit for unit in units if place.path.startswith(unit.path) and unit.id != place.id]
    listed = [(url_for("manager.show_dashboard", semua=1), _("Unit Anda"))] if units[1:] else []
    on_the_way = [(url_for("manager.show_unit", unit_id=unit.id), unit.name) for unit in above]
    return (*listed, *on_the_way, ("", place.name))


def _steps_within(place: Unit, units: Sequence[Unit], section: str, asked: Period | None) -> Steps:
    """The way to a section of a unit; its tabs are way enough for who has this unit alone."""
    *above, here = steps_to(place, units)
    if not above:
        return (here,)
    code = asked.code if asked else None
    summary = url_for("manager.show_unit", unit_id=place.id, periode=code)
    return (*above, (summary, place.name), ("", section))
