"""What the documentation page shows: frozen page objects, made from the OpenAPI document."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from app.web.languages import LANGUAGES
from app.web.problems import type_slug

Row = tuple[str, ...]
Document = Mapping[str, Any]
# What pydantic calls the page of a list of such replies.
_PAGE_OF = re.compile(r"Page_(\w+)_")


@dataclass(frozen=True)
class OperationEntry:
    """One operation with its parameters and a request to copy."""

    name: str
    method: str
    path: str
    summary: str
    parameters: tuple[Row, ...]
    curl: str
    example: str


@dataclass(frozen=True)
class OperationGroup:
    """Operations that belong together, under one heading."""

    key: str
    name: str
    operations: tuple[OperationEntry, ...]


@dataclass(frozen=True)
class SchemaEntry:
    """The fields of one reply; `key` makes ids."""

    key: str
    name: str
    fields: tuple[Row, ...]


@dataclass(frozen=True)
class ProblemEntry:
    """One kind of problem."""

    anchor: str
    status: str
    title: str
    detail: str


@dataclass(frozen=True)
class ReferencePage:
    """The documentation of the API in one language."""

    language: str
    languages: tuple[Mapping[str, Any], ...]
    description: str
    document_address: str
    server: str
    groups: tuple[OperationGroup, ...]
    schemas: tuple[SchemaEntry, ...]
    problems: tuple[ProblemEntry, ...]

    @property
    def group_links(self) -> list[tuple[str, str, bool]]:
        """Links to the groups, as the layout's navigation takes them."""
        return [(f"#{group.key}", group.name, False) for group in self.groups]


def reference_page(
    document: Document, *, language: str, address: Callable[[str], str], base_url: str
) -> ReferencePage:
    """The page of a document; `address` gives the page's own address in a language."""
    server = base_url + document["servers"][0]["url"]
    components = document["components"]
    return ReferencePage(
        language=language,
        languages=tuple(_languages(language, address)),
        description=document["info"]["description"],
        document_address=f"{server}/openapi.json",
        server=server,
        groups=tuple(_groups(document, server)),
        schemas=tuple(
            SchemaEntry(name, model_name(name), tuple(_fields(schema)))
            for name, schema in components["schemas"].items()
        ),
        problems=tuple(_problems(components["responses"])),
    )


def _languages(language: str, address: Callable[[str], str]) -> Iterator[Mapping[str, Any]]:
    for code, name in LANGUAGES.items():
        yield {
            "code": code,
            "name": name,
            "href": address(code),
            "is_current": code == language,
        }


def _groups(document: Document, server: str) -> Iterator[OperationGroup]:
    entries = [
        (path, method, described)
        for path, methods in document["paths"].items()
        for method, described in methods.items()
    ]
    for number, tag in enumerate(document["tags"], start=1):
        yield OperationGroup(
            key=f"group-{number}",
            name=tag["description"],
            operations=tuple(
                _entry(path, method, described, server)
                for path, method, described in entries
                if tag["name"] in described["tags"]
            ),
        )


def _entry(path: str, method: str, described: Document, server: str) -> OperationEntry:
    parameters = described["parameters"]
    responses = described["responses"]
    content = (responses.get("200") or responses["201"])["content"]
    return OperationEntry(
        name=described["operationId"],
        method=method.upper(),
        path=path,
        summary=described["summary"],
        parameters=tuple(
            (part["name"], part["in"], kind_of(part["schema"]), part["description"])
            for part in parameters
        ),
        curl=_curl(server + _filled(path, parameters), described),
        example=json.dumps(content["application/json"]["example"], indent=2, ensure_ascii=False),
    )


def _filled(path: str, parameters: list[Document]) -> str:
    return path.format(**{part["name"]: part.get("example", "") for part in parameters})


def _curl(address: str, described: Document) -> str:
    """A request to copy, with the example of what is sent."""
    key = 'curl --header "Authorization: Bearer $KUNCI_API" \\\n'
    if "requestBody" not in described:
        return f'{key}  "{address}"'
    sent = described["requestBody"]["content"]["application/json"]["example"]
    return f"{key}  --json '{json.dumps(sent)}' \\\n  \"{address}\""


def _fields(schema: Document) -> Iterator[Row]:
    for name, field in schema["properties"].items():
        yield name, kind_of(field), field.get("description", "")


def kind_of(schema: Document) -> str:
    """What a schema admits, in few words: "integer", "string | null", "UnitReply[]"."""
    if "anyOf" in schema:
        return " | ".join(kind_of(choice) for choice in schema["anyOf"])
    if "$ref" in schema:
        return model_name(str(schema["$ref"]).rpartition("/")[2])
    if "enum" in schema:
        return " | ".join(schema["enum"])
    if "prefixItems" in schema:
        return f"[{', '.join(kind_of(item) for item in schema['prefixItems'])}]"
    if "items" in schema:
        return f"{kind_of(schema['items'])}[]"
    # An id in an address admits text too, which is answered as not found; people send the number.
    return schema["type"][0] if isinstance(schema["type"], list) else str(schema["type"])


def model_name(name: str) -> str:
    """A model's name as people read it: the page of a list as "Daftar UnitReply"."""
    listed = _PAGE_OF.fullmatch(name)
    return _("Daftar %(model)s", model=listed[1]) if listed else name


def _problems(responses: Document) -> Iterator[ProblemEntry]:
    for status, response in responses.items():
        (content,) = response["content"].values()
        yield ProblemEntry(
            anchor=type_slug(int(status)),
            status=status,
            title=response["description"],
            detail=content["example"]["detail"],
        )
