"""Units, counters, services and periods over the API."""

from __future__ import annotations

from app.access import Scope
from tests.factories.evaluator_systems import System
from tests.factories.organisation import Office, an_office


def test_only_units_within_the_key_are_listed(
    system: System, stranger: System, office: Office
) -> None:
    assert [unit["id"] for unit in system.get("/units").get_json()["items"]] == [office.unit.id]
    assert office.unit.id not in [u["id"] for u in stranger.get("/units").get_json()["items"]]


def test_a_unit_tells_its_counters_and_services(system: System, office: Office) -> None:
    top = f"/units/{office.unit.id}"
    assert system.get(top).get_json()["code"] == office.unit.code
    names = [counter["name"] for counter in system.get(f"{top}/counters").get_json()["items"]]
    assert names[:3] == ["Loket 1", "Loket 2", "Loket 3"]
    (service,) = system.get(f"{top}/services").get_json()["items"]
    assert service["name"] == "Layanan 1"


def test_periods_run_from_the_first_to_the_last_answer(system: System, office: Office) -> None:
    periods = system.get(f"/units/{office.unit.id}/periods").get_json()["items"]
    assert [period["code"] for period in periods] == ["2026-06", "2026-Q2", "2026-S1", "2026"]
    path = f"/units/{office.unit.id}/periods?kind=quarter"
    assert [period["code"] for period in system.get(path).get_json()["items"]] == ["2026-Q2"]


def test_a_unit_without_answers_has_no_periods(
    system: System, office: Office, scope: Scope, now
) -> None:
    empty = an_office(scope, now, agency=office.agency, code="KOSONG")
    assert system.get(f"/units/{empty.unit.id}/periods").get_json()["total"] == 0
