"""The blueprint of the citizen's pages, and the most that may be sent to them."""

from __future__ import annotations

from flask import Blueprint, Response, request

blueprint = Blueprint("public", __name__)
MOST_BYTES = 64 * 1024


@blueprint.before_request
def bound_body() -> None:
    """Refuse bodies that no form of ours can fill."""
    request.max_content_length = MOST_BYTES


@blueprint.after_request
def tell_what_pages_vary_by(response: Response) -> Response:
    """A page without a language in its address is in the phone's own."""
    response.vary.add("Accept-Language")
    return response
