"""The tree of agencies and units, as the overview and a unit's page show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import url_for

from app.access import EVERYWHERE, Permission, Scope
from app.clock import local_day_and_slot
from app.models.organisation import Agency, Unit
from app.queries import collection, organisation
from app.web.admin.links import unit_href

EDIT = Permission.EDIT_ORGANISATION


@dataclass(frozen=True)
class UnitBranch:
    """A unit in the tree with the units under it."""

    name: str
    code: str
    href: str
    n_counters: int
    n_codes: int
    is_open: bool
    children: tuple[UnitBranch, ...]


@dataclass(frozen=True)
class AgencyTree:
    """An agency with its units; without `add_href` the reader may not add units at its top."""

    name: str
    zone: str
    units: tuple[UnitBranch, ...]
    add_href: str | None
    prints_href: str


@dataclass(frozen=True)
class OrganisationPage:
    """Everything the reader may edit."""

    agencies: tuple[AgencyTree, ...]
    may_add_agency: bool


def organisation_page(scope: Scope, now: datetime) -> OrganisationPage:
    """The tree of every agency and unit that the scope may edit."""
    agencies = organisation.agencies_in_reach(scope, EDIT)
    branches = _Branches(scope, now, agencies)
    trees = [
        AgencyTree(
            name=agency.name,
            zone=agency.zone,
            units=branches.tops(agency.id),
            add_href=url_for("admin.add_unit", agency_id=agency.id)
            if scope.may(EDIT, agency.path)
            else None,
            prints_href=url_for("admin.show_agency_prints", agency_id=agency.id),
        )
        for agency in agencies
    ]
    return OrganisationPage(tuple(trees), scope.may(EDIT, EVERYWHERE))


def branches_under(
    scope: Scope, now: datetime, agency: Agency, unit_id: int
) -> tuple[UnitBranch, ...]:
    """The units directly under a unit of the agency, each with its own."""
    return _Branches(scope, now, [agency]).under(unit_id)


class _Branches:
    """Builds branches of the tree out of all units of a scope, read once."""

    def __init__(self, scope: Scope, now: datetime, agencies: Sequence[Agency]) -> None:
        self._units = organisation.units(scope, EDIT)
        self._reached = {unit.id for unit in self._units}
        self._by_parent: dict[int | None, list[Unit]] = {}
        for unit in self._units:
            self._by_parent.setdefault(unit.parent_id, []).append(unit)
        self._counters: dict[int, list[int]] = {}
        for counter in organisation.counters_in_reach(scope, EDIT):
            if not counter.stands_for_unit:
                self._counters.setdefault(counter.unit_id, []).append(counter.id)
        self._coded = collection.counters_with_code(scope, EDIT)
        days = {local_day_and_slot(now, agency.zone)[0] for agency in agencies}
        self._open = {day: collection.units_with_open_round(scope, day, EDIT) for day in days}
        self._day = {a.id: local_day_and_slot(now, a.zone)[0] for a in agencies}

    def tops(self, agency_id: int) -> tuple[UnitBranch, ...]:
        """The uppermost units of an agency that the scope reaches."""
        return tuple(
            self._branch(unit)
            for unit in self._units
            if unit.agency_id == agency_id and unit.parent_id not in self._reached
        )

    def under(self, unit_id: int) -> tuple[UnitBranch, ...]:
        """The units directly under a unit, each with its own."""
        return tuple(self._branch(unit) for unit in self._by_parent.get(unit_id, []))

    def _branch(self, unit: Unit) -> UnitBranch:
        counters = self._counters.get(unit.id, [])
        return UnitBranch(
            name=unit.name,
            code=unit.code,
            href=unit_href(unit.id),
            n_counters=len(counters),
            n_codes=len(self._coded.intersection(counters)),
            is_open=unit.id in self._open[self._day[unit.agency_id]],
            children=self.under(unit.id),
        )
