"""The forms an answer is sent in: JSON or CSV, page by page, with an ETag of its bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import Request, Response, abort

from app.documents.cells import Cell
from app.documents.tables import write_csv
from app.web.evaluator.parameters import PageQuery
from app.web.evaluator.schemas import Page, Reply, page_of
from app.web.problems import problem_response

JSON = "application/json"
CSV = "text/csv"
SENT_AS = {JSON: JSON, CSV: "text/csv; charset=utf-8; header=present"}
# A client may name the charset too, and parameters are matched literally. These come last, so that
# a wildcard never leads to a form that was refused by its plain name.
ACCEPTED = {form + extra: form for extra in ("", ";charset=utf-8") for form in SENT_AS}


@dataclass(frozen=True)
class Listing:
    """One page of a list with what its table needs: the columns are those of the whole list."""

    page: Page[Any]
    columns: Sequence[str]


def chosen_form(request: Request) -> str:
    """JSON or CSV as the request prefers, JSON when it does not say; 406 when it wants neither."""
    if not request.accept_mimetypes:
        return JSON
    best = request.accept_mimetypes.best_match(ACCEPTED)
    if best is None:
        abort(problem_response(406))
    return ACCEPTED[best]


def listing(kind: type[Reply], everything: Sequence[Reply], query: PageQuery) -> Listing:
    """The asked page of everything there is."""
    columns = everything[0].cells() if everything else kind.model_fields
    page = page_of(kind).cut(everything, query.page, query.per_page)
    return Listing(page, tuple(columns))


def response_of(answer: Reply | Listing, form: str, request: Request) -> Response:
    """The answer in its form; 304 without a body when the client has these very bytes."""
    response = Response(_bytes(answer, form), content_type=SENT_AS[form])
    response.vary.add("Accept")
    if isinstance(answer, Listing):
        response.headers["Link"] = ", ".join(_links(answer.page, request))
    response.set_etag(hashlib.sha256(response.get_data()).hexdigest()[:32])
    response.make_conditional(request)
    return response


def _bytes(answer: Reply | Listing, form: str) -> bytes:
    if form == CSV:
        return write_csv(*_table(answer))
    model = answer.page if isinstance(answer, Listing) else answer
    return model.model_dump_json().encode()


def _table(answer: Reply | Listing) -> tuple[Sequence[str], list[list[Cell]]]:
    if isinstance(answer, Reply):
        cells = answer.cells()
        return tuple(cells), [list(cells.values())]
    return answer.columns, [list(item.cells().values()) for item in answer.page.items]


def _links(page: Page[Any], request: Request) -> Iterator[str]:
    """The neighbours of a page (RFC 8288), as addresses on this host."""
    last = max(1, -(-page.total // page.per_page))
    numbers = {"first": 1, "prev": min(page.page - 1, last), "next": page.page + 1, "last": last}
    for relation, number in numbers.items():
        if 1 <= number <= last:
            asked = request.args.to_dict() | {"page": str(number), "per_page": str(page.per_page)}
            yield f'<{request.path}?{urlencode(asked)}>; rel="{relation}"'
