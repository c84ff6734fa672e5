"""The OpenAPI document: valid, complete, and true to what is answered."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from app.access import KeyKind, Scope
from app.web.evaluator.openapi import EXAMPLES, document
from app.web.evaluator.operations import OPERATIONS
from app.web.evaluator.submissions import SUBMISSIONS
from tests.factories.evaluator_systems import System, a_system
from tests.factories.organisation import Office


@pytest.fixture
def served(app: Flask) -> dict[str, Any]:
    """The document as anybody gets it."""
    return app.test_client().get("/api/v1/openapi.json").get_json()


def test_the_document_is_valid_openapi_3_1(served: dict[str, Any]) -> None:
    assert served["openapi"].startswith("3.1")
    assert [error.message for error in OpenAPIV31SpecValidator(served).iter_errors()] == []


def test_every_route_behind_a_key_is_documented(app: Flask, served: dict[str, Any]) -> None:
    routes = [rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith("evaluator.")]
    assert len(routes) == len(served["paths"]) == len(OPERATIONS) + len(SUBMISSIONS)


def test_every_parameter_is_explained(served: dict[str, Any]) -> None:
    described = [one for path in served["paths"].values() for one in path.values()]
    parameters = [parameter for one in described for parameter in one["parameters"]]
    assert all(parameter["description"] for parameter in parameters)


@pytest.mark.parametrize("operation", OPERATIONS.values(), ids=OPERATIONS)
def test_what_is_answered_fits_the_document(
    system: System, office: Office, served: dict[str, Any], operation: Any
) -> None:
    ids = {"unit_id": office.unit.id, "counter_id": office.counters[0].id}
    ids |= {"service_id": office.services[0].id, "period": "2026-06"}
    answered = system.get(operation.path.format(**ids)).get_json()
    described = served["paths"][operation.path]["get"]["responses"]["200"]["content"]
    schema = described["application/json"]["schema"] | {"components": served["components"]}
    Draft202012Validator(schema).validate(answered)
    Draft202012Validator(schema).validate(described["application/json"]["example"])


def test_the_example_of_a_score_computes() -> None:
    score = EXAMPLES["ScoreReply"]
    means = [Fraction(e["weight"]) * Fraction(e["sum"], e["n"]) for e in score["elements"]]
    assert sum(means) * score["rule"]["factor"] == Fraction(score["exact"]["index"])


def test_the_example_of_a_table_has_as_many_cells_as_columns() -> None:
    found = document()["paths"]["/units/{unit_id}/counters"]["get"]["responses"]["200"]
    header, row = found["content"]["text/csv"]["example"].splitlines()
    assert header.count(",") == row.count(",") == 4


def test_the_document_is_not_sent_again_unchanged(app: Flask) -> None:
    client = app.test_client()
    etag = client.get("/api/v1/openapi.json").headers["ETag"]
    again = client.get("/api/v1/openapi.json", headers={"If-None-Match": etag})
    assert again.status_code == 304


@pytest.mark.parametrize(
    ("kind", "methods"),
    [(KeyKind.SCORES, {"get"}), (KeyKind.TICKETS, {"post"}), (KeyKind.VISITS, {"post"})],
)
def test_with_a_key_the_document_holds_what_the_key_may_use(
    kind: KeyKind, methods: set[str], client: FlaskClient, scope: Scope, office: Office
) -> None:
    system = a_system(client, scope, office.agency.path, kind)
    whole, found = client.get("/api/v1/openapi.json"), system.get("/openapi.json")

    assert {method for one in found.json["paths"].values() for method in one} == methods
    assert 0 < len(found.json["paths"]) < len(whole.json["paths"])
    used = {
        tag for one in found.json["paths"].values() for at in one.values() for tag in at["tags"]
    }
    assert {tag["name"] for tag in found.json["tags"]} == used
    assert "Authorization" in found.headers["Vary"]


def test_a_key_that_is_unknown_changes_nothing(client: FlaskClient) -> None:
    unknown = System(client, "sl_x").get("/openapi.json")

    assert unknown.json == client.get("/api/v1/openapi.json").json
