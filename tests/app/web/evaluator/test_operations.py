"""What holds for every operation: who may read, and how a wrong request is told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from app import clock
from app.access import Scope
from app.services import api_keys
from app.web.evaluator.operations import OPERATIONS
from tests.factories.evaluator_systems import System
from tests.factories.organisation import Office

PROBLEM = "application/problem+json"
# What names no office: the list of one's own units, and how numbers are made.
SAID_TO_ALL = {"/units", "/method/officers"}


def paths_of(office: Office) -> Iterable[str]:
    """The address of every operation at the office."""
    ids = {
        "unit_id": office.unit.id,
        "counter_id": office.counters[0].id,
        "service_id": office.services[0].id,
        "period": "2026-06",
    }
    return [operation.path.format(**ids) for operation in OPERATIONS.values()]


def test_every_operation_answers_whom_it_may(system: System, office: Office) -> None:
    answered = [system.get(path).status_code for path in paths_of(office)]
    assert len(answered) >= 10
    assert set(answered) == {200}


def test_every_operation_hides_another_agency(stranger: System, office: Office) -> None:
    for path in paths_of(office):
        if path not in SAID_TO_ALL:
            hidden = stranger.get(path)
            assert (hidden.status_code, hidden.mimetype) == (404, PROBLEM)


def test_what_is_hidden_looks_like_what_is_not_there(stranger: System, office: Office) -> None:
    hidden = stranger.get(f"/units/{office.unit.id}")
    missing = stranger.get("/units/2147483647")
    assert hidden.data == missing.data


def test_no_operation_answers_without_a_key(client: FlaskClient, office: Office) -> None:
    for path in paths_of(office):
        refused = client.get(f"/api/v1{path}")
        assert (refused.status_code, refused.mimetype) == (401, PROBLEM)
        assert refused.headers["WWW-Authenticate"] == "Bearer"


def test_a_revoked_key_fails_at_the_next_request(
    client: FlaskClient, scope: Scope, office: Office
) -> None:
    issued = api_keys.issue_key(scope, clock.now(), "Penilai", office.agency.path)
    system = System(client, issued.secret)
    assert system.get("/units").status_code == 200
    api_keys.revoke_key(scope, clock.now(), issued.key.id)
    assert system.get("/units").status_code == 401


def test_an_expired_key_is_refused(client: FlaskClient, scope: Scope, office: Office) -> None:
    before = clock.now() - timedelta(days=3)
    issued = api_keys.issue_key(scope, before, "Penilai", office.agency.path, days=1)
    assert System(client, issued.secret).get("/units").status_code == 401


@pytest.mark.parametrize(
    "path", ["/nothing", "/units/x", "/units/99999999999999999999", "/units/0"]
)
def test_an_unknown_path_is_a_problem_document(system: System, path: str) -> None:
    missing = system.get(path)
    assert (missing.status_code, missing.mimetype) == (404, PROBLEM)


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE"])
def test_nothing_can_be_written(system: System, method: str) -> None:
    refused = system.get("/units", method=method)
    assert (refused.status_code, refused.mimetype) == (405, PROBLEM)
    assert "GET" in refused.headers["Allow"]


def test_head_and_options_are_answered(system: System) -> None:
    head = system.get("/units", method="HEAD")
    assert (head.status_code, head.data) == (200, b"")
    assert head.headers["ETag"] == system.get("/units").headers["ETag"]
    assert "GET" in system.get("/units", method="OPTIONS").headers["Allow"]
