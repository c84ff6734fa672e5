"""The view of a unit's comments."""

from __future__ import annotations

from flask import abort, render_template, request

from app.access import Permission
from app.web.addresses import MOST_DIGITS
from app.web.guards import current_scope, requires
from app.web.manager.blueprint import blueprint
from app.web.manager.comments_page import comments_page


@blueprint.get("/unit/<int:unit_id>/komentar")
@requires(Permission.SEE_SCORES)
def show_comments(unit_id: int) -> str:
    """The themes of a unit's comments over a period, and the comments themselves."""
    page = comments_page(current_scope(), unit_id, request.args.get("periode"), _asked_page())
    return render_template("manager/comments.html", page=page)


def _asked_page() -> int:
    """The number of the page in the address; what is no number from 1 on is not found."""
    asked = request.args.get("halaman", "1")
    if not (asked.isascii() and asked.isdigit()) or len(asked) > MOST_DIGITS or int(asked) < 1:
        abort(404)
    return int(asked)
