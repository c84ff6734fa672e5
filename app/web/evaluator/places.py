"""Units, their counters and services, and the periods with answers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from app.access import Scope
from app.clock import Period, PeriodKind
from app.queries import organisation, tallies
from app.web.evaluator.operations import operation
from app.web.evaluator.parameters import PageQuery, PeriodsQuery
from app.web.evaluator.schemas import CounterReply, PeriodReply, ServiceReply, UnitReply
from app.web.wording import N_

PLACES = N_("Unit, loket, dan layanan")


@operation(
    "/units",
    tag=PLACES,
    summary=N_("Semua unit dalam wewenang kunci"),
    query=PageQuery,
    reply=UnitReply,
)
def list_units(scope: Scope) -> list[UnitReply]:
    """Every unit within the key's scope, each after its parent."""
    return [UnitReply.of(unit) for unit in organisation.units(scope)]


@operation("/units/{unit_id}", tag=PLACES, summary=N_("Satu unit"), reply=UnitReply)
def show_unit(scope: Scope, unit_id: int) -> UnitReply:
    """One unit."""
    return UnitReply.of(organisation.unit(scope, unit_id))


@operation(
    "/units/{unit_id}/counters",
    tag=PLACES,
    summary=N_("Loket sebuah unit dan unit di bawahnya"),
    query=PageQuery,
    reply=CounterReply,
)
def list_counters(scope: Scope, unit_id: int) -> list[CounterReply]:
    """The counters of a unit's subtree."""
    return [CounterReply.of(counter) for counter in organisation.counters(scope, unit_id)]


@operation(
    "/units/{unit_id}/services",
    tag=PLACES,
    summary=N_("Jenis layanan sebuah unit dan unit di bawahnya"),
    query=PageQuery,
    reply=ServiceReply,
)
def list_services(scope: Scope, unit_id: int) -> list[ServiceReply]:
    """The service types of a unit's subtree."""
    return [ServiceReply.of(service) for service in organisation.services(scope, unit_id)]


@operation(
    "/units/{unit_id}/periods",
    tag=PLACES,
    summary=N_("Periode dari jawaban pertama sampai terakhir sebuah unit"),
    query=PeriodsQuery,
    reply=PeriodReply,
)
def list_periods(scope: Scope, query: PeriodsQuery, unit_id: int) -> list[PeriodReply]:
    """The periods from the first to the last with answers, newest first within each kind.

    Periods without answers in between are listed too: a gap would tell that nobody answered
    before the answers of its neighbours are old enough to be seen.
    """
    organisation.unit(scope, unit_id)
    first = tallies.first_month_with_answers(scope, unit_id)
    last = tallies.last_month_with_answers(scope, unit_id)
    if first is None or last is None:
        return []
    kinds = [kind for kind in PeriodKind if query.kind in (None, kind.value)]
    return [PeriodReply.of(period) for kind in kinds for period in _backwards(last, first, kind)]


def _backwards(last: date, first: date, kind: PeriodKind) -> Iterator[Period]:
    period = Period.containing(last, kind)
    while period.last_day >= first:
        yield period
        period = period.preceding
