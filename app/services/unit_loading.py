"""Building the organisation out of a file: everything it names, or nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from app.access import Permission, Scope
from app.clock import local_day_and_slot
from app.database import transaction
from app.errors import Invalid
from app.models.organisation import Agency, Unit
from app.queries import organisation
from app.services.audit import record_event
from app.services.collection import RoundPlan, add_point, add_round
from app.services.organisation_rows import add_agency, add_counter, add_service, add_unit
from app.services.unit_plans import Key, NewThing, UnitPlan

EDIT = Permission.EDIT_ORGANISATION
Progress = Callable[[int], object]


@dataclass(frozen=True)
class NewCode:
    """The public code that a new counter got."""

    unit: str
    counter: str
    code: str


@dataclass(frozen=True)
class LoadedUnits:
    """How much of each kind was made, and the codes of the new counters."""

    agencies: int
    units: int
    counters: int
    services: int
    rounds: int
    codes: tuple[NewCode, ...]


def load_units(
    scope: Scope,
    now: datetime,
    plan: UnitPlan,
    *,
    first_round: RoundPlan | None = None,
    progress: Progress = lambda _: None,
) -> LoadedUnits:
    """Make all that a plan names in one transaction; Invalid when the plan has faults.

    Each new counter gets a public code, and each new unit the round if one is given. A plan
    with nothing new changes nothing and leaves no event.
    """
    if plan.faults:
        raise Invalid("Berkas ini berisi kesalahan; tidak ada yang disimpan.", plan.faults)
    if not plan.new:
        return LoadedUnits(0, 0, 0, 0, 0, ())
    with transaction():
        builder = _Builder(scope, now, first_round)
        for thing in plan.new:
            builder.make(thing)
            progress(1)
        made = builder.summary(plan)
        record_event(scope, now, "load_units", "organisation", **_counts(made))
    return made


class _Builder:
    """Adds things in the order of a plan, finding those that stand by their keys."""

    def __init__(self, scope: Scope, now: datetime, first_round: RoundPlan | None) -> None:
        self._now = now
        self._first_round = first_round
        self._agencies = {agency.name: agency for agency in organisation.agencies(scope, EDIT)}
        names = {agency.id: agency.name for agency in self._agencies.values()}
        self._units: dict[Key, Unit] = {
            (names[unit.agency_id], unit.code): unit
            for unit in organisation.units(scope, EDIT)
            if unit.agency_id in names
        }
        self._codes: list[NewCode] = []

    def make(self, thing: NewThing) -> None:
        """Add one thing of the plan."""
        kind, agency, *codes = thing.key
        match kind:
            case "agency":
                self._agencies[agency] = add_agency(thing.name, zone=thing.more or "WIB")
            case "unit":
                self._make_unit(agency, codes[0], thing)
            case "counter":
                self._make_counter(self._units[agency, codes[0]], codes[1], thing.name)
            case "service":
                add_service(self._units[agency, codes[0]], codes[1], thing.name)

    def summary(self, plan: UnitPlan) -> LoadedUnits:
        """What came of the plan."""
        units = len(plan.of_kind("unit"))
        return LoadedUnits(
            agencies=len(plan.of_kind("agency")),
            units=units,
            counters=len(plan.of_kind("counter")),
            services=len(plan.of_kind("service")),
            rounds=units if self._first_round else 0,
            codes=tuple(self._codes),
        )

    def _make_unit(self, agency: str, code: str, thing: NewThing) -> None:
        top: Agency | Unit = self._agencies[agency]
        if thing.more:
            top = self._units[agency, thing.more]
        made = self._units[agency, code] = add_unit(top, code, thing.name)
        if self._first_round:
            add_round(made.id, self._first_round)

    def _make_counter(self, unit: Unit, code: str, name: str) -> None:
        made = add_counter(unit, code, name)
        point = add_point(made.id, self._today(unit))
        self._codes.append(NewCode(unit.name, name, point.code))

    def _today(self, unit: Unit) -> date:
        zones = {agency.id: agency.zone for agency in self._agencies.values()}
        return local_day_and_slot(self._now, zones[unit.agency_id])[0]


def _counts(made: LoadedUnits) -> dict[str, int]:
    return {
        "agencies": made.agencies,
        "units": made.units,
        "counters": made.counters,
        "services": made.services,
        "rounds": made.rounds,
    }
