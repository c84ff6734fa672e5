"""Operations: each view with what the document says of it, so that the two cannot part."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from inspect import signature
from typing import Any

from flask import Blueprint, Response, request

from app.access import Permission
from app.errors import NotAllowed
from app.web.evaluator.parameters import PATH_PARTS, NoQuery, PageQuery, read_period, read_query
from app.web.evaluator.representations import chosen_form, listing, response_of
from app.web.evaluator.schemas import Reply
from app.web.guards import current_scope


@dataclass(frozen=True)
class Operation:
    """One readable thing of the API."""

    name: str
    path: str
    tag: str
    summary: str
    query: type[NoQuery]
    reply: type[Reply]

    @property
    def is_list(self) -> bool:
        """Whether it answers page by page."""
        return issubclass(self.query, PageQuery)

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of the changing parts of its path."""
        return tuple(re.findall("{([a-z_]+)}", self.path))

    @property
    def rule(self) -> str:
        """Its path as Flask writes it, each part typed."""
        return re.sub("{([a-z_]+)}", lambda part: _typed(part[1]), self.path)


blueprint = Blueprint("evaluator", __name__)
OPERATIONS: dict[str, Operation] = {}


def operation(
    path: str,
    *,
    tag: str,
    summary: str,
    reply: type[Reply],
    query: type[NoQuery] = NoQuery,
) -> Callable[[Callable[..., Any]], Callable[..., Response]]:
    """Serve a view at a path and document it.

    The view gets the scope, the parts of the path and, if it names it, the query. It gives the
    reply, or for a list all of them: which page is sent is decided here.
    """

    def register(view: Callable[..., Any]) -> Callable[..., Response]:
        described = Operation(view.__name__, path, tag, summary, query, reply)
        OPERATIONS[described.name] = described

        @wraps(view)
        def answer(**parts: Any) -> Response:
            return _answer(described, view, parts)

        return blueprint.get(described.rule)(answer)

    return register


def _answer(described: Operation, view: Callable[..., Any], parts: dict[str, Any]) -> Response:
    if not current_scope().may(Permission.SEE_SCORES):
        raise NotAllowed("Kunci ini tidak dibuat untuk keperluan ini.")
    form = chosen_form(request)
    query = read_query(described.query, request.args)
    if "period" in parts:
        parts["period"] = read_period(parts["period"])
    if "query" in signature(view).parameters:
        parts["query"] = query
    found = view(current_scope(), **parts)
    if isinstance(query, PageQuery):
        found = listing(described.reply, found, query)
    return response_of(found, form, request)


def _typed(part: str) -> str:
    return f"<{PATH_PARTS[part].converter}:{part}>"
