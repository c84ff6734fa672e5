"""The reliability of a unit over the API."""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO

from app.clock import Period
from app.services.reliability import unit_reliability
from tests.factories.evaluator_systems import System, release_answers
from tests.factories.organisation import Office
from tests.factories.responses import stored_rows


def test_alpha_never_comes_without_n_interval_and_straight_lined_share(
    system: System, office: Office, scope
) -> None:
    told = system.get(f"/units/{office.unit.id}/reliability/2026-06").get_json()
    found = unit_reliability(scope, office.unit.id, Period.parse("2026-06")).result

    assert (told["n"], told["n_complete"]) == (found.n, found.n_complete)
    assert told["alpha"] == f"{float(found.alpha):.3f}"
    assert float(told["interval_95"][0]) < float(told["alpha"]) < float(told["interval_95"][1])
    assert told["straightlined_share"] == "1.0000"
    assert (told["withheld"], told["undefined"]) == (None, None)
    assert [element["key"] for element in told["elements"]][-2:] == ["pengaduan", "sarana"]


def test_one_straight_lined_sheet_is_not_told(system: System, office: Office, scope, now) -> None:
    path = f"/units/{office.unit.id}/reliability/2025-06"
    stored_rows(
        office,
        [*[(4, 3, 3, 4, 3, 4, 4, 3, 4), (3, 2, 3, 3, 2, 3, 3, 2, 3)] * 6, (3,) * 9],
        day=date(2025, 6, 3),
    )
    release_answers(scope, now)

    told = system.get(path).get_json()
    assert (told["n_complete"], told["straightlined_share"]) == (13, None)
    assert told["alpha"] is not None


def test_what_is_withheld_has_no_number_at_all(system: System, office: Office) -> None:
    told = system.get(f"/units/{office.unit.id}/reliability/2025").get_json()

    assert told["withheld"] == "no_answers"
    assert {told[name] for name in ("n", "n_complete", "alpha", "straightlined_share")} == {None}
    assert {element["n"] for element in told["elements"]} == {None}


def test_it_is_a_table_of_one_row(system: System, office: Office) -> None:
    path = f"/units/{office.unit.id}/reliability/2026-06"
    (row,) = csv.DictReader(StringIO(system.get(path, Accept="text/csv").text))

    assert row["alpha"] == system.get(path).get_json()["alpha"]
    assert row["waktu_n"] == "45"


def test_another_agency_s_key_finds_nothing(stranger: System, office: Office) -> None:
    assert stranger.get(f"/units/{office.unit.id}/reliability/2026-06").status_code == 404
