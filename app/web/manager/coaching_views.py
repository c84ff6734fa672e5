"""The view of what citizens said on filling in by themselves."""

from __future__ import annotations

from flask import render_template, request

from app.access import Permission
from app.web.guards import current_scope, requires
from app.web.manager.blueprint import blueprint
from app.web.manager.coaching_page import coaching_page


@blueprint.get("/unit/<int:unit_id>/pendampingan")
@requires(Permission.SEE_SHARES)
def show_coaching(unit_id: int) -> str:
    """The shares of a unit's counters and months, for the inspectorate alone."""
    page = coaching_page(current_scope(), unit_id, request.args.get("periode"))
    return render_template("manager/coaching.html", page=page)
