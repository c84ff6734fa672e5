"""What to fix first, as another system reads it."""

from __future__ import annotations

import csv
import io

import pytest

from app.clock import Period
from app.services.priorities import priorities
from tests.factories.evaluator_systems import System
from tests.factories.organisation import Office


def address(office: Office, asked: str = "") -> str:
    return f"/units/{office.unit.id}/priorities/2026-06{asked}"


def needs_address(office: Office, asked: str = "") -> str:
    return f"/units/{office.unit.id}/needs/2026-06{asked}"


def test_each_element_is_told_with_n_interval_and_chance(
    system: System, office: Office, scope
) -> None:
    told = system.get(address(office)).json

    found = priorities(scope, office.unit.id, Period.parse("2026-06"))
    assert (told["n"], told["target"], told["target_mean"]) == (found.n, "A", "3.532")
    assert told["likely_lowest"] == [need.key for need in found.likely]
    waktu = told["elements"][2]
    assert (waktu["key"], waktu["n"]) == ("waktu", found.needs[2].n)
    assert float(waktu["gap_interval_95"][0]) < float(waktu["gap"])
    assert 0 < float(waktu["lowest_chance"]) <= 1
    assert waktu["standing"] in {"below", "unclear"}


def test_importance_is_said_to_be_unavailable_and_rest_scores_have_their_own_name(
    system: System, office: Office
) -> None:
    told = system.get(address(office)).json

    assert told["importance"] == {
        "n": None,
        "r_squared": None,
        "even_share": None,
        "unavailable": "not_asked",
    }
    assert {element["importance"] for element in told["elements"]} == {None}
    assert told["elements"][2]["rest_score_correlation"] is not None


def test_drivers_that_are_not_proven_have_a_reason_and_no_number(
    system: System, office: Office
) -> None:
    drivers = system.get(address(office)).json["drivers"]

    assert drivers["unavailable"] == "too_few_rows"
    assert {value for name, value in drivers.items() if name not in {"unavailable", "factors"}} == {
        None
    }


def test_another_target_may_be_asked_for(system: System, office: Office) -> None:
    told = system.get(address(office, "?target=mean")).json

    assert (told["target"], told["target_mean"]) == ("mean", None)


@pytest.mark.parametrize("asked", ["?target=best", "?target=Z", "?sasaran=A"])
def test_what_cannot_be_asked_for_is_refused(system: System, office: Office, asked: str) -> None:
    answer = system.get(address(office, asked))

    assert answer.status_code == 422
    assert answer.mimetype == "application/problem+json"


def test_a_withheld_unit_has_names_and_a_reason(system: System, office: Office) -> None:
    told = system.get(f"/units/{office.unit.id}/priorities/2026-01").json

    assert (told["withheld"], told["n"], told["likely_lowest"]) == ("no_answers", None, [])
    assert len(told["elements"]) == 9
    assert {element["mean"] for element in told["elements"]} == {None}
    assert told["drivers"]["unavailable"] == "too_few_low"


def test_counters_are_rows_of_the_needs_matrix(system: System, office: Office) -> None:
    items = system.get(needs_address(office)).json["items"]

    assert [item["subject"]["name"] for item in items] == ["Loket 1", "Loket 2", "Loket 3"]
    assert items[0]["n"] == 40
    assert len(items[0]["elements"]) == 9
    assert items[2]["left_out"] in {"too_few", "no_answers"}
    assert (items[2]["n"], items[2]["elements"][0]["mean"]) == (None, None)


def test_the_matrix_may_be_held_against_each_one_s_own_mean(system: System, office: Office) -> None:
    item = system.get(needs_address(office, "?target=mean")).json["items"][0]

    assert item["target"] == "mean"
    assert sum(float(element["gap"]) for element in item["elements"]) == pytest.approx(0, abs=0.01)


@pytest.mark.parametrize("of", ["services", "units"])
def test_other_sides_may_be_asked_for(system: System, office: Office, of: str) -> None:
    answer = system.get(needs_address(office, f"?of={of}"))

    assert answer.status_code == 200
    assert all(item["subject"]["kind"] == of.removesuffix("s") for item in answer.json["items"])


def test_officers_cannot_be_asked_for(system: System, office: Office) -> None:
    answer = system.get(needs_address(office, "?of=officers"))

    assert answer.status_code == 422
    assert answer.json["errors"][0]["parameter"] == "of"


def test_both_come_as_tables_too(system: System, office: Office) -> None:
    one = system.get(address(office), accept="text/csv").text
    many = system.get(needs_address(office), accept="text/csv").text

    (row,) = csv.DictReader(io.StringIO(one))
    assert (row["importance_unavailable"], row["drivers_unavailable"]) == (
        "not_asked",
        "too_few_rows",
    )
    assert float(row["waktu_gap_interval_95_low"]) < float(row["waktu_gap"])
    rows = list(csv.DictReader(io.StringIO(many)))
    assert [held["subject_name"] for held in rows] == ["Loket 1", "Loket 2", "Loket 3"]
    assert (rows[0]["n"], rows[2]["waktu_mean"]) == ("40", "")


@pytest.mark.parametrize("of", [address, needs_address])
def test_another_agency_s_unit_is_not_found(stranger: System, office: Office, of) -> None:
    assert stranger.get(of(office)).status_code == 404
