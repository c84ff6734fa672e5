"""The OpenAPI document and the page that shows it to people, both open to all."""

from __future__ import annotations

import json

from flask import Blueprint, Response, current_app, render_template, request, url_for

from app.web.evaluator.openapi import document, document_for
from app.web.evaluator.reference_page import reference_page
from app.web.guards import scope_of_key
from app.web.languages import PARAMETER, asked_language
from app.web.wording import translated

documentation = Blueprint("evaluator_documentation", __name__)


@documentation.get("/openapi.json")
def show_openapi() -> Response:
    """The OpenAPI 3.1 document in the asked language; with a key, what that key may use."""
    scope = scope_of_key()
    described = document_for(scope) if scope else document()
    text = json.dumps(translated(described), ensure_ascii=False)
    response = Response(text, content_type="application/json")
    response.vary.add("Authorization")
    response.add_etag()
    response.make_conditional(request)
    return response


@documentation.get("/docs")
def show_reference() -> str:
    """The documentation page; it needs neither script nor network."""
    language = asked_language()
    page = reference_page(
        translated(document()),
        language=language,
        address=lambda code: f"{url_for('.show_reference')}?{PARAMETER}={code}",
        base_url=current_app.extensions["suara_loket_settings"].base_url,
    )
    return render_template("evaluator/reference.html", page=page)
