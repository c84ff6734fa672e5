"""What the documentation page is made of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from app.web.evaluator.openapi import document
from app.web.evaluator.reference_page import ReferencePage, kind_of, reference_page


@pytest.fixture(autouse=True)
def _a_request(app: Flask) -> Iterator[None]:
    with app.test_request_context():
        yield


@pytest.fixture
def page() -> ReferencePage:
    """The page of the real document, in Indonesian."""
    return reference_page(
        document(),
        language="id",
        address=lambda code: f"/docs?bahasa={code}",
        base_url="https://suara.example",
    )


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ({"type": "integer"}, "integer"),
        ({"type": ["integer", "string"]}, "integer"),
        ({"anyOf": [{"type": "string"}, {"type": "null"}]}, "string | null"),
        ({"$ref": "#/components/schemas/UnitReply"}, "UnitReply"),
        ({"$ref": "#/components/schemas/Page_UnitReply_"}, "Daftar UnitReply"),
        ({"type": "array", "items": {"$ref": "#/a/UnitReply"}}, "UnitReply[]"),
        ({"enum": ["all", "verified"], "type": "string"}, "all | verified"),
        ({"prefixItems": [{"type": "string"}] * 2, "type": "array"}, "[string, string]"),
    ],
)
def test_a_schema_is_said_in_few_words(schema: dict[str, Any], words: str) -> None:
    assert kind_of(schema) == words


def test_models_have_readable_names_and_ids_of_their_own(page: ReferencePage) -> None:
    assert "Daftar CounterReply" in [schema.name for schema in page.schemas]
    assert not any("_" in schema.name or " " in schema.key for schema in page.schemas)


def test_a_request_to_copy_has_its_ids_filled_in(page: ReferencePage) -> None:
    requests = [entry.curl for group in page.groups for entry in group.operations]
    assert any("https://suara.example/api/v1/counters/3/scores/2021" in curl for curl in requests)
    addresses = [curl.splitlines()[-1] for curl in requests]
    assert not any("{" in address for address in addresses)
    assert any('--json \'{"counter_id": 3' in curl for curl in requests)


def test_every_operation_is_in_one_group(page: ReferencePage) -> None:
    names = [entry.name for group in page.groups for entry in group.operations]
    assert len(names) == len(set(names)) == len(document()["paths"])


def test_the_current_language_is_marked(page: ReferencePage) -> None:
    assert [(link["code"], link["is_current"]) for link in page.languages] == [
        ("id", True),
        ("en", False),
    ]
