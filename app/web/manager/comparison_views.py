"""The view of a unit's comparison."""

from __future__ import annotations

from flask import abort, render_template, request

from app.access import Permission
from app.web.guards import current_scope, requires
from app.web.manager.blueprint import blueprint
from app.web.manager.comparison_page import ASKED, comparison_page


@blueprint.get("/unit/<int:unit_id>/perbandingan")
@requires(Permission.SEE_SCORES)
def show_comparison(unit_id: int) -> str:
    """The counters of a unit side by side, or its services or the units below it."""
    side = ASKED.get(request.args.get("menurut", "loket"))
    if side is None:
        abort(404)
    page = comparison_page(current_scope(), unit_id, request.args.get("periode"), side)
    return render_template("manager/comparison.html", page=page)
