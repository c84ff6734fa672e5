"""A page that says what was refused, with the status that belongs to the refusal."""

from __future__ import annotations

from flask import Response

from app.errors import Problem, TooSoon
from app.web.errors import status_of


def with_status(page: str, problem: Problem) -> Response:
    """The page with the problem's status; after a delay it also says when to come back."""
    response = Response(page, status_of(problem))
    if isinstance(problem, TooSoon):
        response.headers["Retry-After"] = str(problem.wait_s)
    return response
