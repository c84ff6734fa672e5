"""The view of what there is to look at twice in a unit's answers."""

from __future__ import annotations

from flask import render_template, request

from app.access import Permission
from app.web.guards import current_scope, requires
from app.web.manager.blueprint import blueprint
from app.web.manager.quality_page import quality_page


@blueprint.get("/unit/<int:unit_id>/mutu-jawaban")
@requires(Permission.SEE_SCORES)
def show_quality(unit_id: int) -> str:
    """The quality of a unit's answers over a period."""
    page = quality_page(current_scope(), unit_id, request.args.get("periode"))
    return render_template("manager/quality.html", page=page)
