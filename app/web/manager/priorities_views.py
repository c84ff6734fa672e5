"""The view of what to fix first in a unit."""

from __future__ import annotations

from flask import abort, render_template, request

from app.access import Permission
from app.web.guards import current_scope, requires
from app.web.manager.blueprint import blueprint
from app.web.manager.comparison_page import ASKED
from app.web.manager.priorities_page import priorities_page


@blueprint.get("/unit/<int:unit_id>/prioritas")
@requires(Permission.SEE_SCORES)
def show_priorities(unit_id: int) -> str:
    """The needs of a unit against a target, what matters, and what low ratings go along with."""
    side = ASKED.get(request.args.get("menurut", "loket"))
    if side is None:
        abort(404)
    code, target = request.args.get("periode"), request.args.get("sasaran")
    page = priorities_page(current_scope(), unit_id, code, side, target)
    return render_template("manager/priorities.html", page=page)
