"""The form of a counter's poster."""

from __future__ import annotations

from functools import partial

from flask import Response, request, url_for

from app.clock import now
from app.models.responses import Channel
from app.queries.collection import (
    OpenPoint,
    open_collection_point,
    visited_collection_point,
)
from app.services.late_answers import Visit, point_of_send, read_visit
from app.web.languages import asked_language
from app.web.public.blueprint import blueprint
from app.web.public.entries import Entry, secret_key
from app.web.public.sending import show_form, take_in
from app.web.public.typed_codes import typed_letters

# What a hand on paper writes for the characters that a code never has.
_MISREAD = str.maketrans({"I": "1", "L": "1", "O": "0", "U": "V"})


@blueprint.get("/s/<string:code>")
def show_survey(code: str) -> Response:
    """The form of the counter that a code stands for."""
    opened_at = now()
    return show_form(_entry(open_collection_point(canonical_code(code), opened_at)), opened_at)


@blueprint.post("/s/<string:code>")
def submit_survey(code: str) -> Response:
    """Store an answer, or show the form again with what has to be mended."""
    arrived_at, code = now(), canonical_code(code)
    visit = read_visit(secret_key(), code, request.form.get("opened", ""))
    point = point_of_send(
        visit,
        arrived_at,
        partial(open_collection_point, code),
        partial(visited_collection_point, code),
    )
    return take_in(_entry(point, visit), arrived_at)


def canonical_code(typed: str) -> str:
    """The code as it is stored, from one that may have been typed by hand off a poster."""
    return typed_letters(typed).translate(_MISREAD)


def _entry(point: OpenPoint, visit: Visit | None = None) -> Entry:
    return Entry(
        point=point,
        channel=Channel.STATIC_QR,
        language=asked_language(),
        address=partial(url_for, "public.show_survey", code=point.code),
        thanks_address=partial(url_for, "public.show_thanks", code=point.code),
        visit=visit,
    )
