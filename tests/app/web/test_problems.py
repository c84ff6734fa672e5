"""Problem details (RFC 9457)."""

from __future__ import annotations

import pytest
from flask import Flask

from app.web.problems import (
    NEXT_STEPS,
    TITLES,
    ParameterFault,
    problem_response,
    type_slug,
)


def test_a_problem_says_what_happened_and_where_it_is_explained(app: Flask) -> None:
    with app.test_request_context():
        response = problem_response(404, "Unit tidak ditemukan.")
    assert (response.status_code, response.mimetype) == (404, "application/problem+json")
    assert response.get_json() == {
        "type": "/api/v1/docs#problem-404",
        "title": "Tidak ditemukan",
        "status": 404,
        "detail": "Unit tidak ditemukan.",
    }


def test_a_problem_without_a_detail_says_the_next_step(app: Flask) -> None:
    with app.test_request_context():
        assert problem_response(406).get_json()["detail"] == NEXT_STEPS[406]


@pytest.mark.parametrize("status", [408, 418, 503])
def test_an_unusual_status_is_named_as_http_names_it(app: Flask, status: int) -> None:
    with app.test_request_context():
        problem = problem_response(status).get_json()
    assert problem["status"] == status
    assert problem["title"] == problem["detail"] != ""


def test_faults_of_parameters_are_an_extension(app: Flask) -> None:
    fault = ParameterFault(parameter="page", expected="Nomor halaman.")
    with app.test_request_context():
        problem = problem_response(422, errors=(fault,)).get_json()
    assert problem["errors"] == [{"parameter": "page", "expected": "Nomor halaman."}]


def test_every_titled_problem_has_a_next_step() -> None:
    assert TITLES.keys() == NEXT_STEPS.keys()
    assert len({type_slug(status) for status in TITLES}) == len(TITLES)
