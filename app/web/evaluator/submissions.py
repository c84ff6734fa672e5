"""Submissions: what other systems may send, each with a body that is checked before it is used."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import TypeVar

from flask import Response, abort, request
from flask_babel import gettext as _
from pydantic import BaseModel, ConfigDict, ValidationError

from app.access import Permission
from app.errors import NotAllowed
from app.web.evaluator.operations import blueprint
from app.web.evaluator.parameters import NoQuery, read_query
from app.web.evaluator.schemas import Reply
from app.web.guards import current_scope
from app.web.problems import ParameterFault, problem_response

MOST_BYTES = 32 * 1024
JSON = "application/json"


class Body(BaseModel):
    """A JSON object that is sent; a misspelt field is told, and no text is taken for a number."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


Sent = TypeVar("Sent", bound=Body)


@dataclass(frozen=True)
class Submission:
    """One thing that may be sent, and what is answered once it was taken."""

    name: str
    path: str
    tag: str
    summary: str
    description: str
    permission: Permission
    body: type[Body]
    reply: type[Reply]
    is_retried: bool


SUBMISSIONS: dict[str, Submission] = {}


def submission(
    path: str,
    *,
    tag: str,
    summary: str,
    description: str,
    permission: Permission,
    body: type[Body],
    reply: type[Reply],
    is_retried: bool = False,
) -> Callable[[Callable[..., Reply]], Callable[..., Response]]:
    """Take what is sent to a path, and document it; the view gets the scope and the body.

    `is_retried` documents the header Idempotency-Key, which the view reads itself.
    """

    def register(view: Callable[..., Reply]) -> Callable[..., Response]:
        SUBMISSIONS[view.__name__] = Submission(
            view.__name__, path, tag, summary, description, permission, body, reply, is_retried
        )

        @wraps(view)
        def answer() -> Response:
            scope = current_scope()
            if not scope.may(permission):
                raise NotAllowed("Kunci ini tidak dibuat untuk keperluan ini.")
            read_query(NoQuery, request.args)
            made = view(scope, read_body(body))
            return Response(made.model_dump_json(), 201, content_type=JSON)

        answer.required_permission = permission  # type: ignore[attr-defined]
        return blueprint.post(path)(answer)

    return register


def read_body(model: type[Sent]) -> Sent:
    """The body as values; 400, 413, 415 or 422 with what is wrong when it cannot be used."""
    request.max_content_length = MOST_BYTES
    if request.mimetype != JSON:
        abort(problem_response(415))
    try:
        return model.model_validate_json(request.get_data(cache=False))
    except ValidationError as error:
        if any(fault["type"] == "json_invalid" for fault in error.errors()):
            abort(problem_response(400))
        abort(problem_response(422, errors=tuple(_faults(model, error))))


def _faults(model: type[Body], error: ValidationError) -> list[ParameterFault]:
    places = (str(fault["loc"][0]) if fault["loc"] else "" for fault in error.errors())
    return [_fault(model, place) for place in dict.fromkeys(places)]


def _fault(model: type[Body], place: str) -> ParameterFault:
    field = model.model_fields.get(place)
    known = ", ".join(model.model_fields)
    expected = (
        _(field.description)
        if field and field.description
        else _("Parameter ini tidak dikenal; yang dikenal: %(known)s.", known=known)
    )
    return ParameterFault(parameter=place[:60], expected=expected)
