"""Made-up visits of two more units of the demo: tickets, a kiosk, taps, comments and minutes.

Nothing of them was said by a citizen; both units carry that in their names.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.access import Scope
from app.clock import Period, PeriodKind, local_day_and_slot
from app.models.organisation import Agency, Unit
from app.services import collection, devices, organisation
from app.services.demo_answers import COUNTERS, store_taps, store_visits
from app.services.publications import close_period
from app.services.releases import release
from app.services.tallies import rebuild_daily_tallies

FULL_UNIT = "Kantor Kecamatan (simulasi)"
PULSE_UNIT = "Samsat Keliling (simulasi)"
SERVICES = ("Surat keterangan", "Kartu identitas")
FULL_INSTRUMENT, PULSE_INSTRUMENT = "skm-2017@4", "pulse-1"
DAYS_BACK, DAYS_AHEAD = 84, 730
WEEKEND = 5
PIN_DIGITS, PIN_LENGTH = "0123456789", 6


@dataclass(frozen=True)
class SimulatedUnits:
    """The two units, and the kiosk of the first with its PIN."""

    full: Unit
    pulse: Unit
    kiosk_code: str
    kiosk_pin: str


def add_simulated_units(scope: Scope, now: datetime, agency: Agency) -> SimulatedUnits:
    """Two units with twelve weeks of made-up visits, counted, released, one month of it closed."""
    today, _slot = local_day_and_slot(now, agency.zone)
    days = _working_days(today)
    full, counters = _full_unit(scope, now, agency, today)
    pulse, at_once = _pulse_unit(scope, now, agency, today)
    store_visits(scope, now, full, counters, days)
    store_taps(scope, now, pulse, at_once, days)
    rebuild_daily_tallies(scope, now, days[0], days[-1])
    release(scope, now)
    close_period(scope, now, full.id, Period.containing(today, PeriodKind.MONTH).preceding)
    pin = "".join(secrets.SystemRandom().sample(PIN_DIGITS, PIN_LENGTH))
    kiosk = devices.enrol_device(
        scope, now, counters[0], "Kios contoh", pin, opens_hour=0, closes_hour=24
    )
    return SimulatedUnits(full, pulse, kiosk.code, pin)


def _working_days(today: date) -> list[date]:
    days = (today - timedelta(days=number) for number in range(DAYS_BACK, 0, -1))
    return [day for day in days if day.weekday() < WEEKEND]


def _full_unit(
    scope: Scope, now: datetime, agency: Agency, today: date
) -> tuple[Unit, Sequence[int]]:
    unit = organisation.create_unit(scope, now, agency.id, "KEC", FULL_UNIT)
    for number, name in enumerate(SERVICES, start=1):
        organisation.create_service(scope, now, unit.id, f"J{number}", name)
    _open_round(scope, now, unit, "SKM simulasi", today, FULL_INSTRUMENT)
    return unit, [_counter(scope, now, unit, *place) for place in COUNTERS]


def _pulse_unit(scope: Scope, now: datetime, agency: Agency, today: date) -> tuple[Unit, int]:
    unit = organisation.create_unit(scope, now, agency.id, "SAMSAT", PULSE_UNIT)
    _open_round(scope, now, unit, "Penilaian singkat simulasi", today, PULSE_INSTRUMENT)
    return unit, _counter(scope, now, unit, "L1", "Loket Keliling")


def _open_round(
    scope: Scope, now: datetime, unit: Unit, name: str, today: date, instrument: str
) -> None:
    opens, closes = today - timedelta(days=DAYS_BACK), today + timedelta(days=DAYS_AHEAD)
    collection.open_round(scope, now, unit.id, name, opens, closes, instrument=instrument)


def _counter(scope: Scope, now: datetime, unit: Unit, code: str, name: str) -> int:
    made = organisation.create_counter(scope, now, unit.id, code, name)
    collection.issue_point(scope, now, made.id)
    return made.id
