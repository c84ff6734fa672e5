"""The demo agency: a public service hall with its real, anonymous sheets, or a simulation."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from app.access import Role, Scope
from app.documents.tables import read_table
from app.errors import Conflict
from app.models.organisation import Agency, Unit
from app.queries import collection as codes
from app.queries import organisation as places
from app.services import api_keys, collection, devices, imports, organisation, people, tickets
from app.services.demo_simulation import simulated_sheets
from app.services.demo_visits import add_simulated_units
from app.services.import_checks import ImportChoices, check_file

REAL_SHEETS = "jepara_mpp_2021_2022.csv"
MADE_UP_SHEETS = "simulasi.csv"
AGENCY = "Pemerintah Kabupaten (contoh)"
UNIT = "Mal Pelayanan Publik (contoh)"
SERVICES = ("Pengajuan baru", "Perpanjangan atau perubahan", "Konsultasi dan pengaduan")
ACCOUNTS = {
    Role.ADMIN: ("admin-contoh", "Pengelola (contoh)"),
    Role.MANAGER: ("manajer-contoh", "Kepala unit (contoh)"),
    Role.EVALUATOR: ("penilai-contoh", "Penilai (contoh)"),
    Role.OFFICER: ("petugas-contoh", "Petugas (contoh)"),
    Role.INSPECTORATE: ("inspektorat-contoh", "Inspektorat (contoh)"),
}
DATE_COLUMN, COUNTER_COLUMN = "tanggal", "loket"
FUTURE_DAYS = 730


@dataclass(frozen=True)
class DemoAccess:
    """How to get into the demo; kept in a file of its owner's only, outside the database."""

    unit_id: int
    counter_id: int
    sign_ins: dict[str, dict[str, str]]
    api_key: str
    # A demo that was built before these units were part of it has none.
    simulated_unit_id: int | None = None
    pulse_unit_id: int | None = None
    kiosk_code: str = ""
    kiosk_pin: str = ""


def build_demo(
    scope: Scope,
    now: datetime,
    kept: Path,
    real_sheets: Path,
    progress: Callable[[int], object] = lambda _: None,
) -> DemoAccess:
    """Make the demo and keep its access in `kept`; nothing changes where it is there already.

    A database that holds another agency is a Conflict (decisions 22).
    """
    agency = places.first_agency()
    if agency:
        return _already_built(agency, kept)
    is_real = real_sheets.is_file()
    content = real_sheets.read_bytes() if is_real else simulated_sheets()
    agency = organisation.create_agency(scope, now, AGENCY, is_demo=True, is_simulation=not is_real)
    unit = organisation.create_unit(scope, now, agency.id, "MPP", UNIT)
    counters = _fill(scope, now, unit, content)
    _open_rounds(scope, now, unit, content)
    _import(scope, now, unit, content, REAL_SHEETS if is_real else MADE_UP_SHEETS, progress)
    simulated = add_simulated_units(scope, now, agency)
    access = DemoAccess(
        unit_id=unit.id,
        counter_id=counters[0],
        sign_ins=_accounts(scope, now, agency, [unit, simulated.full, simulated.pulse]),
        api_key=api_keys.issue_key(scope, now, "Kunci contoh", agency.path).secret,
        simulated_unit_id=simulated.full.id,
        pulse_unit_id=simulated.pulse.id,
        kiosk_code=simulated.kiosk_code,
        kiosk_pin=simulated.kiosk_pin,
    )
    _keep(kept, access)
    return access


def read_access(kept: Path) -> DemoAccess:
    """The access that was kept when the demo was built."""
    return DemoAccess(**json.loads(kept.read_text(encoding="utf-8")))


def demo_addresses(scope: Scope, access: DemoAccess, base_url: str) -> dict[str, object]:
    """The access with the addresses of forms and dashboard, as `--json` prints it."""
    in_force = codes.codes_in_force(scope, access.unit_id)
    first = in_force.pop(access.counter_id, None)
    ordered = ([first] if first else []) + list(in_force.values())
    return {
        "survey_urls": [f"{base_url}/s/{code}" for code in ordered],
        "dashboard_url": f"{base_url}/dasbor/unit/{access.unit_id}",
        "docs_url": f"{base_url}/api/v1/docs",
        **_simulated_addresses(scope, access, base_url),
        **asdict(access),
    }


def fresh_ticket(scope: Scope, now: datetime, access: DemoAccess, base_url: str) -> str:
    """The link of a ticket that was issued now, or "" where the demo has no unit with tickets."""
    if access.simulated_unit_id is None:
        return ""
    first = min(codes.codes_in_force(scope, access.simulated_unit_id))
    batch = tickets.issue_tickets(scope, now, tickets.Wanted(first, None, count=1))
    return tickets.ticket_link(base_url, batch.tickets[0])


def _simulated_addresses(scope: Scope, access: DemoAccess, base_url: str) -> dict[str, str]:
    """Where the made-up units are seen, and their kiosk and pulse."""
    if access.simulated_unit_id is None or access.pulse_unit_id is None:
        return {}
    (pulse,) = codes.codes_in_force(scope, access.pulse_unit_id).values()
    return {
        "simulated_dashboard_url": f"{base_url}/dasbor/unit/{access.simulated_unit_id}",
        "pulse_url": f"{base_url}/s/{pulse}",
        "kiosk_url": devices.kiosk_link(base_url, access.kiosk_code),
    }


def _already_built(agency: Agency, kept: Path) -> DemoAccess:
    if not agency.is_demo:
        raise Conflict(
            "Basis data ini milik %(agency)s; data contoh hanya dibuat di basis data kosong.",
            agency=agency.name,
        )
    if not kept.is_file():
        raise Conflict(
            "Data contoh sudah ada, tetapi %(file)s hilang. Hapus basis data contoh, lalu "
            "jalankan lagi.",
            file=kept.name,
        )
    return read_access(kept)


def _rows(content: bytes) -> tuple[list[str], list[str]]:
    """The counters' names and the days of the sheets."""
    table = read_table(content, REAL_SHEETS)
    day, counter = (table.columns.index(name) for name in (DATE_COLUMN, COUNTER_COLUMN))
    return [cells[counter] for _, cells in table.rows], [cells[day] for _, cells in table.rows]


def _fill(scope: Scope, now: datetime, unit: Unit, content: bytes) -> list[int]:
    """Counters, each with a code, and services; ids of the counters, the busiest first."""
    names, _ = _rows(content)
    busiest = sorted({name for name in names if name.strip()}, key=names.count, reverse=True)
    for number, name in enumerate(SERVICES, start=1):
        organisation.create_service(scope, now, unit.id, f"J{number}", name)
    counters = [
        organisation.create_counter(scope, now, unit.id, f"L{number:02}", name).id
        for number, name in enumerate(busiest, start=1)
    ]
    for counter_id in counters:
        collection.issue_point(scope, now, counter_id)
    return counters


def _open_rounds(scope: Scope, now: datetime, unit: Unit, content: bytes) -> None:
    """One round for the days of the sheets, and one that is open now."""
    _, days = _rows(content)
    first, last = date.fromisoformat(min(days)), date.fromisoformat(max(days))
    today = now.date()
    collection.open_round(scope, now, unit.id, "SKM atas lembar kertas", first, last)
    opens = max(date(today.year, 1, 1), last + timedelta(days=1))
    closes = today + timedelta(days=FUTURE_DAYS)
    collection.open_round(scope, now, unit.id, f"SKM {today.year}", opens, closes)


def _import(
    scope: Scope,
    now: datetime,
    unit: Unit,
    content: bytes,
    filename: str,
    progress: Callable[[int], object],
) -> None:
    choices = ImportChoices(
        unit_id=unit.id,
        counter_column=COUNTER_COLUMN,
        date_column=DATE_COLUMN,
        blank_counter_is_unit=True,
    )
    checked = check_file(scope, now, content, filename, choices)
    imports.import_responses(scope, now, checked, progress=progress)


def _places(role: Role, agency: Agency, units: Sequence[Unit]) -> list[str]:
    """Where a role holds: a manager leads every unit, an officer works in the first."""
    if role is Role.MANAGER:
        return [unit.path for unit in units]
    return [units[0].path if role is Role.OFFICER else agency.path]


def _accounts(
    scope: Scope, now: datetime, agency: Agency, units: Sequence[Unit]
) -> dict[str, dict[str, str]]:
    sign_ins = {}
    for role, (username, name) in ACCOUNTS.items():
        first, *others = _places(role, agency, units)
        made = people.create_person(scope, now, username, name, role, first, is_demo=True)
        for path in others:
            people.grant_role(scope, now, made.person.id, role, path)
        sign_ins[role.value] = {"username": username, "password": made.password}
    return sign_ins


def _keep(kept: Path, access: DemoAccess) -> None:
    kept.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    kept.touch(mode=0o600)
    kept.chmod(0o600)
    kept.write_text(json.dumps(asdict(access), indent=1), encoding="utf-8")
