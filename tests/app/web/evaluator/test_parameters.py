"""What a request may ask for, and how a parameter that cannot be used is told."""

from __future__ import annotations

import pytest

from app.web.evaluator.parameters import LARGEST_ID
from tests.factories.evaluator_systems import System
from tests.factories.organisation import Office

PROBLEM = "application/problem+json"


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("page=0", "page"),
        ("page=satu", "page"),
        ("page=1&page=2", "page"),
        ("per_page=101", "per_page"),
        ("answers=some", "answers"),
        ("version=0", "version"),
        ("version=", "version"),
        ("verison=1", "verison"),
    ],
)
def test_a_parameter_that_cannot_be_used_is_named(
    system: System, office: Office, query: str, parameter: str
) -> None:
    refused = system.get(f"/units/{office.unit.id}/scores/2026-06/counters?{query}")
    assert (refused.status_code, refused.mimetype) == (422, PROBLEM)
    assert [fault["parameter"] for fault in refused.get_json()["errors"]] == [parameter]


@pytest.mark.parametrize("code", ["2026-13", "2026-Q5", "9999", "２０２６", "2026-06-15", "x"])
def test_a_period_that_is_none_is_named(system: System, office: Office, code: str) -> None:
    refused = system.get(f"/units/{office.unit.id}/scores/{code}")
    assert refused.status_code == 422
    assert refused.get_json()["errors"][0]["parameter"] == "period"


def test_an_operation_without_parameters_says_so(system: System, office: Office) -> None:
    (fault,) = system.get(f"/units/{office.unit.id}?page=1").get_json()["errors"]
    assert fault == {"parameter": "page", "expected": "Alamat ini tidak memakai parameter."}


def test_the_largest_id_reaches_the_database_and_a_larger_one_does_not(system: System) -> None:
    reached, stopped = (system.get(f"/units/{n}") for n in (LARGEST_ID, LARGEST_ID + 1))
    assert reached.get_json()["detail"] == "Unit tidak ditemukan."
    assert (stopped.status_code, stopped.get_json()["detail"][:11]) == (404, "Alamat ini ")
