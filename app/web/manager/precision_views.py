"""The view of how sure a unit's index is."""

from __future__ import annotations

from flask import render_template, request

from app.access import Permission
from app.web.guards import current_scope, requires
from app.web.manager.blueprint import blueprint
from app.web.manager.precision_page import precision_page


@blueprint.get("/unit/<int:unit_id>/ketelitian")
@requires(Permission.SEE_SCORES)
def show_precision(unit_id: int) -> str:
    """How sure a unit's index is over a period, and what its sample is worth."""
    page = precision_page(current_scope(), unit_id, request.args.get("periode"))
    return render_template("manager/precision.html", page=page)
