"""The blueprint of the citizen's pages, and the most that may be sent to them."""

from __future__ import annotations

from flask import Blueprint, Response, request
from flask_babel import gettext as _

from app.errors import Problem
from app.web.errors import answer_problem, status_of
from app.web.public.replies import asks_for_json, refused

blueprint = Blueprint("public", __name__)
MOST_BYTES = 64 * 1024


@blueprint.before_request
def bound_body() -> None:
    """Refuse bodies that no form of ours can fill."""
    request.max_content_length = MOST_BYTES


@blueprint.errorhandler(Problem)
def answer_refusal(problem: Problem) -> Response:
    """A refusal as a page, or as words for the script that sent the answer."""
    if asks_for_json():
        return refused(status_of(problem), problem.translated(_))
    return answer_problem(problem)
