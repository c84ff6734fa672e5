"""Subjects side by side, as another system reads them."""

from __future__ import annotations

import csv
import io

import pytest

from tests.factories.evaluator_systems import System
from tests.factories.organisation import Office


def address(office: Office, asked: str = "") -> str:
    return f"/units/{office.unit.id}/comparisons/2026{asked}"


def test_each_counter_is_told_with_n_interval_and_probability(
    system: System, office: Office
) -> None:
    items = system.get(address(office)).json["items"]

    assert [item["subject"]["name"] for item in items] == ["Loket 1", "Loket 2", "Loket 3"]
    compared = items[0]["compared"]
    assert compared["n"] == 40
    assert float(compared["interval_95"][0]) < float(compared["index"])
    assert 0 <= float(compared["probability_above"]) <= 1
    assert items[0]["reason"] == "too_few_groups"
    assert "rank" not in system.get(address(office)).text


def test_a_withheld_counter_has_no_numbers(system: System, office: Office) -> None:
    item = system.get(address(office)).json["items"][2]

    assert item["left_out"] in {"too_few", "no_answers"}
    assert (item["compared"], item["not_separable_from"], item["same_mix"]) == (None,) * 3


def test_who_cannot_be_told_apart_is_named_by_id(system: System, office: Office) -> None:
    items = system.get(address(office)).json["items"]

    first, second = (item["subject"]["id"] for item in items[:2])
    for item, other in ((items[0], second), (items[1], first)):
        assert item["not_separable_from"] in ([], [other])
    assert bool(items[0]["not_separable_from"]) == bool(items[1]["not_separable_from"])


@pytest.mark.parametrize("of", ["services", "units"])
def test_other_sides_may_be_asked_for(system: System, office: Office, of: str) -> None:
    answer = system.get(address(office, f"?of={of}"))

    assert answer.status_code == 200
    assert all(item["subject"]["kind"] == of.removesuffix("s") for item in answer.json["items"])


def test_an_unknown_side_is_refused_by_name(system: System, office: Office) -> None:
    answer = system.get(address(office, "?of=officers"))

    assert answer.status_code == 422
    assert answer.json["errors"][0]["parameter"] == "of"


def test_it_comes_as_a_table_too(system: System, office: Office) -> None:
    answer = system.get(address(office), accept="text/csv")

    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert [row["subject_name"] for row in rows] == ["Loket 1", "Loket 2", "Loket 3"]
    assert rows[0]["n"] == "40"
    assert rows[2]["shrunken"] == ""


def test_another_agency_s_unit_is_not_found(stranger: System, office: Office) -> None:
    assert stranger.get(address(office)).status_code == 404
