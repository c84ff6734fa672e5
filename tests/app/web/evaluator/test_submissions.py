"""Bodies are read strictly, and every fault is told once by its field."""

from __future__ import annotations

import pytest
from flask import Flask
from pydantic import Field
from werkzeug.exceptions import HTTPException

from app.web.evaluator.submissions import SUBMISSIONS, Body, read_body


class Planted(Body):
    """A body for these tests."""

    count: int = Field(description="Jumlah.")
    minutes: tuple[int, ...] = Field(default=(), description="Menit.")


def read(app: Flask, body: bytes, content_type: str = "application/json") -> Planted:
    with app.test_request_context(method="POST", data=body, content_type=content_type):
        return read_body(Planted)


def test_a_whole_object_is_read(app: Flask) -> None:
    assert read(app, b'{"count": 2, "minutes": [3, 1]}') == Planted(count=2, minutes=(3, 1))


@pytest.mark.parametrize(
    ("body", "status"), [(b"{", 400), (b'{"count": "2"}', 422), (b'{"count": 2, "x": 1}', 422)]
)
def test_what_cannot_be_used_is_a_problem(body: bytes, status: int, app: Flask) -> None:
    with pytest.raises(HTTPException) as refused:
        read(app, body)

    assert refused.value.get_response().status_code == status


def test_two_faults_of_one_field_are_told_once(app: Flask) -> None:
    with pytest.raises(HTTPException) as refused:
        read(app, b'{"count": 1, "minutes": ["a", "b"]}')

    errors = refused.value.get_response().get_json()["errors"]
    assert errors == [{"parameter": "minutes", "expected": "Menit."}]


def test_every_field_of_every_submission_is_explained() -> None:
    fields = [field for one in SUBMISSIONS.values() for field in one.body.model_fields.values()]

    assert len(fields) > 5
    assert all(field.description for field in fields)
