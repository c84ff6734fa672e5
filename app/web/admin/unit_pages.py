"""One unit with its counters, services and rounds, as its page shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask import url_for
from flask_babel import format_decimal, pgettext
from flask_babel import gettext as _

from app.access import Permission, Scope
from app.clock import local_day_and_slot
from app.models.collection import SurveyRound
from app.models.organisation import Counter, ServiceType
from app.queries import collection, organisation
from app.web.admin.links import (
    Link,
    counter_href,
    day_shown,
    unit_questionnaires,
    unit_trail,
)
from app.web.admin.unit_trees import UnitBranch, branches_under

EDIT = Permission.EDIT_ORGANISATION


@dataclass(frozen=True)
class CounterRow:
    """A counter in its unit's table; `code` is empty when no code is in force."""

    name: str
    short_code: str
    href: str
    code: str
    stands_for_unit: bool


@dataclass(frozen=True)
class ServiceRow:
    """A service type in its unit's table."""

    id: int
    name: str
    short_code: str
    is_offered: bool


@dataclass(frozen=True)
class RoundRow:
    """A survey round in its unit's table; `close_href` is there while it can be ended."""

    name: str
    days: str
    instrument: str
    population: str
    state: str
    tone: str
    close_href: str | None


@dataclass(frozen=True)
class UnitPage:
    """One unit with what belongs to it."""

    id: int
    name: str
    code: str
    agency: str
    trail: Sequence[Link]
    children: tuple[UnitBranch, ...]
    counters: tuple[CounterRow, ...]
    services: tuple[ServiceRow, ...]
    rounds: tuple[RoundRow, ...]
    questionnaires: Sequence[Link]
    has_codes: bool
    is_open: bool


def unit_page(scope: Scope, now: datetime, unit_id: int) -> UnitPage:
    """One unit, NotFound outside the scope."""
    unit = organisation.unit(scope, unit_id, EDIT)
    agency = organisation.agency_of_unit(scope, unit_id, EDIT)
    today = local_day_and_slot(now, agency.zone)[0]
    codes = collection.codes_in_force(scope, unit_id, EDIT)
    rounds = collection.rounds(scope, unit_id, EDIT)
    counters = [c for c in organisation.counters(scope, unit_id, EDIT) if c.unit_id == unit_id]
    services = [s for s in organisation.services(scope, unit_id, EDIT) if s.unit_id == unit_id]
    return UnitPage(
        id=unit.id,
        name=unit.name,
        code=unit.code,
        agency=agency.name,
        trail=unit_trail(scope, unit_id),
        children=branches_under(scope, now, agency, unit_id),
        counters=tuple(_counter_row(counter, codes.get(counter.id, "")) for counter in counters),
        services=tuple(_service_row(service) for service in services),
        rounds=tuple(_round_row(held, today) for held in rounds),
        questionnaires=unit_questionnaires(scope, now, unit_id),
        has_codes=bool(codes),
        is_open=any(held.opens_on <= today <= held.closes_on for held in rounds),
    )


def _counter_row(counter: Counter, code: str) -> CounterRow:
    href = counter_href(counter.id)
    return CounterRow(counter.name, counter.code, href, code, counter.stands_for_unit)


def _service_row(service: ServiceType) -> ServiceRow:
    return ServiceRow(service.id, service.name, service.code, service.is_offered)


def _round_row(held: SurveyRound, today: date) -> RoundRow:
    state, tone = _round_state(held, today)
    return RoundRow(
        name=held.name,
        days=f"{day_shown(held.opens_on)} – {day_shown(held.closes_on)}",
        instrument=held.instrument,
        population=_population_shown(held.population_served),
        state=state,
        tone=tone,
        close_href=url_for("admin.close_round", unit_id=held.unit_id, round_id=held.id)
        if today <= held.closes_on
        else None,
    )


def _population_shown(population: int | None) -> str:
    return _("belum diisi") if population is None else format_decimal(population)


def _round_state(held: SurveyRound, today: date) -> tuple[str, str]:
    if today < held.opens_on:
        return _("Akan buka"), "brand"
    return (
        (_("Buka"), "ok") if today <= held.closes_on else (pgettext("putaran", "Tutup"), "neutral")
    )
