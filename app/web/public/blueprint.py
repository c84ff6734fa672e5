"""The blueprint of the citizen's pages, and the most that may be sent to them."""

from __future__ import annotations

from flask import Blueprint, Response, request
from flask_babel import gettext as _
from werkzeug.exceptions import RequestEntityTooLarge

from app.errors import Problem
from app.web.errors import answer_http_error, answer_problem, status_of
from app.web.public.replies import asks_for_json, refused

blueprint = Blueprint("public", __name__)
# The longest comment, every letter of it an emoji that is sent in twelve bytes, and the rest.
MOST_BYTES = 32 * 1024


@blueprint.before_request
def bound_body() -> None:
    """Refuse bodies that no form of ours can fill."""
    request.max_content_length = MOST_BYTES


@blueprint.after_request
def tell_what_pages_vary_by(response: Response) -> Response:
    """A page without a language in its address is in the phone's own."""
    response.vary.add("Accept-Language")
    return response


@blueprint.errorhandler(Problem)
def answer_refusal(problem: Problem) -> Response:
    """A refusal as a page, or as words for the script that sent the answer."""
    if asks_for_json():
        return refused(status_of(problem), problem.translated(_))
    return answer_problem(problem)


@blueprint.errorhandler(RequestEntityTooLarge)
def answer_too_much(error: RequestEntityTooLarge) -> Response:
    """The same for a body that is too large, which no device should go on sending."""
    if asks_for_json():
        return refused(413, _("Ringkas tulisannya atau kecilkan berkasnya, lalu kirim lagi."))
    return answer_http_error(error)
