"""The OpenAPI 3.1 document, made from the operations, their queries and their replies."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode, models_json_schema

from app.access import Permission, Scope
from app.documents.tables import write_csv
from app.web.evaluator.operations import OPERATIONS, Operation
from app.web.evaluator.parameters import PATH_PARTS, NoQuery
from app.web.evaluator.representations import CSV, JSON
from app.web.evaluator.schemas import page_of
from app.web.evaluator.submissions import SUBMISSIONS, Body, Submission
from app.web.evaluator.tickets import RETRY_EXPLAINED, RETRY_HEADER, RETRY_PATTERN
from app.web.problems import MEDIA_TYPE, NEXT_STEPS, TITLES, ProblemReply, type_slug
from app.web.wording import N_

EXAMPLES: dict[str, Any] = json.loads(
    (Path(__file__).parent / "examples.json").read_text(encoding="utf-8")
)
SCHEMAS = "#/components/schemas/{model}"
PROBLEMS = (401, 403, 404, 406, 422, 429, 500)
PROBLEMS_OF_SENDING = (400, 401, 403, 404, 409, 413, 415, 422, 429, 500)
HEADERS = {
    "ETag": N_("Penanda isi jawaban; kirim kembali sebagai If-None-Match."),
    "Link": N_("Halaman first, prev, next, dan last (RFC 8288)."),
    "WWW-Authenticate": N_("Skema kunci: Bearer."),
    "Retry-After": N_("Berapa detik lagi boleh dicoba."),
}
HEADERS_OF = {401: ("WWW-Authenticate",), 429: ("Retry-After",)}
DESCRIPTION = N_(
    "Nilai Survei Kepuasan Masyarakat untuk sistem penilai, dan tiket untuk sistem antrean. "
    "Setiap nilai disertai n, selang kepercayaan, dan sampel yang diperlukan. Nilai dari kurang "
    "dari 5 jawaban ditahan. "
    "Angka desimal berupa teks dengan titik desimal; indeks yang persis ada di exact."
)


class WithoutTitles(GenerateJsonSchema):
    """Schemas whose fields have no title: it would only repeat the field's name."""

    def field_title_should_be_set(self, schema: object) -> bool:  # noqa: ARG002
        """Never."""
        return False


@cache
def document() -> dict[str, Any]:
    """The whole document, its texts still in the language of the catalogue's ids."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "Suara Loket", "version": "1", "description": DESCRIPTION},
        "servers": [{"url": "/api/v1"}],
        "security": [{"apiKey": []}],
        "tags": [{"name": tag, "description": tag} for tag in dict.fromkeys(_tags())],
        "paths": {described.path: {"get": _get(described)} for described in OPERATIONS.values()}
        | {described.path: {"post": _post(described)} for described in SUBMISSIONS.values()},
        "components": {
            "securitySchemes": {"apiKey": {"type": "http", "scheme": "bearer"}},
            "schemas": _schemas(),
            "headers": {
                name: {"description": text, "schema": {"type": "string"}}
                for name, text in HEADERS.items()
            },
            "responses": {
                str(status): _problem(status)
                for status in sorted({*PROBLEMS, *PROBLEMS_OF_SENDING})
            },
        },
    }


def document_for(scope: Scope) -> dict[str, Any]:
    """The part of the document that a key may use: each is made for one purpose."""
    whole = document()
    paths = {path: whole["paths"][path] for path in _paths_for(scope)}
    used = {tag for methods in paths.values() for one in methods.values() for tag in one["tags"]}
    return whole | {"paths": paths, "tags": [tag for tag in whole["tags"] if tag["name"] in used]}


def _paths_for(scope: Scope) -> list[str]:
    read = [one.path for one in OPERATIONS.values() if scope.may(Permission.SEE_SCORES)]
    return read + [one.path for one in SUBMISSIONS.values() if scope.may(one.permission)]


def _tags() -> list[str]:
    """The tag of every operation, then of everything that may be sent."""
    read, sent = OPERATIONS.values(), SUBMISSIONS.values()
    return [*(one.tag for one in read), *(one.tag for one in sent)]


def _get(described: Operation) -> dict[str, Any]:
    return {
        "operationId": described.name,
        "tags": [described.tag],
        "summary": described.summary,
        "parameters": [*map(_path_parameter, described.parts), *_query_parameters(described.query)],
        "responses": {"200": _found(described), "304": _unchanged()}
        | {str(status): {"$ref": f"#/components/responses/{status}"} for status in PROBLEMS},
    }


def _post(described: Submission) -> dict[str, Any]:
    """What may be sent; the header that makes a retry safe is named where it is read."""
    sent, made = described.body.__name__, described.reply.__name__
    return {
        "operationId": described.name,
        "tags": [described.tag],
        "summary": described.summary,
        "description": described.description,
        "parameters": [_retry_parameter()] if described.is_retried else [],
        "requestBody": {
            "required": True,
            "content": {JSON: {"schema": _reference(described.body), "example": EXAMPLES[sent]}},
        },
        "responses": {
            "201": {
                "description": N_("Diterima."),
                "content": {
                    JSON: {"schema": _reference(described.reply), "example": EXAMPLES[made]}
                },
            }
        }
        | {
            str(status): {"$ref": f"#/components/responses/{status}"}
            for status in PROBLEMS_OF_SENDING
        },
    }


def _retry_parameter() -> dict[str, Any]:
    return {
        "name": RETRY_HEADER,
        "in": "header",
        "required": False,
        "description": RETRY_EXPLAINED,
        "schema": {"type": "string", "pattern": RETRY_PATTERN},
        "example": "antrean-0001-2026-03-31",
    }


def _path_parameter(name: str) -> dict[str, Any]:
    part = PATH_PARTS[name]
    return {
        "name": name,
        "in": "path",
        "required": True,
        "description": part.description,
        "schema": dict(part.schema),
        "example": part.example,
    }


def _query_parameters(query: type[NoQuery]) -> list[dict[str, Any]]:
    found = query.model_json_schema(schema_generator=WithoutTitles)
    return [
        {
            "name": name,
            "in": "query",
            "description": schema["description"],
            "schema": {
                key: value
                for key, value in schema.items()
                if key != "description" and value is not None
            },
        }
        for name, schema in found.get("properties", {}).items()
    ]


def _found(described: Operation) -> dict[str, Any]:
    reply = page_of(described.reply) if described.is_list else described.reply
    headers = ("ETag", "Link") if described.is_list else ("ETag",)
    return {
        "description": N_("Ditemukan."),
        "headers": _headers(headers),
        "content": {
            JSON: {"schema": _reference(reply), "example": _json_example(described)},
            CSV: {"schema": {"type": "string"}, "example": _csv_example(described)},
        },
    }


def _unchanged() -> dict[str, Any]:
    text = N_("Tidak berubah sejak ETag yang dikirim sebagai If-None-Match.")
    return {"description": text, "headers": _headers(("ETag",))}


def _problem(status: int) -> dict[str, Any]:
    example = ProblemReply(
        type=f"/api/v1/docs#{type_slug(status)}",
        title=TITLES[status],
        status=status,
        detail=NEXT_STEPS[status],
    )
    content = {"schema": _reference(ProblemReply), "example": example.model_dump(exclude_none=True)}
    answer = {"description": TITLES[status], "content": {MEDIA_TYPE: content}}
    names = HEADERS_OF.get(status, ())
    return answer | {"headers": _headers(names)} if names else answer


def _headers(names: tuple[str, ...]) -> dict[str, Any]:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


def _json_example(described: Operation) -> Any:
    example = EXAMPLES[described.reply.__name__]
    if not described.is_list:
        return example
    return {"items": [example], "total": 1, "page": 1, "per_page": 50}


def _csv_example(described: Operation) -> str:
    cells = described.reply.model_validate(EXAMPLES[described.reply.__name__]).cells()
    return write_csv(tuple(cells), [tuple(cells.values())]).decode()


def _reference(model: type[BaseModel]) -> dict[str, str]:
    references, _ = _described_replies()
    return dict(references[model, _mode(model)])


def _schemas() -> dict[str, Any]:
    """The schemas of replies; docstrings are for who reads the code, not for who reads these."""
    _, found = _described_replies()
    return {
        name: {key: value for key, value in schema.items() if key not in {"title", "description"}}
        for name, schema in found["$defs"].items()
    }


def _mode(model: type[BaseModel]) -> JsonSchemaMode:
    return "validation" if issubclass(model, Body) else "serialization"


@cache
def _described_replies() -> tuple[Any, Any]:
    """What pydantic says of every reply: a reference by model, and the definitions."""
    described = OPERATIONS.values()
    pages = [page_of(operation.reply) for operation in described if operation.is_list]
    replies = [operation.reply for operation in described]
    sent = [part for one in SUBMISSIONS.values() for part in (one.body, one.reply)]
    models: dict[type[BaseModel], None] = dict.fromkeys([*pages, *replies, *sent, ProblemReply])
    return models_json_schema(
        [(model, _mode(model)) for model in models],
        ref_template=SCHEMAS,
        schema_generator=WithoutTitles,
    )
